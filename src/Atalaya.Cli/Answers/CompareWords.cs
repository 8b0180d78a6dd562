using Atalaya.Cli.Language;
using Atalaya.Flights.Comparison;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Tempo;
using NodaTime;

namespace Atalaya.Cli.Answers;

/// <summary>What a comparison found, in words.</summary>
internal static class CompareWords
{
    private const TextArea Area = TextArea.Compare;

    /// <summary>Rules applied together.</summary>
    public static string Rules(IReadOnlyList<ListRule> rules, Wording wording)
    {
        var words = rules.Select(r => Rule(r, wording)).ToList();
        return words.Count < 2 ? string.Concat(words) : wording.Text(Area, "and", string.Join(", ", words.SkipLast(1)), words[^1]);
    }

    /// <summary>One rule.</summary>
    public static string Rule(ListRule rule, Wording wording) => Render(rule.Words, wording);

    /// <summary>Rules that would explain a difference, with their kind and how many missions they take out or bring in.</summary>
    public static string Reason(Reasoning reason, Wording wording) => wording.Count(
        Area, reason.AppliedToOther ? "would-bring-in" : "would-leave-out", reason.Missions, Kind(KindOf(reason.Rules), wording), Rules(reason.Rules, wording));

    /// <summary>A kind of difference.</summary>
    public static string Kind(DifferenceKind kind, Wording wording) => wording.Text(Area, "kind-" + Kebab(kind.ToString()));

    /// <summary>The kind of a difference that rules make: the day where a window needs one.</summary>
    public static DifferenceKind KindOf(IReadOnlyList<ListRule> rules) => rules.Any(static r => r is DayRule) ? DifferenceKind.DayBoundary : rules[0].Kind;

    /// <summary>A mission: when, and which aircraft, as far as its list says.</summary>
    public static string Mission(ListedMission mission, Wording wording)
    {
        var parts = new List<string> { Time(mission.Span, wording) };
        string?[] names = [mission.Type, mission.Callsigns.Count > 0 ? mission.Callsigns[0] : mission.Registration ?? mission.Icao24];
        if (names.OfType<string>().Any())
            parts.Add(string.Join(' ', names.OfType<string>()));
        if (mission.Place is { } place)
            parts.Add(place);
        if (mission.Class == MissionClass.Possible)
            parts.Add(wording.Term("class.possible"));
        if (mission.CorrectedBy is { } by)
            parts.Add(wording.Text(TextArea.Term, "corrected-by", by));
        return string.Join(", ", parts);
    }

    private static string Time(MissionSpan span, Wording wording) => span.IsDayOnly ? wording.Date(span.ListDay) : wording.Span(span.Start, span.End);

    private static string Render(Phrase phrase, Wording wording) => wording.Text(Area, phrase.Code, [.. phrase.Values.Select(v => v switch
    {
        Phrase inner => Render(inner, wording),
        DateInterval days => wording.Days(days.Start, days.End),
        double share => wording.Percent(share),
        string { Length: 3 } state when phrase.Code is not ("day-middle" or "day-take-off" or "day-landing") => wording.Country(state),
        _ => v.ToString() ?? "",
    })]);

    private static string Kebab(string name) =>
        string.Concat(name.Select(static (c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
