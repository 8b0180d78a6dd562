namespace Atalaya.ZoneBuilder;

/// <summary>A line of the built file with the states on its left and right (null: the sea).</summary>
internal sealed record BuiltArc(BuiltLayer Layer, string? Left, string? Right, string Source, List<Vertex> Points);

/// <summary>Layers of the zone file, numbered as its reader numbers them.</summary>
internal enum BuiltLayer
{
    Land,
    InternalWaters,
    StraightBaseline,
    MaritimeBoundary,
    BayMouth,
}

/// <summary>Turns rings into arcs that each run between the same two neighbours, so that a border is stored once.</summary>
internal static class ArcBuilder
{
    public static List<BuiltArc> Build(IEnumerable<LandPolygon> land)
    {
        var sides = CollectEdges(land);
        var starts = new Dictionary<Vertex, List<Vertex>>();
        foreach (var ((a, b), (left, right)) in sides)
        {
            if (left == right)
                continue;
            Add(starts, a, b);
            Add(starts, b, a);
        }

        var used = new HashSet<(Vertex, Vertex)>();
        var arcs = new List<BuiltArc>();
        bool IsNode(Vertex v) => starts[v] is { Count: not 2 } || Label(sides, starts[v][0], v) != Label(sides, v, starts[v][1]);
        void Walk(Vertex from, Vertex to)
        {
            if (used.Contains(Key(from, to)))
                return;
            var label = Label(sides, from, to);
            var points = new List<Vertex> { from, to };
            used.Add(Key(from, to));
            while (to != points[0] && !IsNode(to))
            {
                var next = starts[to][0] == from ? starts[to][1] : starts[to][0];
                (from, to) = (to, next);
                used.Add(Key(from, to));
                points.Add(to);
            }

            arcs.Add(new BuiltArc(BuiltLayer.Land, label.Left, label.Right, label is { Left: not null, Right: not null } ? "border-osm" : "coast-osm", points));
        }

        var ordered = starts.Keys.OrderBy(v => v.Longitude).ThenBy(v => v.Latitude).ToList();
        foreach (var v in ordered.Where(IsNode))
        {
            foreach (var next in starts[v].OrderBy(n => n.Longitude).ThenBy(n => n.Latitude))
                Walk(v, next);
        }

        foreach (var v in ordered)
        {
            foreach (var next in starts[v])
                Walk(v, next);
        }

        return arcs;
    }

    private static Dictionary<(Vertex A, Vertex B), (string? Left, string? Right)> CollectEdges(IEnumerable<LandPolygon> land)
    {
        var sides = new Dictionary<(Vertex, Vertex), (string? Left, string? Right)>();
        foreach (var (state, rings) in land)
        {
            foreach (var ring in rings)
            {
                for (var i = 0; i + 1 < ring.Count; i++)
                {
                    Vertex a = ring[i], b = ring[i + 1];
                    if (a == b)
                        continue;
                    var key = Key(a, b);
                    sides.TryGetValue(key, out var side);
                    sides[key] = key.A == a ? (state, side.Right) : (side.Left, state);
                }
            }
        }

        return sides;
    }

    public static (Vertex A, Vertex B) Key(Vertex a, Vertex b) =>
        a.Longitude < b.Longitude || (a.Longitude == b.Longitude && a.Latitude < b.Latitude) ? (a, b) : (b, a);

    private static (string? Left, string? Right) Label(Dictionary<(Vertex A, Vertex B), (string? Left, string? Right)> sides, Vertex from, Vertex to)
    {
        var key = Key(from, to);
        var side = sides[key];
        return key.A == from ? side : (side.Right, side.Left);
    }

    private static void Add(Dictionary<Vertex, List<Vertex>> starts, Vertex from, Vertex to)
    {
        if (!starts.TryGetValue(from, out var list))
            starts[from] = list = [];
        list.Add(to);
    }
}
