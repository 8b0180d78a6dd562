using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Patterns;

/// <summary>Reads the labelled sets that are in formats of their own.</summary>
internal static class OtherSets
{
    // le_sessions has no times for its points, but says how long most tracks took; where it does not, and where a jump makes the mean senseless, the speed of a
    // police helicopter that neither hovers nor hurries.
    private const double AssumedMetresPerSecond = 30;

    public static IEnumerable<Flight> ReadTracktable(string file)
    {
        var byFlight = new Dictionary<string, List<Report>>();
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var parts = line.Split(',');
            if (parts.Length < 6 || !DateTime.TryParse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
                continue;
            // The header names the columns the wrong way round: longitude comes first. An empty field stands after a whole degree.
            var numbers = parts[2..].Where(static p => p.Trim().Length > 0).Select(static p => double.TryParse(p, CultureInfo.InvariantCulture, out var v) ? v : double.NaN).ToArray();
            if (numbers.Length < 3 || numbers.Take(3).Any(double.IsNaN))
                continue;
            Of(byFlight, parts[0]).Add(new(new DateTimeOffset(time).ToUnixTimeMilliseconds(), numbers[1], numbers[0], (float)numbers[2]));
        }

        return byFlight.SelectMany(static pair => LabelledSets.Cut(pair.Key, pair.Value));
    }

    public static IEnumerable<Flight> ReadEasthamCell(string file)
    {
        var byAircraft = new Dictionary<string, List<Report>>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            if (Number(row, "now") is not { } now || Number(row, "lat") is not { } latitude || Number(row, "lon") is not { } longitude || !row.TryGetProperty("hex", out var hex))
                continue;
            var ground = row.TryGetProperty("alt_baro", out var altitude) && altitude.ValueKind == JsonValueKind.String;
            Of(byAircraft, hex.GetString() ?? "").Add(new(
                (long)(now * 1000), latitude, longitude, ground ? float.NaN : (float)(Number(row, "alt_baro") ?? double.NaN), (float)(Number(row, "gscp") ?? double.NaN), (float)(Number(row, "track") ?? double.NaN),
                Flags: ground ? ReportFlags.OnGround : ReportFlags.None));
        }

        return byAircraft.SelectMany(static pair => LabelledSets.Cut(pair.Key, pair.Value));
    }

    public static IEnumerable<Flight> ReadSbs(string file)
    {
        var reports = new List<Report>();
        foreach (var line in File.ReadLines(file))
        {
            var f = line.Split(',');
            if (f.Length < 16 || f[0] != "MSG" || f[1] != "3"
                || !DateTime.TryParse($"{f[6]} {f[7]}", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                || !double.TryParse(f[14], CultureInfo.InvariantCulture, out var latitude) || !double.TryParse(f[15], CultureInfo.InvariantCulture, out var longitude))
                continue;
            reports.Add(new(new DateTimeOffset(time).ToUnixTimeMilliseconds(), latitude, longitude, float.TryParse(f[11], CultureInfo.InvariantCulture, out var feet) ? feet : float.NaN));
        }

        return LabelledSets.Cut("N66W", reports);
    }

    /// <summary>Each track once: the same one comes with other cuts, so a track of which nine points in ten were seen before is skipped.</summary>
    public static IEnumerable<(string Line, Flight Flight)> ReadSessions(string file)
    {
        var seen = new HashSet<(int, int)>();
        foreach (var line in File.ReadLines(file))
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            var points = row.GetProperty("lonlatalt_m").EnumerateArray().Select(static p => (Longitude: p[0].GetDouble(), Latitude: p[1].GetDouble(), Metres: p.GetArrayLength() > 2 ? p[2].GetDouble() : double.NaN)).ToList();
            if (points.Count < 8)
                continue;
            var before = points.Count(p => seen.Contains(((int)(p.Longitude * 1e5), (int)(p.Latitude * 1e5))));
            foreach (var p in points)
                seen.Add(((int)(p.Longitude * 1e5), (int)(p.Latitude * 1e5)));
            if (before > 0.9 * points.Count)
                continue;

            var speed = MeanSpeed(row.GetProperty("desc"));
            var identity = row.GetProperty("icao").GetString() ?? "";
            var builder = new TrackBuilder();
            Report? last = null;
            var time = 0.0;
            foreach (var (longitude, latitude, metres) in points)
            {
                var report = new Report(0, latitude, longitude, (float)(metres / 0.3048));
                if (last is { } previous)
                {
                    var distance = LabelledSets.Metres(previous, report);
                    if (distance < 1)
                        continue;
                    time += 1000 * distance / speed;
                }

                report = report with { Time = (long)Math.Round(time) };
                builder.Add(report);
                last = report;
            }

            if (builder.Count >= 8)
                yield return ($"le {row.GetProperty("name")} {row.GetProperty("desc")}", LabelledSets.Close(identity, builder));
        }
    }

    /// <summary>Metres a second over the whole track, as its description says.</summary>
    private static double MeanSpeed(JsonElement description)
    {
        var (minutes, kilometres) = (Leading("Duration"), Leading("Track length"));
        var speed = minutes > 0 ? kilometres * 1000 / (minutes * 60) : 0;
        return speed is >= 15 and <= 60 ? speed : AssumedMetresPerSecond;

        double Leading(string name) => description.TryGetProperty(name, out var text) && double.TryParse(text.GetString()?.Split(' ')[0], CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static List<Report> Of(Dictionary<string, List<Report>> map, string key)
    {
        if (!map.TryGetValue(key, out var list))
            map[key] = list = [];
        return list;
    }

    private static double? Number(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
