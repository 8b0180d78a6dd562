using System.Globalization;
using System.Text;
using Atalaya.Cli.Paper;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>Observed less predicted over time, in units of the scatter that the answer reckons with.</summary>
internal static class ResidualChart
{
    private const double Width = PlumePageContext.FullWidth, Height = 150, Left = 34, Top = 10, Bottom = 20, Reach = 5;
    private const int MostPoints = 2400;

    public static void Draw(PlumePageContext page)
    {
        var (markup, wording) = (page.Markup, page.Wording);
        var points = page.Finding.Answer.Fit.OrderBy(static p => p.Seconds).ToList();
        var residuals = points.Select(static p => p.Scale > 0 ? (p.Observed - p.Predicted) / p.Scale : double.NaN).ToList();
        page.OpenPicture("residuals", "chart", page.Say("residual-title"), Width, Height);
        var x = new PlotScale(points[0].Seconds, points[^1].Seconds > points[0].Seconds ? points[^1].Seconds : points[0].Seconds + 1, Left, Width - 4);
        var y = new PlotScale(-Reach, Reach, Height - Bottom, Top);
        markup.Empty("rect", "class", "residual-band", "x", Markup.Px(Left), "y", Markup.Px(y.At(2)), "width", Markup.Px(x.End - x.Start), "height", Markup.Px(y.At(-2) - y.At(2)));
        double[] ticks = [-4, -2, 0, 2, 4];
        foreach (var tick in ticks)
        {
            markup.Empty("path", "class", tick == 0 ? "zero" : "grid", "d", $"M{Markup.Px(Left)} {Markup.Px(y.At(tick))}H{Markup.Px(x.End)}");
            page.Label("axis at-end", wording.Number(tick, 0), Left - 5, y.At(tick) + 3);
        }

        var dots = new StringBuilder();
        foreach (var i in Thinning.Extremes(residuals, MostPoints))
            dots.Append(CultureInfo.InvariantCulture, $"M{x.At(points[i].Seconds):0.#} {y.At(residuals[i]):0.#}h0");
        if (dots.Length > 0)
            markup.Empty("path", "class", "residual", "d", dots.ToString());
        page.Label("axis at-start", FitTimes.Short(page, points[0].Seconds), x.Start, Height - 6);
        page.Label("axis at-end", FitTimes.Short(page, points[^1].Seconds), x.End, Height - 6);
        markup.Close();
    }
}
