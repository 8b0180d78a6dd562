using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Stays;

/// <summary>Finds when and where a flight came nearest to each state's airspace. A pure function of its arguments.</summary>
/// <remarks>
/// Between two reports the way is a geodesic flown at constant speed; inside gaps nothing is inferred, so the true approach there may have been nearer.
/// A distance changes by no more than one moves: a report that cannot beat the nearest so far is not measured.
/// </remarks>
public static class ApproachFinder
{
    /// <summary>States farther than this are not named: 60 NM.</summary>
    public const double ReachMetres = 60 * 1852;

    /// <summary>Metres flown between two looks for the states around.</summary>
    private const double LookEveryMetres = 40_000;

    /// <summary>Golden sections of the way between two reports: the moment is then known to a few thousandths of it.</summary>
    private const int Sections = 14;

    /// <summary>The approaches of a flight under every claim, nearest first under each.</summary>
    public static IReadOnlyList<Approach> Find(Flight flight, ZoneMap zones)
    {
        ArgumentNullException.ThrowIfNull(flight);
        ArgumentNullException.ThrowIfNull(zones);
        var found = new List<Approach>();
        foreach (var claim in Enum.GetValues<Claim>())
        {
            var nearest = StatesAlong(flight.Track, zones, claim).Select(state => Find(flight, zones, claim, state)).OfType<Approach>();
            found.AddRange(nearest.OrderBy(static a => a.Metres).ThenBy(static a => a.Sovereign, StringComparer.Ordinal));
        }

        return found;
    }

    private static SortedSet<string> StatesAlong(Track track, ZoneMap zones, Claim claim)
    {
        var states = new SortedSet<string>(StringComparer.Ordinal);
        var flown = double.PositiveInfinity;
        for (var i = 0; i < track.Count; i++)
        {
            if (i > 0)
                flown += Reach.Metres(track.Latitudes[i - 1], track.Longitudes[i - 1], track.Latitudes[i], track.Longitudes[i]);
            if (flown < LookEveryMetres && i + 1 < track.Count)
                continue;
            flown = 0;
            states.UnionWith(zones.SovereignsWithin(At(track, i), claim, ReachMetres + LookEveryMetres));
        }

        return states;
    }

    private static Approach? Find(Flight flight, ZoneMap zones, Claim claim, string state)
    {
        var track = flight.Track;
        var (best, bestAt, bestMargin) = (double.PositiveInfinity, -1, 0.0);
        double atLeast = 0;
        for (var i = 0; i < track.Count && best > 0; i++)
        {
            if (i > 0)
                atLeast -= 1.005 * Reach.Metres(track.Latitudes[i - 1], track.Longitudes[i - 1], track.Latitudes[i], track.Longitudes[i]);
            if (atLeast >= Math.Min(best, ReachMetres) || (track.Flags[i] & ReportFlags.OnGround) != 0)
                continue;
            var (metres, margin) = zones.Approach(At(track, i), claim, state, ReachMetres);
            atLeast = Math.Min(metres, ReachMetres);
            if (metres < best)
                (best, bestAt, bestMargin) = (metres, i, margin);
        }

        if (bestAt < 0)
            return null;
        var approach = new Approach(state, claim, Instant.FromUnixTimeMilliseconds(track.Times[bestAt]), At(track, bestAt), best, bestMargin);
        foreach (var from in new[] { bestAt - 1, bestAt })
        {
            if (best > 0 && from >= 0 && from + 1 < track.Count && flight.Gaps.All(g => g.BeforeIndex != from) && ((track.Flags[from] | track.Flags[from + 1]) & ReportFlags.OnGround) == 0
                && Between(track, from, zones, claim, state) is { } nearer && nearer.Metres < approach.Metres)
                approach = nearer;
        }

        return approach;
    }

    /// <summary>The nearest moment of the way between two reports (golden section search, Kiefer 1953).</summary>
    private static Approach Between(Track track, int from, ZoneMap zones, Claim claim, string state)
    {
        var inverse = Geodesic.Inverse(At(track, from), At(track, from + 1));
        var line = new GeodesicLine(inverse.From, inverse.InitialAzimuthDegrees);
        Approach AtShare(double share)
        {
            var position = line.At(inverse.Metres * share);
            var (metres, margin) = zones.Approach(position, claim, state, ReachMetres);
            return new(state, claim, Instant.FromUnixTimeMilliseconds(track.Times[from] + (long)((track.Times[from + 1] - track.Times[from]) * share)), position, metres, margin);
        }

        const double Ratio = 0.6180339887498949;
        double low = 0, high = 1;
        Approach left = AtShare(1 - Ratio), right = AtShare(Ratio);
        for (var i = 0; i < Sections; i++)
        {
            if (left.Metres <= right.Metres)
            {
                (high, right) = (low + ((high - low) * Ratio), left);
                left = AtShare(high - ((high - low) * Ratio));
            }
            else
            {
                (low, left) = (high - ((high - low) * Ratio), right);
                right = AtShare(low + ((high - low) * Ratio));
            }
        }

        return left.Metres <= right.Metres ? left : right;
    }

    private static Position At(Track track, int i) => new(track.Latitudes[i], track.Longitudes[i]);
}
