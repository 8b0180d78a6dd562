using Atalaya.Earth.Geodesics;
using NodaTime;

namespace Atalaya.Flights.Tracks;

/// <summary>Cuts a clean track into flights and bridges gaps that one flight explains. A pure function of its arguments.</summary>
/// <remarks>
/// A flight ends where the aircraft was heard on the ground, or stood still, and flew again; or in a silence that a landing explains better
/// than one flight does. Midnight and file boundaries are no reason to cut.
/// </remarks>
public static class FlightCutter
{
    /// <summary>Cuts a track into flights, in time order. Every report is in exactly one flight (ground movement before take-off belongs to the flight that follows).</summary>
    /// <param name="track">A clean track.</param>
    /// <param name="rules">Thresholds.</param>
    /// <param name="inputEdges">Instants (ms since 1970) at which the input was clipped (day edges of trace files): a flight that ends in the air close to one is marked <see cref="FlightEnd.InputEdge"/>.</param>
    public static IReadOnlyList<Flight> Cut(Track track, CuttingRules rules, IReadOnlyList<long> inputEdges)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(inputEdges);
        if (track.Count == 0)
            return [];
        var ground = GroundTimes.Find(track, rules);
        var flights = new List<Flight>();
        var start = 0;
        foreach (var cut in CutPoints.Find(track, rules, ground))
        {
            flights.Add(Make(track, start, cut, rules, ground, inputEdges));
            start = cut;
        }

        flights.Add(Make(track, start, track.Count, rules, ground, inputEdges));
        return flights;
    }

    private static Flight Make(Track track, int start, int end, CuttingRules rules, IReadOnlyList<GroundTime> ground, IReadOnlyList<long> inputEdges)
    {
        var part = start == 0 && end == track.Count ? track : track.Slice(start, end - start);
        var ends = new FlightEnds(part, rules, inputEdges);
        return new(
            part,
            Gaps(part, rules),
            GroundTimes.Contains(ground, start) ? FlightEnd.Ground : ends.Departure(),
            GroundTimes.Contains(ground, end - 1) ? FlightEnd.Ground : ends.Arrival());
    }

    private static List<Gap> Gaps(Track track, CuttingRules rules)
    {
        var gaps = new List<Gap>();
        var times = track.Times;
        var flags = track.Flags;
        var limit = (long)(rules.GapMinutes * 60_000);
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] - times[i - 1] <= limit || (flags[i] & flags[i - 1] & ReportFlags.OnGround) != 0)
                continue;
            var metres = Geodesic.DistanceMetres(
                new(track.Latitudes[i - 1], track.Longitudes[i - 1]), new(track.Latitudes[i], track.Longitudes[i]));
            gaps.Add(new(i - 1, Instant.FromUnixTimeMilliseconds(times[i - 1]), Instant.FromUnixTimeMilliseconds(times[i]), metres));
        }

        return gaps;
    }
}
