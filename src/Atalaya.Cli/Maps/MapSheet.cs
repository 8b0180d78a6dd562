using System.Globalization;
using System.Text;
using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;
using Atalaya.Earth;
using Atalaya.Earth.Zones;

namespace Atalaya.Cli.Maps;

/// <summary>Draws what every map has: land, borders, limits, graticule, place names, scale and north. Tracks are drawn between <see cref="Begin"/> and <see cref="End"/>.</summary>
internal sealed class MapSheet(Markup markup, MapView view, Wording wording, string name)
{
    private const double PlaceSize = 9.5;

    /// <summary>The sheet's view.</summary>
    public MapView View => view;

    /// <summary>Where labels are.</summary>
    public LabelBoard Board { get; } = new(view);

    /// <summary>Kinds of line that the sheet shows, for its legend.</summary>
    public HashSet<DrawnLineKind> Shown { get; } = [];

    /// <summary>Whether the sheet shows where the claims differ.</summary>
    public bool ShowsDifference { get; private set; }

    /// <summary>Whether the sheet shows where answers are uncertain.</summary>
    public bool ShowsMargins { get; private set; }

    /// <summary>Opens the picture and draws the ground.</summary>
    public void Begin(string title, string description, IMapGround ground, bool finely = false)
    {
        string width = Markup.Px(view.Width), height = Markup.Px(view.Height);
        markup.Open("svg", "class", "map", "viewBox", $"0 0 {width} {height}", "role", "img", "aria-labelledby", $"{name}-t {name}-d");
        markup.Element("title", title, "id", name + "-t");
        markup.Element("desc", description, "id", name + "-d");
        markup.Open("clipPath", "id", name + "-c");
        markup.Empty("rect", "width", width, "height", height);
        markup.Close();
        markup.Open("g", "clip-path", $"url(#{name}-c)");
        markup.Empty("rect", "class", "sea", "width", width, "height", height);
        Reserve();
        Ground(ground.Draw(view.Box, view.ToleranceDegrees), MarginBand.Differing(view, ground), MarginBand.Uncertain(view, ground, finely));
        Graticule();
    }

    /// <summary>Names places where there is room, and closes the picture.</summary>
    public void End()
    {
        Places();
        Scale();
        North();
        markup.Close();
        markup.Empty("rect", "class", "frame", "width", Markup.Px(view.Width), "height", Markup.Px(view.Height));
        markup.Close();
    }

    /// <summary>A path in a style.</summary>
    public void Path(string style, string data)
    {
        if (data.Length > 0)
            markup.Empty("path", "class", style, "d", data);
    }

    /// <summary>A label beside a point, where there is room for it.</summary>
    /// <returns>Whether there was.</returns>
    public bool Label(string style, string text, double x, double y, double size, double distance)
    {
        var width = LabelBoard.WidthOf(text, size);
        if (Board.Find(x, y, width, size * 1.15, distance) is not { } place)
            return false;
        markup.Element("text", text, "class", style, "x", Markup.Px(place.X), "y", Markup.Px(place.Y + (size * 0.92)));
        return true;
    }

    private void Ground(IEnumerable<DrawnLine> ground, string differing, string uncertain)
    {
        var land = new StringBuilder();
        var lines = LineStyle.All.ToDictionary(static l => l.Kind, static _ => new StringBuilder());
        foreach (var line in ground)
        {
            if (line.Kind == DrawnLineKind.Land)
                Outline.AppendRing(land, view, line.Points);
            else if (lines.TryGetValue(line.Kind, out var path))
                Outline.AppendLine(path, view, line.Points);
        }

        Path("land", land.ToString());
        Path("differ", differing);
        Path("margin", uncertain);
        (ShowsDifference, ShowsMargins) = (differing.Length > 0, uncertain.Length > 0);
        foreach (var (kind, style) in LineStyle.All)
        {
            if (lines[kind].Length == 0)
                continue;
            Shown.Add(kind);
            Path(style, lines[kind].ToString());
        }
    }

    private void Graticule()
    {
        double[] steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30];
        var reach = Math.Min(view.North - view.South, (view.East - view.West) * 0.8);
        var step = steps.FirstOrDefault(s => reach / s <= 5, 30);
        var path = new StringBuilder();
        for (var latitude = Math.Ceiling(view.South / step) * step; latitude <= Math.Min(view.North, 89); latitude += step)
        {
            var line = Enumerable.Range(0, 41).Select(i => view.PlaceRelative(latitude, view.West + ((view.East - view.West) * i / 40))).ToList();
            Outline.Append(path, Outline.Thin(line), close: false);
            if (Crossing(line, static p => p.X, 0) is { } y && y > 12 && y < view.Height - 40)
                Degrees(latitude, latitude >= 0 ? "N" : "S", 4, y - 2.5);
        }

