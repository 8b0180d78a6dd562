using Atalaya.Earth.Zones;
using Atalaya.Flights.Comparison;
using Atalaya.Flights.Tempo;
using Atalaya.Flights.Tracks;
using CsCheck;
using NodaTime;

namespace Atalaya.Tests.Comparison;

public sealed class ListComparisonTests
{
    [Fact]
    public void A_list_compared_with_itself_differs_in_nothing()
    {
        var list = Listed.List(Listed.Heard(1, 0), Listed.Heard(2, 30), Listed.Heard(3, 31));
        var comparison = Listed.Compare(list, list, "America/Mazatlan");
        Assert.Equal(3, comparison.Both.Count);
        Assert.Empty(comparison.OnlyA);
        Assert.Empty(comparison.OnlyB);
        Assert.Empty(comparison.Dates);
    }

    [Fact]
    public void A_day_boundary_explains_two_dates_of_one_flight()
    {
        // Out at 18:00, back at 03:00 the next day: the middle is of the first day.
        var flight = Listed.Heard(1, 3, 9);
        var comparison = Listed.Compare(Listed.List(flight), Listed.List(Listed.Told(flight, 1, new(2025, 1, 29))));
        var dates = Assert.Single(comparison.Dates);
        Assert.Equal([new DayRule(MissionDay.Landing, "UTC")], dates.Reasons);

        // 05:00 to 09:00, and told of the day before: no day is that one's.
        var morning = Listed.Heard(1, -10, 4);
        Assert.Empty(Assert.Single(Listed.Compare(Listed.List(morning), Listed.List(Listed.Told(morning, 1, new(2025, 1, 27)))).Dates).Reasons);
    }

    [Fact]
    public void A_local_day_explains_what_a_window_leaves_out_and_the_UTC_day_does_not()
    {
        // 01:00 to 05:00 UTC on the 29th is the evening of the 28th in Mazatlan.
        var (early, late) = (Listed.Heard(1, 10, 4), Listed.Heard(2, 48));
        var comparison = Listed.Compare(Listed.List(early, late), Listed.List(Listed.Told(late, 1), Listed.Heard(9, 25) with { Icao24 = "000001" }), "America/Mazatlan");
        var reasons = comparison.OnlyA.Single(d => d.Mission.Number == 1).Reasons;
        var reason = Assert.Single(reasons, static r => r.Rules.Contains(new DayRule(MissionDay.Local, "America/Mazatlan")));
        Assert.Contains(reason.Rules, static r => r is WindowRule);
        Assert.DoesNotContain(reasons, static r => r.Rules.Count == 1 && r.Rules[0] is WindowRule);
    }

    [Fact]
    public void A_zone_explains_what_was_nowhere_near_it()
    {
        var (over, away) = (Listed.Heard(1, 0) with { Stays = Listed.Stays("MEX", ZoneKind.Territory) }, Listed.Heard(2, 1));
        var comparison = Listed.Compare(Listed.List(over, away), Listed.List(Listed.Told(over, 1)));
        var reasons = Assert.Single(comparison.OnlyA).Reasons;
        Assert.Contains(reasons, static r => r.Rules.Single() is ZoneRule { Kind: DifferenceKind.Zone, Filter.Sovereign: "MEX" });

        // Only over the United States would take out the mission that both have.
        Assert.DoesNotContain(reasons, static r => r.Rules.Single() is ZoneRule { Filter.Sovereign: "USA" });
        var best = comparison.Combinations[0];
        Assert.True(best.ExplainsCount);
        Assert.Equal(0, best.Unexplained);
    }

    [Fact]
    public void A_claim_explains_what_only_its_lines_take_in()
    {
        var (both, claimed) = (Listed.Heard(1, 0) with { Stays = Listed.Stays("MEX", ZoneKind.InternalWaters) }, Listed.Heard(2, 1) with { Stays = Listed.Stays("MEX", ZoneKind.InternalWaters, Claim.Mexico) });
        var comparison = Listed.Compare(Listed.List(both, claimed), Listed.List(Listed.Told(both, 1)));
        var reasons = Assert.Single(comparison.OnlyA).Reasons;
        Assert.All(reasons, static r => Assert.Equal(DifferenceKind.Claim, r.Rules.Single().Kind));
        Assert.Contains(reasons, static r => r.Rules.Single() is ZoneRule { Filter: { Claim: Claim.LowWater, Sovereign: "MEX" } });
        Assert.DoesNotContain(reasons, static r => r.Rules.Single() is ZoneRule { Filter: { Claim: Claim.Mexico, Sovereign: "MEX" } });
    }

