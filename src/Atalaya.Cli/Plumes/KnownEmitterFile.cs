using System.Globalization;
using System.Text.Json;
using Atalaya.Earth;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;
using Sylvan.Data.Csv;

namespace Atalaya.Cli.Plumes;

/// <summary>Lawful emitters as a person lists them: CSV with a name and a place, or GeoJSON.</summary>
/// <param name="Emitters">Those that could be used.</param>
/// <param name="Unusable">Lines of CSV, or features by number, that could not.</param>
internal sealed record KnownEmitterFile(IReadOnlyList<KnownEmitter> Emitters, IReadOnlyList<long> Unusable)
{
    private static readonly string[] Names = ["name", "nombre", "facility", "id"], Latitudes = ["latitude", "lat", "latitud"], Longitudes = ["longitude", "lon", "lng", "long", "longitud"], Xs = ["x", "x_m", "east", "east_m"], Ys = ["y", "y_m", "north", "north_m"];

    /// <summary>Reads a file whose places become places of a frame.</summary>
    /// <exception cref="FormatException">It is neither CSV with a place nor GeoJSON.</exception>
    public static KnownEmitterFile Read(Stream file, LocalFrame frame)
    {
        using var reader = new StreamReader(file);
        var text = reader.ReadToEnd();
        return text.AsSpan().TrimStart().StartsWith("{") ? OfGeoJson(text, frame) : OfCsv(text, frame);
    }

    private static KnownEmitterFile OfCsv(string text, LocalFrame frame)
    {
        using var csv = CsvDataReader.Create(new StringReader(text));
        var header = Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetName(i).Trim().ToLowerInvariant()).ToList();
        int Find(string[] names) => header.FindIndex(names.Contains);
        var (name, first, second) = (Find(Names), Find(frame.IsOnEarth ? Latitudes : Xs), Find(frame.IsOnEarth ? Longitudes : Ys));
        if (first < 0 || second < 0)
            throw new FormatException();
        var (emitters, unusable) = (new List<KnownEmitter>(), new List<long>());
        while (csv.Read())
        {
            var line = csv.RowNumber + 1;
            var label = name >= 0 && csv.GetString(name).Trim() is { Length: > 0 } given ? given : "#" + csv.RowNumber.ToString(CultureInfo.InvariantCulture);
            if (Number(csv.GetString(first)) is { } a && Number(csv.GetString(second)) is { } b && Place(frame, a, b) is { } spot)
                emitters.Add(new(label, spot.X, spot.Y));
            else
                unusable.Add(line);
        }

        return new(emitters, unusable);
    }

    private static KnownEmitterFile OfGeoJson(string text, LocalFrame frame)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var features = json.RootElement.TryGetProperty("features", out var list) ? [.. list.EnumerateArray()] : new List<JsonElement> { json.RootElement };
            var (emitters, unusable) = (new List<KnownEmitter>(), new List<long>());
            for (var i = 0; i < features.Count; i++)
            {
                var label = Label(features[i]) ?? "#" + (i + 1).ToString(CultureInfo.InvariantCulture);
                if (Middle(features[i]) is { } middle && (frame.IsOnEarth ? Place(frame, middle.Y, middle.X) : Place(frame, middle.X, middle.Y)) is { } spot)
                    emitters.Add(new(label, spot.X, spot.Y));
                else
                    unusable.Add(i + 1);
            }

            return new(emitters, unusable);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    private static string? Label(JsonElement feature)
    {
        if (!feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in properties.EnumerateObject())
        {
            if (Names.Contains(property.Name.ToLowerInvariant()) && property.Value.ToString().Trim() is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    // A point is itself; of lines and areas the middle of their corners stands for them.
    private static (double X, double Y)? Middle(JsonElement feature)
    {
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object || !geometry.TryGetProperty("coordinates", out var coordinates))
            return null;
        var corners = new List<(double X, double Y)>();
        Gather(coordinates, corners);
        return corners.Count == 0 ? null : (corners.Average(static c => c.X), corners.Average(static c => c.Y));
    }

    private static void Gather(JsonElement coordinates, List<(double X, double Y)> corners)
    {
        if (coordinates.ValueKind != JsonValueKind.Array || coordinates.GetArrayLength() == 0)
            return;
        if (coordinates[0].ValueKind != JsonValueKind.Number)
        {
            foreach (var inner in coordinates.EnumerateArray())
                Gather(inner, corners);
        }
        else if (coordinates.GetArrayLength() >= 2 && coordinates[1].ValueKind == JsonValueKind.Number)
        {
            corners.Add((coordinates[0].GetDouble(), coordinates[1].GetDouble()));
        }
    }

    private static double? Number(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static Spot? Place(LocalFrame frame, double first, double second)
    {
        if (!frame.IsOnEarth)
            return new(first, second, 0);
        return Position.IsLatitude(first) && second is >= -360 and <= 360 ? frame.ToSpot(new(first, second), 0) : null;
    }
}
