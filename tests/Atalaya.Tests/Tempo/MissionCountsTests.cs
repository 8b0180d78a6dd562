using Atalaya.Earth.Zones;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tempo;
using Atalaya.Flights.Tracks;
using CsCheck;
using NodaTime;

namespace Atalaya.Tests.Tempo;

public sealed class MissionCountsTests
{
    // Out from Omaha on 3 February in the afternoon, back after midnight UTC; most of it on the 4th in UTC.
    private static readonly MissionEntry OverMidnight = Entry(Instant.FromUtc(2025, 2, 3, 19, 0), Instant.FromUtc(2025, 2, 4, 7, 0));

    [Fact]
    public void A_flight_over_midnight_UTC_counts_once_and_its_day_depends_on_the_printed_rule()
    {
        Assert.Equal(new LocalDate(2025, 2, 4), CountingRule.Default.DayOf(OverMidnight));
        Assert.Equal(new LocalDate(2025, 2, 3), (CountingRule.Default with { Day = MissionDay.Local, TimeZone = "America/Mexico_City" }).DayOf(OverMidnight));
        Assert.Equal(new LocalDate(2025, 2, 3), (CountingRule.Default with { Day = MissionDay.TakeOff }).DayOf(OverMidnight));
        Assert.Equal(1, MissionCounts.Count([OverMidnight], CountingRule.Default, Days(1, 10)).Total);
    }

    [Fact]
    public void Days_with_input_and_no_mission_are_zero_and_days_without_input_are_not()
    {
        var counts = MissionCounts.Count([OverMidnight], CountingRule.Default, [.. Days(1, 2), .. Days(4, 6)]);
        Assert.Equal([0, 0, null, 1, 0, 0], counts.Days.Select(static d => d.Missions));
        Assert.Equal([1.0, 1, 0, 1, 1, 1], counts.Days.Select(static d => d.ObservedDays));
        Assert.Null(counts.Between(new(2025, 2, 3), new(2025, 2, 3)).Missions);
        Assert.Equal(1, counts.Between(new(2025, 1, 1), new(2025, 2, 4)).Missions);
        Assert.Equal(3, counts.Between(new(2025, 1, 1), new(2025, 2, 4)).ObservedDays);
    }

    [Fact]
    public void Weeks_begin_on_Monday_and_months_on_the_first()
    {
        var counts = MissionCounts.Count([OverMidnight], CountingRule.Default, DaysOf(new(2025, 1, 30), new(2025, 2, 10)));
        Assert.Equal([new(2025, 1, 30), new(2025, 2, 3), new(2025, 2, 10)], counts.Weeks.Select(static w => w.From));
        Assert.Equal([0, 1, 0], counts.Weeks.Select(static w => w.Missions));
        Assert.Equal([2, 10], counts.Months.Select(static m => m.Days));
        Assert.Equal("2025-W06", MissionCounts.IsoWeek(counts.Weeks[1].From));
        Assert.Equal("2024-W52", MissionCounts.IsoWeek(new(2024, 12, 29)));
    }

    [Fact]
    public void A_local_day_is_observed_in_the_share_that_UTC_input_covers()
    {
        var rule = CountingRule.Default with { Day = MissionDay.Local, TimeZone = "America/Mexico_City" };
        var counts = MissionCounts.Count([], rule, Days(3, 3));
        Assert.Equal([0.25, 0.75], counts.Days.Select(static d => d.ObservedDays));
    }

    [Fact]
    public void A_day_of_the_clocks_change_is_still_one_day()
    {
        var rule = CountingRule.Default with { Day = MissionDay.Local, TimeZone = "America/Los_Angeles" };
        var counts = MissionCounts.Count([], rule, DaysOf(new(2025, 3, 8), new(2025, 3, 10)));
        Assert.Equal(1, counts.Days.Single(static d => d.From == new LocalDate(2025, 3, 9)).ObservedDays, 1e-12);
    }

