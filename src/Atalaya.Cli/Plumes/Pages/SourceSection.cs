using Atalaya.Plumes.Answers;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>The sources as a table, how many there are, and how strong.</summary>
internal static class SourceSection
{
    public static void Write(PlumePageContext page)
    {
        var (finding, wording) = (page.Finding, page.Wording);
        if (!finding.IsAnswered)
            return;
        page.Section("sources");
        if (finding.Answer.Sources.Count > 0)
        {
            page.OpenTable(
                page.Say("sources-caption"), page.Say("col-source"), page.Say("col-place"), "#" + page.Say("col-height"), "#" + page.Say("col-median"), "#" + page.Say("col-90"), "#" + page.Say("col-50"),
                "#" + page.Say("col-region50"), "#" + page.Say("col-region80"), "#" + page.Say("col-region90"));
            for (var i = 0; i < finding.Answer.Sources.Count; i++)
                Row(page, i, finding.Answer.Sources[i]);
            page.CloseTable();
        }

        page.Markup.Open("div", "class", "pair");
        page.Markup.Open("figure");
        CountChart.Draw(page, 338, 150);
        page.Markup.Element("figcaption", page.Say(finding.Request.KnownPlace is null ? "count-caption" : "count-caption-known"));
        page.Markup.Close();
        if (finding.Answer.Sources.Count > 0 && finding.Answer.Posterior.Count > 0)
        {
            page.Markup.Open("figure");
            RateChart.Draw(page, 338, 150);
            page.Markup.Element("figcaption", page.Say("rate-caption"));
            page.Markup.Close();
        }

        page.Markup.Close();
        page.Markup.Close();
    }

    private static void Row(PlumePageContext page, int index, SourceEstimate source)
    {
        var (wording, rate) = (page.Wording, source.KilogramsPerHour);
        string Area(SourceRegion region) => "#" + (region.AreaSquareMetres > 0 ? page.Say("area", wording.Figures(region.AreaSquareMetres)) : "–");
        page.Row(
            wording.Number(index + 1),
            PlumeWords.Coordinates(page.Finding.Readings.Frame, source.X, source.Y, wording),
            "#" + wording.Number(source.Height, 1) + " m",
            "#" + PlumeWords.Rate(rate.Median, wording),
            "#" + page.Say("from-to", PlumeWords.Rate(rate.P05, wording), PlumeWords.Rate(rate.P95, wording)),
            "#" + (source.Rate50.P75 > 0 ? page.Say("from-to", PlumeWords.Rate(source.Rate50.P25, wording), PlumeWords.Rate(source.Rate50.P75, wording)) : "–"),
            Area(source.Region50), Area(source.Region80), Area(source.Region90));
    }
}
