using System.Globalization;
using Atalaya.Cli.Paper;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>What the strokes of the map mean: only those that it shows.</summary>
internal static class MapLegend
{
    public static void Write(PlumePageContext page, PlumeMap map, Enhancement enhancement)
    {
        var (markup, wording) = (page.Markup, page.Wording);
        markup.Open("ul", "class", "legend");
        if (page.Finding.Answer.Sources.Count > 0)
        {
            Mark(page, m => m.Empty("path", "class", "source-mark", "d", "M10 2L18 10M18 2L10 10"), page.Say("legend-source"));
            if (page.Finding.Request.KnownPlace is null)
            {
                Mark(page, m => m.Empty("rect", "class", "r50", "x", "2", "y", "1", "width", "24", "height", "10"), page.Say("legend-50"));
                Mark(page, m => m.Empty("rect", "class", "r90", "x", "2", "y", "1", "width", "24", "height", "10"), page.Say("legend-90"));
            }
        }

        if (map.HasEmitters)
            Mark(page, m => m.Empty("rect", "class", "emitter", "x", "10", "y", "2", "width", "8", "height", "8"), page.Say("legend-emitter"));
        if (map.HasArrows)
            Mark(page, m => m.Empty("path", "class", "wind-arrow thin", "d", WindRose.Arrow(4, 6, 24, 6, 5)), page.Say("legend-wind"));
        if (page.Finding.Request.Area is not null)
            Mark(page, m => m.Empty("rect", "class", "searched", "x", "2", "y", "1", "width", "24", "height", "10"), page.Say("legend-searched"));
        if (enhancement.Top > 0)
        {
            markup.Open("li");
            markup.Text(page.Say("legend-readings"));
            markup.Close();
            var limits = enhancement.Limits.ToList();
            for (var i = 0; i < Enhancement.Classes; i++)
            {
                var words = i == 0 ? "< " + wording.Figures(limits[0]) : i == Enhancement.Classes - 1 ? "≥ " + wording.Figures(limits[^1]) : page.Say("from-to", wording.Figures(limits[i - 1]), wording.Figures(limits[i]));
                var style = "sensor-core e" + i.ToString(CultureInfo.InvariantCulture);
                Mark(page, m => m.Empty("path", "class", style, "d", "M14 6h0"), words);
            }
        }

        markup.Close();
    }

    private static void Mark(PlumePageContext page, Action<Markup> draw, string words)
    {
        page.Markup.Open("li");
        page.Markup.Open("svg", "viewBox", "0 0 28 12", "class", "swatch", "aria-hidden", "true");
        draw(page.Markup);
        page.Markup.Close();
        page.Markup.Text(words);
        page.Markup.Close();
    }
}
