using Atalaya.Earth.Zones;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;
using CsCheck;
using static Atalaya.Tests.Missions.MadeFlights;

namespace Atalaya.Tests.Missions;

public sealed class MissionJudgeTests
{
    // From Nebraska to the Pacific, down the outside of Baja California and back by the same way: no pattern at all.
    private static readonly (double, double, double)[] DownBajaAndBack =
        [(41, -96, 2_000), (33, -118.5, 30_000), (27, -116, 30_000), (22.2, -110.6, 30_000), (27, -116, 30_000), (33, -118.5, 30_000), (41, -96, 2_000)];

    private static readonly (double, double, double)[] OneWay = [(30.2, -81.7, 5_000), (31, -95, 34_000), (32.7, -117.2, 3_000)];

    private static readonly (double, double, double)[] OffAndBack = [(37, -97, 2_000), (37, -91, 25_000), (37, -97, 2_000)];

    [Fact]
    public void A_reconnaissance_aircraft_that_stays_out_for_hours_is_on_a_mission_without_any_pattern()
    {
        var flight = Through(OfType("R135", military: true), 420, DownBajaAndBack);
        var offshore = new Stay(new(ZoneKind.International, null), Claim.LowWater, flight.Start, flight.End, 300, 10);
        var mission = Judge(flight, stays: [offshore]);
        Assert.Equal(MissionClass.Surveillance, mission.Class);
        Assert.Equal(Activity.Surveillance, mission.Activity);
        Assert.Superset(new HashSet<string> { "role-reconnaissance", "military", "loiter", "offshore" }, mission.Reasons.Select(static r => r.Code).ToHashSet());
    }

    [Fact]
    public void The_same_way_by_an_unknown_type_is_none() =>
        Assert.Equal(MissionClass.None, Judge(Through(OfType(null), 420, DownBajaAndBack)).Class);

    [Theory]
    [InlineData("P8")]
    [InlineData("R135")]
    [InlineData("Q4")]
    public void A_role_alone_makes_no_mission_of_a_transit(string type)
    {
        var mission = Judge(Through(OfType(type, military: true), 430, OneWay));
        Assert.Equal(MissionClass.None, mission.Class);
        Assert.Equal(Activity.Transport, mission.Activity);
    }

    [Fact]
    public void A_long_racetrack_of_an_unknown_type_needs_no_role()
    {
        var flight = Through(OfType(null), 300, Enumerable.Range(0, 13).Select(static i => (37.0, i % 2 == 0 ? -97.0 : -96.1, 25_000.0)));
        Assert.InRange((flight.End - flight.Start).TotalMinutes, 95, 115);
        var mission = Judge(flight, [Pattern(flight, PatternKind.Racetrack, legKilometres: 80, laps: 6)]);
        Assert.Contains(mission.Class, new[] { MissionClass.Surveillance, MissionClass.Possible });
        Assert.Equal("long-racetrack", mission.Reasons[0].Code);
    }

    [Theory]
    [InlineData("K35R", true)]
    [InlineData("B762", true)]
    [InlineData("A332", true)]
    public void A_tankers_racetrack_is_refuelling(string type, bool military)
    {
        var flight = Through(OfType(type, military), 400, Enumerable.Range(0, 20).Select(static i => (37.0, i % 2 == 0 ? -97.0 : -96.0, 25_000.0)));
        var mission = Judge(flight, [Pattern(flight, PatternKind.Racetrack, legKilometres: 88, laps: 9)]);
        Assert.Equal((MissionClass.None, Activity.Refuelling, Activity.Surveillance), (mission.Class, mission.Activity, mission.RunnerUp));
    }

    [Fact]
    public void An_airliner_in_a_hold_is_transport()
    {
        var flight = Through(OfType("B738"), 250, Enumerable.Range(0, 16).Select(static i => (51.0, i % 2 == 0 ? 0.0 : 0.15, 15_000.0)), callsign: "BAW123");
        Assert.Equal((MissionClass.None, Activity.Transport), Of(Judge(flight, [Pattern(flight, PatternKind.Holding, legKilometres: 10)])));
    }

    [Theory]
    [InlineData(PatternKind.Grid, Activity.Survey)]
    [InlineData(PatternKind.Calibration, Activity.Calibration)]
    public void A_pattern_that_has_another_use_names_it(PatternKind kind, Activity activity)
    {
        var flight = Through(OfType(null), 200, OffAndBack);
        Assert.Equal((MissionClass.None, activity), Of(Judge(flight, [Pattern(flight, kind, legKilometres: 30)])));
    }

