using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Flights.Tempo;

namespace Atalaya.Cli.Paper;

/// <summary>The answer in two or three sentences, and its figures.</summary>
internal static class HeadlineSection
{
    public static void Write(PageContext page)
    {
        var (markup, wording, tempo) = (page.Markup, page.Wording, page.Answer.Tempo);
        page.Section("answer");
        page.Paragraph(string.Join(' ', new[] { TempoWords.Count(tempo, wording), TempoWords.Verdict(tempo, wording) }), "lead");
        Tiles(page, tempo);
        page.Paragraph(TempoWords.Baseline(tempo, wording));
        page.Paragraph(Sovereigns(page));
        page.Paragraph(TempoWords.NotCounted(page.Answer, wording));
        page.Paragraph(page.Say("silence"), "aside");
        markup.Close();
    }

    private static void Tiles(PageContext page, TempoResult tempo)
    {
        var wording = page.Wording;
        page.Markup.Open("dl", "class", "tiles");
        if (tempo.Window is { Missions: { } missions } window)
            page.Tile(wording.Number(missions), wording.Count(TextArea.Page, "tile-window", missions, wording.Days(window.From, window.To)));
        else
            page.Tile(wording.Number(tempo.Counts.Total), wording.Count(TextArea.Page, "tile-all", tempo.Counts.Total));
        if (tempo.Test is { } test)
            page.Tile("× " + wording.Figures(test.Ratio), page.Say("tile-ratio", wording.Percent(test.Level), wording.Figures(test.Lower), wording.Figures(test.Upper)));
        if (TempoWords.TippingPoint(tempo) is { } point)
            page.Tile(wording.Figures(point.KnownPer30Days), page.Say("tile-tipping"));
        page.Markup.Close();
    }

    private static string? Sovereigns(PageContext page)
    {
        var counted = page.Answer.InWindow.ToList();
        if (counted.Count == 0)
            return null;
        var zones = ZoneMinutes.Sum(counted).Where(static z => z.Sovereign is not null).GroupBy(static z => z.Sovereign!).ToList();
        if (zones.Count == 0)
            return page.Say("nobodys");
        var each = zones.Select(z => page.Say(
            "sovereign-minutes",
            page.Wording.Country(z.Key),
            page.Wording.Number(z.Sum(static m => m.LowWater.Certain), 0),
            page.Wording.Number(z.Sum(static m => m.Mexico.Certain), 0)));
        return page.Say("sovereigns", string.Join("; ", each));
    }
}
