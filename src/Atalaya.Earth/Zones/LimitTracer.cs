namespace Atalaya.Earth.Zones;

/// <summary>
/// Draws the outer limit of territorial seas as the line where the height <see cref="ZoneFinder.LimitHeight"/> is zero: squares
/// that may meet it are cut down to leaves, and in each leaf the line is interpolated (marching squares, Lorensen and Cline 1987).
/// </summary>
internal sealed class LimitTracer
{
    /// <summary>Beyond this tolerance the limit would fall together with the coast, so it is left out.</summary>
    private const double CoarsestToleranceDegrees = 0.06;

    /// <summary>A leaf this wide bends away from the limit, whose least radius is 22 km, by at most 180 m.</summary>
    private const double WidestLeafDegrees = 0.05;

    /// <summary>Claims differ where the other claim's limit is farther than this from a point of the one.</summary>
    private const double DifferenceMetres = 300;

    private readonly ZoneFinder finder;
    private readonly Claim claim;
    private readonly PlaneBox box;
    private readonly double leaf;
    private readonly Dictionary<(int Column, int Row), double> heights = [];
    private readonly List<(Edge From, Edge To)> segments = [];

    private LimitTracer(ZoneFinder finder, Claim claim, PlaneBox box, double toleranceDegrees)
    {
        this.finder = finder;
        this.claim = claim;
        this.box = box;
        leaf = Math.Min(2 * toleranceDegrees, WidestLeafDegrees);
    }

    /// <summary>The limits inside a box under the low-water claim, and under Mexico's where it differs.</summary>
    public static IEnumerable<DrawnLine> Trace(ZoneFinder finder, PlaneBox box, double toleranceDegrees)
    {
        if (toleranceDegrees is <= 0 or > CoarsestToleranceDegrees)
            yield break;
        foreach (var line in new LimitTracer(finder, Claim.LowWater, box, toleranceDegrees).Lines(toleranceDegrees, null))
            yield return new DrawnLine(DrawnLineKind.TerritorialSeaLimit, null, line);
        if (box.Overlap(finder.BaselineReach) is not { } reach)
            yield break;
        bool Differs(PlanePoint p) => Math.Abs(finder.LimitHeight(p.Y, p.X, Claim.LowWater)) > DifferenceMetres;
        foreach (var line in new LimitTracer(finder, Claim.Mexico, reach, toleranceDegrees).Lines(toleranceDegrees, Differs))
            yield return new DrawnLine(DrawnLineKind.TerritorialSeaLimitMexico, null, line);
    }

    private IEnumerable<IReadOnlyList<Position>> Lines(double tolerance, Func<PlanePoint, bool>? keep)
    {
        var levels = (int)Math.Ceiling(Math.Log2(Math.Max(1, box.LargestSide / leaf)));
        Descend(0, 0, 1 << levels);
        foreach (var chain in Chain(keep))
        {
            foreach (var piece in PlaneLine.ClipLine(PlaneLine.Simplify([.. chain], tolerance / 2), box))
                yield return PlaneLine.ToPositions(piece);
        }
    }

    private void Descend(int column, int row, int size)
    {
        double west = box.West + (column * leaf), south = box.South + (row * leaf), side = size * leaf;
        if (west >= box.East || south >= box.North)
            return;
        double latitude = Math.Min(90, south + (side / 2)), longitude = west + (side / 2);
        var middle = Cartesian.FromDegrees(latitude, longitude);
        var reach = Math.Max(middle.ChordTo(Cartesian.FromDegrees(south, west)), middle.ChordTo(Cartesian.FromDegrees(Math.Min(90, south + side), west)));
        // Below a hemisphere a chord is at least 0.63 of its arc.
        if (side < 60 && Math.Abs(finder.LimitHeight(latitude, longitude, claim)) > reach * 1.6)
            return;
        if (size == 1)
        {
            MarchSquare(column, row);
            return;
        }

        var half = size / 2;
        Descend(column, row, half);
        Descend(column + half, row, half);
        Descend(column, row + half, half);
        Descend(column + half, row + half, half);
    }

    private void MarchSquare(int column, int row)
    {
        double sw = Height(column, row), se = Height(column + 1, row), ne = Height(column + 1, row + 1), nw = Height(column, row + 1);
        var crossed = new List<Edge>(4);
        if (sw > 0 != se > 0)
            crossed.Add(new Edge(column, row, false, sw / (sw - se)));
        if (se > 0 != ne > 0)
            crossed.Add(new Edge(column + 1, row, true, se / (se - ne)));
        if (nw > 0 != ne > 0)
            crossed.Add(new Edge(column, row + 1, false, nw / (nw - ne)));
        if (sw > 0 != nw > 0)
            crossed.Add(new Edge(column, row, true, sw / (sw - nw)));
        if (crossed.Count == 2)
            segments.Add((crossed[0], crossed[1]));
        if (crossed.Count != 4)
            return;
        // A saddle: the middle tells which corners hang together.
        var isJoined = sw + se + ne + nw > 0 == sw > 0;
        segments.Add(isJoined ? (crossed[0], crossed[1]) : (crossed[0], crossed[3]));
        segments.Add(isJoined ? (crossed[2], crossed[3]) : (crossed[1], crossed[2]));
    }

    private double Height(int column, int row)
    {
        if (heights.TryGetValue((column, row), out var known))
            return known;
        var height = finder.LimitHeight(Math.Min(90, box.South + (row * leaf)), box.West + (column * leaf), claim);
        return heights[(column, row)] = height == 0 ? 1e-9 : height;
    }

    private PlanePoint PointOf(Edge edge)
    {
        double x = box.West + (edge.Column * leaf), y = box.South + (edge.Row * leaf);
        return edge.IsVertical ? new PlanePoint(x, y + (edge.Along * leaf)) : new PlanePoint(x + (edge.Along * leaf), y);
    }

    private IEnumerable<List<PlanePoint>> Chain(Func<PlanePoint, bool>? keep)
    {
        var kept = segments.Where(s => keep is null || (keep(PointOf(s.From)) && keep(PointOf(s.To)))).ToList();
        var at = new Dictionary<(int, int, bool), List<int>>();
        for (var i = 0; i < kept.Count; i++)
        {
            foreach (var key in new[] { kept[i].From.Key, kept[i].To.Key })
            {
                if (!at.TryGetValue(key, out var list))
                    at[key] = list = [];
                list.Add(i);
            }
        }

        var used = new bool[kept.Count];
        for (var i = 0; i < kept.Count; i++)
        {
            if (used[i])
                continue;
            used[i] = true;
            var line = new LinkedList<PlanePoint>([PointOf(kept[i].From), PointOf(kept[i].To)]);
            Extend(kept[i].To, p => line.AddLast(p));
            Extend(kept[i].From, p => line.AddFirst(p));
            yield return [.. line];
        }

        void Extend(Edge end, Action<PlanePoint> add)
        {
            while (at[end.Key].FindIndex(k => !used[k]) is >= 0 and var place)
            {
                var next = at[end.Key][place];
                used[next] = true;
                end = kept[next].From.Key == end.Key ? kept[next].To : kept[next].From;
                add(PointOf(end));
            }
        }
    }

    /// <summary>A side of a leaf that the limit crosses, and where along it.</summary>
    private readonly record struct Edge(int Column, int Row, bool IsVertical, double Along)
    {
        public (int Column, int Row, bool IsVertical) Key => (Column, Row, IsVertical);
    }
}
