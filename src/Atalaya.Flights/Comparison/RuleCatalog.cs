using Atalaya.Earth.Zones;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tempo;
using NodaTime;

namespace Atalaya.Flights.Comparison;

/// <summary>The rules that can be tried on one list, given another. Rules that change nothing in it are left out, and so are those that it does not say enough for.</summary>
internal static class RuleCatalog
{
    private static readonly ZoneKind[] Airspace = [ZoneKind.Territory, ZoneKind.InternalWaters, ZoneKind.TerritorialSea];
    private static readonly ZoneKind[] Waters = [ZoneKind.InternalWaters, ZoneKind.TerritorialSea];

    /// <summary>The rules, in the order in which they are tried and named.</summary>
    /// <param name="list">The list that they are applied to.</param>
    /// <param name="other">The list that is to be explained.</param>
    /// <param name="timeZones">Time zones by whose days a party might date.</param>
    /// <param name="rules">Thresholds.</param>
    public static IReadOnlyList<ListRule> Of(MissionList list, MissionList other, IReadOnlyList<string> timeZones, MatchRules rules)
    {
        var known = list.Missions.Concat(list.Uncounted).ToList();
        var found = new List<ListRule>();
        found.AddRange(Days(timeZones).Where(rule => known.Any(m => m.Span.DayUnder(rule.Day, rule.TimeZone) != m.Span.ListDay)));
        if (other.Missions.Count > 0)
            found.Add(new WindowRule(new(other.Missions.Min(static m => m.Span.ListDay), other.Missions.Max(static m => m.Span.ListDay))));
        if (other.Observed is { Count: > 0 } observed)
            found.Add(new WindowRule(new(observed.Min(), observed.Max())));
        found.AddRange(Zones(known).Where(Changes));
        found.AddRange(rules.Thresholds.Select(static t => new ConfidenceRule(t)).Where(Changes));
        ListRule[] last = [new PossibleRule(), new DeclaredRule(), new HeardRule(), new CoverageRule(rules.ThinCoverage)];
        found.AddRange(last.Where(Changes));
        return [.. found.Distinct()];

        bool Changes(ListRule rule) => list.Missions.Any(m => rule.Keeps(m) == false) || list.Uncounted.Any(rule.BringsIn);
    }

    /// <summary>Ways to date a mission other than by the UTC day of its middle.</summary>
    public static IEnumerable<DayRule> Days(IReadOnlyList<string> timeZones)
    {
        yield return new(MissionDay.TakeOff, "UTC");
        yield return new(MissionDay.Landing, "UTC");
        foreach (var zone in timeZones)
        {
            if (zone == "UTC")
                continue;
            yield return new(MissionDay.Local, zone);
            yield return new(MissionDay.TakeOff, zone);
            yield return new(MissionDay.Landing, zone);
        }
    }

    private static List<ListRule> Zones(List<ListedMission> known)
    {
        var rules = new List<ListRule>();
        var states = known.SelectMany(static m => m.Stays ?? []).Select(static s => s.Zone.Sovereign).OfType<string>()
            .Concat(known.SelectMany(static m => m.Seas ?? []).Select(static s => s.State)).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var state in states)
        {
            // Over land no claim differs.
            rules.Add(new ZoneRule(new([ZoneKind.Territory], state, Claim.LowWater), true));
            Add(static (state, claim, agree) => new ZoneRule(new(Airspace, state, claim), agree), state);
            Add(static (state, claim, agree) => new ZoneRule(new(Waters, state, claim), agree), state);
            Add(static (state, claim, agree) => new BesideRule(state, claim, SeaReach.ContiguousZone, agree), state);
            Add(static (state, claim, agree) => new BesideRule(state, claim, SeaReach.EconomicZone, agree), state);
        }

        Add(static (_, claim, agree) => new ZoneRule(new([ZoneKind.International], null, claim), agree), "");
        return rules;

        // One rule where both claims keep the same missions, one for each claim where not.
        void Add(Func<string, Claim, bool, ListRule> make, string state)
        {
            var (low, mexico) = (make(state, Claim.LowWater, true), make(state, Claim.Mexico, true));
            if (known.TrueForAll(m => low.Keeps(m) == mexico.Keeps(m)))
                rules.Add(low);
            else
                rules.AddRange([make(state, Claim.LowWater, false), make(state, Claim.Mexico, false)]);
        }
    }
}
