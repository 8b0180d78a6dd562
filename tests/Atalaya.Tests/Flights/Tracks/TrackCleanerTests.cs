using Atalaya.Flights.Tracks;
using CsCheck;

namespace Atalaya.Tests.Flights.Tracks;

public sealed class TrackCleanerTests
{
    private static CleanedTrack Clean(Track track) => TrackCleaner.Clean(track, CleaningRules.Default);

    private static Track Build(IEnumerable<Report> reports, Aircraft? aircraft = null)
    {
        var builder = new TrackBuilder();
        foreach (var report in reports)
            builder.Add(report);
        return builder.Build(aircraft ?? new("ae1234"), Basis.Heard);
    }

    private static List<Report> Reports(Track track) => [.. Enumerable.Range(0, track.Count).Select(i => track[i])];

    private static Flown Cruise(double minutes = 20) => new Flown().Climb(20_000).Fly(minutes, 400, 90, 20_000);

    [Fact]
    public void A_track_in_which_nothing_is_wrong_is_returned_as_it_is()
    {
        var raw = Cruise().Track();
        var cleaned = Clean(raw);
        Assert.Same(raw, Assert.Single(cleaned.Tracks));
        Assert.Empty(cleaned.SetAside);
        Assert.Empty(cleaned.Counts);
    }

    [Fact]
    public void An_empty_track_gives_none() => Assert.Empty(Clean(new TrackBuilder().Build(new("ae1234"), Basis.Heard)).Tracks);

    [Fact]
    public void Late_reports_are_put_in_their_place_with_their_callsign_and_counted()
    {
        var right = Reports(Cruise().Track());
        var builder = new TrackBuilder();
        builder.SetCallsign("SECOND");
        foreach (var report in right.Skip(50))
            builder.Add(report);
        builder.SetCallsign("FIRST");
        foreach (var report in right.Take(50))
            builder.Add(report);
        var cleaned = Clean(builder.Build(new("ae1234"), Basis.Heard));
        Assert.Equal(right, Reports(Assert.Single(cleaned.Tracks)));
        Assert.Equal(50, cleaned.Counts[CleaningReason.OutOfOrder]);
        Assert.Equal([new(0, "FIRST"), new(50, "SECOND")], cleaned.Tracks[0].CallsignChanges);
    }

    [Fact]
    public void The_same_report_from_two_feeds_is_kept_once()
    {
        var right = Reports(Cruise().Track());
        var cleaned = Clean(Build(right.SelectMany(r => new[] { r, r with { Source = ReportSource.Other } })));
        Assert.Equal(right, Reports(Assert.Single(cleaned.Tracks)));
        Assert.Equal(right.Count, cleaned.Counts[CleaningReason.Duplicate]);
    }

    [Fact]
    public void A_position_repeated_while_the_aircraft_flies_on_is_stale_but_not_while_it_stands()
    {
        var right = Reports(new Flown().Stand(10).Climb(20_000).Fly(20, 400, 90, 20_000).Track());
        var repeated = right.SelectMany(r => new[] { r, r with { Time = r.Time + 5000 } });
        var cleaned = Clean(Build(repeated));
        var standing = right.Count(r => r.Flags == ReportFlags.OnGround);
        Assert.Equal(right.Count + standing, Assert.Single(cleaned.Tracks).Count);
        Assert.Equal(right.Count - standing, cleaned.Counts[CleaningReason.StalePosition]);
    }

    [Fact]
    public void A_position_that_a_slow_feed_brings_back_is_stale()
    {
        var right = Reports(Cruise().Track());
        var back = right[60] with { Time = right[62].Time + 1000 };
        var cleaned = Clean(Build([.. right.Take(63), back, .. right.Skip(63)]));
        Assert.Equal(right, Reports(Assert.Single(cleaned.Tracks)));
        Assert.Equal(new SetAside(CleaningReason.StalePosition, back), Assert.Single(cleaned.SetAside));
    }

