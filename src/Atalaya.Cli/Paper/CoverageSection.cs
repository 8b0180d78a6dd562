using Atalaya.Cli.Charts;

namespace Atalaya.Cli.Paper;

/// <summary>What could have been heard, by day.</summary>
internal static class CoverageSection
{
    public static void Write(PageContext page)
    {
        page.Section("coverage");
        page.Paragraph(page.Say("coverage-intro"));
        var days = page.Answer.Coverage;
        if (days.Count > 0)
        {
            page.Markup.Open("figure");
            CoverageChart.Draw(page.Markup, page.Wording, "coverage-chart", page.Say("coverage-title"), days, PageContext.FullWidth, 120);
            var silent = days.Count(static d => d.Aircraft == 0);
            page.Markup.Element("figcaption", page.Say("coverage-caption", page.Wording.Number(days.Count), page.Wording.Number(silent)));
            page.Markup.Close();
        }
        else
        {
            page.Paragraph(page.Say("coverage-none"));
        }

        page.Markup.Close();
    }
}
