using System.Collections;
using Atalaya.Flights.Tempo;
using NodaTime;

namespace Atalaya.Flights.Comparison;

/// <summary>Applies rules to one list and sees how the rest of it agrees with the other.</summary>
internal sealed class RuleTrial
{
    private readonly MissionList other;
    private readonly MatchRules rules;
    private readonly List<ListedMission> known;
    private readonly int counted;
    private readonly Matcher matcher;
    private readonly IReadOnlyList<ListRule> catalog;
    private readonly Dictionary<ListRule, (BitArray Keeps, BitArray BringsIn)> answers = [];
    private readonly Dictionary<string, int[]> partnersOf = new(StringComparer.Ordinal);
    private readonly double[] plainScores;
    private readonly Outcome plain;

    /// <summary>Prepares the trial.</summary>
    /// <param name="list">The list that rules are applied to.</param>
    /// <param name="other">The list that is to be explained; never changed.</param>
    /// <param name="timeZones">Time zones by whose days a party might date.</param>
    /// <param name="rules">Thresholds.</param>
    public RuleTrial(MissionList list, MissionList other, IReadOnlyList<string> timeZones, MatchRules rules)
    {
        (this.other, this.rules) = (other, rules);
        known = [.. list.Missions, .. list.Uncounted];
        counted = list.Missions.Count;
        matcher = new(known, other.Missions, rules);
        catalog = RuleCatalog.Of(list, other, timeZones, rules);
        foreach (var rule in catalog)
            answers[rule] = (new([.. known.Select(m => rule.Keeps(m) != false)]), new([.. known.Select(rule.BringsIn)]));
        plainScores = new double[other.Missions.Count];
        plain = Apply([]);
        for (var i = 0; i < known.Count; i++)
        {
            if (plain.Partners[i] >= 0)
                plainScores[plain.Partners[i]] = matcher.ScoreOf(i, plain.Partners[i]);
        }

        // What was found before the scores were known still counts as it is.
        partnersOf.Clear();
    }

    /// <summary>What a list counts under rules, and how that agrees with the other list.</summary>
    private sealed record Outcome(BitArray Taken, int Count, int[] Partners, int Paired, int Misdated)
    {
        public int Unexplained(int others) => Count - Paired + others - Paired + Misdated;
    }

    /// <summary>Rules that take a mission out of this list while every mission of the other one that had a partner still has one.</summary>
    public IEnumerable<Reasoning> ReasonsToLeaveOut(ListedMission mission)
    {
        var place = known.FindIndex(m => ReferenceEquals(m, mission));
        foreach (var set in Candidates())
        {
            var outcome = Apply(set);
            if (!outcome.Taken[place] && outcome.Paired >= plain.Paired && (set.Count == 1 || Apply([set[^1]]).Taken[place]))
                yield return new(set, false, plain.Count - outcome.Count);
        }
    }

    /// <summary>Rules that bring a mission, which this list knows and does not count, into it; the mission is of the other list.</summary>
    public IEnumerable<Reasoning> ReasonsToBringIn(ListedMission mission)
    {
        var place = -1;
        for (var i = 0; i < other.Missions.Count; i++)
        {
            if (ReferenceEquals(other.Missions[i], mission))
                place = i;
        }

        foreach (var rule in catalog.Where(rule => known.Exists(rule.BringsIn)))
        {
            var outcome = Apply([rule]);
            if (Array.IndexOf(outcome.Partners, place) >= 0 && Array.IndexOf(plain.Partners, place) < 0)
                yield return new([rule], true, outcome.Count - plain.Count);
        }
    }

