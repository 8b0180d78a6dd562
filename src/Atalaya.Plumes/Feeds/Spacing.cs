namespace Atalaya.Plumes.Feeds;

/// <summary>Over how long a row is a mean, as the spacing of rows tells.</summary>
internal static class Spacing
{
    // Loggers of single readings write every few seconds; means are of half a minute and more.
    private const double LeastMean = 20;
    private const double MostMean = 7200;

    /// <summary>Seconds of the mean; 0 where the rows are instants.</summary>
    /// <param name="series">Times of each sensor, in order.</param>
    public static double Mean(IEnumerable<List<double>> series)
    {
        var medians = series.Select(Median).Where(static median => median > 0).Order().ToList();
        if (medians.Count == 0)
            return 0;
        var middle = medians[medians.Count / 2];
        return middle is >= LeastMean and <= MostMean ? Math.Round(middle) : 0;
    }

    private static double Median(List<double> times)
    {
        var steps = new List<double>(times.Count);
        for (var i = 1; i < times.Count; i++)
        {
            if (times[i] > times[i - 1])
                steps.Add(times[i] - times[i - 1]);
        }

        steps.Sort();
        return steps.Count == 0 ? 0 : steps[steps.Count / 2];
    }
}
