using Atalaya.Plumes.Blocks;

namespace Atalaya.Plumes.Background;

/// <summary>
/// The background as a linear model: a level common to all that wanders between knots, and an offset for each sensor. How far the level wanders is read off
/// the blocks' lower quartiles; how far the sensors' offsets lie apart is left to the inference, since a plume that always blows one way looks like one.
/// It is marginalised with the rest, never subtracted first.
/// </summary>
internal sealed class BackgroundDesign
{
    private const int MostKnots = 30;
    private const int BlocksPerKnot = 4;

    private BackgroundDesign(int[] column, int offsets, int knots, int[] lower, double[] fraction)
    {
        (ColumnOf, OffsetCount, KnotCount, LowerKnot, Fraction) = (column, offsets, knots, lower, fraction);
        PriorMean = new double[Columns];
        KnotPrecision = new double[knots * knots];
        SensorNoise = [];
    }

    /// <summary>For each sensor the column of its offset. Sensors heard in a few blocks only share one: their offsets cannot be told from a plume.</summary>
    internal int[] ColumnOf { get; }

    /// <summary>Columns of offsets; they come first.</summary>
    internal int OffsetCount { get; }

    /// <summary>Knots of the common level, two at least.</summary>
    internal int KnotCount { get; }

    /// <summary>Columns in all.</summary>
    internal int Columns => OffsetCount + KnotCount;

    /// <summary>For each block the knot before it.</summary>
    internal int[] LowerKnot { get; }

    /// <summary>For each block how far it lies towards the next knot.</summary>
    internal double[] Fraction { get; }

    /// <summary>Prior mean of each column.</summary>
    internal double[] PriorMean { get; }

    /// <summary>Prior precision of the knots, a square matrix by rows.</summary>
    internal double[] KnotPrecision { get; }

    /// <summary>Noise of each sensor in ppm, from the smaller of its changes from block to block.</summary>
    internal double[] SensorNoise { get; private init; }

    /// <summary>How far offsets may lie apart at most, in ppm: as the sensors' low quantiles do, plumes included.</summary>
    internal double WidestOffset { get; private init; }

    /// <summary>How far offsets of well-kept instruments lie apart, in ppm.</summary>
    internal double UsualOffset { get; private init; }

    internal static BackgroundDesign Of(BlockTable table)
    {
        const double UsualShare = 0.01;
        const int OwnOffset = 5;
        var blocks = table.Blocks;
        var values = SensorValues(table);
        var few = Quantile([.. values.Where(static v => v.Count > 0).Select(static v => (double)v.Count)], 0.5) < OwnOffset;
        var noise = Noise(values, few);
        var low = values.Where(static v => v.Count > 0).Select(static v => Quantile([.. v], 0.1)).ToArray();
        var level = Quantile([.. low], few ? 0.1 : 0.5);
        var apart = Quantile([.. low.Select(l => Math.Abs(l - level))], 0.5) * 1.48;
        var typical = Quantile([.. noise.Where(double.IsFinite)], 0.5);

        var span = blocks.Count < 2 ? 0 : blocks[^1].Seconds - blocks[0].Seconds;
        var wanders = blocks.Count >= 2 * BlocksPerKnot && span > 0;
        var interval = wanders ? Math.Max(BlocksPerKnot * blocks[0].Duration, span / MostKnots) : Math.Max(span, 1);
        var knots = wanders ? (int)Math.Ceiling(span / interval) + 1 : 2;
        var lower = new int[blocks.Count];
        var fraction = new double[blocks.Count];
        for (var k = 0; k < blocks.Count; k++)
        {
            var at = (blocks[k].Seconds - blocks[0].Seconds) / interval;
            lower[k] = Math.Min((int)at, knots - 2);
            fraction[k] = at - lower[k];
        }

        var column = new int[table.SensorCount];
        for (var s = 0; s < column.Length; s++)
            column[s] = few ? 0 : s;
        var design = new BackgroundDesign(column, few ? 1 : column.Length, knots, lower, fraction)
        {
            SensorNoise = [.. noise.Select(n => double.IsFinite(n) ? Math.Clamp(n, typical / 3, typical * 3) : typical)],
            WidestOffset = few ? typical : Math.Max(Math.Max(2 * apart, 2 * typical), 2 * UsualShare * Math.Abs(level)),
            UsualOffset = few ? typical : Math.Max(typical, UsualShare * Math.Abs(level)),
        };
        Array.Fill(design.PriorMean, level, design.OffsetCount, knots);
        var wander = wanders ? Wander(table, values, interval, typical) : 0.3 * typical;
        var wide = Math.Max(Math.Max(3 * apart, 10 * typical), 0.1 * Math.Abs(level));
        var step = 1 / (wander * wander);
        design.KnotPrecision[0] = 1 / (wide * wide);
        for (var j = 1; j < knots; j++)
        {
            design.KnotPrecision[(j * knots) + j] += step;
            design.KnotPrecision[((j - 1) * knots) + j - 1] += step;
            design.KnotPrecision[((j - 1) * knots) + j] -= step;
            design.KnotPrecision[(j * knots) + j - 1] -= step;
        }

        return design;
    }

    /// <summary>Writes the prior precision of all columns into the head of a square matrix, for offsets that lie so far apart.</summary>
    internal void Prior(double offset, Span<double> matrix, int stride)
    {
        matrix.Clear();
        for (var s = 0; s < OffsetCount; s++)
            matrix[(s * stride) + s] = 1 / (offset * offset);
        for (var i = 0; i < KnotCount; i++)
        {
            for (var j = 0; j < KnotCount; j++)
                matrix[((OffsetCount + i) * stride) + OffsetCount + j] = KnotPrecision[(i * KnotCount) + j];
        }
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
    private static double[] Noise(List<double>[] values, bool few)
    {
        var noise = new double[values.Length];
        for (var s = 0; s < values.Length; s++)
        {
            var v = values[s];
            noise[s] = v.Count < 4 || few ? double.NaN : Quantile([.. Enumerable.Range(1, v.Count - 1).Select(i => Math.Abs(v[i] - v[i - 1]))], 0.3) / 0.545;
        }

        var all = values.SelectMany(static v => v).ToArray();
        var floor = Math.Max(1e-4 * Math.Abs(Quantile([.. all], 0.5)), 1e-9);
        if (noise.Any(double.IsFinite))
            return [.. noise.Select(n => double.IsFinite(n) ? Math.Max(n, floor) : double.NaN)];

        // A snapshot: how its lowest quarter scatters is all that is known of the noise.
        return [.. noise.Select(_ => Math.Max(Quantile([.. all], 0.25) - Quantile([.. all], 0.05), Math.Max(floor, 1e-3 * Quantile([.. all], 0.95))))];
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
