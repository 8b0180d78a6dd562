using System.Text.Encodings.Web;
using System.Text.Json;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;

namespace Atalaya.Cli.Maps;

/// <summary>The lines of a box as GeoJSON (RFC 7946), with the areas in which an answer is uncertain under each claim. Members: docs/formats/zone-map.md.</summary>
internal static class ClaimsGeoJson
{
    /// <summary>Metres that a sample of an uncertain area stands for at best: margins are wider.</summary>
    private const double FinestMetres = 100;

    /// <summary>Samples of an area at most.</summary>
    private const double MostSamples = 2e7;

    /// <summary>How far in metres a line may be from the one that decides.</summary>
    private const double LineToleranceMetres = 50;

    /// <summary>Writes a box.</summary>
    /// <param name="to">The file.</param>
    /// <param name="zones">The zone map.</param>
    /// <param name="box">Which part of the Earth.</param>
    /// <param name="claims">Under whose lines.</param>
    public static void Write(Stream to, ZoneMap zones, GeoBox box, IReadOnlyList<Claim> claims)
    {
        using var json = new Utf8JsonWriter(to, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("attribution", "© OpenStreetMap contributors (ODbL 1.0); Natural Earth; treaties and decrees as cited in tools/zones");
        Numbers(json, "bbox", [box.West, box.South, box.East, box.North]);
        json.WriteStartArray("features");
        foreach (var line in zones.Draw(box, LineToleranceMetres / 111_200))
        {
            if (ClaimOf(line.Kind) is not { } claim || (claim == "low-water" && !claims.Contains(Claim.LowWater)) || (claim == "MEX" && !claims.Contains(Claim.Mexico)))
                continue;
            Feature(json, () =>
            {
                json.WriteString("kind", Word(line.Kind));
                json.WriteString("claim", claim);
                json.WriteString("sovereign", line.Sovereign);
            }, () => Line(json, line));
        }

        foreach (var claim in claims)
        {
            var metres = SampleMetres(box);
            Feature(json, () =>
            {
                json.WriteString("kind", "uncertain");
                json.WriteString("claim", claim == Claim.Mexico ? "MEX" : "low-water");
                json.WriteNumber("sampleMetres", Math.Round(metres, 1));
            }, () => Area(json, zones.Follow(claim), box, metres));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        to.WriteByte((byte)'\n');
    }

    private static string? ClaimOf(DrawnLineKind kind) => kind switch
    {
        DrawnLineKind.TerritorialSeaLimit => "low-water",
        DrawnLineKind.TerritorialSeaLimitMexico or DrawnLineKind.StraightBaseline => "MEX",
        _ => "both",
    };

    private static string Word(DrawnLineKind kind) => kind switch
    {
        DrawnLineKind.Land => "land",
        DrawnLineKind.Border => "border",
        DrawnLineKind.StraightBaseline => "straight-baseline",
        DrawnLineKind.MaritimeBoundary => "maritime-boundary",
        _ => "territorial-sea-limit",
    };

    private static void Feature(Utf8JsonWriter json, Action properties, Action geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        properties();
        json.WriteEndObject();
        json.WriteStartObject("geometry");
        geometry();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, DrawnLine line)
    {
        var points = line.Points.Select(static p => (X: p.Longitude, Y: p.Latitude)).ToList();
        json.WriteString("type", line.Kind == DrawnLineKind.Land ? "Polygon" : "LineString");
        json.WriteStartArray("coordinates");
        if (line.Kind == DrawnLineKind.Land)
        {
            // Outer rings run counter-clockwise (RFC 7946, 3.1.6).
            if (RingArea.Of(points) < 0)
                points.Reverse();
            Ring(json, points);
        }
        else
        {
            foreach (var point in points)
                Numbers(json, null, [point.X, point.Y]);
        }

        json.WriteEndArray();
    }

    private static double SampleMetres(GeoBox box)
    {
        var (height, width) = Size(box);
        return Math.Max(FinestMetres, Math.Sqrt(height * width / MostSamples));
    }

    private static (double Height, double Width) Size(GeoBox box)
    {
        var middle = (box.South + box.North) / 2;
        var east = box.East < box.West ? box.East + 360 : box.East;
        return (
            Geodesic.Inverse(new(box.South, box.West), new(box.North, box.West)).Metres,
            Geodesic.Inverse(new(middle, 0), new(middle, 1)).Metres * (east - box.West));
    }

    private static void Area(Utf8JsonWriter json, ZoneFollower way, GeoBox box, double metres)
    {
        var (height, width) = Size(box);
        var east = box.East < box.West ? box.East + 360 : box.East;
        int columns = Math.Max(1, (int)Math.Round(width / metres)), rows = Math.Max(1, (int)Math.Round(height / metres));
        double stepX = (east - box.West) / columns, stepY = (box.North - box.South) / rows;
        var cells = new bool[columns * rows];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                way.Find(box.North - ((row + 0.5) * stepY), box.West + ((column + 0.5) * stepX), out var isCertain);
                cells[(row * columns) + column] = !isCertain;
            }
        }

        var rings = RasterOutline.Rings(cells, columns).Select(ring => Outline.Thin([.. ring, ring[0]]).Select(p => (X: box.West + (p.X * stepX), Y: box.North - (p.Y * stepY))).ToList()).ToList();
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in RingArea.Polygons(rings))
        {
            json.WriteStartArray();
            foreach (var ring in polygon)
                Ring(json, ring);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Ring(Utf8JsonWriter json, List<(double X, double Y)> ring)
    {
        json.WriteStartArray();
        foreach (var (x, y) in ring)
            Numbers(json, null, [x > 180 ? x - 360 : x, y]);
        if (ring[0] != ring[^1])
            Numbers(json, null, [ring[0].X > 180 ? ring[0].X - 360 : ring[0].X, ring[0].Y]);
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string? name, ReadOnlySpan<double> numbers)
    {
        if (name is null)
            json.WriteStartArray();
        else
            json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(Math.Round(number, 6));
        json.WriteEndArray();
    }
}
