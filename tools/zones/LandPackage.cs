using System.Text.Json;

namespace Atalaya.ZoneBuilder;

/// <summary>A vertex in microdegrees.</summary>
internal readonly record struct Vertex(int Longitude, int Latitude);

/// <summary>A piece of land with the waters and enclaves cut out of it.</summary>
/// <param name="State">ISO 3166-1 alpha-3 of the sovereign.</param>
/// <param name="Rings">The outer ring, then the holes; first vertex repeated last, land on the left of every ring.</param>
internal sealed record LandPolygon(string State, IReadOnlyList<List<Vertex>> Rings);

/// <summary>Reads the land of every state from the pinned package (OpenStreetMap, ODbL).</summary>
internal static class LandPackage
{
    public static List<LandPolygon> Read(string path, Dictionary<string, string> sovereigns)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var land = new List<LandPolygon>();
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
        {
            var code = feature.GetProperty("properties").GetProperty("A3").GetString()!;
            var state = sovereigns.GetValueOrDefault(code, code);
            var geometry = feature.GetProperty("geometry");
            var coordinates = geometry.GetProperty("coordinates");
            if (geometry.GetProperty("type").GetString() == "Polygon")
            {
                land.Add(ReadPolygon(coordinates, state));
                continue;
            }

            foreach (var polygon in coordinates.EnumerateArray())
                land.Add(ReadPolygon(polygon, state));
        }

        return land;
    }

    private static LandPolygon ReadPolygon(JsonElement polygon, string state)
    {
        var rings = new List<List<Vertex>>();
        var hole = false;
        foreach (var ring in polygon.EnumerateArray())
        {
            var vertices = new List<Vertex>(ring.GetArrayLength());
            foreach (var point in ring.EnumerateArray())
                vertices.Add(new Vertex(Micro(point[0].GetDouble()), Micro(point[1].GetDouble())));
            if (SignedArea(vertices) < 0 != hole)
                vertices.Reverse();
            rings.Add(vertices);
            hole = true;
        }

        return new LandPolygon(state, rings);
    }

    public static double SignedArea(IReadOnlyList<Vertex> ring)
    {
        double area = 0;
        for (var i = 0; i + 1 < ring.Count; i++)
            area += ((double)ring[i].Longitude * ring[i + 1].Latitude) - ((double)ring[i + 1].Longitude * ring[i].Latitude);
        return area / 2;
    }

    private static int Micro(double degrees) => (int)Math.Round(degrees * 1e6);
}
