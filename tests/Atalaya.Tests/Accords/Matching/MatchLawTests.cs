using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Matching;
using Atalaya.Accords.Records;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using CsCheck;
using static Atalaya.Tests.Accords.Matching.Observed;

namespace Atalaya.Tests.Accords.Matching;

/// <summary>What holds of any track and any clearances.</summary>
public sealed class MatchLawTests
{
    // Land, sea, the belt of a doubtful line, waters that the claims divide differently: a flight begins at one of them.
    private static readonly Position[] Places = [Durango, Pacific, UpperGulf, new(31.336, -110.5), new(31.2, -110.5), new(27.9, -116.4), new(33.5, -112)];

    private static readonly Gen<Position> Place = Gen.Int[0, Places.Length - 1].Select(static i => Places[i]);

    private static readonly Gen<ClearedFlight> Cleared =
        from centre in Place
        from radius in Gen.Double[2_000, 120_000]
        from band in Gen.Select(Gen.Int[0, 30_000], Gen.Int[1_000, 20_000])
        from time in Gen.Select(Gen.Int[-300, 200], Gen.Int[20, 900])
        from mine in Gen.Bool
        from number in Gen.Int[0, 1000]
        select Clearance(centre, radius, band.Item1, band.Item1 + band.Item2, time.Item1, time.Item1 + time.Item2) with
        {
            Decision = RecordDigest.Of(BitConverter.GetBytes(number)),
            Registrations = [mine ? "N1" : "N2"],
        };

    private static readonly Gen<ObservedTrack> AnyTrack =
        from start in Place
        from steps in Gen.Select(Gen.Double[0.2, 12], Gen.Double[0, 360], Gen.Double[0, 200]).Array[1, 40]
        from feet in Gen.Float[0, 40_000]
        from name in Gen.Bool
        select Walk(start, steps, feet).Named(name ? "N1" : null);

    [Fact]
    public void Leaving_out_reports_never_shows_anything_against_anybody()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<(MatchVerdict, MatchVerdict), int>();
        Gen.Select(AnyTrack, Cleared.Array[0, 3], Gen.Bool.Array[41], Gen.Int[0, 40]).Sample(
            (track, cleared, keep, one) =>
            {
                var whole = Judge(track, cleared);
                var part = Judge(track.Keep(i => keep[i] || i == one % track.Count), cleared);
                seen.AddOrUpdate((whole.Verdict, part.Verdict), 1, static (_, n) => n + 1);
                return whole.IsViolation || !part.IsViolation;
            },
            iter: 1_500);
        // The law would hold of a matcher that never says anything: this one does, and says it less when it hears less.
        Assert.Contains(seen.Keys, static k => k is (MatchVerdict.Matched, MatchVerdict.Matched));
        Assert.Contains(seen.Keys, static k => k is (MatchVerdict.NotRequired, MatchVerdict.NotRequired));
        Assert.All([MatchVerdict.OutsideVolume, MatchVerdict.OutsideTime, MatchVerdict.Uncleared], v => Assert.Contains(seen.Keys, k => k.Item1 == v && k.Item2 == v));
        Assert.Contains(seen.Keys, static k => k is (MatchVerdict.Uncleared, MatchVerdict.Indeterminate));
    }

    [Fact]
    public void A_further_clearance_never_shows_anything_against_anybody() =>
        Gen.Select(AnyTrack, Cleared.Array[0, 2], Cleared).Sample(
            static (track, cleared, further) => Judge(track, cleared).IsViolation || !Judge(track, [.. cleared, further]).IsViolation, iter: 800);

    [Fact]
    public void The_order_of_the_clearances_changes_nothing() =>
        Gen.Select(AnyTrack, Cleared.Array[2, 4]).Sample(
            static (track, cleared) => Same(Judge(track, cleared), Judge(track, [.. cleared.Reverse()])), iter: 400);

    [Fact]
    public void Every_result_makes_a_record_that_a_stranger_reads() =>
        Gen.Select(AnyTrack, Cleared.Array[0, 3]).Sample(
            static (track, cleared) =>
            {
                var record = Judge(track, cleared).ToRecord(MissionMatcherTests.Header(), null);
                return RecordCatalogue.Read(RecordKind.ObservedMission, RecordCatalogue.Write(record)).Value is not null;
            },
            iter: 400);

    private static bool Same(MatchResult one, MatchResult other) =>
        (one.Verdict, one.Doubt, one.OutsideMetres, one.OutsideFeet, one.OutsideSeconds, one.ReportsInHost) == (other.Verdict, other.Doubt, other.OutsideMetres, other.OutsideFeet, other.OutsideSeconds, other.ReportsInHost);

    private static ObservedTrack Walk(Position start, (double Minutes, double Bearing, double MetresPerSecond)[] steps, float feet)
    {
        var reports = new List<(double, Position)> { (0, start) };
        foreach (var (minutes, bearing, speed) in steps)
            reports.Add((reports[^1].Item1 + minutes, Geodesic.Direct(reports[^1].Item2, bearing, minutes * 60 * speed)));
        return Track(feet, [.. reports]);
    }
}
