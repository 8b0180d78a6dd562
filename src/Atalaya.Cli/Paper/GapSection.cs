namespace Atalaya.Cli.Paper;

/// <summary>The longest silences of the missions, and whether anybody was listening.</summary>
internal static class GapSection
{
    private const int Most = 25;

    public static void Write(PageContext page)
    {
        var wording = page.Wording;
        var gaps = page.Answer.Missions
            .SelectMany(static m => m.Gaps.Select(g => (Mission: m, Gap: g)))
            .OrderByDescending(static g => g.Gap.End - g.Gap.Start).ThenBy(static g => g.Gap.Start).ToList();
        if (gaps.Count == 0)
            return;
        page.Section("gaps");
        page.Paragraph(page.Say("gaps-intro"));
        page.OpenTable(
            gaps.Count > Most ? page.Say("gaps-caption-most", wording.Number(Most), wording.Number(gaps.Count)) : page.Say("gaps-caption"),
            "#" + page.Say("col-number"), page.Say("col-when"), "#" + page.Say("col-minutes"), "#" + page.Say("col-kilometres"), "#" + page.Say("col-others-heard"));
        foreach (var (mission, gap) in gaps.Take(Most))
        {
            page.Row(
                "#" + wording.Number(page.NumberOf(mission)), wording.Span(gap.Start, gap.End), "#" + wording.Number((gap.End - gap.Start).TotalMinutes, 0),
                "#" + wording.Number(gap.Kilometres, 0), "#" + (mission.Coverage?.GapShare is { } share ? wording.Percent(share) : "–"));
        }

        page.CloseTable();
        page.Markup.Close();
    }
}