    [Fact]
    public void Circling_in_thermals_again_and_again_is_soaring_and_one_spiral_is_not()
    {
        var flight = Through(OfType(null), 60, OffAndBack);
        var mission = Judge(flight, [.. Enumerable.Range(0, 6).Select(i => Pattern(flight, PatternKind.Thermalling, i / 8.0, (i / 8.0) + 0.01))]);
        Assert.Equal((MissionClass.None, Activity.Soaring), Of(mission));
        var once = Judge(flight, [Pattern(flight, PatternKind.Thermalling, 0, 0.005)]);
        Assert.True(once.Reasons.Single(static r => r.Code == "thermalling").Weight > mission.Reasons.Single(static r => r.Code == "thermalling").Weight);
    }

    [Fact]
    public void A_grid_by_a_patrol_aircraft_is_a_search_not_a_map()
    {
        var flight = Through(OfType("P3", military: true), 250, OffAndBack);
        var mission = Judge(flight, [Pattern(flight, PatternKind.Grid, legKilometres: 60)]);
        Assert.Contains(mission.Reasons, static r => r is { Code: "search-grid", Weight: > 0 });
        Assert.NotEqual(Activity.Survey, mission.Activity);
    }

    [Fact]
    public void Orbits_that_follow_a_road_relay_a_race_and_orbits_that_stay_may_be_surveillance()
    {
        var following = Through(OfType(null), 175, Circles(44, 3, 3, 70, 22_000, 175, northKmh: 40));
        Assert.Equal((MissionClass.None, Activity.Relay), Of(Judge(following, [Pattern(following, PatternKind.Orbit, radiusKilometres: 3, laps: 70)])));
        var staying = Through(OfType(null), 175, Circles(44, 3, 3, 70, 22_000, 175));
        Assert.Equal((MissionClass.Possible, Activity.Surveillance), Of(Judge(staying, [Pattern(staying, PatternKind.Orbit, radiusKilometres: 3, laps: 70)])));
    }

    [Fact]
    public void A_small_drone_is_known_by_hours_of_slow_flight_at_a_steady_height()
    {
        var flight = Through(OfType(null), 45, Circles(39.5, -8, 2, 25, 1_000, 45));
        var mission = Judge(flight, [Pattern(flight, PatternKind.Orbit, 0.2, 0.6, radiusKilometres: 2, laps: 10, feet: 1_000)]);
        Assert.Equal(MissionClass.Surveillance, mission.Class);
        Assert.Contains(mission.Reasons, static r => r.Code == "slow-endurance");
    }

    [Fact]
    public void Steps_through_the_heights_on_station_tell_a_test_flight()
    {
        (double, double, double)[] points = [.. Enumerable.Range(0, 16).Select(static i => (46.0 + (i % 2), -124.0, 10_000.0 + (i * 1_800)))];
        var flight = Through(OfType(null), 420, points);
        var mission = Judge(flight, [Pattern(flight, PatternKind.Racetrack, legKilometres: 110, laps: 7)]);
        Assert.Contains(mission.Reasons, static r => r is { Code: "unsteady-height", Weight: < 0 });
        Assert.Equal(MissionClass.None, mission.Class);
    }

    [Fact]
    public void Circuits_at_an_aerodrome_are_training_whatever_the_type()
    {
        var circuits = Enumerable.Range(0, 12).SelectMany(static i => new[] { (41.12, -95.91, 1_100.0), (41.2, -95.9, 2_600.0), (41.2, -96.0, 2_600.0) });
        var mission = Judge(Through(OfType("R135", military: true), 160, circuits));
        Assert.Equal((MissionClass.None, Activity.Training), Of(mission));
    }

    [Fact]
    public void What_its_operator_declares_is_a_mission_unless_the_flight_says_otherwise()
    {
        Assert.Equal(MissionClass.Surveillance, Judge(Through(OfType(null, identity: "drone-1"), 120, OffAndBack, Basis.Operator)).Class);
        Assert.Equal(MissionClass.None, Judge(Through(OfType("C17", military: true), 430, OneWay, Basis.Operator)).Class);
    }

    [Fact]
    public void Far_above_the_airliners_only_reconnaissance_and_research_fly()
    {
        (double, double, double)[] alongTheBorder = [(39, -121, 5_000), (32.5, -116, 62_000), (31.5, -107, 62_000), (32.5, -116, 62_000), (39, -121, 5_000)];
        Assert.Contains(Judge(Through(OfType("U2", military: true), 400, alongTheBorder)).Reasons, static r => r.Code == "stratosphere");
        Assert.Equal(MissionClass.Surveillance, Judge(Through(OfType("U2", military: true), 400, alongTheBorder)).Class);
    }

