using Atalaya.Flights.Tracks;
using CsCheck;

namespace Atalaya.Tests.Flights.Tracks;

public sealed class FlightCutterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(60)]
    public void Two_flights_with_a_turnaround_between_are_two_at_any_sampling(double everySeconds)
    {
        var flights = new Flown().Stand(5, everySeconds).Climb(30_000, everySeconds: everySeconds).Fly(60, 450, 0, 30_000, everySeconds).Descend(everySeconds: everySeconds)
            .Stand(4, everySeconds, 15).Stand(40, everySeconds).Stand(4, everySeconds, 15)
            .Climb(30_000, course: 180, everySeconds: everySeconds).Fly(60, 450, 180, 30_000, everySeconds).Descend(course: 180, everySeconds: everySeconds).Stand(5, everySeconds).Flights();
        Assert.Equal(2, flights.Count);
        Assert.All(flights, f => Assert.Equal((FlightEnd.Ground, FlightEnd.Ground), (f.Departure, f.Arrival)));
        Assert.All(flights, f => Assert.Empty(f.Gaps));
    }

    [Fact]
    public void Taxiing_out_belongs_to_the_flight_that_follows_and_taxiing_in_to_the_one_before()
    {
        var flown = new Flown().Climb(10_000).Descend().Stand(3, knots: 15).Stand(30);
        var parkedUntil = flown.Time;
        var flights = flown.Stand(3, knots: 15).Climb(10_000).Flights();
        Assert.Equal(2, flights.Count);
        Assert.InRange(flights[1].Start.ToUnixTimeMilliseconds() - parkedUntil, 0, 30_000);
    }

    [Fact]
    public void A_touch_and_go_does_not_cut_but_a_full_stop_does()
    {
        Flown Circuits(double minutesOnGround)
        {
            var flown = new Flown().Stand(5);
            for (var circuit = 0; circuit < 4; circuit++)
                flown.Climb(1_500, 100, circuit * 90).Fly(4, 100, (circuit * 90) + 90, 1_500).Descend(0, 80, circuit * 90).Stand(minutesOnGround, 5, 40);
            return flown.Climb(1_500, 100).Descend();
        }

        Assert.Single(Circuits(0.4).Flights());
        Assert.Equal(5, Circuits(4).Flights().Count);
    }

    [Fact]
    public void A_mark_that_is_wrong_for_a_moment_does_not_cut()
    {
        var flown = new Flown().Climb(20_000).Fly(30, 300, 0, 20_000);
        flown.Report(new(flown.Time + 5000, flown.Latitude, flown.Longitude, Flags: ReportFlags.OnGround));
        Assert.Single(flown.Fly(30, 300, 0, 20_000).Flights());
    }

    [Fact]
    public void Midnight_does_not_cut()
    {
        var flown = new Flown { Time = Flown.Midnight.ToUnixTimeMilliseconds() - 3_600_000 };
        Assert.Single(flown.Climb(30_000).Fly(180, 420, 200, 30_000).Flights(null, Flown.Midnight.ToUnixTimeMilliseconds()));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(48)]
    [InlineData(300)]
    public void A_silence_flown_straight_on_at_height_is_bridged_and_stays_a_gap(double minutes)
    {
        var flight = Assert.Single(new Flown(20, -120).Climb(34_000).Fly(20, 460, 30, 34_000).Unheard(minutes, 455, 30).Fly(20, 460, 30, 34_000).Flights());
        var gap = Assert.Single(flight.Gaps);
        Assert.InRange((gap.End - gap.Start).TotalMinutes, minutes, minutes + 0.5);
        Assert.InRange(gap.Metres, 0.99 * minutes * 455 * 30.87, 1.01 * ((minutes * 455 * 30.87) + 2500));
    }

    [Fact]
    public void A_silence_of_exactly_the_limit_is_no_gap()
    {
        var limit = CuttingRules.Default.GapMinutes;
        Assert.Empty(Assert.Single(new Flown().Fly(10, 400, 0, 30_000, 60).Unheard(limit - 1, 400).Fly(10, 400, 0, 30_000, 60).Flights()).Gaps);
        Assert.Single(Assert.Single(new Flown().Fly(10, 400, 0, 30_000, 60).Unheard(limit, 400).Fly(10, 400, 0, 30_000, 60).Flights()).Gaps);
    }

    [Fact]
    public void Lost_in_a_descent_and_heard_again_in_a_climb_hours_later_is_two_flights()
    {
        var flights = new Flown().Climb(34_000).Fly(40, 450, 0, 34_000).Descend(8_500).Unheard(240, 2, 0, 9_000).Climb(34_000, course: 180).Fly(40, 450, 180, 34_000).Flights();
        Assert.Equal(2, flights.Count);
        Assert.Equal(FlightEnd.Ground, flights[0].Arrival);
        Assert.Equal(FlightEnd.Ground, flights[1].Departure);
    }

    [Fact]
    public void A_military_aircraft_that_is_silent_on_station_for_two_hours_is_on_one_flight()
    {
        var military = new Aircraft("ae1234", Flags: AircraftFlags.Military);
        Assert.Single(new Flown().Climb(30_000).Fly(60, 420, 200, 30_000).Unheard(120, 60, 90).Fly(60, 420, 20, 30_000).Flights(military));
    }

    [Fact]
    public void A_military_aircraft_silent_high_on_station_for_hours_is_on_one_flight_until_they_are_too_many_for_one()
    {
        var military = new Aircraft("ae1234", Flags: AircraftFlags.Military);
        int Flights(double hours) => new Flown().Climb(30_000).Fly(60, 420, 200, 30_000).Descend(15_000).Fly(5, 350, 135, 15_000)
            .Unheard(hours * 60, 5, 0).Climb(24_000, 350, 315).Fly(60, 420, 20, 30_000).Flights(military).Count;
        Assert.Equal(1, Flights(3.7));
        Assert.Equal(2, Flights(8));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_900)]
    [InlineData(4_500)]
    public void An_air_tanker_flies_once_for_each_load_whatever_the_height_of_its_aerodrome(float aerodrome)
    {
        var tanker = new Flown { Altitude = aerodrome + 300 }.Climb(aerodrome + 4_000, 175);
        for (var load = 0; load < 3; load++)
        {
            tanker.Fly(8, 210, 180, aerodrome + 3_500).Descend(aerodrome + 900, 110, 180)
                .Unheard(9, 12, 180, aerodrome + 300).Climb(aerodrome + 3_500, 175).Fly(8, 210, 0, aerodrome + 3_500);
        }

        Assert.Equal(4, tanker.Flights().Count);
    }

    [Fact]
    public void A_silence_in_the_approach_does_not_cut_whether_a_moment_of_it_is_heard_after_or_all_of_it()
    {
        Flown Lost() => new Flown().Climb(9_000).Fly(20, 150, 0, 9_000).Descend(2_000, 100);
        var moment = Lost().Unheard(7, 20, 90, 900).Fly(0.4, 90, 90, 700);
        Assert.Single(moment.Flights());
        Assert.Equal(2, moment.Unheard(125, 1).Climb(9_000, 120).Fly(20, 150, 0, 9_000).Flights().Count);
        Assert.Single(Lost().Unheard(9, 30, 90, 1_900).Descend(600, 80, 90).Flights());
    }

    [Fact]
    public void An_aircraft_heard_taxiing_in_after_a_silence_in_its_descent_ends_the_flight_that_was_silent()
    {
        var flights = new Flown().Climb(14_000).Fly(20, 300, 0, 14_000).Descend(6_000, 240).Unheard(12.5, 40, 0, 150)
            .Fly(1.5, 10, 0, 150).Unheard(39, 8, 0, 4_400).Climb(14_000, 240).Flights();
        Assert.Equal(2, flights.Count);
        Assert.Equal(150, flights[0].Track.AltitudesFeet[^1]);
    }

    /// <summary>The glider of issue 4's `danube_valley`: 1,673 ft and 6 kt when lost, 7.5 min later rolling to its hangar until nothing more is heard.</summary>
    [Fact]
    public void An_aircraft_lost_on_landing_and_heard_again_only_rolling_has_flown_once()
    {
        Flown Lost() => new Flown().Climb(6_000, 60).Fly(60, 70, 0, 6_000).Descend(1_670, 70).Fly(0.3, 6, 0, 1_673).Unheard(7.5, 8, 0, 1_663);
        Assert.Single(Lost().Fly(2.8, 7, 0, 1_640).Flights());
        Assert.Equal(2, Lost().Fly(2.8, 7, 0, 1_640).Climb(6_000, 60).Flights().Count);
    }

    [Fact]
    public void A_flight_at_one_height_after_a_landing_that_was_not_heard_is_a_flight_of_its_own() =>
        Assert.Equal(2, new Flown().Climb(9_000).Fly(20, 150, 0, 9_000).Descend(700, 100).Unheard(30, 5, 0, 700).Fly(6, 110, 0, 700).Flights().Count);

    [Fact]
    public void An_airliner_back_in_cruise_two_hours_later_near_where_it_was_lost_landed_in_between() =>
        Assert.Equal(2, new Flown().Fly(30, 450, 180, 36_000).Unheard(132, 20, 180).Fly(10, 450, 0, 34_000).Flights().Count);

    [Fact]
    public void A_new_callsign_after_the_silence_speaks_for_a_landing()
    {
        Flown Lost() => new Flown().Callsign("FIRST1").Climb(30_000).Fly(30, 450, 0, 30_000).Unheard(75, 60, 180);
        Assert.Single(Lost().Fly(20, 450, 180, 30_000).Flights());
        Assert.Equal(2, Lost().Callsign("SECOND2").Fly(20, 450, 180, 30_000).Flights().Count);
    }

    [Fact]
    public void A_helicopter_that_lands_unheard_and_leaves_is_on_two_flights_but_not_one_that_works_low_behind_a_hill()
    {
        var helicopter = new Aircraft("ae1234", TypeDesignator: "EC35");
        Assert.Equal(2, new Flown().Climb(2_000, 90).Fly(15, 110, 0, 2_000).Descend(150, 60).Unheard(20, 3).Climb(2_000, 90).Fly(15, 110, 0, 2_000).Flights(helicopter).Count);
        Assert.Single(new Flown().Climb(2_000, 90).Fly(15, 110, 0, 2_000).Unheard(12, 90).Fly(15, 110, 0, 2_000).Flights(helicopter));
    }

    [Fact]
    public void A_glider_that_is_often_not_heard_is_on_one_flight()
    {
        var flown = new Flown().Climb(3_000, 60);
        for (var leg = 0; leg < 8; leg++)
            flown.Fly(15, 55, leg * 40, 6_000).Fly(10, 70, leg * 40, 4_500).Unheard(14, 60, leg * 40);
        Assert.Single(flown.Fly(10, 60, 0, 3_000).Flights());
    }

    [Fact]
    public void A_feed_that_never_says_ground_is_cut_where_the_aircraft_stood()
    {
        Flown Day(Flown flown)
        {
            for (var flight = 0; flight < 3; flight++)
                flown.Fly(20, 120, 90 + (flight * 30), 3_000, 5).Fly(20, 120, 270, 300, 5).Fly(25, 0, 0, 300, 5);
            return flown;
        }

        Assert.Equal(3, Day(new Flown()).Flights().Count(f => f.Track.GroundSpeedsKnots.ContainsAnyExcept(0f)));
        Assert.Equal(3, Day(new Flown()).Flights().Count);
    }

    [Fact]
    public void A_feed_without_heights_is_cut_where_there_was_time_to_land()
    {
        var flown = new Flown().Fly(30, 450, 0, 0, withAltitude: false);
        Assert.Equal(2, flown.Unheard(90, 10).Fly(30, 450, 180, 0, withAltitude: false).Flights().Count);
        Assert.Single(new Flown().Fly(30, 450, 0, 0, withAltitude: false).Unheard(40, 440).Fly(30, 450, 0, 0, withAltitude: false).Flights());
    }

    [Fact]
    public void A_flight_that_ends_in_the_air_at_an_edge_of_the_input_may_be_continued()
    {
        var flown = new Flown().Climb(30_000).Fly(60, 420, 0, 30_000);
        var track = flown.Track();
        FlightEnd Arrival(double edgeMinutes) => Assert.Single(FlightCutter.Cut(track, CuttingRules.Default, [flown.Time + (long)(edgeMinutes * 60_000)])).Arrival;
        Assert.Equal(FlightEnd.InputEdge, Arrival(1));
        Assert.Equal(FlightEnd.NotHeard, Arrival(-5));
        Assert.Equal(FlightEnd.NotHeard, Arrival(CuttingRules.Default.EdgeMinutes + 1));
    }

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Real_files_hold_as_many_flights_as_a_person_counts(string file, int flights)
    {
        var found = RealTracks.Load(file.Split('/'))
            .SelectMany(raw => TrackCleaner.Clean(raw, CleaningRules.Default).Tracks)
            .SelectMany(track => FlightCutter.Cut(track, CuttingRules.Default, []));
        Assert.Equal(flights, found.Count());
    }

    /// <summary>
    /// Counted by hand from a list of the silences over 8 minutes in each file with time, distance, heights and callsigns on both sides,
    /// and from each file's description. Callsigns settle savan (SAVAN01 to 17) and the airliners. The carrier
    /// aircraft comes down to the deck (150 ft or less, descending, 100 kt) four times before its last landing and is next heard climbing.
    /// </summary>
    public static TheoryData<string, int> RealFiles => new()
    {
        { "traffic/readsb/trace_full_ac671b.json", 4 },
        { "traffic/collections/savan.json.gz", 17 },
        { "traffic/tv_relay/tour_de_france.json.gz", 12 },
        { "traffic/military/aircraft_carrier.json.gz", 5 },
        { "traffic/surveillance/border_control.json.gz", 1 },
        { "traffic/featured/airbus_tree.json.gz", 1 },
        { "traffic/featured/dreamliner_boeing.json.gz", 1 },
        { "traffic/gliders/alpi_italiane.json.gz", 1 },
        { "traffic/gliders/alto_adige.json.gz", 1 },
        { "traffic/surveys/ign_fontainebleau.json.gz", 1 },
        { "traffic/noisy/noisy_ground.json.gz", 1 },
        { "eastham/tests/sample_readsb_data/2023/08/20/traces/8c/trace_full_a1388c.json", 2 },
        { "eastham/tests/sample_readsb_data/2023/08/20/traces/8c/trace_full_a3c78c.json", 2 },
        { "eastham/tests/sample_readsb_data/2023/08/20/traces/8e/trace_full_a4068e.json", 2 },
        { "eastham/tests/sample_readsb_data/2023/08/20/traces/8e/trace_full_aa568e.json", 4 },
        { "eastham/tests/sample_readsb_data/2023/08/20/traces/8e/trace_full_ab2c8e.json", 2 },
    };

    [Fact]
    public void Flights_laid_end_to_end_are_the_track_whatever_the_input()
    {
        var report =
            from minutes in Gen.Int[1, 40]
            from step in Gen.Double[-0.05, 0.05]
            from altitude in Gen.Int[0, 4].Select(i => new[] { float.NaN, 0, 500, 9_000, 35_000 }[i])
            from speed in Gen.Int[0, 3].Select(i => new[] { float.NaN, 0, 90, 450 }[i])
            from ground in Gen.Bool
            select (minutes, step, altitude, speed, ground);
        report.Array[1, 200].Sample(steps =>
        {
            var builder = new TrackBuilder();
            long time = 0;
            double place = 0;
            foreach (var (minutes, step, altitude, speed, ground) in steps)
            {
                time += (minutes * minutes * 1500) + 1;
                place += step;
                builder.Add(new(time, 40 + (place / 10), place, altitude, speed, Flags: ground ? ReportFlags.OnGround : 0));
            }

            var track = builder.Build(new("ae1234"), Basis.Heard);
            var flights = FlightCutter.Cut(track, CuttingRules.Default, []);
            Assert.Equal(track.Times.ToArray(), flights.SelectMany(f => f.Track.Times.ToArray()));
            foreach (var gap in flights.SelectMany(f => f.Gaps.Select(gap => (f, gap))))
            {
                Assert.Equal(gap.f.Track.Times[gap.gap.BeforeIndex], gap.gap.Start.ToUnixTimeMilliseconds());
                Assert.Equal(gap.f.Track.Times[gap.gap.BeforeIndex + 1], gap.gap.End.ToUnixTimeMilliseconds());
                Assert.True((gap.gap.End - gap.gap.Start).TotalMinutes > CuttingRules.Default.GapMinutes);
            }
        });
    }
}
