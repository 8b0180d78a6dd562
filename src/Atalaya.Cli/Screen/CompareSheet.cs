using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Flights.Comparison;
using NodaTime;

namespace Atalaya.Cli.Screen;

/// <summary>Two lists compared, on the terminal.</summary>
internal static class CompareSheet
{
    private const TextArea Area = TextArea.Compare;

    /// <summary>Writes the whole comparison.</summary>
    public static void Write(Sheet sheet, Wording wording, ListComparison comparison, DateInterval? days)
    {
        Lists(sheet, wording, comparison, days);
        Both(sheet, wording, comparison);
        Only(sheet, wording, "A", comparison.OnlyA);
        Only(sheet, wording, "B", comparison.OnlyB);
        Whole(sheet, wording, comparison);
        if (comparison.A.IsReconstruction || comparison.B.IsReconstruction)
            sheet.Heading(wording.Text(TextArea.Screen, "reconstruction"));
    }

    private static void Lists(Sheet sheet, Wording wording, ListComparison comparison, DateInterval? days)
    {
        sheet.Heading(wording.Text(Area, "heading", wording.Number(comparison.A.Missions.Count), wording.Number(comparison.B.Missions.Count)));
        sheet.Say("A: " + comparison.A.Name);
        sheet.Say("B: " + comparison.B.Name);
        if (days is not null)
            sheet.Say(wording.Text(Area, "only-days", wording.Days(days.Start, days.End)));
        if (comparison.A.Kind == ListKind.Archive || comparison.B.Kind == ListKind.Archive)
            sheet.Say(wording.Text(Area, "own-rule", RuleWords.Sentence(Flights.Tempo.CountingRule.Default, wording)));
        sheet.Say(wording.Text(
            Area, "totals", wording.Number(comparison.Both.Count), wording.Number(comparison.OnlyA.Count), wording.Number(comparison.OnlyB.Count)));
    }

    private static void Both(Sheet sheet, Wording wording, ListComparison comparison)
    {
        if (comparison.Both.Count == 0)
            return;
        sheet.Heading(wording.Text(Area, "heading-both"));
        sheet.Table(
            ["#A", "A", "#B", "B", "#" + wording.Text(Area, "col-score"), wording.Text(Area, "col-remarks")],
            comparison.Both.Select(pair => (IReadOnlyList<string>)
            [
                wording.Number(pair.A.Number), CompareWords.Mission(pair.A, wording), wording.Number(pair.B.Number), CompareWords.Mission(pair.B, wording),
                wording.Number(pair.Score.Total, 2), Remarks(comparison, pair, wording),
            ]));
    }

    private static string Remarks(ListComparison comparison, MissionPair pair, Wording wording)
    {
        var remarks = new List<string>();
        if (pair.Score.Aircraft is null)
            remarks.Add(wording.Text(Area, "no-aircraft"));
        if (pair.OthersOfA.Count > 0)
            remarks.Add(wording.Text(Area, "ambiguous", "A", Numbers(pair.OthersOfA, wording)));
        if (pair.OthersOfB.Count > 0)
            remarks.Add(wording.Text(Area, "ambiguous", "B", Numbers(pair.OthersOfB, wording)));
        foreach (var date in comparison.Dates.Where(d => ReferenceEquals(d.Pair, pair)))
        {
            var why = date.Reasons.Count == 0 ? wording.Text(Area, "not-stated") : string.Join("; ", date.Reasons.Select(r => CompareWords.Rule(r, wording)));
            remarks.Add(wording.Text(Area, "dated", wording.Date(date.DayOfA), wording.Date(date.DayOfB), why));
        }

        return remarks.Count == 0 ? "–" : string.Join(". ", remarks);
    }

    private static void Only(Sheet sheet, Wording wording, string list, IReadOnlyList<Difference> differences)
    {
        if (differences.Count == 0)
            return;
        sheet.Heading(wording.Count(Area, "heading-only", differences.Count, list));

        // The same few rules stand behind many differences: each is said once, below.
        var said = differences.SelectMany(static d => d.Reasons).Select(r => CompareWords.Reason(r, wording)).Distinct().ToList();
        sheet.Table(
            ["#" + list, wording.Text(Area, "col-mission"), wording.Text(Area, "col-would")],
            differences.Select(d => (IReadOnlyList<string>)[wording.Number(d.Mission.Number), CompareWords.Mission(d.Mission, wording), Would(d)]));
        for (var i = 0; i < said.Count; i++)
            sheet.Say($"  [{list}{i + 1}] {said[i]}");

        string Would(Difference difference) => difference.Reasons.Count == 0
            ? wording.Text(Area, "not-stated")
            : string.Join("; ", difference.Reasons
                .GroupBy(static r => CompareWords.KindOf(r.Rules))
                .Select(g => $"{CompareWords.Kind(g.Key, wording)} {string.Join(", ", g.Select(r => $"[{list}{said.IndexOf(CompareWords.Reason(r, wording)) + 1}]"))}"));
    }

    private static void Whole(Sheet sheet, Wording wording, ListComparison comparison)
    {
        var (list, other) = comparison.AppliedToA ? (comparison.A, comparison.B) : (comparison.B, comparison.A);
        if (list.Missions.Count == other.Missions.Count && comparison.OnlyA.Count == 0)
            return;
        sheet.Heading(wording.Text(Area, "heading-whole", wording.Number(list.Missions.Count), wording.Number(other.Missions.Count)));
        sheet.Say(comparison.Found == 0
            ? wording.Text(Area, "whole-none", wording.Number(comparison.Tried))
            : wording.Count(Area, "whole-found", comparison.Found, wording.Number(comparison.Tried)));
        if (comparison.TimeZones.Count == 0)
            sheet.Say(wording.Text(Area, "no-local-days"));
        if (comparison.Combinations.Count > 0)
        {
            sheet.Table(
                [wording.Text(Area, "col-rules"), "#" + wording.Text(Area, "col-count"), wording.Text(Area, "col-left")],
                comparison.Combinations.Select(c => (IReadOnlyList<string>)[CompareWords.Rules(c.Rules, wording), wording.Number(c.Count), Left(c, comparison.AppliedToA, wording)]));
        }

        sheet.Say(wording.Text(Area, "never-theirs"));
    }

    private static string Left(Combination combination, bool appliedToA, Wording wording)
    {
        var (list, other) = appliedToA ? ("A", "B") : ("B", "A");
        var left = new List<string>();
        if (combination.LeftOver.Count > 0)
            left.Add(wording.Text(Area, "left-over", list, Numbers(combination.LeftOver, wording)));
        if (combination.Lost.Count > 0)
            left.Add(wording.Text(Area, "left-lost", other, Numbers(combination.Lost, wording)));
        if (combination.Misdated > 0)
            left.Add(wording.Count(Area, "left-misdated", combination.Misdated));
        return left.Count == 0 ? wording.Text(Area, "left-nothing") : string.Join("; ", left);
    }

    private static string Numbers(IReadOnlyList<ListedMission> missions, Wording wording) =>
        string.Join(", ", missions.Take(6).Select(m => wording.Number(m.Number))) + (missions.Count > 6 ? wording.Text(Area, "and-more", wording.Number(missions.Count - 6)) : "");
}