    [Fact]
    public void Along_a_border_is_weighed_when_the_lines_are_known()
    {
        (double, double, double)[] alongTheBorder = [(39, -121, 5_000), (32.7, -116, 62_000), (31.7, -107, 62_000), (32.7, -116, 62_000), (39, -121, 5_000)];
        var flight = Through(OfType("U2", military: true), 400, alongTheBorder);
        Assert.Contains(Judge(flight, zones: ZoneMap.Shipped).Reasons, static r => r.Code == "along-line");
    }

    [Fact]
    public void A_gap_is_told_and_weighs_nothing()
    {
        var flight = Through(OfType("P8", military: true), 420, DownBajaAndBack);
        var half = flight.Track.Count / 2;
        var gapped = flight with { Gaps = [new(half - 300, At(half - 300), At(half + 300), 1)] };
        Assert.Contains(Judge(gapped).Reasons, static r => r is { Code: "gaps", Weight: 0 });

        NodaTime.Instant At(int index) => NodaTime.Instant.FromUnixTimeMilliseconds(flight.Track.Times[index]);
    }

    [Fact]
    public void Hours_out_and_back_count_although_the_middle_was_not_heard()
    {
        var flight = Through(OfType("P8", military: true), 420, DownBajaAndBack);
        var count = flight.Track.Count;
        var gapped = flight with { Gaps = [new(count / 6, At(count / 6), At(count * 5 / 6), 1)] };
        var mission = Judge(gapped);
        Assert.Contains(mission.Reasons, static r => r.Code == "loiter");
        Assert.NotEqual(MissionClass.None, mission.Class);

        NodaTime.Instant At(int index) => NodaTime.Instant.FromUnixTimeMilliseconds(flight.Track.Times[index]);
    }

    [Fact]
    public void A_mapping_aircraft_on_long_parallel_lines_is_not_surveillance()
    {
        var flight = Through(OfType("PA31"), 150, Enumerable.Range(0, 16).Select(static i => (37.0, i % 2 == 0 ? -97.0 : -96.6, 8_000.0)));
        var mission = Judge(flight, [Pattern(flight, PatternKind.Racetrack, legKilometres: 35, laps: 7)]);
        Assert.NotEqual(MissionClass.Surveillance, mission.Class);
    }

    [Fact]
    public void Confidence_is_the_logistic_of_the_prior_and_all_weights_and_reasons_stand_in_their_order() =>
        Gen.Select(Gen.OneOf(Gen.Const("P8"), Gen.Const("K35R"), Gen.Const("C172"), Gen.Const((string?)null)), Gen.Bool, Gen.Int[0, 7], Gen.Double[0.3, 1]).Sample((type, military, kind, confidence) =>
        {
            var flight = Through(OfType(type, military), 240, OffAndBack);
            var mission = Judge(flight, [Pattern(flight, (PatternKind)kind, 0.1, 0.9, confidence, legKilometres: 40)]);
            var sum = MissionRules.Default.Prior + mission.Reasons.Sum(static r => r.Weight);
            Assert.Equal(1 / (1 + Math.Exp(-sum)), mission.Confidence, 0.02);
            Assert.Equal(mission.Reasons.OrderByDescending(static r => Math.Abs(r.Weight)).Select(static r => r.Weight), mission.Reasons.Select(static r => r.Weight));
            Assert.NotEqual(mission.Activity, mission.RunnerUp);
            Assert.Equal(mission.Class != MissionClass.None, mission.Activity == Activity.Surveillance);
        });

    [Fact]
    public void More_time_on_station_never_speaks_against_surveillance()
    {
        var flight = Through(OfType("P8", military: true), 300, OffAndBack.Select(static p => (p.Item1, p.Item2, 20_000.0)));
        Gen.Select(Gen.Double[0.05, 1], Gen.Double[0.05, 1]).Sample((one, other) =>
        {
            var shorter = Judge(flight, [Pattern(flight, PatternKind.Racetrack, 0, Math.Min(one, other), legKilometres: 60)]);
            var longer = Judge(flight, [Pattern(flight, PatternKind.Racetrack, 0, Math.Max(one, other), legKilometres: 60)]);
            Assert.True(longer.Confidence >= shorter.Confidence - 1e-12);
        });
    }

    private static (MissionClass, Activity) Of(Mission mission) => (mission.Class, mission.Activity);
}
