using System.Text.Json;
using Atalaya.Archive.Records;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Exports;

/// <summary>Writes missions as GeoJSON (RFC 7946): a line a flight, broken where nothing was heard and at the antimeridian (3.1.9).</summary>
internal static class MissionGeoJson
{
    public static void Write(Stream stream, IReadOnlyList<FlightRecord> missions, Func<string, IReadOnlyList<Report>> positions, JsonWriterOptions options)
    {
        using var json = new Utf8JsonWriter(stream, options);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var mission in missions)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteString("id", mission.FlightId);
            json.WritePropertyName("geometry");
            Geometry(json, Lines(positions(mission.FlightId), mission.Gaps));
            json.WritePropertyName("properties");
            FlightJson.Write(json, mission);
            json.WriteEndObject();
            json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static List<List<(double Longitude, double Latitude)>> Lines(IReadOnlyList<Report> reports, IReadOnlyList<GapRecord> gaps)
    {
        var lines = new List<List<(double, double)>>();
        var line = new List<(double, double)>();
        var gap = 0;
        for (var i = 0; i < reports.Count; i++)
        {
            var (here, longitude) = (reports[i], reports[i].Longitude);
            if (i > 0)
            {
                var before = reports[i - 1];
                while (gap < gaps.Count && gaps[gap].Start.ToUnixTimeMilliseconds() < before.Time)
                    gap++;
                var silent = gap < gaps.Count && gaps[gap].Start.ToUnixTimeMilliseconds() == before.Time;
                if (silent || Math.Abs(longitude - before.Longitude) > 180)
                {
                    if (!silent)
                        line.Add((before.Longitude < 0 ? -180 : 180, AtAntimeridian(before, here)));
                    lines.Add(line);
                    line = [];
                    if (!silent)
                        line.Add((longitude < 0 ? -180 : 180, AtAntimeridian(before, here)));
                }
            }

            line.Add((longitude, here.Latitude));
        }

        lines.Add(line);
        return [.. lines.Where(static l => l.Count > 1)];
    }

    private static double AtAntimeridian(Report from, Report to)
    {
        var toAntimeridian = 180 - Math.Abs(from.Longitude);
        var all = toAntimeridian + 180 - Math.Abs(to.Longitude);
        return all == 0 ? from.Latitude : from.Latitude + ((to.Latitude - from.Latitude) * toAntimeridian / all);
    }

    private static void Geometry(Utf8JsonWriter json, List<List<(double Longitude, double Latitude)>> lines)
    {
        if (lines.Count == 0)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", lines.Count == 1 ? "LineString" : "MultiLineString");
        json.WriteStartArray("coordinates");
        foreach (var line in lines)
        {
            if (lines.Count > 1)
                json.WriteStartArray();
            foreach (var (longitude, latitude) in line)
            {
                json.WriteStartArray();
                json.WriteNumberValue(Math.Round(longitude, 5));
                json.WriteNumberValue(Math.Round(latitude, 5));
                json.WriteEndArray();
            }

            if (lines.Count > 1)
                json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
