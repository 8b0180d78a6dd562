using Atalaya.Earth.Zones;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Stays;

/// <summary>Attributes each minute of a flight to a zone under each claim. A pure function of its arguments.</summary>
/// <remarks>
/// Under one claim stays never overlap, and their minutes, certain and uncertain, add up to the time heard in the air: steps between two
/// reports of which neither is on the ground and that are no gap.
/// </remarks>
public static class StayFinder
{
    private static readonly Claim[] Claims = Enum.GetValues<Claim>();

    /// <summary>The stays of a flight, first by claim, then in time order.</summary>
    public static IReadOnlyList<Stay> Find(Flight flight, ZoneMap zones) => Find(flight, zones, StayRules.Default);

    /// <summary>The stays of a flight, first by claim, then in time order.</summary>
    public static IReadOnlyList<Stay> Find(Flight flight, ZoneMap zones, StayRules rules)
    {
        ArgumentNullException.ThrowIfNull(flight);
        ArgumentNullException.ThrowIfNull(zones);
        ArgumentNullException.ThrowIfNull(rules);
        var stays = new List<Stay>();
        StayLog? agreed = null;
        foreach (var claim in Claims)
        {
            var log = agreed;
            if (log is null)
            {
                log = new StayLog(rules);
                Walk(flight, zones, rules, claim, log);
                if (!MayClaimsDiffer(flight, zones, rules))
                    agreed = log;
            }

            log.CopyTo(stays, claim);
        }

        return stays;
    }

    /// <summary>Whether the way may touch waters that the claims divide differently. Most flights never come near: one walk then answers for all claims.</summary>
    private static bool MayClaimsDiffer(Flight flight, ZoneMap zones, StayRules rules)
    {
        var latitudes = flight.Track.Latitudes;
        var longitudes = flight.Track.Longitudes;
        for (var i = 0; i < latitudes.Length; i++)
        {
            if (zones.MayClaimsDiffer(latitudes[i], longitudes[i]))
                return true;

            // Between reports far apart the way may cross what no report is in, but comes no farther than its own length.
            if (i > 0 && Reach.MetresAtMost(latitudes[i - 1], longitudes[i - 1], latitudes[i], longitudes[i]) is var metres && metres > rules.GeodesicMetres
                && zones.MayClaimsDiffer(latitudes[i], longitudes[i], metres))
                return true;
        }

        return false;
    }

    private static void Walk(Flight flight, ZoneMap zones, StayRules rules, Claim claim, StayLog log)
    {
        var follower = zones.Follow(claim);
        var square = -1;
        var track = flight.Track;
        var times = track.Times;
        var latitudes = track.Latitudes;
        var longitudes = track.Longitudes;
        var flags = track.Flags;
        var gap = 0;
        var known = false;
        ZoneState before = default;

        // Most steps change nothing: they are only added up, and written down when something changes.
        long since = 0;
        for (var i = 1; i < times.Length; i++)
        {
            while (gap < flight.Gaps.Count && flight.Gaps[gap].BeforeIndex < i - 1)
                gap++;
            var silent = gap < flight.Gaps.Count && flight.Gaps[gap].BeforeIndex == i - 1;
            if (silent || ((flags[i] | flags[i - 1]) & ReportFlags.OnGround) != 0)
            {
                if (known)
                    log.Add(before, since, times[i - 1]);
                known = false;
                continue;
            }

            if (!known)
            {
                before = ZoneState.At(follower, latitudes[i - 1], longitudes[i - 1]);
                square = follower.Square;
                since = times[i - 1];
            }

            var after = ZoneState.At(follower, latitudes[i], longitudes[i]);
            var isSameSquare = square >= 0 && follower.Square == square;
            square = follower.Square;
            known = true;
            if (after == before && Reach.MetresAtMost(latitudes[i - 1], longitudes[i - 1], latitudes[i], longitudes[i]) <= (isSameSquare ? rules.GeodesicMetres : rules.StepMetres))
                continue;

            log.Add(before, since, times[i - 1]);
            var metres = Reach.Metres(latitudes[i - 1], longitudes[i - 1], latitudes[i], longitudes[i]);
            var way = new Way(latitudes[i - 1], longitudes[i - 1], times[i - 1], latitudes[i], longitudes[i], times[i], metres > rules.GeodesicMetres);
            Steps(follower, rules, log, way, before, after, (int)Math.Ceiling(metres / rules.StepMetres));
            (before, since) = (after, times[i]);
        }

        if (known)
            log.Add(before, since, times[^1]);
    }

    /// <summary>Looks at the way in equal steps and finds the crossings inside each.</summary>
    private static void Steps(ZoneFollower zones, StayRules rules, StayLog log, in Way way, ZoneState before, ZoneState after, int steps)
    {
        var start = way.Start;
        var state = before;
        for (var step = 1; step <= steps; step++)
        {
            var end = step == steps ? way.End : way.Start + ((way.End - way.Start) * step / steps);
            var next = step == steps ? after : way.StateAt(zones, end);
            Divide(zones, rules, log, way, state, start, next, end);
            (start, state) = (end, next);
        }

        if (steps == 0)
            log.Add(before, way.Start, way.End);
    }

    private static void Divide(ZoneFollower zones, StayRules rules, StayLog log, in Way way, ZoneState before, long start, ZoneState after, long end)
    {
        if (before == after)
        {
            log.Add(before, start, end);
            return;
        }

        var middle = start + ((end - start) / 2);
        if (end - start <= rules.PrecisionMilliseconds)
        {
            log.Add(before, start, middle);
            log.Add(after, middle, end);
            return;
        }

        var between = way.StateAt(zones, middle);
        Divide(zones, rules, log, way, before, start, between, middle);
        Divide(zones, rules, log, way, between, middle, after, end);
    }
}
