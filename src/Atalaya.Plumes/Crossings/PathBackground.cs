namespace Atalaya.Plumes.Crossings;

/// <summary>
/// The background along a path: a local level (random walk) smoothed over the rows outside enhancements by a Kalman filter and the
/// smoother of Rauch, Tung and Striebel (1965), with Student-t weights, so that a stray row pulls little.
/// </summary>
internal static class PathBackground
{
    private const double TailFreedom = 4;

    /// <summary>Background in the values' unit at every row, enhancements bridged.</summary>
    /// <param name="seconds">Time of each row.</param>
    /// <param name="value">Value of each row.</param>
    /// <param name="isPlume">Rows that say nothing of the background.</param>
    /// <param name="noise">Standard deviation of one row about the background.</param>
    public static double[] Smooth(double[] seconds, double[] value, bool[] isPlume, out double noise)
    {
        var n = value.Length;
        var (readNoise, walk) = Variances(seconds, value, isPlume);
        noise = Math.Sqrt(readNoise);
        var weight = new double[n];
        Array.Fill(weight, 1);
        var level = new double[n];
        for (var round = 0; round < 3; round++)
        {
            Filter(seconds, value, isPlume, weight, readNoise, walk, level);
            for (var i = 0; i < n; i++)
            {
                var residual = value[i] - level[i];
                weight[i] = (TailFreedom + 1) / (TailFreedom + (residual * residual / readNoise));
            }
        }

        return level;
    }

    private static void Filter(double[] seconds, double[] value, bool[] isPlume, double[] weight, double readNoise, double walk, double[] level)
    {
        var n = value.Length;
        var (ahead, aheadVariance) = (new double[n], new double[n]);
        var variance = new double[n];
        var start = Array.IndexOf(isPlume, false);
        var (m, p) = (value[Math.Max(0, start)], 1e4 * readNoise);
        for (var i = 0; i < n; i++)
        {
            if (i > 0)
                p += walk * Math.Max(0, seconds[i] - seconds[i - 1]);
            (ahead[i], aheadVariance[i]) = (m, p);
            if (!isPlume[i])
            {
                var gain = p / (p + (readNoise / weight[i]));
                m += gain * (value[i] - m);
                p *= 1 - gain;
            }

            (level[i], variance[i]) = (m, p);
        }

        for (var i = n - 2; i >= 0; i--)
        {
            var gain = variance[i] / Math.Max(aheadVariance[i + 1], double.Epsilon);
            level[i] += gain * (level[i + 1] - ahead[i + 1]);
        }
    }

    /// <summary>Variance of a reading and of the walk per second, from the medians of squared differences over growing lags: 2r + q·t.</summary>
    private static (double Read, double Walk) Variances(double[] seconds, double[] value, bool[] isPlume)
    {
        var (count, sumT, sumV, sumTt, sumTv, shortest) = (0, 0.0, 0.0, 0.0, 0.0, double.NaN);
        for (var lag = 1; lag <= 64 && lag < value.Length / 3; lag *= 2)
        {
            var squares = new List<double>();
            var time = 0.0;
            for (var i = 0; i + lag < value.Length; i++)
            {
                if (isPlume[i] || isPlume[i + lag])
                    continue;
                var difference = value[i + lag] - value[i];
                squares.Add(difference * difference);
                time += seconds[i + lag] - seconds[i];
            }

            if (squares.Count < 8)
                continue;
            squares.Sort();
            var v = squares[squares.Count / 2] / 0.4549;
            var t = time / squares.Count;
            if (double.IsNaN(shortest))
                shortest = v;
            (count, sumT, sumV, sumTt, sumTv) = (count + 1, sumT + t, sumV + v, sumTt + (t * t), sumTv + (t * v));
        }

        var floor = 1e-18 + (1e-12 * value.Max(v => v * v));
        if (count == 0)
            return (floor, floor);
        var spread = sumTt - (sumT * sumT / count);
        var slope = count > 1 && spread > 0 ? Math.Max(0, (sumTv - (sumT * sumV / count)) / spread) : 0;

        // The first lag bounds the noise from below: autocorrelated noise is wandering to the difference, but noise to the level.
        var read = Math.Max(shortest / 2, ((sumV / count) - (slope * sumT / count)) / 2);
        return (Math.Max(read, floor), Math.Max(slope, 1e-6 * read));
    }
}
