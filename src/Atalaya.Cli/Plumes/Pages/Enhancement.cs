using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>How far readings stand above what their sensor usually shows, for colours on a map. No inference rests on it.</summary>
internal sealed class Enhancement
{
    /// <summary>Colours of the map.</summary>
    public const int Classes = 6;

    // The lowest tenth of a sensor's readings stands for its background.
    private const double LowShare = 0.1;

    // One reading in two hundred may lie beyond the top of the scale.
    private const double TopShare = 0.995;

    private static readonly double[] Shares = [0.06, 0.18, 0.36, 0.58, 0.8];

    private Enhancement(double[] values, double top) => (Values, Top) = (values, top);

    /// <summary>ppm above the sensor's background by row; NaN where there is no reading.</summary>
    public double[] Values { get; }

    /// <summary>The top of the scale in ppm; 0 where nothing stands out.</summary>
    public double Top { get; }

    /// <summary>Least ppm of each colour but the first.</summary>
    public IEnumerable<double> Limits => Shares.Select(s => s * Top);

    /// <summary>Reckons it for a gas.</summary>
    public static Enhancement Of(ReadingTable readings, GasSeries? series)
    {
        var values = new double[readings.Count];
        if (series is null)
        {
            Array.Fill(values, double.NaN);
            return new(values, 0);
        }

        var ground = Enumerable.Range(0, readings.Count).Where(i => double.IsFinite(series.PartsPerMillion[i]))
            .GroupBy(i => readings.SensorOf[i], i => series.PartsPerMillion[i]).ToDictionary(static g => g.Key, static g => At([.. g], LowShare));
        for (var i = 0; i < values.Length; i++)
            values[i] = ground.TryGetValue(readings.SensorOf[i], out var low) ? series.PartsPerMillion[i] - low : double.NaN;
        double[] finite = [.. values.Where(double.IsFinite)];
        return new(values, finite.Length == 0 ? 0 : Math.Max(0, At(finite, TopShare)));
    }

    /// <summary>The colour of a value, 0 for what does not stand out.</summary>
    public int ClassOf(double value)
    {
        if (!(Top > 0) || double.IsNaN(value))
            return 0;
        var found = 0;
        while (found < Shares.Length && value >= Shares[found] * Top)
            found++;
        return found;
    }

    private static double At(double[] values, double share)
    {
        Array.Sort(values);
        return values[(int)Math.Round((values.Length - 1) * share)];
    }
}