    [Fact]
    public void Days_weeks_and_months_hold_the_same_missions_and_observed_days() =>
        Gen.Select(Gen.Int[0, 400].List[0, 60], Gen.Int[1, 400].List[1, 90], Gen.OneOf(Gen.Const("UTC"), Gen.Const("America/Hermosillo"), Gen.Const("Asia/Kathmandu"))).Sample((starts, observed, zone) =>
        {
            var first = new LocalDate(2024, 3, 1);
            var entries = starts.Select(s => Entry(Instant.FromUtc(2024, 3, 1, 0, 0) + Duration.FromHours(s * 21), Instant.FromUtc(2024, 3, 1, 9, 0) + Duration.FromHours(s * 21)));
            var counts = MissionCounts.Count(entries, CountingRule.Default with { Day = MissionDay.Local, TimeZone = zone }, observed.Select(first.PlusDays));
            Assert.Equal(starts.Count, counts.Total);
            foreach (var series in new[] { counts.Days, counts.Weeks, counts.Months })
            {
                Assert.Equal(counts.Total, series.Sum(static p => p.Missions ?? 0));
                Assert.Equal(observed.Distinct().Count(), series.Sum(static p => p.ObservedDays), 0.05);
                Assert.All(series.Zip(series.Skip(1)), static pair => Assert.Equal(pair.First.To.PlusDays(1), pair.Second.From));
            }
        });

    [Fact]
    public void Only_the_classes_bases_and_zones_of_the_rule_count()
    {
        var rule = CountingRule.Default;
        Assert.False(rule.Counts(OverMidnight with { Class = MissionClass.None }));
        Assert.False(rule.Counts(OverMidnight with { Class = MissionClass.Possible }));
        Assert.True((rule with { IncludePossible = true }).Counts(OverMidnight with { Class = MissionClass.Possible }));
        Assert.False(rule.Counts(OverMidnight with { Basis = Basis.Operator }));
        Assert.True((rule with { Bases = [Basis.Operator] }).Counts(OverMidnight with { Basis = Basis.Operator }));
    }

    [Fact]
    public void Uncertain_minutes_never_make_a_flight_count_for_a_zone()
    {
        Stay In(string? sovereign, ZoneKind kind, Claim claim, double minutes, double uncertain) =>
            new(new(kind, sovereign), claim, OverMidnight.Start, OverMidnight.End, minutes, uncertain);
        var rule = CountingRule.Default with { Zone = new([ZoneKind.TerritorialSea, ZoneKind.Territory], "MEX", Claim.LowWater, 5) };
        Assert.False(rule.Counts(OverMidnight with { Stays = [In("MEX", ZoneKind.TerritorialSea, Claim.LowWater, 0, 60)] }));
        Assert.False(rule.Counts(OverMidnight with { Stays = [In("MEX", ZoneKind.InternalWaters, Claim.LowWater, 60, 0)] }));
        Assert.False(rule.Counts(OverMidnight with { Stays = [In("MEX", ZoneKind.Territory, Claim.Mexico, 60, 0)] }));
        Assert.False(rule.Counts(OverMidnight with { Stays = [In("USA", ZoneKind.Territory, Claim.LowWater, 60, 0)] }));
        Assert.True(rule.Counts(OverMidnight with { Stays = [In("MEX", ZoneKind.Territory, Claim.LowWater, 3, 0), In("MEX", ZoneKind.TerritorialSea, Claim.LowWater, 2, 0)] }));
    }

    [Fact]
    public void A_rule_says_all_that_it_does()
    {
        var rule = new CountingRule
        {
            IncludePossible = true,
            Day = MissionDay.TakeOff,
            TimeZone = "America/Chicago",
            Bases = [Basis.Heard, Basis.Operator],
            Zone = new([ZoneKind.International], null, Claim.Mexico, 10),
        };
        Assert.Equal(["rule-counts-possible", "rule-bases", "rule-day-take-off", "rule-zone"], rule.Describe().Select(static p => p.Code));
        Assert.Equal("America/Chicago", rule.Describe()[2].Values[0]);
        Assert.Equal("rule-anywhere", CountingRule.Default.Describe()[^1].Code);
    }

    [Fact]
    public void A_time_zone_that_is_none_is_refused()
    {
        Assert.False(CountingRule.IsTimeZone("Mars/Olympus"));
        Assert.Throws<ArgumentException>(() => CountingRule.Default with { TimeZone = "Mars/Olympus" });
    }

    private static MissionEntry Entry(Instant start, Instant end) => new("x", MissionClass.Surveillance, Basis.Heard, start, end, []);

    private static IEnumerable<LocalDate> Days(int from, int to) => DaysOf(new(2025, 2, from), new(2025, 2, to));

    private static IEnumerable<LocalDate> DaysOf(LocalDate from, LocalDate to) => Enumerable.Range(0, Period.DaysBetween(from, to) + 1).Select(from.PlusDays);
}
