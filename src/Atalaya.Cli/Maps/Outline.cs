using System.Globalization;
using System.Text;
using Atalaya.Earth;

namespace Atalaya.Cli.Maps;

/// <summary>Turns lines of the Earth into SVG paths: cut at the edge of the view, thinned to what can be seen.</summary>
internal static class Outline
{
    private const double FinestPixels = 0.35;

    /// <summary>A closed ring as one or no sub-path.</summary>
    public static void AppendRing(StringBuilder path, MapView view, IReadOnlyList<Position> ring)
    {
        foreach (var shift in Shifts(view))
        {
            var points = Unwrap(view, ring, shift);
            points = CutRing(points, static p => p.Latitude, view.South, 1);
            points = CutRing(points, static p => p.Latitude, view.North, -1);
            points = CutRing(points, static p => p.Longitude, view.West, 1);
            points = CutRing(points, static p => p.Longitude, view.East, -1);
            if (points.Count > 2)
                Append(path, Thin([.. points.Select(p => view.PlaceRelative(p.Latitude, p.Longitude))]), close: true);
        }
    }

    /// <summary>An open line as sub-paths, one for each stretch that is in view.</summary>
    public static void AppendLine(StringBuilder path, MapView view, IReadOnlyList<Position> line)
    {
        foreach (var shift in Shifts(view))
        {
            var points = Unwrap(view, line, shift);
            var stretch = new List<(double X, double Y)>();
            for (var i = 0; i < points.Count; i++)
            {
                var seen = InView(view, points[i]) || (i > 0 && InView(view, points[i - 1])) || (i + 1 < points.Count && InView(view, points[i + 1]));
                if (seen)
                    stretch.Add(view.PlaceRelative(points[i].Latitude, points[i].Longitude));
                if (!seen || i + 1 == points.Count)
                {
                    if (stretch.Count > 1)
                        Append(path, Thin(stretch), close: false);
                    stretch.Clear();
                }
            }
        }
    }

    /// <summary>Points of the sheet as a sub-path.</summary>
    public static void Append(StringBuilder path, IReadOnlyList<(double X, double Y)> points, bool close)
    {
        if (points.Count < 2)
            return;
        for (var i = 0; i < points.Count; i++)
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : i == 1 ? 'L' : ' ')}{points[i].X:0.#} {points[i].Y:0.#}");
        if (close)
            path.Append('Z');
    }

    /// <summary>Leaves out points that lie closer than the eye can tell to the line through their neighbours (Douglas and Peucker 1973).</summary>
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count < 3)
            return points;
        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var open = new Stack<(int First, int Last)>();
        open.Push((0, points.Count - 1));
        while (open.TryPop(out var stretch))
        {
            var (farthest, index) = (FinestPixels, -1);
            for (var i = stretch.First + 1; i < stretch.Last; i++)
            {
                var distance = DistanceToSegment(points[i], points[stretch.First], points[stretch.Last]);
                if (distance > farthest)
                    (farthest, index) = (distance, i);
            }

            if (index < 0)
                continue;
            keep[index] = true;
            open.Push((stretch.First, index));
            open.Push((index, stretch.Last));
        }

        return [.. points.Where((_, i) => keep[i])];
    }

    /// <summary>Distance of a point to a segment, on the sheet.</summary>
    public static double DistanceToSegment((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y;
        var length = (dx * dx) + (dy * dy);
        var along = length == 0 ? 0 : Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / length, 0, 1);
        double offX = point.X - from.X - (along * dx), offY = point.Y - from.Y - (along * dy);
        return Math.Sqrt((offX * offX) + (offY * offY));
    }

    // A view near the far side of the Earth shows a ring both here and a turn farther.
    private static double[] Shifts(MapView view) => view.East - view.West > 180 ? [0, -360, 360] : [0];

    private static bool InView(MapView view, (double Latitude, double Longitude) p) =>
        p.Latitude >= view.South && p.Latitude <= view.North && p.Longitude >= view.West && p.Longitude <= view.East;

    private static List<(double Latitude, double Longitude)> Unwrap(MapView view, IReadOnlyList<Position> line, double shift)
    {
        var points = new List<(double Latitude, double Longitude)>(line.Count);
        double previous = 0;
        foreach (var position in line)
        {
            var longitude = Position.NormalizeLongitude(position.Longitude - view.CentralLongitude);
            if (points.Count > 0)
                longitude += 360 * Math.Round((previous - longitude) / 360);
            previous = longitude;
            points.Add((position.Latitude, longitude));
        }

        // Unwrapped from a far-off first point the whole line may lie a turn away.
        var middle = points.Count == 0 ? 0 : (points.Min(static p => p.Longitude) + points.Max(static p => p.Longitude)) / 2;
        var turn = shift - (360 * Math.Round(middle / 360));
        return turn == 0 ? points : [.. points.Select(p => (p.Latitude, p.Longitude + turn))];
    }

    // Sutherland and Hodgman (1974), one edge.
    private static List<(double Latitude, double Longitude)> CutRing(
        List<(double Latitude, double Longitude)> ring, Func<(double Latitude, double Longitude), double> axis, double bound, int side)
    {
        var kept = new List<(double Latitude, double Longitude)>(ring.Count);
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[i], ring[(i + 1) % ring.Count]);
            double a = side * (axis(from) - bound), b = side * (axis(to) - bound);
            if (a >= 0)
                kept.Add(from);
            if ((a >= 0) == (b >= 0))
                continue;
            var share = a / (a - b);
            kept.Add((from.Latitude + ((to.Latitude - from.Latitude) * share), from.Longitude + ((to.Longitude - from.Longitude) * share)));
        }

        return kept;
    }
}
