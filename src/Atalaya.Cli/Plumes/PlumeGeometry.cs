using System.Text.Json;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Plumes;

/// <summary>Places of a local frame in the coordinates of the input: degrees (longitude first, as RFC 7946 wants) or plain metres.</summary>
internal static class PlumeGeometry
{
    // A tenth of a micro-degree is a centimetre.
    private const int DegreeDecimals = 7, MetreDecimals = 2;

    /// <summary>A place as <c>latitude</c> and <c>longitude</c>, or as <c>x</c> and <c>y</c>.</summary>
    public static void WritePlace(Utf8JsonWriter json, LocalFrame frame, double x, double y)
    {
        if (frame.IsOnEarth)
        {
            var position = frame.ToPosition(x, y);
            json.WriteNumber("latitude", Rounded(position.Latitude, DegreeDecimals));
            json.WriteNumber("longitude", Rounded(position.Longitude, DegreeDecimals));
            return;
        }

        json.WriteNumber("x", Rounded(x, MetreDecimals));
        json.WriteNumber("y", Rounded(y, MetreDecimals));
    }

    /// <summary>A point as a GeoJSON geometry.</summary>
    public static void WritePoint(Utf8JsonWriter json, LocalFrame frame, double x, double y)
    {
        json.WriteStartObject();
        json.WriteString("type", "Point");
        json.WritePropertyName("coordinates");
        Coordinates(json, frame, x, y);
        json.WriteEndObject();
    }

    /// <summary>A region as a GeoJSON geometry: a polygon, or a multi-polygon where it has several parts or none.</summary>
    public static void WriteRegion(Utf8JsonWriter json, LocalFrame frame, SourceRegion region)
    {
        json.WriteStartObject();
        json.WriteString("type", region.Rings.Count == 1 ? "Polygon" : "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var ring in region.Rings)
        {
            if (region.Rings.Count != 1)
                json.WriteStartArray();
            json.WriteStartArray();
            foreach (var (x, y) in ring)
                Coordinates(json, frame, x, y);
            if (ring.Count > 0 && ring[0] != ring[^1])
                Coordinates(json, frame, ring[0].X, ring[0].Y);
            json.WriteEndArray();
            if (region.Rings.Count != 1)
                json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A number of so many decimals, without a negative zero.</summary>
    public static double Rounded(double value, int decimals) => Math.Round(value, decimals) + 0.0;

    /// <summary>A number of six figures, whatever its size; what is no number stays none.</summary>
    public static double SixFigures(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return value;
        var decimals = 5 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return decimals is >= 0 and <= 15 ? Math.Round(value, decimals) + 0.0 : value;
    }

    private static void Coordinates(Utf8JsonWriter json, LocalFrame frame, double x, double y)
    {
        json.WriteStartArray();
        if (frame.IsOnEarth)
        {
            var position = frame.ToPosition(x, y);
            json.WriteNumberValue(Rounded(position.Longitude, DegreeDecimals));
            json.WriteNumberValue(Rounded(position.Latitude, DegreeDecimals));
        }
        else
        {
            json.WriteNumberValue(Rounded(x, MetreDecimals));
            json.WriteNumberValue(Rounded(y, MetreDecimals));
        }

        json.WriteEndArray();
    }
}
