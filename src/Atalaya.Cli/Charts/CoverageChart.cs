using System.Globalization;
using System.Text;
using Atalaya.Archive;
using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;
using NodaTime;

namespace Atalaya.Cli.Charts;

/// <summary>Coverage by day: the share of places, heights and hours in which any aircraft was heard.</summary>
internal static class CoverageChart
{
    private const double Left = 38, Right = 8, Top = 8, Bottom = 22;

    /// <summary>Draws a chart over all days from the first to the last; days without input are hatched.</summary>
    public static void Draw(Markup markup, Wording wording, string name, string title, IReadOnlyList<DayCoverage> coverage, double width, double height)
    {
        var byDay = coverage.ToDictionary(static c => c.Day);
        var first = coverage.Min(static c => c.Day);
        var days = Period.DaysBetween(first, coverage.Max(static c => c.Day)) + 1;
        double plotWidth = width - Left - Right, plotHeight = height - Top - Bottom, slot = plotWidth / days;
        var top = Ceiling(coverage.Max(static c => c.Share));

        markup.Open("svg", "class", "chart", "viewBox", $"0 0 {Markup.Px(width)} {Markup.Px(height)}", "role", "img", "aria-labelledby", name + "-t");
        markup.Element("title", title, "id", name + "-t");
        for (var i = 0; i <= 2; i++)
        {
            var y = Top + (plotHeight * (1 - (i / 2.0)));
            markup.Empty("path", "class", "grid", "d", $"M{Markup.Px(Left)} {Markup.Px(y)}H{Markup.Px(width - Right)}");
            markup.Element("text", top < 0.04 ? wording.Text(TextArea.Term, "percent", wording.Number(top * i * 50, 1)) : wording.Percent(top * i / 2), "class", "axis at-end", "x", Markup.Px(Left - 5), "y", Markup.Px(y + 3));
        }

        var heard = new StringBuilder();
        var silent = new StringBuilder();
        for (var i = 0; i < days; i++)
        {
            var x = Left + (slot * i);
            if (byDay.TryGetValue(first.PlusDays(i), out var day) && day.Aircraft > 0)
                heard.Append(CultureInfo.InvariantCulture, $"M{x:0.##} {Top + plotHeight:0.#}v-{Math.Max(0.4, plotHeight * Math.Min(1, day.Share / top)):0.#}h{Math.Max(0.5, slot * 0.9):0.##}V{Top + plotHeight:0.#}Z");
            else
                silent.Append(CultureInfo.InvariantCulture, $"M{x:0.##} {Top + plotHeight:0.#}v-6h{slot:0.##}v6Z");
        }

        if (heard.Length > 0)
            markup.Empty("path", "class", "heard", "d", heard.ToString());
        if (silent.Length > 0)
            markup.Empty("path", "class", "no-data", "d", silent.ToString());
        Dates(markup, wording, first, days, slot, height);
        markup.Close();
    }

    private static void Dates(Markup markup, Wording wording, LocalDate first, int days, double slot, double height)
    {
        var free = double.MinValue;
        for (var i = 0; i < days; i++)
        {
            var day = first.PlusDays(i);
            if (i > 0 && days > 45 && day.Day != 1)
                continue;
            var text = days > 45 && i > 0 ? day.Month == 1 ? wording.Month(day) : wording.MonthName(day.Month) : i == 0 ? wording.Date(day) : wording.ShortDate(day);
            var width = Maps.LabelBoard.WidthOf(text, 9);
            var x = Left + (slot * i);
            if (x < free || x + width > Left + (slot * days) + Right)
                continue;
            free = x + width + 12;
            markup.Element("text", text, "class", "axis at-start", "x", Markup.Px(x), "y", Markup.Px(height - 8));
        }
    }

    private static double Ceiling(double share)
    {
        double[] tops = [0.01, 0.02, 0.04, 0.1, 0.2, 0.4, 0.6];
        return tops.FirstOrDefault(t => share <= t, 1);
    }
}
