using System.Text.Encodings.Web;
using System.Text.Json;
using Atalaya.Plumes.Answers;

namespace Atalaya.Cli.Plumes;

/// <summary>
/// Writes <c>sources.geojson</c>: a point and three regions for each source, and the known emitters. RFC 7946 where the frame is on the
/// Earth; in plain metres otherwise, which the foreign member <c>coordinateUnits</c> says.
/// </summary>
internal static class SourcesGeoJson
{
    /// <summary>Writes the features.</summary>
    public static void Write(Stream to, PlumeFinding finding)
    {
        using var json = new Utf8JsonWriter(to, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var (answer, frame) = (finding.Answer, finding.Readings.Frame);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("coordinateUnits", frame.IsOnEarth ? "degrees" : "metres");
        if (!frame.IsOnEarth)
            json.WriteString("coordinateNote", "Plain metres of the input's own frame, x towards east and y towards north: not longitude and latitude.");
        json.WriteString("statement", answer.Sources.Count > 0 ? "emission consistent with " + answer.Gas.Symbol : finding.IsAnswered ? "no source stated" : "no answer possible");
        json.WriteString("methodVersion", answer.MethodVersion);
        json.WriteNumber("seed", answer.Seed);
        json.WriteString("commandLine", finding.CommandLine);
        json.WriteStartArray("inputs");
        foreach (var input in finding.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("sha256", input.Sha256);
            json.WriteNumber("bytes", input.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("features");
        for (var i = 0; i < answer.Sources.Count; i++)
            Source(json, finding, i);
        foreach (var emitter in KnownNear.All(finding))
            Emitter(json, finding, emitter);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        to.WriteByte((byte)'\n');
    }

    private static void Source(Utf8JsonWriter json, PlumeFinding finding, int index)
    {
        var (source, frame) = (finding.Answer.Sources[index], finding.Readings.Frame);
        Open(json, "source", index);
        json.WriteString("gas", finding.Answer.Gas.Symbol);
        json.WriteNumber("height", PlumeGeometry.Rounded(source.Height, 2));
        json.WriteNumber("medianKgPerHour", PlumeGeometry.SixFigures(source.KilogramsPerHour.Median));
        json.WriteNumber("p05KgPerHour", PlumeGeometry.SixFigures(source.KilogramsPerHour.P05));
        json.WriteNumber("p95KgPerHour", PlumeGeometry.SixFigures(source.KilogramsPerHour.P95));
        Geometry(json, () => PlumeGeometry.WritePoint(json, frame, source.X, source.Y));
        (double, SourceRegion)[] regions = [(0.5, source.Region50), (0.8, source.Region80), (0.9, source.Region90)];
        foreach (var (level, region) in regions)
        {
            Open(json, "region", index);
            json.WriteNumber("probability", level);
            json.WriteNumber("areaSquareMetres", PlumeGeometry.SixFigures(region.AreaSquareMetres));
            Geometry(json, () => PlumeGeometry.WriteRegion(json, frame, region));
        }
    }

    private static void Emitter(Utf8JsonWriter json, PlumeFinding finding, EmitterNear near)
    {
        Open(json, "known-emitter", near.Source);
        json.WriteString("name", near.Emitter.Name);
        json.WriteBoolean("inRegion90", near.InRegion90);
        if (near.Source >= 0)
            json.WriteNumber("distanceMetres", PlumeGeometry.Rounded(near.DistanceMetres, 2));
        Geometry(json, () => PlumeGeometry.WritePoint(json, finding.Readings.Frame, near.Emitter.X, near.Emitter.Y));
    }

    private static void Open(Utf8JsonWriter json, string kind, int source)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        json.WriteString("kind", kind);
        if (source >= 0)
            json.WriteNumber("source", source);
    }

    private static void Geometry(Utf8JsonWriter json, Action geometry)
    {
        json.WriteEndObject();
        json.WritePropertyName("geometry");
        geometry();
        json.WriteEndObject();
    }
}
