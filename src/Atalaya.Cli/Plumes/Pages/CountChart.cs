using Atalaya.Cli.Paper;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>The probability of each number of sources as bars.</summary>
internal static class CountChart
{
    private const double Left = 30, Top = 14, Bottom = 26;

    public static void Draw(PlumePageContext page, double width, double height)
    {
        var (markup, chances) = (page.Markup, page.Finding.Answer.SourceCount);
        page.OpenPicture("count", "chart", page.Say("count-title"), width, height);
        var y = new PlotScale(0, 1, height - Bottom, Top);
        foreach (var tick in y.Ticks(2))
        {
            markup.Empty("path", "class", "grid", "d", $"M{Markup.Px(Left)} {Markup.Px(y.At(tick))}H{Markup.Px(width - 6)}");
            page.Label("axis at-end", page.Wording.Number(tick, 1), Left - 5, y.At(tick) + 3);
        }

        var slot = (width - Left - 6) / Math.Max(1, chances.Count);
        for (var k = 0; k < chances.Count; k++)
        {
            var (x, inset) = (Left + (slot * k), slot * 0.18);
            if (chances[k] > 0)
                markup.Empty("rect", "class", k == page.Finding.MostProbableCount ? "bar inside" : "bar", "x", Markup.Px(x + inset), "y", Markup.Px(y.At(chances[k])), "width", Markup.Px(slot - (2 * inset)), "height", Markup.Px(Math.Max(0.6, y.At(0) - y.At(chances[k]))));
            page.Label("value", chances[k] < 0.005 ? "< " + page.Wording.Number(0.01, 2) : PlumeWords.Share(chances[k], page.Wording), x + (slot / 2), y.At(chances[k]) - 3);
            page.Label("axis", page.Wording.Number(k), x + (slot / 2), height - 13);
        }

        page.Label("axis", page.Say("axis-sources"), Left + ((width - Left) / 2), height - 2);
        markup.Close();
    }
}
