using System.Globalization;
using Atalaya.Plumes.Answers;
using NodaTime;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>Times beneath charts.</summary>
internal static class FitTimes
{
    // A line is not drawn over a pause of this many usual steps.
    private const double PauseSteps = 6;

    /// <summary>Hours and minutes of the day, or minutes (seconds, where all are few) on the input's own clock.</summary>
    public static string Short(PlumePageContext page, double seconds)
    {
        var readings = page.Finding.Readings;
        if (readings.HasDate)
        {
            var time = Instant.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000)).InUtc();
            return string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}");
        }

        var whole = readings.Count > 0 ? readings.Seconds[^1] - readings.Seconds[0] : 0;
        return whole < 600 ? page.Wording.Number(seconds, 0) + " s" : page.Wording.Number(seconds / 60, 0) + " min";
    }

    /// <summary>The longest step in s that a line goes over.</summary>
    public static double LongestStep(List<FitPoint> points)
    {
        var steps = points.Zip(points.Skip(1)).Select(static p => p.Second.Seconds - p.First.Seconds).Where(static s => s > 0).Order().ToList();
        return steps.Count == 0 ? double.PositiveInfinity : steps[steps.Count / 2] * PauseSteps;
    }
}
