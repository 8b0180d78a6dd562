namespace Atalaya.ZoneBuilder;

/// <summary>Thins the lines far from where the product is used, by Douglas and Peucker, and says so in their source.</summary>
internal static class ArcSimplifier
{
    /// <summary>130 m on the ground: half of what the package's own simplification may be off.</summary>
    private const double ToleranceMicrodegrees = 1200;

    public static BuiltArc Simplify(BuiltArc arc)
    {
        if (arc.Points.Count < 10 || !arc.Source.EndsWith("-osm", StringComparison.Ordinal) || arc.Points.Exists(IsKept))
            return arc;
        var keep = new bool[arc.Points.Count];
        keep[0] = keep[^1] = true;
        if (arc.Points[0] == arc.Points[^1])
        {
            // A ring needs two anchors more, so that it cannot fall flat.
            var far = Farthest(arc.Points, 0, arc.Points.Count - 1).Index;
            keep[far] = true;
            Mark(arc.Points, keep, 0, far);
            Mark(arc.Points, keep, far, arc.Points.Count - 1);
        }
        else
        {
            Mark(arc.Points, keep, 0, arc.Points.Count - 1);
        }

        var points = arc.Points.Where((_, i) => keep[i]).ToList();
        return points.Count < (arc.Points[0] == arc.Points[^1] ? 5 : 2) ? arc : arc with { Points = points, Source = arc.Source + "-thinned" };
    }

    /// <summary>Mexico, the United States, Central America and the Caribbean keep every vertex.</summary>
    public static bool IsKept(Vertex v) => v.Latitude is > 5_000_000 and < 50_500_000 && v.Longitude is > -130_000_000 and < -57_000_000;

    /// <summary>Indices of the vertices that a tolerance leaves of an open line.</summary>
    public static List<int> Keep(List<Vertex> points, double toleranceMicrodegrees)
    {
        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var far = Farthest(points, 0, points.Count - 1).Index;
        keep[far] = true;
        Mark(points, keep, 0, far, toleranceMicrodegrees);
        Mark(points, keep, far, points.Count - 1, toleranceMicrodegrees);
        return [.. Enumerable.Range(0, points.Count).Where(i => keep[i])];
    }

    private static void Mark(List<Vertex> points, bool[] keep, int from, int to, double tolerance = ToleranceMicrodegrees)
    {
        var work = new Stack<(int From, int To)>([(from, to)]);
        while (work.TryPop(out var span))
        {
            if (span.To - span.From < 2)
                continue;
            var (distance, index) = Farthest(points, span.From, span.To);
            if (distance <= tolerance)
                continue;
            keep[index] = true;
            work.Push((span.From, index));
            work.Push((index, span.To));
        }
    }

    private static (double Distance, int Index) Farthest(List<Vertex> points, int from, int to)
    {
        var narrow = Math.Cos(points[from].Latitude * 1e-6 * Math.PI / 180);
        double dx = (points[to].Longitude - (double)points[from].Longitude) * narrow, dy = points[to].Latitude - (double)points[from].Latitude;
        var length = (dx * dx) + (dy * dy);
        var worst = (Distance: -1.0, Index: from + 1);
        for (var i = from + 1; i < to; i++)
        {
            double px = (points[i].Longitude - (double)points[from].Longitude) * narrow, py = points[i].Latitude - (double)points[from].Latitude;
            var t = length > 0 ? Math.Clamp(((px * dx) + (py * dy)) / length, 0, 1) : 0;
            var away = Math.Sqrt(Math.Pow(px - (t * dx), 2) + Math.Pow(py - (t * dy), 2));
            if (away > worst.Distance)
                worst = (away, i);
        }

        return worst;
    }
}