        var first = Math.Ceiling((view.CentralLongitude + view.West) / step) * step;
        for (var longitude = first; longitude <= view.CentralLongitude + view.East; longitude += step)
        {
            var line = Enumerable.Range(0, 41).Select(i => view.PlaceRelative(view.South + ((view.North - view.South) * i / 40), longitude - view.CentralLongitude)).ToList();
            Outline.Append(path, Outline.Thin(line), close: false);
            if (Crossing(line, static p => p.Y, 0) is { } x && x > 20 && x < view.Width - 70)
            {
                var wrapped = Position.NormalizeLongitude(longitude);
                Degrees(wrapped, wrapped >= 0 ? "E" : "W", x + 3, 10);
            }
        }

        Path("graticule", path.ToString());
    }

    private void Degrees(double value, string side, double x, double y)
    {
        var text = Math.Abs(value).ToString("0.##", wording.Culture) + "° " + wording.Term("compass." + side);
        Board.Take(x - 2, y - 8, LabelBoard.WidthOf(text, 8) + 4, 11);
        markup.Element("text", text, "class", "degrees", "x", Markup.Px(x), "y", Markup.Px(y));
    }

    // Where a line crosses x = bound (the other coordinate), or y = bound.
    private static double? Crossing(List<(double X, double Y)> line, Func<(double X, double Y), double> axis, double bound)
    {
        for (var i = 1; i < line.Count; i++)
        {
            double a = axis(line[i - 1]) - bound, b = axis(line[i]) - bound;
            if ((a <= 0) == (b <= 0))
                continue;
            var share = a / (a - b);
            return line[i - 1].X + line[i - 1].Y - axis(line[i - 1]) + (share * (line[i].X + line[i].Y - axis(line[i]) - (line[i - 1].X + line[i - 1].Y - axis(line[i - 1]))));
        }

        return null;
    }

    private void Places()
    {
        // A wide map names only what is important; towns crowd it otherwise.
        var kilometres = view.Width * view.MetresPerPixel / 1000;
        var lowest = kilometres > 2500 ? 1 : kilometres > 1100 ? 2 : 3;
        foreach (var place in Place.All)
        {
            var (x, y) = view.Place(place.Position);
            if (place.Rank > lowest || !view.Holds(x, y, 6))
                continue;
            var text = wording.Code == "es" ? place.Spanish : place.English;
            if (place.Kind == PlaceKind.Town)
            {
                if (Label("town", text, x, y, PlaceSize, 5))
                    markup.Empty("circle", "class", "town-dot", "cx", Markup.Px(x), "cy", Markup.Px(y), "r", "1.7");
                continue;
            }

            var (style, size, spacing) = place.Kind == PlaceKind.Water ? ("water", 11.0, 1.12) : ("state", 13.0, 1.3);
            var shown = place.Kind == PlaceKind.State ? text.ToUpper(wording.Culture) : text;
            if (Board.TryCentre(x, y, LabelBoard.WidthOf(shown, size) * spacing, size * 1.2))
                markup.Element("text", shown, "class", style, "x", Markup.Px(x), "y", Markup.Px(y + (size * 0.35)));
        }
    }

    private void Reserve()
    {
        Board.Take(0, view.Height - 30, 150, 30);
        Board.Take(view.Width - 34, 0, 34, 46);
    }

    private void Scale()
    {
        double[] lengths = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
        var kilometres = lengths.Last(l => l == lengths[0] || l * 1000 / view.MetresPerPixel <= 110);
        var width = kilometres * 1000 / view.MetresPerPixel;
        double x = 10, y = view.Height - 9;
        markup.Empty("rect", "class", "plate", "x", "4", "y", Markup.Px(y - 19), "width", Markup.Px(width + 14), "height", "25", "rx", "2");
        markup.Empty("path", "class", "scale", "d", string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y - 5:0.#}v5h{width:0.#}v-5M{x + (width / 2):0.#} {y - 3:0.#}v3"));
        markup.Element("text", wording.Number(kilometres, 0) + " km", "class", "scale-text", "x", Markup.Px(x), "y", Markup.Px(y - 8));
    }

    private void North()
    {
        double x = view.Width - 17, y = 22;
        var turn = Markup.Px(view.NorthAt(x, y));
        markup.Open("g", "transform", $"translate({Markup.Px(x)} {Markup.Px(y)}) rotate({turn})");
        markup.Empty("path", "class", "north", "d", "M0 -15L5 6L0 2L-5 6Z");
        markup.Element("text", wording.Term("compass.N"), "class", "north-text", "x", "0", "y", "17");
        markup.Close();
    }
}
