using System.Globalization;
using System.Text;
using Atalaya.Cli.Paper;
using Atalaya.Plumes.Answers;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>One small chart a sensor: what was observed, what the answer predicts, the background.</summary>
internal static class FitPanels
{
    private const int Most = 12, Columns = 3, MostPoints = 360;
    private const double Width = PlumePageContext.FullWidth, PanelHeight = 112, Gap = 14, Left = 34, Top = 16, Bottom = 16;

    /// <summary>Draws the sensors that saw the most, and gives how many.</summary>
    public static int Draw(PlumePageContext page)
    {
        var series = page.Finding.Answer.Fit.GroupBy(static f => f.Sensor)
            .Select(static g => (Sensor: g.Key, Points: g.OrderBy(static p => p.Seconds).ToList()))
            .OrderByDescending(static s => s.Points.Max(static p => p.Predicted - p.Background)).ThenBy(static s => s.Sensor)
            .Take(Most).OrderBy(static s => s.Sensor).ToList();
        var columns = Math.Min(Columns, series.Count);
        var rows = (series.Count + columns - 1) / columns;
        page.OpenPicture("fit-panels", "chart", page.Say("fit-title"), Width, (PanelHeight + Gap) * rows);
        var each = (Width - (Gap * (columns - 1))) / columns;
        for (var i = 0; i < series.Count; i++)
            Panel(page, series[i].Sensor, series[i].Points, (i % columns) * (each + Gap), (i / columns) * (PanelHeight + Gap), each);
        page.Markup.Close();
        return series.Count;
    }

    private static void Panel(PlumePageContext page, int sensor, List<FitPoint> points, double x, double y, double width)
    {
        var (markup, wording) = (page.Markup, page.Wording);
        var kept = Thinning.Extremes([.. points.Select(static p => p.Observed)], MostPoints).Select(i => points[i]).ToList();
        if (kept.Count == 0)
            return;
        double low = kept.Min(static p => Math.Min(Math.Min(p.Observed, p.Predicted), p.Background)), high = kept.Max(static p => Math.Max(p.Observed, p.Predicted));
        var margin = Math.Max((high - low) * 0.06, 1e-9);
        var across = new PlotScale(points[0].Seconds, points[^1].Seconds > points[0].Seconds ? points[^1].Seconds : points[0].Seconds + 1, x + Left, x + width - 3);
        var up = new PlotScale(low - margin, high + margin, y + PanelHeight - Bottom, y + Top);
        var ticks = up.Ticks(3);
        var decimals = PlotScale.Decimals(ticks);
        foreach (var tick in ticks)
        {
            markup.Empty("path", "class", "grid", "d", $"M{Markup.Px(across.Start)} {Markup.Px(up.At(tick))}H{Markup.Px(across.End)}");
            page.Label("axis at-end", wording.Number(tick, decimals), across.Start - 4, up.At(tick) + 3);
        }

        markup.Empty("path", "class", "plot", "d", $"M{Markup.Px(across.Start)} {Markup.Px(up.End)}V{Markup.Px(up.Start)}H{Markup.Px(across.End)}");
        var names = page.Finding.Readings.Sensors;
        page.Label("panel-name", sensor >= 0 && sensor < names.Count ? names[sensor].Name : page.Say("sensor-n", wording.Number(sensor + 1)), x + Left, y + 10);
        page.Label("axis-name at-end", "ppm", x + width - 3, y + 10);
        page.Label("axis at-start", FitTimes.Short(page, points[0].Seconds), across.Start, y + PanelHeight - 4);
        page.Label("axis at-end", FitTimes.Short(page, points[^1].Seconds), across.End, y + PanelHeight - 4);
        var spacing = FitTimes.LongestStep(points);
        Line("base", static p => p.Background);
        var dots = new StringBuilder();
        foreach (var point in kept)
            dots.Append(CultureInfo.InvariantCulture, $"M{across.At(point.Seconds):0.#} {up.At(point.Observed):0.#}h0");
        markup.Empty("path", "class", "observed", "d", dots.ToString());
        Line("predicted", static p => p.Predicted);

        void Line(string style, Func<FitPoint, double> value)
        {
            var path = new StringBuilder();
            for (var i = 0; i < kept.Count; i++)
            {
                var joins = i > 0 && (kept.Count < points.Count || kept[i].Seconds - kept[i - 1].Seconds <= spacing);
                path.Append(CultureInfo.InvariantCulture, $"{(joins ? 'L' : 'M')}{across.At(kept[i].Seconds):0.#} {up.At(value(kept[i])):0.#}");
            }

            markup.Empty("path", "class", style, "d", path.ToString());
        }
    }
}
