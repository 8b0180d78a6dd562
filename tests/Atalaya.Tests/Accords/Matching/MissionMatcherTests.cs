using Atalaya.Accords.Matching;
using Atalaya.Accords.Records;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;
using NodaTime;
using static Atalaya.Tests.Accords.Matching.Observed;

namespace Atalaya.Tests.Accords.Matching;

public sealed class MissionMatcherTests
{
    private static readonly Position Arizona = new(33.5, -112);

    [Fact]
    public void Over_the_high_seas_and_at_home_no_clearance_is_required()
    {
        Assert.Equal(MatchVerdict.NotRequired, Judge(Track(Stay(Pacific, 0, 30))).Verdict);
        Assert.Equal(MatchVerdict.NotRequired, Judge(Track(Stay(Arizona, 0, 30))).Verdict);
    }

    [Fact]
    public void In_a_third_state_the_leave_of_this_host_is_not_required() =>
        Assert.Equal(MatchVerdict.NotRequired, Judge(Track(Stay(new(15.5, -90.5), 0, 10))).Verdict);

    [Fact]
    public void A_flight_that_needed_no_clearance_names_none_though_it_had_one()
    {
        var result = Judge(Track(Stay(Pacific, 0, 30)), Clearance(Durango));
        Assert.Equal((MatchVerdict.NotRequired, null), (result.Verdict, result.Decision));
    }

    [Fact]
    public void Inside_its_volume_and_its_time_a_mission_is_matched()
    {
        var result = Judge(Track(Stay(Durango, 10, 60)), Clearance(Durango));
        Assert.Equal((MatchVerdict.Matched, Grant), (result.Verdict, result.Decision));
        Assert.Empty(result.GapsInside);
        Assert.Equal(60, result.ReportsInHost);
    }

    [Fact]
    public void Over_the_hosts_land_without_any_clearance_a_mission_is_uncleared_and_it_is_said_for_how_long()
    {
        var result = Judge(Track(Stay(Durango, 0, 31)));
        Assert.Equal((MatchVerdict.Uncleared, null), (result.Verdict, result.Decision));
        Assert.Equal(30 * 60, result.OutsideSeconds, 6);
    }

    [Fact]
    public void Anothers_clearance_is_no_clearance() =>
        Assert.Equal(MatchVerdict.Uncleared, Judge(Track(Stay(Durango, 0, 30)).Named("N2"), Clearance(Durango)).Verdict);

    [Fact]
    public void A_callsign_names_a_flight_whose_registration_nobody_knows() =>
        Assert.Equal(MatchVerdict.Matched, Judge(Track(Stay(Durango, 0, 30)).Named(null, "CANOPY1"), Clearance(Durango)).Verdict);

    [Fact]
    public void Who_bears_no_name_is_matched_by_place_and_held_against_no_clearance()
    {
        var nameless = Track(Stay(Durango, 0, 30)).Named(null);
        Assert.Equal(MatchVerdict.Matched, Judge(nameless, Clearance(Durango)).Verdict);
        Assert.Equal((MatchVerdict.Uncleared, null), (Judge(nameless, Clearance(Arizona)).Verdict, Judge(nameless, Clearance(Arizona)).Decision));
    }

    [Fact]
    public void Outside_its_volume_it_is_said_how_far_and_how_long()
    {
        var far = Geodesic.Direct(Durango, 90, 62_000);
        var result = Judge(Track([.. Stay(Durango, 0, 20), .. Stay(far, 20, 11)]), Clearance(Durango));
        Assert.Equal((MatchVerdict.OutsideVolume, Grant), (result.Verdict, result.Decision));
        Assert.Equal(12_000, result.OutsideMetres, 1);
        Assert.Equal(10 * 60, result.OutsideSeconds, 6);
        Assert.Equal(12_000, result.ToRecord(Header(), null).OutsideMetres!.Value, 1);
    }

    [Fact]
    public void Outside_a_polygon_the_distance_is_to_its_nearest_edge()
    {
        var square = new PolygonArea([Durango.Off(-0.5, -0.5), Durango.Off(-0.5, 0.5), Durango.Off(0.5, 0.5), Durango.Off(0.5, -0.5)]);
        var cleared = Clearance(Durango) with { Volumes = [Clearance(Durango).Volumes[0] with { Area = square }] };
        var edge = Durango.Off(0, 0.5);
        var result = Judge(Track(Stay(Geodesic.Direct(edge, 90, 5_000), 0, 5)), cleared);
        Assert.Equal(MatchVerdict.OutsideVolume, result.Verdict);
        Assert.Equal(5_000, result.OutsideMetres, 0.01 * 5_000);
    }

