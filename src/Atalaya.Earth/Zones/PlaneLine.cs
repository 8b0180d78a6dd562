namespace Atalaya.Earth.Zones;

/// <summary>A point of a drawing: longitude and latitude in degrees.</summary>
internal readonly record struct PlanePoint(double X, double Y);

/// <summary>A box of a drawing in degrees.</summary>
internal readonly record struct PlaneBox(double West, double South, double East, double North)
{
    public double LargestSide => Math.Max(East - West, North - South);

    public static PlaneBox Of(GeoBox box) => new(box.West, box.South, box.East, box.North);

    public static PlaneBox Around(ReadOnlySpan<PlanePoint> points)
    {
        double west = double.MaxValue, south = double.MaxValue, east = double.MinValue, north = double.MinValue;
        foreach (var p in points)
        {
            west = Math.Min(west, p.X);
            east = Math.Max(east, p.X);
            south = Math.Min(south, p.Y);
            north = Math.Max(north, p.Y);
        }

        return new PlaneBox(west, south, east, north);
    }

    public bool Meets(PlaneBox other) => West <= other.East && other.West <= East && South <= other.North && other.South <= North;

    /// <summary>The part that two boxes share, if any.</summary>
    public PlaneBox? Overlap(PlaneBox? other) => other is { } o && Meets(o)
        ? new PlaneBox(Math.Max(West, o.West), Math.Max(South, o.South), Math.Min(East, o.East), Math.Min(North, o.North))
        : null;

    public bool Contains(PlanePoint p) => p.X >= West && p.X <= East && p.Y >= South && p.Y <= North;
}

/// <summary>Simplifying and clipping in the plane of longitude and latitude.</summary>
internal static class PlaneLine
{
    public static PlanePoint[] Read(ZoneData data, ZoneArc arc, bool reversed) => Read(data.Latitudes, data.Longitudes, arc, reversed);

    public static PlanePoint[] Read(int[] latitudes, int[] longitudes, ZoneArc arc, bool reversed)
    {
        var points = new PlanePoint[arc.Count];
        for (var k = 0; k < arc.Count; k++)
        {
            var i = arc.Start + (reversed ? arc.Count - 1 - k : k);
            points[k] = new PlanePoint(longitudes[i] * 1e-6, latitudes[i] * 1e-6);
        }

        return points;
    }

    public static double SignedArea(ReadOnlySpan<PlanePoint> ring)
    {
        double area = 0;
        for (var i = 0; i + 1 < ring.Length; i++)
            area += (ring[i].X * ring[i + 1].Y) - (ring[i + 1].X * ring[i].Y);
        return area / 2;
    }

    /// <summary>Douglas and Peucker (1973): drops points nearer than the tolerance to the line that is left.</summary>
    public static List<PlanePoint> Simplify(PlanePoint[] points, double tolerance)
    {
        if (points.Length < 3 || tolerance <= 0)
            return [.. points];
        var keep = new bool[points.Length];
        keep[0] = keep[^1] = true;
        var work = new Stack<(int From, int To)>();
        work.Push((0, points.Length - 1));
        while (work.TryPop(out var span))
        {
            var (worst, at) = Farthest(points, span.From, span.To);
            if (worst <= tolerance)
                continue;
            keep[at] = true;
            if (at - span.From > 1)
                work.Push((span.From, at));
            if (span.To - at > 1)
                work.Push((at, span.To));
        }

        var left = new List<PlanePoint>();
        for (var i = 0; i < points.Length; i++)
        {
            if (keep[i])
                left.Add(points[i]);
        }

        return left;
    }

    /// <summary>The part of a ring inside a box, closed along its edges (Sutherland and Hodgman 1974).</summary>
    public static List<PlanePoint> ClipRing(List<PlanePoint> ring, PlaneBox box)
    {
        if (ring.TrueForAll(box.Contains))
            return ring;
        ring = ClipSide(ring, p => p.X - box.West);
        ring = ClipSide(ring, p => box.East - p.X);
        ring = ClipSide(ring, p => p.Y - box.South);
        ring = ClipSide(ring, p => box.North - p.Y);
        return ring;
    }

    /// <summary>The parts of a line inside a box (Liang and Barsky 1984, segment by segment).</summary>
    public static IEnumerable<List<PlanePoint>> ClipLine(List<PlanePoint> line, PlaneBox box)
    {
        var piece = new List<PlanePoint>();
        for (var i = 0; i + 1 < line.Count; i++)
        {
            PlanePoint a = line[i], b = line[i + 1];
            double from = 0, to = 1;
            var isInside = Cut(b.X - a.X, box.West - a.X, box.East - a.X, ref from, ref to)
                && Cut(b.Y - a.Y, box.South - a.Y, box.North - a.Y, ref from, ref to);
            if (isInside)
            {
                if (piece.Count == 0)
                    piece.Add(Between(a, b, from));
                piece.Add(Between(a, b, to));
            }

            if ((!isInside || to < 1) && piece.Count > 0)
            {
                yield return piece;
                piece = [];
            }
        }

        if (piece.Count > 1)
            yield return piece;
    }

    public static IReadOnlyList<Position> ToPositions(List<PlanePoint> points) =>
        [.. points.Select(p => new Position(Math.Clamp(p.Y, -90, 90), Math.Min(p.X, BelowHalfTurn)))];

    /// <summary>180° east would turn into 180° west and draw a line across the map.</summary>
    private const double BelowHalfTurn = 179.9999999;

    private static (double Distance, int Index) Farthest(PlanePoint[] points, int from, int to)
    {
        PlanePoint a = points[from], b = points[to];
        double dx = b.X - a.X, dy = b.Y - a.Y;
        var length = (dx * dx) + (dy * dy);
        double worst = -1;
        var at = from;
        for (var i = from + 1; i < to; i++)
        {
            double px = points[i].X - a.X, py = points[i].Y - a.Y;
            var t = length > 0 ? Math.Clamp(((px * dx) + (py * dy)) / length, 0, 1) : 0;
            double ex = px - (t * dx), ey = py - (t * dy);
            var away = (ex * ex) + (ey * ey);
            if (away > worst)
                (worst, at) = (away, i);
        }

        return (Math.Sqrt(Math.Max(0, worst)), at);
    }

    private static List<PlanePoint> ClipSide(List<PlanePoint> ring, Func<PlanePoint, double> inside)
    {
        var clipped = new List<PlanePoint>(ring.Count);
        for (var i = 0; i < ring.Count; i++)
        {
            PlanePoint a = ring[i], b = ring[(i + 1) % ring.Count];
            double da = inside(a), db = inside(b);
            if (da >= 0)
                clipped.Add(a);
            if (da >= 0 != db >= 0)
                clipped.Add(Between(a, b, da / (da - db)));
        }

        if (clipped.Count > 0 && clipped[0] != clipped[^1])
            clipped.Add(clipped[0]);
        return clipped;
    }

    private static bool Cut(double step, double low, double high, ref double from, ref double to)
    {
        if (step == 0)
            return low <= 0 && high >= 0;
        double enter = low / step, leave = high / step;
        if (enter > leave)
            (enter, leave) = (leave, enter);
        from = Math.Max(from, enter);
        to = Math.Min(to, leave);
        return from < to;
    }

    private static PlanePoint Between(PlanePoint a, PlanePoint b, double t) => new(a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y)));
}