    [Fact]
    public void Of_two_positions_for_one_instant_the_one_that_fits_is_kept()
    {
        var right = Reports(Cruise().Track());
        var wrong = right[70] with { Latitude = right[70].Latitude + 0.008 };
        var cleaned = Clean(Build([.. right.Take(70), wrong, .. right.Skip(70)]));
        Assert.Equal(right, Reports(Assert.Single(cleaned.Tracks)));
        Assert.Equal(new SetAside(CleaningReason.SameInstant, wrong), Assert.Single(cleaned.SetAside));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(80)]
    [InlineData(-1)]
    public void A_single_impossible_position_is_set_aside_wherever_it_comes(int at)
    {
        var right = Reports(Cruise().Track());
        var index = at < 0 ? right.Count - 1 : at;
        var wrong = right[index] with { Time = right[index].Time + 4000, Latitude = -20, Longitude = 77 };
        var cleaned = Clean(Build([.. right.Take(index + 1), wrong, .. right.Skip(index + 1)]));
        Assert.Equal(right, Reports(Assert.Single(cleaned.Tracks)));
        Assert.Equal(new SetAside(CleaningReason.ImpossibleJump, wrong), Assert.Single(cleaned.SetAside));
    }

    [Fact]
    public void A_wrong_first_report_does_not_throw_out_the_rest()
    {
        var right = Reports(Cruise().Track());
        var wrong = right[0] with { Time = right[0].Time - 4000, Latitude = -20, Longitude = 77 };
        var cleaned = Clean(Build([wrong, .. right]));
        Assert.Equal(right, Reports(Assert.Single(cleaned.Tracks)));
    }

    [Fact]
    public void A_wrong_position_that_a_silence_makes_possible_is_found_by_what_follows()
    {
        var flown = Cruise().Unheard(60, 400, 90);
        var wrong = new Report(flown.Time, flown.Latitude + 6, flown.Longitude, 20_000, 400, 90);
        flown.Report(wrong).Fly(30, 400, 90, 20_000);
        var cleaned = Clean(flown.Track());
        Assert.Equal(flown.Track().Count - 1, Assert.Single(cleaned.Tracks).Count);
        Assert.Equal(new SetAside(CleaningReason.ImpossibleJump, wrong), Assert.Single(cleaned.SetAside));
    }

    [Fact]
    public void An_error_left_behind_on_the_way_does_not_draw_the_aircraft_away_when_it_passes_there()
    {
        var right = Reports(Cruise(40).Track());
        var early = right[^30] with { Time = right[90].Time + 3000 };
        var cleaned = Clean(Build([.. right.Take(91), early, .. right.Skip(91)]));
        Assert.Equal(right, Reports(Assert.Single(cleaned.Tracks)));
    }

    [Fact]
    public void Two_aircraft_that_use_one_address_at_once_become_two_tracks()
    {
        var one = Reports(Cruise(30).Track());
        var two = Reports(new Flown(48, 11) { Time = Flown.Midnight.ToUnixTimeMilliseconds() + 300_003 }.Fly(20, 300, 200, 8_000, 7).Track());
        var cleaned = Clean(Build(one.Concat(two).OrderBy(r => r.Time)));
        Assert.Equal(["ae1234", "ae1234+2"], cleaned.Tracks.Select(t => t.Aircraft.Identity));
        Assert.Null(cleaned.Tracks[1].Aircraft.Icao24);
        Assert.Equal(one, Reports(cleaned.Tracks[0]));
        Assert.Equal(two, Reports(cleaned.Tracks[1]));
        Assert.Equal(two.Count, cleaned.Counts[CleaningReason.SharedAddress]);
        Assert.Empty(cleaned.SetAside);
    }

    [Fact]
    public void The_jitter_of_multilateration_is_kept()
    {
        var jitter = new Random(7);
        var jittered = Reports(new Flown().Fly(60, 300, 90, 10_000, 5, source: ReportSource.Mlat).Track())
            .ConvertAll(r => r with { Latitude = r.Latitude + (0.015 * (jitter.NextDouble() - 0.5)), Longitude = r.Longitude + (0.015 * (jitter.NextDouble() - 0.5)) });
        Assert.Equal(jittered, Reports(Assert.Single(Clean(Build(jittered)).Tracks)));
    }

    [Theory]
    [InlineData(92_000, 1)]
    [InlineData(105_200, 1)]
    [InlineData(3_000, 5)]
    [InlineData(38_000, 9)]
    public void A_spike_loses_its_altitude_and_nothing_else(float altitude, int reports)
    {
        var right = Reports(Cruise().Track());
        var spiked = right.ConvertAll(r => r);
        for (var i = 100; i < 100 + reports; i++)
            spiked[i] = spiked[i] with { AltitudeFeet = altitude };
        var cleaned = Clean(Build(spiked));
        for (var i = 100; i < 100 + reports; i++)
            spiked[i] = spiked[i] with { AltitudeFeet = float.NaN };
        Assert.Equal(spiked, Reports(Assert.Single(cleaned.Tracks)));
        Assert.Equal(reports, cleaned.Counts[CleaningReason.AltitudeSpike]);
        Assert.Empty(cleaned.SetAside);
    }

