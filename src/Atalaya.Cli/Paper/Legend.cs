using Atalaya.Cli.Maps;
using Atalaya.Earth.Zones;

namespace Atalaya.Cli.Paper;

/// <summary>What the strokes of a map mean: only those that it shows.</summary>
internal static class Legend
{
    public static void Write(PageContext page, MapContent content, bool overview)
    {
        page.Markup.Open("ul", "class", "legend");
        foreach (var kind in content.Patterns)
            Item(page, "pattern pt-" + kind, page.Wording.Term("pattern." + kind));
        if (content.Transit)
            Item(page, "transit", page.Say("legend-transit"));
        if (content.Gaps)
            Item(page, "gap", page.Say("legend-gap"));
        foreach (var (kind, style) in LineStyle.All)
        {
            if (content.Lines.Contains(kind))
                Item(page, style, page.Say("legend-" + style));
        }

        foreach (var style in content.Areas)
            Mark(page, m => m.Empty("rect", "class", style, "x", "1", "y", "1", "width", "26", "height", "10"), page.Say("legend-" + style));
        if (!overview)
        {
            Mark(page, static m => m.Empty("circle", "class", "start", "cx", "14", "cy", "6", "r", "5"), page.Say("legend-start"));
            Mark(page, static m => m.Empty("rect", "class", "end", "x", "11", "y", "3", "width", "6", "height", "6"), page.Say("legend-end"));
        }

        page.Markup.Close();
    }

    private static void Item(PageContext page, string style, string words) =>
        Mark(page, m => m.Empty("path", "class", style, "d", "M1 6H27"), words);

    private static void Mark(PageContext page, Action<Markup> draw, string words)
    {
        page.Markup.Open("li");
        page.Markup.Open("svg", "viewBox", "0 0 28 12", "class", "swatch", "aria-hidden", "true");
        draw(page.Markup);
        page.Markup.Close();
        page.Markup.Text(words);
        page.Markup.Close();
    }
}