    [Fact]
    public void Confidence_explains_what_is_less_sure_than_anything_both_have()
    {
        var (sure, unsure) = (Listed.Heard(1, 0), Listed.Heard(2, 1) with { Confidence = 0.92 });
        var comparison = Listed.Compare(Listed.List(sure, unsure), Listed.List(Listed.Told(sure, 1)));
        Assert.Equal([0.95, 0.99], Assert.Single(comparison.OnlyA).Reasons.Select(static r => ((ConfidenceRule)r.Rules.Single()).Least));
        var turned = Listed.Compare(Listed.List(sure with { Confidence = 0.92 }, unsure), Listed.List(Listed.Told(sure, 1)));
        Assert.Empty(Assert.Single(turned.OnlyA).Reasons);
    }

    [Fact]
    public void What_the_other_list_knows_as_possible_or_declared_is_said_to_be_so()
    {
        var (one, two) = (Listed.Heard(1, 0), Listed.Heard(2, 1));
        var possible = Listed.List() with { Uncounted = [one.Possible()] };
        Assert.IsType<PossibleRule>(Assert.Single(Assert.Single(Listed.Compare(Listed.List(one), possible).OnlyA).Reasons, static r => r.AppliedToOther).Rules.Single());
        var declared = Listed.List(one) with { Uncounted = [two with { Basis = Basis.Operator }] };
        var comparison = Listed.Compare(declared, Listed.List(Listed.Told(one, 1), Listed.Told(two, 2)));
        var reason = Assert.Single(Assert.Single(comparison.OnlyB).Reasons, static r => r.AppliedToOther);
        Assert.IsType<DeclaredRule>(reason.Rules.Single());
    }

    [Fact]
    public void Where_the_others_archive_heard_nobody_it_could_not_have_heard_the_mission()
    {
        var (heard, silent) = (Listed.Heard(1, 0) with { HeardByOther = 0.9 }, Listed.Heard(2, 1) with { HeardByOther = 0.1 });
        var reasons = Assert.Single(Listed.Compare(Listed.List(heard, silent), Listed.List(Listed.Told(heard, 1))).OnlyA).Reasons;
        Assert.Equal(DifferenceKind.NotHeard, Assert.Single(reasons).Rules.Single().Kind);
    }

    [Fact]
    public void What_no_rule_explains_is_not_stated()
    {
        var comparison = Listed.Compare(Listed.List(Listed.Heard(1, 0), Listed.Heard(2, 1)), Listed.List(Listed.Told(Listed.Heard(1, 0), 1)));
        Assert.Empty(Assert.Single(comparison.OnlyA).Reasons);
        Assert.Equal(0, comparison.Found);
    }

    [Fact]
    public void Two_rules_together_are_found_where_neither_is_enough_and_none_listed_is_superfluous()
    {
        var wanted = Listed.Heard(1, 24) with { Stays = Listed.Stays("MEX", ZoneKind.Territory) };
        var list = Listed.List(
            wanted, Listed.Heard(2, 24.5), Listed.Heard(3, 25), Listed.Heard(4, 240) with { Stays = Listed.Stays("MEX", ZoneKind.Territory) }, Listed.Heard(5, 0));
        var comparison = Listed.Compare(list, Listed.List(Listed.Told(wanted, 1)), "America/Mazatlan");
        var best = comparison.Combinations[0];
        Assert.Equal(0, best.Unexplained);
        Assert.Equal(2, best.Rules.Count);
        Assert.All(comparison.Combinations, static c => Assert.InRange(c.Rules.Count, 1, 3));
        Assert.All(comparison.Combinations, static c => Assert.Equal(c.Rules.Count, c.Rules.Select(static r => r.Family).Distinct().Count()));
    }

    [Fact]
    public void The_numbers_always_add_up()
    {
        var missions = Gen.Select(Gen.Int[0, 200], Gen.Bool, Gen.Double[0.5, 1], static (start, mexico, confidence) =>
            Listed.Heard(1, start) with { Confidence = confidence, Stays = Listed.Stays(mexico ? "MEX" : "USA", ZoneKind.Territory) });
        Gen.Select(missions.Array[1, 6], Gen.Int[0, 6]).Sample((made, told) =>
        {
            var a = Listed.List([.. made.Select(static (m, i) => m with { Number = i + 1, Icao24 = $"ae{i:x4}" })]);
            var b = Listed.List([.. a.Missions.Take(told).Select((m, i) => Listed.Told(m, i + 1))]);
            var comparison = Listed.Compare(a, b, "America/Mazatlan");
            Assert.Equal(a.Missions.Count, comparison.Both.Count + comparison.OnlyA.Count);
            Assert.Equal(b.Missions.Count, comparison.Both.Count + comparison.OnlyB.Count);
            Assert.Equal(b.Missions.Count, comparison.Both.Count);
            Assert.All(comparison.Combinations, c => Assert.Equal(c.ExplainsCount, c.Count == b.Missions.Count));
            Assert.All(comparison.Combinations, c => Assert.Equal(c.Count - c.LeftOver.Count, b.Missions.Count - c.Lost.Count));
        }, iter: 60);
    }
}
