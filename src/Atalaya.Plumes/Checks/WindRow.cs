using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Checks;

/// <summary>Which row of wind belongs to a reading.</summary>
internal static class WindRow
{
    // Wind of single readings is taken as good for two minutes.
    private const double LeastReach = 120;

    /// <summary>Its index, or −1 where the wind has none for the time.</summary>
    public static int At(WindTable wind, ReadingTable readings, int reading) => At(wind, readings.Seconds[reading], Reach(wind, readings));

    /// <summary>Seconds within which a row of wind serves a reading.</summary>
    public static double Reach(WindTable wind, ReadingTable readings) => Math.Max(Math.Max(wind.AveragingSeconds, readings.AveragingSeconds), LeastReach);

    /// <summary>The row that begins last at or before a time, else the next one; −1 where neither is within reach.</summary>
    public static int At(WindTable wind, double seconds, double reach)
    {
        var found = Array.BinarySearch(wind.Seconds, seconds);
        var at = found >= 0 ? found : ~found - 1;
        if (at >= 0 && seconds - wind.Seconds[at] <= reach)
            return at;
        return at + 1 < wind.Count && wind.Seconds[at + 1] - seconds <= reach ? at + 1 : -1;
    }
}
