namespace Atalaya.Cli.Plumes.Pages;

/// <summary>The lawful emitters that were named, nearest first.</summary>
internal static class EmitterSection
{
    private const int Most = 25;

    public static void Write(PlumePageContext page)
    {
        var (finding, wording) = (page.Finding, page.Wording);
        var near = KnownNear.All(finding);
        if (near.Count == 0)
            return;
        page.Section("emitters");
        page.OpenTable(page.Say("emitters-caption"), page.Say("col-name"), page.Say("col-place"), "#" + page.Say("col-nearest"), "#" + page.Say("col-distance"), page.Say("col-inside"));
        foreach (var emitter in near.Take(Most))
        {
            page.Row(
                emitter.Emitter.Name,
                PlumeWords.Coordinates(finding.Readings.Frame, emitter.Emitter.X, emitter.Emitter.Y, wording),
                "#" + (emitter.Source < 0 ? "–" : wording.Number(emitter.Source + 1)),
                "#" + (emitter.Source < 0 ? "–" : PlumeWords.Metres(emitter.DistanceMetres, wording)),
                page.Say(emitter.InRegion90 ? "yes" : "no"));
        }

        page.CloseTable();
        if (near.Count > Most)
            page.Paragraph(page.Say("emitters-more", wording.Number(near.Count - Most)), "small");
        page.Markup.Close();
    }
}
