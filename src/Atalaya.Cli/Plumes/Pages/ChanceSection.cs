using System.Globalization;
using System.Text;
using Atalaya.Cli.Paper;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>What would have been found: the probability of detection by distance, a curve for each rate.</summary>
internal static class ChanceSection
{
    private const double Width = PlumePageContext.FullWidth, Height = 230, Left = 34, Right = 84, Top = 10, Bottom = 30;
    private const int MostCurves = 6;

    public static void Write(PlumePageContext page)
    {
        var (markup, wording, chances) = (page.Markup, page.Wording, page.Finding.Answer.ProbabilityOfDetection);
        if (chances.Count == 0)
            return;
        page.Section("chances");
        page.Paragraph(PlumeWords.Chance(chances, wording));
        markup.Open("figure");
        page.OpenPicture("chance", "chart", page.Say("chances-title"), Width, Height);
        double least = chances.Min(static c => c.DistanceMetres), most = chances.Max(static c => c.DistanceMetres);
        var x = most > least && least > 0 ? new PlotScale(least, most, Left, Width - Right, most / least > 12) : new PlotScale(Math.Min(0, least - 1), most + 1, Left, Width - Right);
        var y = new PlotScale(0, 1, Height - Bottom, Top);
        foreach (var tick in y.Ticks(5))
        {
            markup.Empty("path", "class", "grid", "d", $"M{Markup.Px(Left)} {Markup.Px(y.At(tick))}H{Markup.Px(Width - Right)}");
            page.Label("axis at-end", wording.Number(tick, 1), Left - 5, y.At(tick) + 3);
        }

        foreach (var tick in x.Ticks(6))
            page.Label("axis", tick >= 1000 ? tick.ToString("#,0", wording.Culture) + " m" : tick.ToString("0.##", wording.Culture) + " m", x.At(tick), Height - 16);
        page.Label("axis", page.Say("axis-distance"), (Left + Width - Right) / 2, Height - 3);
        Curves(page, x, y);
        markup.Close();
        markup.Element("figcaption", page.Say("chances-caption", wording.Share(page.Finding.Answer.Detection.FalseAlarmRate)));
        markup.Close();
        markup.Close();
    }

    private static void Curves(PlumePageContext page, PlotScale x, PlotScale y)
    {
        var byRate = page.Finding.Answer.ProbabilityOfDetection.GroupBy(static c => c.KilogramsPerHour).OrderBy(static g => g.Key).ToList();
        var shown = byRate.Count <= MostCurves ? byRate : [.. Enumerable.Range(0, MostCurves).Select(i => byRate[(int)Math.Round((byRate.Count - 1.0) * i / (MostCurves - 1))])];
        var ends = new List<(double Y, string Text)>();
        for (var i = 0; i < shown.Count; i++)
        {
            var path = new StringBuilder();
            var last = 0.0;
            foreach (var chance in shown[i].OrderBy(static c => c.DistanceMetres))
            {
                last = y.At(chance.Probability);
                path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{x.At(chance.DistanceMetres):0.#} {last:0.#}");
            }

            // The darkest curve is the greatest rate, however few there are.
            page.Markup.Empty("path", "class", "chance c" + (MostCurves - shown.Count + i).ToString(CultureInfo.InvariantCulture), "d", path.ToString());
            ends.Add((last, PlumeWords.Rate(shown[i].Key, page.Wording) + " kg/h"));
        }

        // Names at the ends, greatest rate first, each below the one before it.
        var free = double.NegativeInfinity;
        ends.Reverse();
        var overflow = (ends.Count * 11) - (Height - Bottom - Top);
        foreach (var (end, text) in ends.Select((e, i) => (Math.Min(e.Y, Height - Bottom - (11 * (ends.Count - 1 - i)) + Math.Max(0, overflow)), e.Text)))
        {
            var at = Math.Max(end, free);
            free = at + 11;
            page.Label("chance-name", text, Width - Right + 6, at + 3);
        }
    }
}
