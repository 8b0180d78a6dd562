using System.Globalization;
using System.Text;
using Atalaya.Cli.Paper;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>The mesh of a map with its coordinates, and the scale bar.</summary>
internal static class MapMesh
{
    private const int About = 6;

    /// <summary>Lines of the input's coordinates: metres, or degrees.</summary>
    public static void Draw(PlumePageContext page, PlumeView view, PlumeLabels labels)
    {
        labels.Take(0, view.Height - 34, 150, 34);
        var frame = page.Finding.Readings.Frame;
        var path = new StringBuilder();
        var texts = new List<(string Text, double X, double Y)>();
        if (!frame.IsOnEarth)
        {
            var step = PlotScale.Step((view.East - view.West) / About);
            for (var x = Math.Ceiling(view.West / step) * step; x <= view.East; x += step)
                Vertical(x, page.Wording.Number(x + 0.0, step < 1 ? 1 : 0));
            for (var y = Math.Ceiling(view.South / step) * step; y <= view.North; y += step)
                Horizontal(y, page.Wording.Number(y + 0.0, step < 1 ? 1 : 0));
        }
        else
        {
            double x = (view.West + view.East) / 2, y = (view.South + view.North) / 2;
            double west = frame.ToPosition(view.West, y).Longitude, east = frame.ToPosition(view.East, y).Longitude, south = frame.ToPosition(x, view.South).Latitude, north = frame.ToPosition(x, view.North).Latitude;
            if (east > west && north > south)
            {
                var across = PlotScale.Step((east - west) / (About - 1));
                for (var i = Math.Ceiling(west / across); i * across <= east; i++)
                    Vertical(frame.ToSpot(new((south + north) / 2, i * across), 0).X, Degrees(i * across, across));
                var up = PlotScale.Step((north - south) / (About - 2));
                for (var i = Math.Ceiling(south / up); i * up <= north; i++)
                    Horizontal(frame.ToSpot(new(i * up, (west + east) / 2), 0).Y, Degrees(i * up, up));
            }
        }

        page.Markup.Empty("path", "class", "mesh", "d", path.ToString());
        foreach (var (text, x, y) in texts)
            page.Label("mesh-text", text, x, y);

        void Vertical(double metres, string text)
        {
            var (x, _) = view.Place(metres, view.North);
            path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} 0V{view.Height:0.#}");
            if (x > 40 && x < view.Width - 44)
                texts.Add((text, x + 3, 9));
        }

        void Horizontal(double metres, string text)
        {
            var (_, y) = view.Place(view.West, metres);
            path.Append(CultureInfo.InvariantCulture, $"M0 {y:0.#}H{view.Width:0.#}");
            if (y > 18 && y < view.Height - 40)
                texts.Add((text, 4, y - 2.5));
        }

        string Degrees(double value, double step) => page.Wording.Number(value, Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 6)) + "°";
    }

    /// <summary>The scale bar.</summary>
    public static void Scale(PlumePageContext page, PlumeView view)
    {
        var metres = PlotScale.Step(110 / view.Scale);
        if (metres * view.Scale > 140)
            metres /= 2;
        double width = metres * view.Scale, x = 10, y = view.Height - 9;
        page.Markup.Empty("rect", "class", "plate", "x", "4", "y", Markup.Px(y - 19), "width", Markup.Px(width + 14), "height", "25", "rx", "2");
        page.Markup.Empty("path", "class", "scale", "d", string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y - 5:0.#}v5h{width:0.#}v-5M{x + (width / 2):0.#} {y - 3:0.#}v3"));
        page.Label("scale-text", metres >= 1000 ? page.Wording.Number(metres / 1000, metres % 1000 == 0 ? 0 : 1) + " km" : page.Wording.Number(metres, metres < 1 ? 1 : 0) + " m", x, y - 8);
    }
}
