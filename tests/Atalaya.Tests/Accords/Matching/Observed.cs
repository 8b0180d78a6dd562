using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Matching;
using Atalaya.Accords.Records;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using NodaTime;

namespace Atalaya.Tests.Accords.Matching;

/// <summary>Tracks and clearances made by hand. The host is Mexico.</summary>
internal static class Observed
{
    public static readonly Instant Noon = Instant.FromUtc(2025, 2, 5, 12, 0);
    public static readonly RecordDigest Grant = RecordDigest.Of("grant"u8);

    /// <summary>Far inside Mexico.</summary>
    public static readonly Position Durango = new(25, -106.5);

    /// <summary>International airspace, 200 km from every coast.</summary>
    public static readonly Position Pacific = new(28, -118.5);

    /// <summary>Mexico's by its straight baselines, nobody's by the low-water line.</summary>
    public static readonly Position UpperGulf = new(30.25, -113.85);

    public static ObservedTrack Track(params (double Minute, Position Place)[] reports) => Track(20_000, reports);

    public static ObservedTrack Track(float feet, params (double Minute, Position Place)[] reports) => new(
        RecordDigest.Of("track"u8),
        TrackBasis.Heard,
        [.. reports.Select(static r => Noon.ToUnixTimeMilliseconds() + (long)(r.Minute * 60_000))],
        [.. reports.Select(static r => r.Place.Latitude)],
        [.. reports.Select(static r => r.Place.Longitude)],
        [.. reports.Select(_ => feet)],
        [.. reports.Select(static _ => false)])
    {
        Registration = "N1",
        Coverage = 0.9,
    };

    /// <summary>Reports one minute apart at one place.</summary>
    public static (double, Position)[] Stay(Position place, int from, int minutes) => [.. Enumerable.Range(from, minutes).Select(m => ((double)m, place))];

    public static ObservedTrack Named(this ObservedTrack track, string? registration, params string[] callsigns) => Copy(track, track.Gaps, registration, callsigns);

    public static ObservedTrack Silent(this ObservedTrack track, double from, double to, double? heard) =>
        Copy(track, [new(Noon.ToUnixTimeMilliseconds() + (long)(from * 60_000), Noon.ToUnixTimeMilliseconds() + (long)(to * 60_000), heard)], track.Registration, [.. track.Callsigns]);

    /// <summary>The track without some of its reports; what else is known of it stays.</summary>
    public static ObservedTrack Keep(this ObservedTrack track, Func<int, bool> keep)
    {
        var kept = Enumerable.Range(0, track.Count).Where(keep).ToList();
        return new(
            track.Digest, track.Basis, [.. kept.Select(i => track.Times[i])], [.. kept.Select(i => track.Latitudes[i])], [.. kept.Select(i => track.Longitudes[i])],
            [.. kept.Select(i => track.HeightsFeet[i])], [.. kept.Select(i => track.IsGeometric[i])])
        {
            Registration = track.Registration,
            Callsigns = track.Callsigns,
            Gaps = track.Gaps,
            Coverage = track.Coverage,
        };
    }

    public static Position Off(this Position place, double north, double east) => new(place.Latitude + north, place.Longitude + east);

    public static ClearedFlight Clearance(Position centre, double radiusMetres = 50_000, int lower = 15_000, int upper = 25_000, int fromMinute = 0, int untilMinute = 240) => new(
        Grant, ["N1"], ["CANOPY1"],
        [new(new CircleArea(centre, radiusMetres), new(lower, upper, HeightDatum.StandardPressure), new(Noon + Duration.FromMinutes(fromMinute), Noon + Duration.FromMinutes(untilMinute)))]);

    public static MatchResult Judge(ObservedTrack track, params ClearedFlight[] cleared) => MissionMatcher.Match(track, "MEX", cleared, ZoneMap.Shipped, MatchRules.Default);

    private static ObservedTrack Copy(ObservedTrack track, ImmutableArray<TrackGap> gaps, string? registration, string[] callsigns) =>
        new(track.Digest, track.Basis, track.Times, track.Latitudes, track.Longitudes, track.HeightsFeet, track.IsGeometric)
        {
            Registration = registration,
            Callsigns = [.. callsigns],
            Gaps = gaps,
            Coverage = track.Coverage,
        };
}
