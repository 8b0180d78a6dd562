using Atalaya.Archive.Records;
using Atalaya.Earth;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Cli.Maps;

/// <summary>An unbroken piece of a drawn track: inside a gap, inside one pattern, or neither.</summary>
/// <param name="Gap">Whether nothing was heard here: only its two ends are known.</param>
/// <param name="Pattern">Place of the pattern in the flight's list, or −1.</param>
/// <param name="Points">Its points, the neighbours' ends included.</param>
internal sealed record TrackStretch(bool Gap, int Pattern, IReadOnlyList<Position> Points)
{
    // Times in the archive may be rounded to what its columns hold.
    private const long ToleranceMilliseconds = 1000;

    /// <summary>Cuts a flight's kept positions where it changes.</summary>
    public static IReadOnlyList<TrackStretch> Cut(FlightRecord flight, IReadOnlyList<Report> reports)
    {
        var stretches = new List<TrackStretch>();
        var points = new List<Position>();
        var (gap, pattern) = (false, -1);
        for (var i = 1; i < reports.Count; i++)
        {
            var (nowGap, nowPattern) = (InGap(flight, reports[i - 1].Time, reports[i].Time), PatternAt(flight, reports[i - 1].Time, reports[i].Time));
            if (nowGap)
                nowPattern = -1;
            if (points.Count > 0 && (nowGap != gap || nowPattern != pattern))
            {
                stretches.Add(new(gap, pattern, points));
                points = [];
            }

            (gap, pattern) = (nowGap, nowPattern);
            if (points.Count == 0)
                points.Add(PositionOf(reports[i - 1]));
            points.Add(PositionOf(reports[i]));
        }

        if (points.Count > 0)
            stretches.Add(new(gap, pattern, points));
        return stretches;
    }

    /// <summary>Where the aircraft was at an instant, between two reports; null in a gap or outside the reports.</summary>
    public static Position? At(FlightRecord flight, IReadOnlyList<Report> reports, long time)
    {
        int low = 0, high = reports.Count - 1;
        if (high < 1 || time < reports[0].Time || time > reports[high].Time)
            return null;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (reports[middle].Time <= time)
                low = middle;
            else
                high = middle;
        }

        if (InGap(flight, reports[low].Time, reports[high].Time))
            return null;
        var share = reports[high].Time == reports[low].Time ? 0 : (double)(time - reports[low].Time) / (reports[high].Time - reports[low].Time);
        var turn = Position.NormalizeLongitude(reports[high].Longitude - reports[low].Longitude);
        return new(reports[low].Latitude + ((reports[high].Latitude - reports[low].Latitude) * share), reports[low].Longitude + (turn * share));
    }

    /// <summary>A report's position.</summary>
    public static Position PositionOf(Report report) => new(report.Latitude, report.Longitude);

    private static bool InGap(FlightRecord flight, long from, long to)
    {
        foreach (var gap in flight.Gaps)
        {
            if (from >= Milliseconds(gap.Start) - ToleranceMilliseconds && to <= Milliseconds(gap.End) + ToleranceMilliseconds && to - from > ToleranceMilliseconds)
                return true;
        }

        return false;
    }

    private static int PatternAt(FlightRecord flight, long from, long to)
    {
        for (var i = 0; i < flight.Patterns.Count; i++)
        {
            if (from >= Milliseconds(flight.Patterns[i].Start) - ToleranceMilliseconds && to <= Milliseconds(flight.Patterns[i].End) + ToleranceMilliseconds)
                return i;
        }

        return -1;
    }

    private static long Milliseconds(Instant instant) => instant.ToUnixTimeMilliseconds();
}