    [Fact]
    public void Above_its_volume_it_is_said_by_how_many_feet()
    {
        var result = Judge(Track(26_000, Stay(Durango, 0, 5)), Clearance(Durango));
        Assert.Equal((MatchVerdict.OutsideVolume, 1_000d, 0d), (result.Verdict, result.OutsideFeet, result.OutsideMetres));
        Assert.Equal(304.8, result.ToRecord(Header(), null).OutsideMetres);
    }

    [Theory]
    [InlineData(25_250, MatchVerdict.Matched)]
    [InlineData(25_251, MatchVerdict.OutsideVolume)]
    [InlineData(14_750, MatchVerdict.Matched)]
    [InlineData(14_749, MatchVerdict.OutsideVolume)]
    public void The_margin_of_height_is_in_favour_of_the_flight(float feet, MatchVerdict verdict) =>
        Assert.Equal(verdict, Judge(Track(feet, Stay(Durango, 0, 5)), Clearance(Durango)).Verdict);

    [Theory]
    [InlineData(50_185, MatchVerdict.Matched)]
    [InlineData(50_186, MatchVerdict.OutsideVolume)]
    public void The_margin_of_position_is_in_favour_of_the_flight(double metres, MatchVerdict verdict) =>
        Assert.Equal(verdict, Judge(Track(Stay(Geodesic.Direct(Durango, 45, metres), 0, 5)), Clearance(Durango)).Verdict);

    [Fact]
    public void A_height_that_nobody_knows_or_over_another_datum_is_not_compared_and_that_is_said()
    {
        var unknown = Judge(Track(float.NaN, Stay(Durango, 0, 5)), Clearance(Durango));
        Assert.Equal((MatchVerdict.Matched, 5), (unknown.Verdict, unknown.HeightsNotCompared));
        var sea = Clearance(Durango) with { Volumes = [Clearance(Durango).Volumes[0] with { Band = new(0, 1_000, HeightDatum.MeanSeaLevel) }] };
        var other = Judge(Track(Stay(Durango, 0, 5)), sea);
        Assert.Equal((MatchVerdict.Matched, 5), (other.Verdict, other.HeightsNotCompared));
    }

    [Fact]
    public void Outside_its_time_it_is_said_how_long()
    {
        var result = Judge(Track(Stay(Durango, 230, 31)), Clearance(Durango));
        Assert.Equal((MatchVerdict.OutsideTime, Grant), (result.Verdict, result.Decision));
        // From the second report after 240 minutes, one minute being the clocks' margin, to that of 260.
        Assert.Equal(18 * 60, result.OutsideSeconds, 6);
        Assert.Null(result.ToRecord(Header(), null).OutsideMetres);
    }

    [Fact]
    public void Half_a_day_from_its_clearance_a_flight_has_not_missed_its_time_but_has_no_clearance() =>
        Assert.Equal(MatchVerdict.Uncleared, Judge(Track(Stay(Durango, 240 + (13 * 60), 10)), Clearance(Durango)).Verdict);

    [Fact]
    public void A_report_inside_any_of_its_clearances_has_leave()
    {
        var later = Clearance(Durango, fromMinute: 240, untilMinute: 400) with { Decision = Atalaya.Accords.Envelopes.RecordDigest.Of("later"u8) };
        Assert.Equal(MatchVerdict.Matched, Judge(Track(Stay(Durango, 230, 31)), Clearance(Durango), later).Verdict);
    }

    [Fact]
    public void One_report_alone_shows_nothing()
    {
        var alone = Judge(Track([.. Stay(Pacific, 0, 5), (400, Durango)]));
        Assert.Equal((MatchVerdict.Indeterminate, DoubtReason.Gap), (alone.Verdict, alone.Doubt));
        var astray = Judge(Track([.. Stay(Durango, 0, 5), (5, Geodesic.Direct(Durango, 0, 60_000)), .. Stay(Durango, 6, 5)]), Clearance(Durango));
        Assert.Equal((MatchVerdict.Indeterminate, DoubtReason.Gap), (astray.Verdict, astray.Doubt));
    }

    [Fact]
    public void Nearer_to_a_line_than_its_margin_it_cannot_be_told()
    {
        // 300 m north of the border that runs along 31.3322 degrees.
        var result = Judge(Track(Stay(new(31.335, -110.5), 0, 10)));
        Assert.Equal((MatchVerdict.Indeterminate, DoubtReason.UncertainZone, 10), (result.Verdict, result.Doubt, result.ReportsInDoubt));
    }

