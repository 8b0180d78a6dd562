using Atalaya.Flights.Tempo;
using NodaTime;

namespace Atalaya.Flights.Comparison;

/// <summary>A pair that the lists date differently.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="DayOfA">Day of list A.</param>
/// <param name="DayOfB">Day of list B.</param>
/// <param name="Reasons">Day rules under which both have one day; empty: not stated.</param>
public sealed record DateDifference(MissionPair Pair, LocalDate DayOfA, LocalDate DayOfB, IReadOnlyList<ListRule> Reasons);

/// <summary>A mission that one list has and the other has not.</summary>
/// <param name="Mission">The mission.</param>
/// <param name="Reasons">Rules, alone or a day rule with a window, that would explain it; empty: not stated.</param>
public sealed record Difference(ListedMission Mission, IReadOnlyList<Reasoning> Reasons);

/// <summary>Rules that would explain one difference.</summary>
/// <param name="Rules">The rules, applied together.</param>
/// <param name="AppliedToOther">Whether they were applied to the list that lacks the mission (and bring it in), not to the one that has it (and take it out).</param>
/// <param name="Missions">How many missions of that list they take out, or bring in, in all.</param>
public sealed record Reasoning(IReadOnlyList<ListRule> Rules, bool AppliedToOther, int Missions);

/// <summary>A combination of rules, applied to the longer list.</summary>
/// <param name="Rules">The rules; none is superfluous.</param>
/// <param name="Count">Missions that the longer list counts under them.</param>
/// <param name="ExplainsCount">Whether that is as many as the other list has.</param>
/// <param name="LeftOver">Missions of the longer list that it still counts and the other list has not.</param>
/// <param name="Lost">Missions of the other list that have no partner any more, or never had.</param>
/// <param name="Misdated">Pairs that are still dated differently.</param>
public sealed record Combination(
    IReadOnlyList<ListRule> Rules, int Count, bool ExplainsCount, IReadOnlyList<ListedMission> LeftOver, IReadOnlyList<ListedMission> Lost, int Misdated)
{
    /// <summary>How much is left unexplained.</summary>
    public int Unexplained => LeftOver.Count + Lost.Count + Misdated;
}

/// <summary>Two lists of missions, compared.</summary>
/// <param name="A">The first list.</param>
/// <param name="B">The second.</param>
/// <param name="Both">What both have.</param>
/// <param name="OnlyA">What only A has.</param>
/// <param name="OnlyB">What only B has.</param>
/// <param name="Dates">Pairs dated differently.</param>
/// <param name="AppliedToA">Whether the combinations were applied to A; else to B.</param>
/// <param name="Combinations">Combinations that explain the whole difference of the counts, best first; then those that come nearest without doing so.</param>
/// <param name="Tried">How many combinations were tried: the more, the less it means that one fits.</param>
/// <param name="Found">How many explain the difference of the counts, those that are not listed included.</param>
/// <param name="TimeZones">Time zones by whose days dating was tried, besides UTC.</param>
public sealed record ListComparison(
    MissionList A,
    MissionList B,
    IReadOnlyList<MissionPair> Both,
    IReadOnlyList<Difference> OnlyA,
    IReadOnlyList<Difference> OnlyB,
    IReadOnlyList<DateDifference> Dates,
    bool AppliedToA,
    IReadOnlyList<Combination> Combinations,
    int Tried,
    int Found,
    IReadOnlyList<string> TimeZones)
{
    /// <summary>Compares two lists. A pure function of its arguments.</summary>
    /// <param name="a">The first list.</param>
    /// <param name="b">The second list.</param>
    /// <param name="timeZones">IANA time zones by whose days a party might date; UTC is always tried.</param>
    /// <param name="rules">Thresholds.</param>
    public static ListComparison Of(MissionList a, MissionList b, IReadOnlyList<string> timeZones, MatchRules rules)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var both = new Matcher(a.Missions, b.Missions, rules).Pairs();
        var trialA = new RuleTrial(a, b, timeZones, rules);
        var trialB = new RuleTrial(b, a, timeZones, rules);
        var appliedToA = a.Missions.Count >= b.Missions.Count;
        var (combinations, tried, found) = (appliedToA ? trialA : trialB).Search();
        var paired = both.SelectMany(static p => new[] { p.A, p.B }).ToHashSet(ReferenceEqualityComparer.Instance);
        return new(
            a, b, both,
            [.. a.Missions.Where(m => !paired.Contains(m)).Select(m => new Difference(m, [.. trialA.ReasonsToLeaveOut(m), .. trialB.ReasonsToBringIn(m)]))],
            [.. b.Missions.Where(m => !paired.Contains(m)).Select(m => new Difference(m, [.. trialB.ReasonsToLeaveOut(m), .. trialA.ReasonsToBringIn(m)]))],
            [.. both.Where(static p => p.A.Span.ListDay != p.B.Span.ListDay).Select(p => DatesOf(p, timeZones))],
            appliedToA, combinations, tried, found, [.. timeZones.Where(static z => z != "UTC").Distinct()]);
    }

    private static DateDifference DatesOf(MissionPair pair, IReadOnlyList<string> timeZones)
    {
        var (dayOfA, dayOfB) = (pair.A.Span.ListDay, pair.B.Span.ListDay);
        var reasons = RuleCatalog.Days(timeZones).Where(rule =>
            Redated(pair.A, rule) == dayOfB || Redated(pair.B, rule) == dayOfA || (Redated(pair.A, rule) is { } one && one == Redated(pair.B, rule)));
        return new(pair, dayOfA, dayOfB, [.. reasons]);
    }

    // A list that gives days alone cannot be dated anew.
    private static LocalDate? Redated(ListedMission mission, DayRule rule) =>
        mission.Span.IsDayOnly ? null : mission.Span.DayUnder(rule.Day, rule.TimeZone);
}
