using System.Globalization;
using System.Text;
using Atalaya.Cli.Paper;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>The posterior of each source's rate, one above the other on the same scale.</summary>
internal static class RateChart
{
    private const double Left = 16, Top = 4, Bottom = 26, MinorHeight = 62;
    private const int Bins = 44;

    public static void Draw(PlumePageContext page, double width, double leastHeight)
    {
        var answer = page.Finding.Answer;
        var draws = answer.Posterior.Where(d => d.SourceCount == answer.Sources.Count && d.KilogramsPerHour > 0 && d.Weight > 0).ToList();
        var height = Math.Max(leastHeight, (MinorHeight * answer.Sources.Count) + Bottom + Top);
        page.OpenPicture("rate", "chart", page.Say("rate-title"), width, height);
        var least = answer.Sources.Min(static s => s.KilogramsPerHour.P05) / 1.6;
        var most = answer.Sources.Max(static s => s.KilogramsPerHour.P95) * 1.6;
        if (least > 0 && most > least)
        {
            var x = new PlotScale(least, most, Left, width - 8, IsLogarithmic: true);
            var each = (height - Top - Bottom) / answer.Sources.Count;
            for (var i = 0; i < answer.Sources.Count; i++)
                One(page, draws.Where(d => d.Source == i).Select(static d => (d.KilogramsPerHour, d.Weight)).ToList(), i, x, Top + (each * i), each);
            var ticks = x.Ticks(5);
            foreach (var tick in ticks)
                page.Label("axis", tick.ToString("0.######", page.Wording.Culture), x.At(tick), height - 13);
            page.Label("axis", page.Say("axis-rate"), (Left + width - 8) / 2, height - 2);
        }

        page.Markup.Close();
    }

    private static void One(PlumePageContext page, List<(double Rate, double Weight)> draws, int index, PlotScale x, double top, double height)
    {
        var (markup, rate) = (page.Markup, page.Finding.Answer.Sources[index].KilogramsPerHour);
        var bins = new double[Bins];
        foreach (var (value, weight) in draws)
        {
            var bin = (int)(Bins * (x.At(value) - x.Start) / (x.End - x.Start));
            if (value >= x.Least && value <= x.Most)
                bins[Math.Clamp(bin, 0, Bins - 1)] += weight;
        }

        var highest = Math.Max(bins.Max(), double.Epsilon);
        var (ground, room, slot) = (top + height - 3, height - 16, (x.End - x.Start) / Bins);
        var path = new StringBuilder();
        for (var i = 0; i < Bins; i++)
        {
            if (bins[i] > 0)
                path.Append(CultureInfo.InvariantCulture, $"M{x.Start + (slot * i):0.#} {ground:0.#}v-{room * bins[i] / highest:0.#}h{slot * 0.92:0.##}V{ground:0.#}Z");
        }

        if (path.Length > 0)
            markup.Empty("path", "class", "posterior", "d", path.ToString());
        Line("median-line", rate.Median);
        Line("bound-line", rate.P05);
        Line("bound-line", rate.P95);
        markup.Empty("path", "class", "plot", "d", string.Create(CultureInfo.InvariantCulture, $"M{x.Start:0.#} {ground:0.#}H{x.End:0.#}"));
        page.Label("panel-name", page.Say("source-n", page.Wording.Number(index + 1)), x.Start + 2, top + 9);

        void Line(string style, double value) =>
            markup.Empty("path", "class", style, "d", string.Create(CultureInfo.InvariantCulture, $"M{x.At(value):0.#} {ground:0.#}V{top + 12:0.#}"));
    }
}
