using Atalaya.Cli.Maps;

namespace Atalaya.Cli.Paper;

/// <summary>All missions on one map.</summary>
internal static class OverviewSection
{
    public static void Write(PageContext page)
    {
        if (page.Answer.Missions.Count == 0)
            return;
        page.Section("overview");
        page.Markup.Open("figure");
        var content = OverviewMap.Draw(page.Markup, page.Ground, page.Wording, page.Say("overview-title"), page.Answer.Missions, page.Positions, PageContext.FullWidth);
        if (content is null)
        {
            page.Markup.Element("figcaption", page.Say("no-positions"));
        }
        else
        {
            page.Markup.Open("figcaption");
            page.Markup.Text(page.Say("overview-caption"));
            Legend.Write(page, content, overview: true);
            page.Markup.Close();
        }

        page.Markup.Close();
        page.Markup.Close();
    }
}
