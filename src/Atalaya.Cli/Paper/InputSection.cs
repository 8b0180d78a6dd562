namespace Atalaya.Cli.Paper;

/// <summary>What was read, what could not be used, and what cleaning touched.</summary>
internal static class InputSection
{
    public static void Write(PageContext page)
    {
        var (wording, summary) = (page.Wording, page.Answer.Summary);
        page.Section("input");
        var span = summary is { First: { } first, Last: { } last } ? wording.Span(first, last) : "–";
        page.Paragraph(page.Say("input-read", wording.Number(summary.Files), wording.Number(summary.Reports), wording.Number(summary.Aircraft), wording.Number(summary.Flights), span));
        Counts(page, "faults", summary.FaultCounts, "fault.");
        Counts(page, "cleaning", summary.CleaningCounts, "cleaning.");
        page.Paragraph(page.Say("faults-where"), "aside");
        page.Markup.Close();
    }

    private static void Counts(PageContext page, string name, IReadOnlyList<KeyValuePair<string, long>> counts, string prefix)
    {
        if (counts.Count == 0)
        {
            page.Paragraph(page.Say(name + "-none"));
            return;
        }

        page.Markup.Open("div", "class", "narrow");
        page.OpenTable(page.Say(name + "-caption"), page.Say("col-reason"), "#" + page.Say("col-count"));
        foreach (var (reason, count) in counts)
            page.Row(page.Wording.Term(prefix + reason), "#" + page.Wording.Number(count));
        page.CloseTable();
        page.Markup.Close();
    }
}
