using Atalaya.Archive.Records;
using Atalaya.Flights.Tracks;
using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Plumes;

/// <summary>What is known of an instant of a flight.</summary>
internal enum HeardState
{
    /// <summary>Within what was heard.</summary>
    Heard,

    /// <summary>In a gap: nothing may be inferred.</summary>
    InGap,

    /// <summary>Before the first or after the last report.</summary>
    Outside,
}

/// <summary>The way of a flight in a local frame. Between two reports of a heard stretch it is straight; inside a gap there is none.</summary>
internal sealed class FlightWay
{
    private const double MetresPerFoot = 0.3048;

    private readonly double[] seconds;
    private readonly Spot[] spots;
    private readonly bool[] silentAfter;

    /// <summary>Takes a flight's reports in time order.</summary>
    /// <param name="reports">Its kept positions.</param>
    /// <param name="gaps">When nothing was heard of it.</param>
    /// <param name="frame">A frame on the Earth.</param>
    /// <param name="groundMetres">Height of the ground above sea level in m.</param>
    public FlightWay(IReadOnlyList<Report> reports, IReadOnlyList<GapRecord> gaps, LocalFrame frame, double groundMetres)
    {
        // A position that was not fresh is not where the aircraft was then.
        var fresh = reports.Where(static r => !r.Flags.HasFlag(ReportFlags.Stale)).ToList();
        seconds = [.. fresh.Select(static r => r.Time / 1000.0)];
        silentAfter = new bool[fresh.Count];
        for (var i = 0; i + 1 < fresh.Count; i++)
        {
            var (from, to) = (seconds[i], seconds[i + 1]);
            silentAfter[i] = to - from > CuttingRules.Default.GapMinutes * 60 || gaps.Any(g => g.Start.ToUnixTimeMilliseconds() / 1000.0 < to && g.End.ToUnixTimeMilliseconds() / 1000.0 > from);
        }

        var heights = Heights(fresh, groundMetres);
        spots = [.. fresh.Select((r, i) => frame.ToSpot(new(r.Latitude, r.Longitude), heights[i]))];
    }

    /// <summary>Where the aircraft was; without a place unless it was heard.</summary>
    public HeardState At(double time, out Spot place)
    {
        place = new(double.NaN, double.NaN, double.NaN);
        if (seconds.Length == 0 || time < seconds[0] || time > seconds[^1])
            return HeardState.Outside;
        var index = Array.BinarySearch(seconds, time);
        if (index < 0)
        {
            index = ~index - 1;
            if (silentAfter[index])
                return HeardState.InGap;
        }

        var next = Math.Min(index + 1, spots.Length - 1);
        var share = seconds[next] > seconds[index] ? (time - seconds[index]) / (seconds[next] - seconds[index]) : 0;
        place = share == 0 ? spots[index] : new(Between(spots[index].X, spots[next].X, share), Between(spots[index].Y, spots[next].Y, share), Between(spots[index].Z, spots[next].Z, share));
        return place.IsFinite ? HeardState.Heard : HeardState.InGap;
    }

    // A report without an altitude takes it from its heard neighbours; where none has one, the height is not known.
    private double[] Heights(List<Report> reports, double groundMetres)
    {
        var heights = reports.Select(r => r.Flags.HasFlag(ReportFlags.OnGround) ? 0 : Math.Max(0, (r.AltitudeFeet * MetresPerFoot) - groundMetres)).ToArray();
        for (var start = 0; start < heights.Length;)
        {
            var end = start;
            while (end + 1 < heights.Length && !silentAfter[end])
                end++;
            Fill(heights, start, end);
            start = end + 1;
        }

        return heights;
    }

    private void Fill(double[] heights, int start, int end)
    {
        var known = Enumerable.Range(start, end - start + 1).Where(i => !double.IsNaN(heights[i])).ToList();
        if (known.Count == 0)
            return;
        for (int i = start, after = 0; i <= end; i++)
        {
            if (!double.IsNaN(heights[i]))
                continue;
            while (after < known.Count && known[after] < i)
                after++;
            int before = known[Math.Max(0, after - 1)], next = known[Math.Min(after, known.Count - 1)];
            heights[i] = before >= next || seconds[next] <= seconds[before]
                ? heights[i < before ? before : next]
                : Between(heights[before], heights[next], (seconds[i] - seconds[before]) / (seconds[next] - seconds[before]));
        }
    }

    private static double Between(double from, double to, double share) => from + ((to - from) * share);
}
