namespace Atalaya.Plumes.Inference;

/// <summary>
/// Shape of the tail of importance weights (Vehtari et al., "Pareto smoothed importance sampling"; fit of Zhang and Stephens 2009):
/// below 0.7 the weighted draws can be trusted.
/// </summary>
internal static class ParetoTail
{
    /// <summary>k̂ of normalised weights, and the weights with their tail smoothed.</summary>
    internal static double Smooth(double[] weights)
    {
        var n = weights.Length;
        var tail = (int)Math.Min(0.2 * n, 3 * Math.Sqrt(n));
        if (tail < 10)
            return 0;
        var order = Enumerable.Range(0, n).OrderBy(i => weights[i]).ThenBy(static i => i).ToArray();
        var threshold = weights[order[n - tail - 1]];
        var excess = new double[tail];
        for (var i = 0; i < tail; i++)
            excess[i] = weights[order[n - tail + i]] - threshold;
        if (!(excess[^1] > 0))
            return 0;
        var (shape, scale) = Fit(excess);
        for (var i = 0; i < tail; i++)
        {
            var share = (i + 0.5) / tail;
            var smoothed = Math.Abs(shape) < 1e-6 ? -scale * Math.Log(1 - share) : scale / shape * (Math.Pow(1 - share, -shape) - 1);
            weights[order[n - tail + i]] = Math.Min(threshold + smoothed, threshold + excess[^1]);
        }

        return shape;
    }

    private static (double Shape, double Scale) Fit(double[] x)
    {
        var n = x.Length;
        var points = 30 + (int)Math.Sqrt(n);
        var quarter = Math.Max(x[Math.Max(0, (int)((n / 4.0) + 0.5) - 1)], 1e-300);
        var thetas = new double[points];
        var logs = new double[points];
        for (var i = 0; i < points; i++)
        {
            thetas[i] = (1 / x[^1]) + ((1 - Math.Sqrt(points / (i + 0.5))) / (3 * quarter));
            var k = MeanLog(x, thetas[i]);
            logs[i] = n * (Math.Log(-thetas[i] / k) - k - 1);
        }

        var theta = 0.0;
        for (var i = 0; i < points; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < points; j++)
                sum += Math.Exp(logs[j] - logs[i]);
            if (double.IsFinite(sum) && sum > 0)
                theta += thetas[i] / sum;
        }

        var shape = MeanLog(x, theta);

        // A weak prior towards one half, as the authors advise for few draws. Here the sign is that of k: positive is heavy.
        var kept = ((shape * n) + (0.5 * 10)) / (n + 10);
        return (kept, -shape / theta);
    }

    private static double MeanLog(double[] x, double theta)
    {
        var sum = 0.0;
        foreach (var value in x)
            sum += Math.Log(Math.Max(1e-300, 1 - (theta * value)));
        return sum / x.Length;
    }
}
