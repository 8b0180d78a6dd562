using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Atalaya.ZoneBuilder;

/// <summary>Gives the inland waters of a state to that state: a lake is territory, and so is an island in it.</summary>
internal static class LakeFiller
{
    private static readonly GeometryFactory Factory = new();

    public static List<LandPolygon> Fill(List<LandPolygon> land)
    {
        var distinct = land.DistinctBy(p => (p.State, p.Rings[0].Count, p.Rings[0].Min(v => v.Longitude), p.Rings[0].Max(v => v.Longitude),
            p.Rings[0].Min(v => v.Latitude), p.Rings[0].Max(v => v.Latitude))).ToList();
        var filled = DropLakes(distinct);
        return DropNested(filled);
    }

    /// <summary>Keeps the holes in which another state lies; drops the rest.</summary>
    private static List<LandPolygon> DropLakes(List<LandPolygon> land)
    {
        var outers = new STRtree<LandPolygon>();
        var outerVertices = new Dictionary<Vertex, string>();
        foreach (var polygon in land)
        {
            outers.Insert(Envelope(polygon.Rings[0]), polygon);
            foreach (var v in polygon.Rings[0])
                outerVertices[v] = outerVertices.TryGetValue(v, out var other) && other != polygon.State ? "*" : polygon.State;
        }

        outers.Build();
        bool HoldsAnother(string state, List<Vertex> hole)
        {
            if (hole.Skip(1).Count(v => outerVertices.TryGetValue(v, out var other) && other != state) > 1)
                return true;
            var box = Envelope(hole);
            var inside = outers.Query(box).Where(p => p.State != state && box.Contains(Envelope(p.Rings[0]))).ToList();
            if (inside.Count == 0)
                return false;
            var shape = ToPolygon([hole]);
            return inside.Any(p => shape.Contains(Factory.CreatePoint(ToCoordinate(p.Rings[0][0]))));
        }

        return [.. land.Select(p => p with { Rings = [p.Rings[0], .. p.Rings.Skip(1).Where(h => HoldsAnother(p.State, h))] })];
    }

    /// <summary>Drops polygons that lie inside land of the same state; cuts out of the land round them those of another.</summary>
    private static List<LandPolygon> DropNested(List<LandPolygon> land)
    {
        var hosts = new STRtree<int>();
        for (var i = 0; i < land.Count; i++)
            hosts.Insert(Envelope(land[i].Rings[0]), i);
        hosts.Build();
        var locators = new Dictionary<int, IndexedPointInAreaLocator>();
        var nested = new bool[land.Count];
        var enclaves = new List<(int Host, int Inner)>();
        for (var index = 0; index < land.Count; index++)
        {
            var inner = land[index].Rings[0];
            var box = Envelope(inner);
            foreach (var host in hosts.Query(box).Order())
            {
                if (host == index || land[host].Rings[0].Count < 5 || !Envelope(land[host].Rings[0]).Contains(box))
                    continue;
                if (!locators.TryGetValue(host, out var locator))
                    locators[host] = locator = new IndexedPointInAreaLocator(ToPolygon(land[host].Rings));
                var places = inner.Select(v => locator.Locate(ToCoordinate(v))).ToList();
                if (land[host].State == land[index].State)
                    nested[index] |= places.TrueForAll(p => p != Location.Exterior) && places.Contains(Location.Interior);
                else if (places.TrueForAll(p => p != Location.Exterior) && places.Count(p => p == Location.Interior) > 0.9 * places.Count)
                    enclaves.Add((host, index));
            }
        }

        var cut = land.Select(p => p.Rings.ToList()).ToList();
        foreach (var (host, inner) in enclaves.Where(e => !nested[e.Inner] && !nested[e.Host]))
        {
            cut[host].Add([.. land[inner].Rings[0].AsEnumerable().Reverse()]);
        }

        return [.. Enumerable.Range(0, land.Count).Where(i => !nested[i]).Select(i => land[i] with { Rings = cut[i] })];
    }

    internal static Polygon ToPolygon(IReadOnlyList<List<Vertex>> rings) =>
        Factory.CreatePolygon(ToRing(rings[0]), [.. rings.Skip(1).Select(ToRing)]);

    private static LinearRing ToRing(List<Vertex> ring) => Factory.CreateLinearRing([.. ring.Select(ToCoordinate)]);

    private static Coordinate ToCoordinate(Vertex v) => new(v.Longitude, v.Latitude);

    internal static Envelope Envelope(List<Vertex> ring)
    {
        var box = new Envelope();
        foreach (var v in ring)
            box.ExpandToInclude(v.Longitude, v.Latitude);
        return box;
    }
}
