using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Atalaya.ZoneBuilder;

/// <summary>
/// Finds the waters that land shuts in, from the loops that coast arcs make. One state round them: its territory. Several: a lake
/// that they share. Those in the table of enclosed seas stay sea.
/// </summary>
internal static class WaterLabeller
{
    public static List<BuiltArc> Label(List<BuiltArc> arcs, IReadOnlyList<Vertex> enclosedSeas)
    {
        var loops = TraceLoops(arcs);
        var waters = new STRtree<(IndexedPointInAreaLocator Locator, HashSet<string> States, List<int> Arcs)>();
        var all = new List<(HashSet<string> States, List<int> Arcs, double Area, Vertex At)>();
        foreach (var loop in loops.Where(l => l.Area < 0))
        {
            var ring = loop.Points;
            var locator = new IndexedPointInAreaLocator(LakeFiller.ToPolygon([ring]));
            var states = loop.Arcs.Select(a => arcs[a].Left ?? arcs[a].Right!).ToHashSet();
            if (enclosedSeas.Any(s => locator.Locate(new Coordinate(s.Longitude, s.Latitude)) == Location.Interior))
                continue;
            waters.Insert(LakeFiller.Envelope(ring), (locator, states, loop.Arcs));
            all.Add((states, loop.Arcs, -loop.Area / 1e12, ring[0]));
        }

        waters.Build();
        foreach (var (island, points) in loops.Where(l => l.Area > 0).Select(l => (l.Arcs, l.Points)))
        {
            foreach (var water in waters.Query(LakeFiller.Envelope(points)))
            {
                if (points.Any(p => water.Locator.Locate(new Coordinate(p.Longitude, p.Latitude)) == Location.Interior)
                    && points.TrueForAll(p => water.Locator.Locate(new Coordinate(p.Longitude, p.Latitude)) != Location.Exterior))
                {
                    water.States.UnionWith(island.Select(a => arcs[a].Left ?? arcs[a].Right!));
                    water.Arcs.AddRange(island);
                }
            }
        }

        var labelled = arcs.ToList();
        foreach (var (states, members, area, at) in all)
        {
            if (area > 0.02)
                Console.WriteLine($"shut-in water of {string.Join(' ', states.Order(StringComparer.Ordinal))}: {area:F2} square degrees at {at}");
            var owner = states.Count == 1 ? states.First() : ZoneWriter.SharedLake;
            foreach (var a in members)
                labelled[a] = labelled[a] with { Left = labelled[a].Left ?? owner, Right = labelled[a].Right ?? owner, Source = "shore-lake" };
        }

        labelled.RemoveAll(a => a.Left == a.Right);
        return labelled;
    }

    /// <summary>Whether one side of an arc is the sea.</summary>
    public static bool IsCoast(BuiltArc a) => a.Layer == BuiltLayer.Land && (a.Left is null || a.Right is null);

    /// <summary>The closed ways along coasts with land on the left; negative area where they run round water.</summary>
    private static List<(List<int> Arcs, List<Vertex> Points, double Area)> TraceLoops(List<BuiltArc> arcs)
    {
        var from = new Dictionary<Vertex, List<int>>();
        List<Vertex> Way(int i) => arcs[i].Right is null ? arcs[i].Points : [.. arcs[i].Points.AsEnumerable().Reverse()];
        for (var i = 0; i < arcs.Count; i++)
        {
            if (!IsCoast(arcs[i]))
                continue;
            var start = arcs[i].Right is null ? arcs[i].Points[0] : arcs[i].Points[^1];
            if (!from.TryGetValue(start, out var list))
                from[start] = list = [];
            list.Add(i);
        }

        var used = new bool[arcs.Count];
        var loops = new List<(List<int>, List<Vertex>, double)>();
        for (var i = 0; i < arcs.Count; i++)
        {
            if (used[i] || !IsCoast(arcs[i]))
                continue;
            var members = new List<int>();
            var points = new List<Vertex>();
            var at = i;
            while (at >= 0 && !used[at])
            {
                used[at] = true;
                members.Add(at);
                var way = Way(at);
                points.AddRange(points.Count == 0 ? way : way.Skip(1));
                at = points[^1] == points[0] ? -1 : Next(from, points[^2], points[^1], used, Way);
            }

            if (points[^1] == points[0] && points.Count > 3)
                loops.Add((members, points, LandPackage.SignedArea(points)));
        }

        return loops;
    }

    /// <summary>The way on that keeps the same water on the right: the first met counter-clockwise from where one came.</summary>
    private static int Next(Dictionary<Vertex, List<int>> from, Vertex before, Vertex at, bool[] used, Func<int, List<Vertex>> way)
    {
        if (!from.TryGetValue(at, out var choices))
            return -1;
        var back = Direction(at, before);
        return choices.Where(c => !used[c]).OrderBy(c =>
        {
            var turn = Direction(at, way(c)[1]) - back;
            return turn <= 0 ? turn + (2 * Math.PI) : turn;
        }).DefaultIfEmpty(-1).First();
    }

    private static double Direction(Vertex from, Vertex to) =>
        Math.Atan2((double)to.Latitude - from.Latitude, (double)to.Longitude - from.Longitude);
}
