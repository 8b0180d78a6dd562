using Atalaya.Plumes.Blocks;

namespace Atalaya.Plumes.Background;

/// <summary>
/// The background as a linear model: an offset for each sensor, and a level common to all that wanders between knots. Its priors are read off the data:
/// how far the sensors' low quantiles lie apart, and how the block's lower quartile wanders. It is marginalised with the rest, never subtracted first.
/// </summary>
internal sealed class BackgroundDesign
{
    private const int MostKnots = 30;
    private const int BlocksPerKnot = 4;

    private BackgroundDesign(int sensors, int knots, int[] lower, double[] fraction, double[] priorMean, double[] priorPrecision, double[] noise)
    {
        (SensorCount, KnotCount, LowerKnot, Fraction, PriorMean, PriorPrecision, SensorNoise) = (sensors, knots, lower, fraction, priorMean, priorPrecision, noise);
    }

    /// <summary>Sensors that have readings or not; each has a column.</summary>
    internal int SensorCount { get; }

    /// <summary>Knots of the common level; 0 where the time is too short for one.</summary>
    internal int KnotCount { get; }

    /// <summary>Columns in all.</summary>
    internal int Columns => SensorCount + KnotCount;

    /// <summary>For each block the knot before it.</summary>
    internal int[] LowerKnot { get; }

    /// <summary>For each block how far it lies towards the next knot.</summary>
    internal double[] Fraction { get; }

    /// <summary>Prior mean of each column.</summary>
    internal double[] PriorMean { get; }

    /// <summary>Prior precision, a square matrix by rows.</summary>
    internal double[] PriorPrecision { get; }

    /// <summary>Noise of each sensor in ppm, from the smaller of its changes from block to block.</summary>
    internal double[] SensorNoise { get; }

    internal static BackgroundDesign Of(BlockTable table)
    {
        var blocks = table.Blocks;
        var sensors = table.SensorCount;
        var values = SensorValues(table);
        var noise = Noise(values);
        var low = values.Select(static v => v.Count == 0 ? double.NaN : Quantile([.. v], 0.1)).ToArray();
        var level = Quantile([.. low.Where(double.IsFinite)], 0.5);
        var apart = Quantile([.. low.Where(double.IsFinite).Select(l => Math.Abs(l - level))], 0.5) * 1.48;
        var typical = Quantile([.. noise.Where(double.IsFinite)], 0.5);
        var offsetSpread = Math.Max(Math.Max(2 * apart, 2 * typical), 0.002 * Math.Abs(level));

        var span = blocks.Count < 2 ? 0 : blocks[^1].Seconds - blocks[0].Seconds;
        var interval = blocks.Count < 2 * BlocksPerKnot ? 0 : Math.Max(BlocksPerKnot * blocks[0].Duration, span / MostKnots);
        var knots = interval == 0 ? 0 : (int)Math.Ceiling(span / interval) + 1;
        var lower = new int[blocks.Count];
        var fraction = new double[blocks.Count];
        for (var k = 0; k < blocks.Count && knots > 1; k++)
        {
            var at = (blocks[k].Seconds - blocks[0].Seconds) / interval;
            lower[k] = Math.Min((int)at, knots - 2);
            fraction[k] = at - lower[k];
        }

        knots = knots > 1 ? knots : 0;
        var columns = sensors + knots;
        var mean = new double[columns];
        Array.Fill(mean, level, 0, sensors);
        var precision = new double[columns * columns];
        for (var s = 0; s < sensors; s++)
            precision[(s * columns) + s] = 1 / (offsetSpread * offsetSpread);
        var wander = knots == 0 ? 1 : Wander(table, values, interval, typical);
        for (var j = 0; j < knots; j++)
        {
            // The first knot is held near 0, since the offsets bear the level; each next one is a step of the random walk.
            var at = sensors + j;
            var step = 1 / (wander * wander);
            precision[(at * columns) + at] += j == 0 ? 100 * step : step;
            if (j == 0)
                continue;
            precision[((at - 1) * columns) + at - 1] += step;
            precision[(at * columns) + at - 1] -= step;
            precision[((at - 1) * columns) + at] -= step;
        }

        return new(sensors, knots, lower, fraction, mean, precision, [.. noise.Select(n => double.IsFinite(n) ? Math.Clamp(n, typical / 3, typical * 3) : typical)]);
    }

    internal static double Quantile(double[] values, double share)
    {
        if (values.Length == 0)
            return 0;
        Array.Sort(values);
        var at = share * (values.Length - 1);
        var index = Math.Min((int)at, values.Length - 1);
        return index + 1 < values.Length ? values[index] + ((at - index) * (values[index + 1] - values[index])) : values[index];
    }

    private static List<double>[] SensorValues(BlockTable table)
    {
        var values = new List<double>[table.SensorCount];
        for (var s = 0; s < values.Length; s++)
            values[s] = [];
        foreach (var block in table.Blocks)
        {
            foreach (var reading in block.Readings)
                values[reading.Sensor].Add(reading.PartsPerMillion);
        }

        return values;
    }

    // The 30% quantile of the absolute change from block to block: plumes make large changes, noise the small ones. For normal noise it is 0.545 standard deviations.
    private static double[] Noise(List<double>[] values)
    {
        var noise = new double[values.Length];
        for (var s = 0; s < values.Length; s++)
        {
            var v = values[s];
            noise[s] = v.Count < 4 ? double.NaN : Quantile([.. Enumerable.Range(1, v.Count - 1).Select(i => Math.Abs(v[i] - v[i - 1]))], 0.3) / 0.545;
        }

        var all = values.SelectMany(static v => v).ToArray();
        var spread = all.Length == 0 ? 1 : Quantile([.. all], 0.5) - Quantile([.. all], 0.05);
        var floor = Math.Max(1e-4 * Math.Abs(Quantile([.. all], 0.5)), 1e-9);
        var fallback = Math.Max(0.2 * spread, floor);
        return [.. noise.Select(n => double.IsFinite(n) ? Math.Max(n, floor) : noise.Any(double.IsFinite) ? double.NaN : fallback)];
    }

    private static double Wander(BlockTable table, List<double>[] values, double interval, double noise)
    {
        var middle = values.Select(static v => v.Count == 0 ? 0 : Quantile([.. v], 0.3)).ToArray();
        var levels = table.Blocks
            .GroupBy(b => (int)((b.Seconds - table.Blocks[0].Seconds) / interval))
            .OrderBy(static g => g.Key)
            .Select(g => Quantile([.. g.SelectMany(static b => b.Readings).Select(r => r.PartsPerMillion - middle[r.Sensor])], 0.25))
            .ToArray();
        var steps = Enumerable.Range(1, Math.Max(0, levels.Length - 1)).Select(i => Math.Abs(levels[i] - levels[i - 1])).ToArray();
        return Math.Max(1.48 * Quantile(steps, 0.5), 0.3 * noise);
    }
}
