namespace Atalaya.Earth.Zones;

/// <summary>
/// Where agreed boundaries end, abreast of which they say nothing. Two treaties may draw one boundary in turn: where the next line of the same two
/// states goes on, none ends.
/// </summary>
internal sealed class BoundaryEnds
{
    private readonly LineStore store;
    private readonly List<int> arcs = [];
    private readonly List<End> open = [];
    private readonly List<(Cartesian Point, double GapMetres)> joints = [];

    public BoundaryEnds(LineStore store, ZoneLine[] sources)
    {
        this.store = store;
        var ends = new List<End>();
        for (var a = 0; a < store.Arcs.Length; a++)
        {
            if (store.Arcs[a].Layer != ZoneLayer.MaritimeBoundary)
                continue;
            arcs.Add(a);
            ends.Add(new(a, store.Arcs[a].Start, PointOf(store.Arcs[a].Start, 0)));
            ends.Add(new(a, store.Arcs[a].Start + store.Arcs[a].Count - 2, PointOf(store.Arcs[a].Start + store.Arcs[a].Count - 2, 1)));
        }

        foreach (var end in ends)
        {
            // The same point printed in two treaties, each within its margin.
            var gap = ends.Where(e => e.Arc != end.Arc && AreOfSameStates(e.Arc, end.Arc) && e.Point.ChordTo(end.Point) <= Margin(e) + Margin(end))
                .Select(e => e.Point.ChordTo(end.Point)).DefaultIfEmpty(double.PositiveInfinity).Min();
            if (double.IsPositiveInfinity(gap))
                open.Add(end);
            else
                joints.Add((end.Point, gap));
        }

        double Margin(End end) => sources[store.Arcs[end.Arc].Source].MarginMetres;
    }

    /// <summary>Whether the nearest point of a boundary is one of its ends, and no other line of the same states goes on from there.</summary>
    public bool IsEnd(NearestLine line)
    {
        foreach (var end in open)
        {
            if (end.Arc == line.Arc && end.Segment == line.Vertex && (end.IsFirst(store) ? line.Along <= 0 : line.Along >= 1))
                return true;
        }

        return false;
    }

    /// <summary>
    /// How far one may surely move before a boundary begins, or ceases, to part the waters: to where it is a distance away, or to where one is
    /// abreast of its end.
    /// </summary>
    /// <param name="boundary">The state's boundary that is nearest to the point.</param>
    /// <param name="point">The point.</param>
    /// <param name="state">The state.</param>
    /// <param name="reachMetres">Chord metres beyond which a boundary parts nothing.</param>
    public double MetresToOtherRule(NearestLine boundary, Cartesian point, int state, double reachMetres)
    {
        if (boundary.Arc < 0)
            return reachMetres / 2;
        var away = boundary.ChordMetres;
        var metres = Math.Abs(away - reachMetres);
        if (IsEnd(boundary))
            return Math.Min(metres, Math.Min(MetresBeyond(boundary, point), (ToOtherSegment(boundary, point, state) - away) / 2));

        // Of two places one becomes the nearer after half of what it is farther now.
        foreach (var end in open)
        {
            if (IsOf(end.Arc, state))
                metres = Math.Min(metres, (end.Point.ChordTo(point) - away) / 2);
        }

        // Where two treaties do not quite meet, the sides of the one are not those of the other.
        foreach (var (joint, gap) in joints)
            metres = Math.Min(metres, Math.Max(0, joint.ChordTo(point) - (2 * gap)));
        return Math.Max(0, metres);
    }

    /// <summary>How far beyond its end, along its last segment.</summary>
    private double MetresBeyond(NearestLine boundary, Cartesian point)
    {
        Cartesian a = PointOf(boundary.Vertex, 0), b = PointOf(boundary.Vertex, 1), foot = PointOf(boundary.Vertex, boundary.Along);
        return Math.Abs(((point.X - foot.X) * (b.X - a.X)) + ((point.Y - foot.Y) * (b.Y - a.Y)) + ((point.Z - foot.Z) * (b.Z - a.Z))) / a.ChordTo(b);
    }

    private double ToOtherSegment(NearestLine boundary, Cartesian point, int state)
    {
        var best = double.PositiveInfinity;
        foreach (var arc in arcs)
        {
            if (!IsOf(arc, state))
                continue;
            for (var i = store.Arcs[arc].Start; i + 1 < store.Arcs[arc].Start + store.Arcs[arc].Count; i++)
            {
                if (i != boundary.Vertex)
                    best = Math.Min(best, ToSegment(i, point));
            }
        }

        return best;
    }

    private double ToSegment(int vertex, Cartesian p)
    {
        Cartesian a = PointOf(vertex, 0), b = PointOf(vertex, 1);
        double dx = b.X - a.X, dy = b.Y - a.Y, dz = b.Z - a.Z;
        var along = (((p.X - a.X) * dx) + ((p.Y - a.Y) * dy) + ((p.Z - a.Z) * dz)) / ((dx * dx) + (dy * dy) + (dz * dz));
        return p.ChordTo(PointOf(vertex, double.IsNaN(along) ? 0 : Math.Clamp(along, 0, 1)));
    }

    private Cartesian PointOf(int vertex, double along) => new(
        store.X[vertex] + (along * (store.X[vertex + 1] - store.X[vertex])),
        store.Y[vertex] + (along * (store.Y[vertex + 1] - store.Y[vertex])),
        store.Z[vertex] + (along * (store.Z[vertex + 1] - store.Z[vertex])));

    private bool IsOf(int arc, int state) => store.Arcs[arc].Left == state || store.Arcs[arc].Right == state;

    private bool AreOfSameStates(int one, int other) => IsOf(one, store.Arcs[other].Left) && IsOf(one, store.Arcs[other].Right);

    /// <summary>An end of a boundary.</summary>
    /// <param name="Arc">Of which arc.</param>
    /// <param name="Segment">First vertex of its outermost segment.</param>
    /// <param name="Point">Where.</param>
    private readonly record struct End(int Arc, int Segment, Cartesian Point)
    {
        /// <summary>Whether it is where the arc begins. An arc of one segment has both its ends on it.</summary>
        public bool IsFirst(LineStore store) => Point == new Cartesian(store.X[store.Arcs[Arc].Start], store.Y[store.Arcs[Arc].Start], store.Z[store.Arcs[Arc].Start]);
    }
}
