using System.Text.Json;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Atalaya.ZoneBuilder;

/// <summary>Small islands that Natural Earth has and the coast package lacks.</summary>
internal static class NaturalEarthIslands
{
    /// <summary>Only islands are wanted, not mainlands drawn otherwise.</summary>
    private const double LargestSideDegrees = 0.5;

    /// <summary>An island within about this of the package's land is taken for land that it has.</summary>
    private const double ApartMicrodegrees = 50_000;

    public static IEnumerable<BuiltArc> Find(string path, List<LandPolygon> land, Dictionary<string, string> states)
    {
        var boxes = new STRtree<LandPolygon>();
        foreach (var polygon in land)
            boxes.Insert(LakeFiller.Envelope(polygon.Rings[0]), polygon);
        boxes.Build();
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        var arcs = ReadArcs(root);
        foreach (var country in root.GetProperty("objects").GetProperty("countries").GetProperty("geometries").EnumerateArray())
        {
            var name = country.GetProperty("properties").GetProperty("name").GetString()!;
            if (!states.TryGetValue(name, out var state))
                continue;
            var polygons = country.GetProperty("arcs");
            foreach (var polygon in country.GetProperty("type").GetString() == "Polygon" ? [polygons] : polygons.EnumerateArray().ToArray())
            {
                var ring = ReadRing(polygon[0], arcs);
                var box = LakeFiller.Envelope(ring);
                if (Math.Max(box.Width, box.Height) > LargestSideDegrees * 1e6 || IsKnown(boxes, box))
                    continue;
                if (LandPackage.SignedArea(ring) < 0)
                    ring.Reverse();
                Console.WriteLine($"from Natural Earth: {state} at {ring[0]}");
                yield return new BuiltArc(BuiltLayer.Land, state, null, "coast-natural-earth", ring);
            }
        }
    }

    private static bool IsKnown(STRtree<LandPolygon> boxes, Envelope box)
    {
        var near = box.Copy();
        near.ExpandBy(ApartMicrodegrees);
        var middle = box.Centre;
        return boxes.Query(near).Any(p => p.Rings[0].Exists(v => near.Contains(v.Longitude, v.Latitude))
            || new IndexedPointInAreaLocator(LakeFiller.ToPolygon(p.Rings)).Locate(middle) != Location.Exterior);
    }

    private static List<Vertex>[] ReadArcs(JsonElement root)
    {
        var transform = root.GetProperty("transform");
        double Part(string name, int axis) => transform.GetProperty(name)[axis].GetDouble();
        return [.. root.GetProperty("arcs").EnumerateArray().Select(arc =>
        {
            int x = 0, y = 0;
            return arc.EnumerateArray().Select(p =>
            {
                x += p[0].GetInt32();
                y += p[1].GetInt32();
                return new Vertex(
                    (int)Math.Round(((x * Part("scale", 0)) + Part("translate", 0)) * 1e6),
                    (int)Math.Round(((y * Part("scale", 1)) + Part("translate", 1)) * 1e6));
            }).ToList();
        })];
    }

    private static List<Vertex> ReadRing(JsonElement indices, List<Vertex>[] arcs)
    {
        var ring = new List<Vertex>();
        foreach (var index in indices.EnumerateArray().Select(i => i.GetInt32()))
        {
            var way = index < 0 ? arcs[~index].AsEnumerable().Reverse() : arcs[index];
            ring.AddRange(way.Skip(ring.Count == 0 ? 0 : 1));
        }

        return ring;
    }
}
