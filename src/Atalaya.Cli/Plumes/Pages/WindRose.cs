using System.Globalization;
using System.Text;
using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;
using Atalaya.Plumes.Winds;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>How often the wind came from each of sixteen directions, with an arrow where it blew to on the whole. North is up.</summary>
internal static class WindRose
{
    /// <summary>Side of the square that it takes, and height with its words.</summary>
    public const double Side = 104, Height = 118;

    private const int Sectors = 16;
    private const double Radius = 36;

    /// <summary>Draws it; only the letter of the north where there is no wind.</summary>
    public static void Draw(PlumePageContext page, WindTable wind, double left, double top)
    {
        var (markup, wording) = (page.Markup, page.Wording);
        markup.Open("g", "transform", $"translate({Markup.Px(left + (Side / 2))} {Markup.Px(top + 56)})");
        markup.Empty("rect", "class", "rose-plate", "x", Markup.Px(-Side / 2), "y", "-56", "width", Markup.Px(Side), "height", Markup.Px(Height), "rx", "3");
        page.Label("north-text", wording.Term("compass.N"), 0, -44);
        markup.Empty("path", "class", "north", "d", "M0 -43L3 -37L0 -38.6L-3 -37Z");
        markup.Empty("circle", "class", "rose-ring", "r", Markup.Px(Radius));
        var rows = Enumerable.Range(0, wind.Count).Where(i => double.IsFinite(wind.East[i]) && double.IsFinite(wind.North[i])).ToList();
        if (rows.Count == 0)
        {
            page.Label("rose-text", page.Say("no-wind"), 0, 3);
            markup.Close();
            return;
        }

        Petals(markup, wind, rows);
        double east = rows.Average(i => wind.East[i]), north = rows.Average(i => wind.North[i]), speed = Math.Sqrt((east * east) + (north * north));
        if (speed > 0)
            markup.Empty("path", "class", "wind-arrow", "d", Arrow(-east / speed * 30, north / speed * 30, east / speed * 30, -north / speed * 30, 7));
        var mean = rows.Average(i => Math.Sqrt((wind.East[i] * wind.East[i]) + (wind.North[i] * wind.North[i])));
        var from = ((Math.Atan2(-east, -north) * 180 / Math.PI) + 360) % 360;
        page.Label("rose-text", page.Say("rose", wording.Number(mean, 1), wording.Number(from, 0)), 0, 57);
        markup.Close();
    }

    /// <summary>An arrow as path data.</summary>
    public static string Arrow(double fromX, double fromY, double toX, double toY, double head)
    {
        var angle = Math.Atan2(toY - fromY, toX - fromX);
        (double X, double Y) Barb(double turn) => (toX - (head * Math.Cos(angle + turn)), toY - (head * Math.Sin(angle + turn)));
        var (a, b) = (Barb(0.45), Barb(-0.45));
        return string.Create(CultureInfo.InvariantCulture, $"M{fromX:0.#} {fromY:0.#}L{toX:0.#} {toY:0.#}M{a.X:0.#} {a.Y:0.#}L{toX:0.#} {toY:0.#}L{b.X:0.#} {b.Y:0.#}");
    }

    private static void Petals(Markup markup, WindTable wind, List<int> rows)
    {
        var counts = new int[Sectors];
        foreach (var i in rows)
        {
            var from = ((Math.Atan2(-wind.East[i], -wind.North[i]) * 180 / Math.PI) + 360) % 360;
            counts[(int)Math.Round(from / (360.0 / Sectors)) % Sectors]++;
        }

        var path = new StringBuilder();
        for (var s = 0; s < Sectors; s++)
        {
            if (counts[s] == 0)
                continue;

            // The area of a petal, not its length, is what the eye weighs.
            var (radius, middle, half) = (Radius * Math.Sqrt((double)counts[s] / counts.Max()), s * 2 * Math.PI / Sectors, Math.PI / Sectors * 0.86);
            var (ax, ay, bx, by) = (radius * Math.Sin(middle - half), -radius * Math.Cos(middle - half), radius * Math.Sin(middle + half), -radius * Math.Cos(middle + half));
            path.Append(CultureInfo.InvariantCulture, $"M0 0L{ax:0.#} {ay:0.#}A{radius:0.#} {radius:0.#} 0 0 1 {bx:0.#} {by:0.#}Z");
        }

        markup.Empty("path", "class", "rose", "d", path.ToString());
    }
}