    [Fact]
    public void A_flight_at_seventy_thousand_feet_is_believed()
    {
        var high = new Flown().Fly(47, 380, 0, 70_000, 10).Fly(60, 400, 90, 70_000).Track();
        Assert.Equal(Reports(high), Reports(Assert.Single(Clean(high).Tracks)));
    }

    [Fact]
    public void A_helicopter_has_a_lower_speed_bound_than_an_airliner()
    {
        var rules = CleaningRules.Default;
        Assert.Equal(rules.RotorcraftSpeedKnots, rules.SpeedBoundKnots(new("abcdef", TypeDesignator: "EC35")));
        Assert.Equal(rules.SlowSpeedKnots, rules.SpeedBoundKnots(new("abcdef", TypeDesignator: "GLID")));
        Assert.Equal(rules.SupersonicSpeedKnots, rules.SpeedBoundKnots(new("abcdef", TypeDesignator: "F16")));
        Assert.Equal(rules.SpeedKnots, rules.SpeedBoundKnots(new("abcdef", TypeDesignator: "A320")));
        Assert.Equal(rules.SpeedKnots, rules.SpeedBoundKnots(new("abcdef")));
    }

    [Fact]
    public void Every_report_is_in_exactly_one_place_whatever_the_input()
    {
        // The vertical rate is not looked at by cleaning, so it can carry the number of the report.
        var report =
            from time in Gen.Long[0, 400]
            from place in Gen.Int[0, 4]
            from step in Gen.Double[0, 0.02]
            from altitude in Gen.Int[0, 4].Select(i => new[] { float.NaN, 0, 1_000, 22_000, 105_200 }[i])
            from speed in Gen.Int[0, 3].Select(i => new[] { float.NaN, 0, 120, 450 }[i])
            from flags in Gen.Int[0, 2].Select(i => new[] { ReportFlags.None, ReportFlags.OnGround, ReportFlags.Stale }[i])
            select new Report(time * 5000, -80 + (place * 40) + step, -179 + (place * 89) + step, altitude, speed, float.NaN, 0, flags);
        report.List[0, 300].Sample(reports =>
        {
            var cleaned = Clean(Build(reports.Select((r, i) => r with { VerticalRateFeetPerMinute = i })));
            var found = cleaned.Tracks.SelectMany(Reports).Concat(cleaned.SetAside.Select(aside => aside.Report)).Select(r => (int)r.VerticalRateFeetPerMinute).Order();
            Assert.Equal(Enumerable.Range(0, reports.Count), found);
            foreach (var track in cleaned.Tracks)
            {
                for (var i = 1; i < track.Count; i++)
                    Assert.True(track.Times[i] > track.Times[i - 1]);
            }
        });
    }

    [Fact]
    public void Cleaning_what_is_clean_changes_nothing_more()
    {
        var cleaned = Assert.Single(Clean(RealTracks.Load("traffic", "noisy", "noisy_takeoff.json.gz")[0]).Tracks);
        var again = Clean(cleaned);
        Assert.Same(cleaned, Assert.Single(again.Tracks));
        Assert.Empty(again.Counts);
    }

    [Fact]
    public void The_spikes_of_a_real_file_go_and_its_flight_level_stays()
    {
        var cleaned = Assert.Single(Clean(RealTracks.Load("traffic", "collections", "savan.json.gz")[0]).Tracks);
        var highest = 0f;
        foreach (var altitude in cleaned.AltitudesFeet)
            highest = altitude > highest ? altitude : highest;
        Assert.InRange(highest, 27_975, 28_025); // flight level 280 on 28 March; the file's highest number is 105,200
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(5_000)]
    public void A_hundred_thousand_reports_of_junk_are_sorted_out_before_the_test_run_notices(long everyMilliseconds)
    {
        // A step that compared each report with all others would take minutes here.
        var random = new Random(3);
        var junk = Enumerable.Range(0, 100_000).Select(i => new Report(i * everyMilliseconds, (random.NextDouble() * 180) - 90, (random.NextDouble() * 360) - 180, random.Next(100_000)));
        var cleaned = Clean(Build(junk));
        Assert.Equal(100_000, cleaned.SetAside.Count + cleaned.Tracks.Sum(track => track.Count));
    }
}