    [Fact]
    public void A_doubtful_line_that_is_not_the_hosts_raises_no_doubt()
    {
        // Off Oregon, where the coast's own 12 NM limit is uncertain seaward; and over a beach of Sinaloa, between Mexico's land and Mexico's sea.
        var off = Stay(new(44.5, -124.45), 0, 10);
        Assert.False(ZoneMap.Shipped.Find(off[0].Item2, Claim.LowWater).IsCertain);
        Assert.Equal(MatchVerdict.NotRequired, Judge(Track(off)).Verdict);
        var beach = Stay(new(24.6352, -107.93), 0, 10);
        Assert.False(ZoneMap.Shipped.Find(beach[0].Item2, Claim.LowWater).IsCertain);
        Assert.Equal(MatchVerdict.Uncleared, Judge(Track(beach)).Verdict);
    }

    [Fact]
    public void Where_the_claims_differ_it_cannot_be_told_unless_the_flight_was_cleared_there()
    {
        var track = Track(Stay(UpperGulf, 0, 10));
        var result = Judge(track);
        Assert.Equal((MatchVerdict.Indeterminate, DoubtReason.ClaimsDiffer), (result.Verdict, result.Doubt));
        Assert.Equal(MatchVerdict.Matched, Judge(track, Clearance(UpperGulf)).Verdict);
    }

    [Fact]
    public void A_gap_with_both_ends_inside_the_volume_is_stated_and_held_against_nobody()
    {
        var result = Judge(Track([.. Stay(Durango, 0, 10), .. Stay(Durango, 60, 10)]), Clearance(Durango));
        Assert.Equal(MatchVerdict.Matched, result.Verdict);
        var gap = Assert.Single(result.GapsInside);
        Assert.Equal(51 * 60_000, gap.End - gap.Start);
    }

    [Theory]
    [InlineData(0.9, DoubtReason.Gap)]
    [InlineData(0.1, DoubtReason.NoCoverage)]
    [InlineData(null, DoubtReason.Gap)]
    public void A_gap_in_which_a_cleared_flight_left_its_volume_unheard_cannot_be_told(double? heard, DoubtReason doubt)
    {
        var result = Judge(Track([.. Stay(Durango, 0, 10), .. Stay(Pacific, 200, 10)]).Silent(9, 200, heard), Clearance(Durango));
        Assert.Equal((MatchVerdict.Indeterminate, doubt), (result.Verdict, result.Doubt));
    }

    [Fact]
    public void A_gap_at_sea_matters_only_where_the_flight_could_have_reached_the_host()
    {
        // 100 m/s between reports; the coast's airspace is 150 km away and more.
        (double, Position)[] Leg(int from, Position start) => [.. Enumerable.Range(0, 10).Select(i => ((double)(from + i), Geodesic.Direct(start, 180, i * 6_000)))];
        var far = Pacific.Off(0, -0.5);
        var after = Geodesic.Direct(far, 180, 60_000);
        Assert.Equal(MatchVerdict.NotRequired, Judge(Track([.. Leg(0, far), .. Leg(20, after)])).Verdict);
        var long_ = Judge(Track([.. Leg(0, far), .. Leg(200, after)]));
        Assert.Equal((MatchVerdict.Indeterminate, DoubtReason.Gap), (long_.Verdict, long_.Doubt));
    }

    [Fact]
    public void A_cleared_flight_that_would_have_been_heard_is_unseen_and_one_that_nobody_could_hear_cannot_be_told()
    {
        var unseen = MissionMatcher.Unseen(Clearance(Durango), 0.8, TrackBasis.Heard, MatchRules.Default);
        Assert.Equal((MatchVerdict.ClearedUnseen, Grant, null), (unseen.Verdict, unseen.Decision, unseen.Track));
        Assert.False(unseen.IsViolation);
        foreach (var share in new double?[] { 0.1, null })
        {
            var deaf = MissionMatcher.Unseen(Clearance(Durango), share, TrackBasis.Heard, MatchRules.Default);
            Assert.Equal((MatchVerdict.Indeterminate, DoubtReason.NoCoverage), (deaf.Verdict, deaf.Doubt));
        }
    }

    [Fact]
    public void Other_thresholds_are_another_matcher()
    {
        Assert.NotEqual(MatchRules.Default.Digest, new MatchRules { HeightMarginFeet = 300 }.Digest);
        Assert.Equal(MatchRules.Default.Digest, new MatchRules().Digest);
    }

    internal static RecordHeader Header() => new(StateCode.From("US"), [StateCode.From("MX")], Noon + Duration.FromHours(9));
}