    /// <summary>Tries all combinations of up to the rules' number.</summary>
    public (IReadOnlyList<Combination> Listed, int Tried, int Found) Search()
    {
        var tried = 0;
        var found = new List<(IReadOnlyList<ListRule> Set, Outcome Outcome)>();
        var unexplained = new Dictionary<string, int> { [""] = plain.Unexplained(other.Missions.Count) };
        foreach (var (places, set) in Sets())
        {
            tried++;
            var outcome = Apply(set);
            var left = outcome.Unexplained(other.Missions.Count);
            unexplained[Key(places)] = left;

            // Where one rule less leaves no more unexplained, it is superfluous.
            var isLean = Enumerable.Range(0, places.Length).All(i => unexplained[Key([.. places.Where((_, at) => at != i)])] > left);

            // What counts nothing at all explains no count but none.
            if (isLean && (outcome.Count > 0 || other.Missions.Count == 0))
                found.Add((set, outcome));
        }

        var ordered = found
            .OrderByDescending(f => f.Outcome.Count == other.Missions.Count)
            .ThenBy(f => f.Outcome.Unexplained(other.Missions.Count)).ThenBy(static f => f.Set.Count).ToList();
        return (
            [.. ordered.Take(rules.MostListed).Select(f => Combination(f.Set, f.Outcome))], tried,
            ordered.Count(f => f.Outcome.Count == other.Missions.Count));

        static string Key(int[] places) => string.Join(',', places);
    }

    /// <summary>Single rules, and windows under other days.</summary>
    private IEnumerable<IReadOnlyList<ListRule>> Candidates()
    {
        foreach (var rule in catalog.Where(static rule => rule is not DayRule))
        {
            yield return [rule];
            if (rule is not WindowRule)
                continue;

            // A window under another day is told only for what the window alone leaves in.
            foreach (var day in catalog.OfType<DayRule>())
                yield return [day, rule];
        }
    }

    private IEnumerable<(int[] Places, IReadOnlyList<ListRule> Set)> Sets()
    {
        for (var size = 1; size <= rules.MostRules; size++)
        {
            foreach (var places in Choose(0, size))
                yield return (places, [.. places.Select(p => catalog[p])]);
        }

        IEnumerable<int[]> Choose(int from, int size)
        {
            if (size == 0)
            {
                yield return [];
                yield break;
            }

            for (var first = from; first < catalog.Count; first++)
            {
                foreach (var rest in Choose(first + 1, size - 1))
                {
                    if (rest.All(r => catalog[r].Family != catalog[first].Family))
                        yield return [first, .. rest];
                }
            }
        }
    }

    private Outcome Apply(IReadOnlyList<ListRule> set)
    {
        var taken = new BitArray(known.Count);
        for (var i = 0; i < known.Count; i++)
            taken[i] = i < counted || set.Any(rule => answers[rule].BringsIn[i]);
        var day = set.OfType<DayRule>().FirstOrDefault();
        foreach (var rule in set)
        {
            taken.And(answers[rule].Keeps);
            if (rule is not WindowRule window)
                continue;
            for (var i = 0; i < known.Count; i++)
                taken[i] = taken[i] && window.Days.Contains(DayOf(known[i], day));
        }

        var partners = PartnersOf(taken);
        int count = 0, paired = 0, misdated = 0;
        for (var i = 0; i < known.Count; i++)
        {
            count += taken[i] ? 1 : 0;
            if (partners[i] < 0)
                continue;
            paired++;
            misdated += DayOf(known[i], day) == other.Missions[partners[i]].Span.ListDay ? 0 : 1;
        }

        return new(taken, count, partners, paired, misdated);
    }

    private static LocalDate DayOf(ListedMission mission, DayRule? day) =>
        day is null ? mission.Span.ListDay : mission.Span.DayUnder(day.Day, day.TimeZone);

    /// <summary>Many combinations take the same missions: each such set is paired once.</summary>
    private int[] PartnersOf(BitArray taken)
    {
        var key = string.Create(taken.Length, taken, static (text, bits) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = bits[i] ? '1' : '0';
        });
        if (!partnersOf.TryGetValue(key, out var partners))
        {
            partners = matcher.Partners(i => taken[i]);

            // A rule that takes out the mission itself is not saved by a worse one in its place.
            for (var i = 0; i < partners.Length; i++)
            {
                if (partners[i] >= 0 && matcher.ScoreOf(i, partners[i]) < plainScores[partners[i]] - rules.AmbiguousBelow)
                    partners[i] = -1;
            }

            partnersOf[key] = partners;
        }

        return partners;
    }

    private Combination Combination(IReadOnlyList<ListRule> set, Outcome outcome) => new(
        set, outcome.Count, outcome.Count == other.Missions.Count,
        [.. known.Where((_, i) => outcome.Taken[i] && outcome.Partners[i] < 0)],
        [.. other.Missions.Where((_, j) => Array.IndexOf(outcome.Partners, j) < 0)],
        outcome.Misdated);
}
