namespace Atalaya.Cli.Maps;

/// <summary>From rings to polygons with holes. x goes right, y up.</summary>
internal static class RingArea
{
    /// <summary>Signed area of a ring, in square units; positive where it runs counter-clockwise.</summary>
    public static double Of(IReadOnlyList<(double X, double Y)> ring)
    {
        double area = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[i], ring[(i + 1) % ring.Count]);
            area += (from.X * to.Y) - (to.X * from.Y);
        }

        return area / 2;
    }

    /// <summary>Each outer ring (which runs clockwise here) with the holes in it; outer rings are turned counter-clockwise and holes clockwise, as RFC 7946 wants.</summary>
    public static IEnumerable<List<List<(double X, double Y)>>> Polygons(IEnumerable<List<(double X, double Y)>> rings)
    {
        var outer = new List<(double Area, List<List<(double X, double Y)>> Rings)>();
        var holes = new List<List<(double X, double Y)>>();
        foreach (var ring in rings)
        {
            var area = Of(ring);
            ring.Reverse();
            if (area < 0)
                outer.Add((-area, [ring]));
            else if (area > 0)
                holes.Add(ring);
        }

        outer.Sort(static (a, b) => a.Area.CompareTo(b.Area));
        foreach (var hole in holes)
        {
            var size = Math.Abs(Of(hole));
            var inside = outer.FindIndex(o => o.Area > size && Holds(o.Rings[0], hole[0]));
            if (inside >= 0)
                outer[inside].Rings.Add(hole);
        }

        return outer.Select(static o => o.Rings);
    }

    private static bool Holds(List<(double X, double Y)> ring, (double X, double Y) point)
    {
        var inside = false;
        for (var (i, j) = (0, ring.Count - 1); i < ring.Count; j = i++)
        {
            if (ring[i].Y > point.Y != ring[j].Y > point.Y
                && point.X < ((ring[j].X - ring[i].X) * (point.Y - ring[i].Y) / (ring[j].Y - ring[i].Y)) + ring[i].X)
                inside = !inside;
        }

        return inside;
    }
}
