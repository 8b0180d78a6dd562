using System.IO.Compression;
using System.Text.Json;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;

namespace Atalaya.Tests.Flights.Tracks;

/// <summary>Reads the real files with a plain JSON document, on purpose not with the product's readers: a mistake in those shall not hide one here.</summary>
internal static class RealTracks
{
    public static IReadOnlyList<Track> Load(params string[] parts)
    {
        var bytes = File.ReadAllBytes(TestData.Find(["flights", .. parts]));
        using var content = new MemoryStream(bytes);
        using Stream plain = bytes is [0x1f, 0x8b, ..] ? new GZipStream(content, CompressionMode.Decompress) : content;
        using var json = JsonDocument.Parse(plain);
        return json.RootElement.ValueKind == JsonValueKind.Array
            ? Rows(json.RootElement.EnumerateArray())
            : json.RootElement.TryGetProperty("trace", out _) ? [Trace(json.RootElement)] : Rows(Columns(json.RootElement));
    }

    private static Track Trace(JsonElement root)
    {
        var builder = new TrackBuilder();
        var start = root.GetProperty("timestamp").GetDouble();
        foreach (var row in root.GetProperty("trace").EnumerateArray())
        {
            if (row[8].ValueKind == JsonValueKind.Object && row[8].TryGetProperty("flight", out var flight))
                builder.SetCallsign(flight.GetString());
            var ground = row[3].ValueKind == JsonValueKind.String;
            var marks = row[6].GetInt32();
            builder.Add(new(
                (long)Math.Round((start + row[0].GetDouble()) * 1000), row[1].GetDouble(), row[2].GetDouble(), Number(row[3]), Number(row[4]), Number(row[5]), Number(row[7]),
                (ground ? ReportFlags.OnGround : 0) | ((marks & 1) != 0 ? ReportFlags.Stale : 0)));
        }

        var military = root.TryGetProperty("dbFlags", out var db) && (db.GetInt32() & 1) != 0;
        return builder.Build(new(root.GetProperty("icao").GetString()!, Flags: military ? AircraftFlags.Military : 0), Basis.Heard);
    }

    private static List<Track> Rows(IEnumerable<JsonElement> rows)
    {
        var builders = new SortedDictionary<string, TrackBuilder>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var (latitude, longitude) = (Number(Field(row, "latitude")), Field(row, "longitude"));
            if (float.IsNaN(latitude) || longitude.ValueKind != JsonValueKind.Number)
                continue;
            var identity = Field(row, "icao24").GetString()!;
            if (!builders.TryGetValue(identity, out var builder))
                builders[identity] = builder = new();
            builder.SetCallsign(Field(row, "callsign").ValueKind == JsonValueKind.String ? Field(row, "callsign").GetString() : null);
            builder.Add(new(
                Field(row, "timestamp").GetInt64(), Field(row, "latitude").GetDouble(), longitude.GetDouble(), Number(Field(row, "altitude")),
                Number(Field(row, "groundspeed")), Number(Field(row, "track")), Number(Field(row, "vertical_rate")),
                Field(row, "onground").ValueKind == JsonValueKind.True ? ReportFlags.OnGround : 0));
        }

        return [.. builders.Select(pair => pair.Value.Build(new(pair.Key), Basis.Heard))];
    }

    private static IEnumerable<JsonElement> Columns(JsonElement root)
    {
        var columns = root.EnumerateObject().ToDictionary(column => column.Name, column => column.Value);
        foreach (var index in columns["timestamp"].EnumerateObject())
        {
            var row = columns.Where(column => column.Value.TryGetProperty(index.Name, out _)).ToDictionary(column => column.Key, column => column.Value.GetProperty(index.Name));
            yield return JsonSerializer.SerializeToElement(row);
        }
    }

    private static JsonElement Field(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value : default;

    private static float Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetSingle() : float.NaN;
}
