using Atalaya.Earth;
using Atalaya.Flights.Comparison;
using CsCheck;
using NodaTime;

namespace Atalaya.Tests.Comparison;

public sealed class MatcherTests
{
    private static readonly Gen<ListedMission> Missions = Gen.Select(Gen.Int[1, 3], Gen.Int[0, 40], Gen.Int[1, 9], Gen.Bool, Gen.Bool, static (aircraft, start, hours, named, dayOnly) =>
    {
        var mission = Listed.Heard(1, start, hours) with { Icao24 = named ? $"ae000{aircraft}" : null, Type = aircraft == 3 ? "U2" : "P8" };
        return dayOnly ? mission with { Span = MissionSpan.Day(mission.Span.ListDay, DateTimeZone.Utc) } : mission;
    });

    private static readonly Gen<(ListedMission[] A, ListedMission[] B)> Pairs = Gen.Select(Missions.Array[0, 7].Select(Numbered), Missions.Array[0, 7].Select(Numbered));

    [Fact]
    public void Nobody_is_paired_twice_and_no_contradiction_is_paired() =>
        Pairs.Sample(static lists =>
        {
            var pairs = new Matcher(lists.A, lists.B, MatchRules.Default).Pairs();
            Assert.Equal(pairs.Count, pairs.Select(static p => p.A.Number).Distinct().Count());
            Assert.Equal(pairs.Count, pairs.Select(static p => p.B.Number).Distinct().Count());
            Assert.All(pairs, static p => Assert.True(p.A.Icao24 is null || p.B.Icao24 is null || p.A.Icao24 == p.B.Icao24));
        });

    [Fact]
    public void Groups_paired_apart_give_the_total_of_the_whole_table() =>
        Pairs.Sample(static lists =>
        {
            var table = new double[lists.A.Length, lists.B.Length];
            for (var i = 0; i < lists.A.Length; i++)
            {
                for (var j = 0; j < lists.B.Length; j++)
                    table[i, j] = PairScore.Of(lists.A[i], lists.B[j], MatchRules.Default).Total;
            }

            Assert.Equal(Assignment.Total(table, Assignment.Best(table)), new Matcher(lists.A, lists.B, MatchRules.Default).Pairs().Sum(static p => p.Score.Total), 1e-9);
        });

    [Fact]
    public void Exchanging_the_lists_gives_the_same_total_and_a_list_meets_itself_whole() =>
        Pairs.Sample(static lists =>
        {
            var there = new Matcher(lists.A, lists.B, MatchRules.Default).Pairs();
            var back = new Matcher(lists.B, lists.A, MatchRules.Default).Pairs();
            Assert.Equal(there.Sum(static p => p.Score.Total), back.Sum(static p => p.Score.Total), 1e-9);
            Assert.Equal(lists.A.Length, new Matcher(lists.A, lists.A, MatchRules.Default).Pairs().Count);
        });

    [Fact]
    public void A_pair_that_is_not_ambiguous_is_in_every_pairing_that_is_as_good() =>
        Pairs.Sample(static lists =>
        {
            var pairs = new Matcher(lists.A, lists.B, MatchRules.Default).Pairs();
            var turned = new Matcher([.. lists.A.Reverse()], [.. lists.B.Reverse()], MatchRules.Default).Pairs();
            foreach (var pair in pairs.Where(static p => !p.IsAmbiguous))
                Assert.Contains(turned, p => p.A.Number == pair.A.Number && p.B.Number == pair.B.Number);
        });

    [Fact]
    public void Two_that_could_be_the_one_are_said_to_be_ambiguous()
    {
        var (first, second) = (Listed.Heard(1, 0), Listed.Heard(2, 1));
        var day = new ListedMission { Number = 1, Span = MissionSpan.Day(new(2025, 1, 28), DateTimeZone.Utc) };
        var pair = Assert.Single(new Matcher([first, second], [day], MatchRules.Default).Pairs());
        Assert.True(pair.IsAmbiguous);
        Assert.Equal([pair.A == first ? 2 : 1], pair.OthersOfA.Select(static m => m.Number));
    }

    [Fact]
    public void An_address_settles_what_the_day_alone_leaves_open()
    {
        var (first, second) = (Listed.Heard(1, 0), Listed.Heard(2, 1));
        var pair = Assert.Single(new Matcher([first, second], [Listed.Told(second, 1)], MatchRules.Default).Pairs());
        Assert.Equal(2, pair.A.Number);
        Assert.False(pair.IsAmbiguous);
    }

    [Fact]
    public void A_flight_over_midnight_meets_the_row_of_either_day()
    {
        var flight = Listed.Heard(1, 3, 9);
        Assert.Single(new Matcher([flight], [Listed.Told(flight, 1, new(2025, 1, 28))], MatchRules.Default).Pairs());
        Assert.Single(new Matcher([flight], [Listed.Told(flight, 1, new(2025, 1, 29))], MatchRules.Default).Pairs());
        Assert.Empty(new Matcher([flight], [Listed.Told(flight, 1, new(2025, 1, 31))], MatchRules.Default).Pairs());
    }

    [Fact]
    public void Other_aircraft_far_places_and_times_apart_are_not_the_same_mission()
    {
        var flight = Listed.Heard(1, 0) with { Positions = [new Position(32, -117)] };
        Assert.Equal(0, PairScore.Of(flight, flight with { Icao24 = "ae9999" }, MatchRules.Default).Total);
        Assert.Equal(0, PairScore.Of(flight with { Icao24 = null }, flight with { Type = "RC-135" }, MatchRules.Default).Total);
        Assert.Equal(0, PairScore.Of(flight with { Icao24 = null }, flight with { Positions = [new Position(22, -110)] }, MatchRules.Default).Total);
        Assert.Equal(0, PairScore.Of(flight, Listed.Heard(1, 30), MatchRules.Default).Total);
        Assert.True(PairScore.Of(flight with { Icao24 = null }, flight with { Type = "P-8A" }, MatchRules.Default).Aircraft > 0.5);
    }

    private static ListedMission[] Numbered(ListedMission[] missions) => [.. missions.Select(static (m, i) => m with { Number = i + 1 })];
}
