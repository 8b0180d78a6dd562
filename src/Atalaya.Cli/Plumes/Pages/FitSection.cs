namespace Atalaya.Cli.Plumes.Pages;

/// <summary>Observed against predicted, by sensor, and what is left.</summary>
internal static class FitSection
{
    public static void Write(PlumePageContext page)
    {
        if (page.Finding.Answer.Fit.Count == 0)
            return;
        var markup = page.Markup;
        page.Section("fit");
        markup.Open("figure");
        var shown = FitPanels.Draw(page);
        var sensors = page.Finding.Answer.Fit.Select(static f => f.Sensor).Distinct().Count();
        markup.Element("figcaption", page.Say("fit-caption") + (sensors > shown ? " " + page.Say("fit-some", page.Wording.Number(shown), page.Wording.Number(sensors)) : ""));
        markup.Close();
        markup.Open("figure");
        ResidualChart.Draw(page);
        markup.Element("figcaption", page.Say("residual-caption"));
        markup.Close();
        markup.Close();
    }
}
