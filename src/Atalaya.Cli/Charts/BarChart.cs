using System.Globalization;
using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;

namespace Atalaya.Cli.Charts;

/// <summary>One bar.</summary>
/// <param name="Label">What stands beneath it; empty for none.</param>
/// <param name="Value">Its height; null where there is no data at all, which is not zero.</param>
/// <param name="Inside">Whether it belongs to the tested window.</param>
/// <param name="Title">What it says when pointed at, and to a reader who cannot see.</param>
internal readonly record struct Bar(string Label, double? Value, bool Inside, string Title);

/// <summary>Counts over time as bars, with the window set apart and the baseline as a line.</summary>
internal static class BarChart
{
    private const double Left = 26, Right = 8, Top = 16, Bottom = 22;

    /// <summary>Draws a chart.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="wording">In which language.</param>
    /// <param name="name">Name of the picture, unique in the document.</param>
    /// <param name="title">What a reader who cannot see is told.</param>
    /// <param name="bars">At least one.</param>
    /// <param name="baseline">Height of the baseline, where there is one.</param>
    /// <param name="baselineLabel">What stands at the baseline.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    public static void Draw(Markup markup, Wording wording, string name, string title, IReadOnlyList<Bar> bars, double? baseline, string baselineLabel, double width, double height)
    {
        var highest = Math.Max(1, bars.Max(static b => b.Value ?? 0));
        var step = Step(highest);
        var top = Math.Ceiling(highest / step) * step;
        double plotWidth = width - Left - Right, plotHeight = height - Top - Bottom, slot = plotWidth / bars.Count;
        double Y(double value) => Top + (plotHeight * (1 - (value / top)));

        markup.Open("svg", "class", "chart", "viewBox", $"0 0 {Markup.Px(width)} {Markup.Px(height)}", "role", "img", "aria-labelledby", name + "-t");
        markup.Element("title", title, "id", name + "-t");
        for (var value = 0.0; value <= top + 1e-9; value += step)
        {
            markup.Empty("path", "class", "grid", "d", $"M{Markup.Px(Left)} {Markup.Px(Y(value))}H{Markup.Px(width - Right)}");
            markup.Element("text", wording.Number(value, 0), "class", "axis at-end", "x", Markup.Px(Left - 5), "y", Markup.Px(Y(value) + 3));
        }

        Band(markup, bars, slot, plotHeight);
        for (var i = 0; i < bars.Count; i++)
            DrawBar(markup, bars[i], Left + (slot * i), slot, Y, plotHeight);
        Labels(markup, bars, slot, height);
        if (baseline is { } level && level <= top)
        {
            markup.Empty("path", "class", "level", "d", $"M{Markup.Px(Left)} {Markup.Px(Y(level))}H{Markup.Px(width - Right)}");
            var insideFirst = bars[0].Inside;
            markup.Element("text", baselineLabel, "class", insideFirst ? "level-text at-end" : "level-text", "x", Markup.Px(insideFirst ? width - Right - 3 : Left + 4), "y", Markup.Px(Y(level) - 4));
        }

        markup.Close();
    }

    private static void Band(Markup markup, IReadOnlyList<Bar> bars, double slot, double plotHeight)
    {
        var first = Enumerable.Range(0, bars.Count).FirstOrDefault(i => bars[i].Inside, -1);
        if (first < 0)
            return;
        var last = Enumerable.Range(0, bars.Count).Last(i => bars[i].Inside);
        markup.Empty("rect", "class", "window", "x", Markup.Px(Left + (slot * first)), "y", Markup.Px(Top), "width", Markup.Px(slot * (last - first + 1)), "height", Markup.Px(plotHeight));
    }

    private static void DrawBar(Markup markup, Bar bar, double x, double slot, Func<double, double> y, double plotHeight)
    {
        if (bar.Value is not { } value)
        {
            markup.Open("rect", "class", "no-data", "x", Markup.Px(x), "y", Markup.Px(Top + plotHeight - 6), "width", Markup.Px(slot), "height", "6");
            markup.Element("title", bar.Title);
            markup.Close();
            return;
        }

        if (value <= 0)
            return;
        var inset = Math.Min(3, slot * 0.14);
        markup.Open("g");
        markup.Element("title", bar.Title);
        markup.Empty("rect", "class", bar.Inside ? "bar inside" : "bar", "x", Markup.Px(x + inset), "y", Markup.Px(y(value)), "width", Markup.Px(Math.Max(0.8, slot - (2 * inset))), "height", Markup.Px(y(0) - y(value)));
        if (slot >= 10)
            markup.Element("text", value.ToString("0", CultureInfo.InvariantCulture), "class", "value", "x", Markup.Px(x + (slot / 2)), "y", Markup.Px(y(value) - 3));
        markup.Close();
    }

    private static void Labels(Markup markup, IReadOnlyList<Bar> bars, double slot, double height)
    {
        // Each label that does not run into the one before it.
        var free = double.MinValue;
        for (var i = 0; i < bars.Count; i++)
        {
            var width = LabelWidth(bars[i].Label);
            var centre = Left + (slot * (i + 0.5));
            if (bars[i].Label.Length == 0 || centre - (width / 2) < free)
                continue;
            free = centre + (width / 2) + 6;
            markup.Element("text", bars[i].Label, "class", "axis", "x", Markup.Px(centre), "y", Markup.Px(height - 8));
        }
    }

    private static double LabelWidth(string label) => Maps.LabelBoard.WidthOf(label, 9);

    private static double Step(double highest)
    {
        double[] steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
        return steps.FirstOrDefault(s => highest / s <= 5, 100_000);
    }
}
