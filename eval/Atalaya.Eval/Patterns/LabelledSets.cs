using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Patterns;

/// <summary>Reads the labelled sets of the shared data.</summary>
internal static class LabelledSets
{
    /// <summary>Sources whose flights were not looked at while the constants of the first version were chosen; of those listed nowhere here, every other aircraft or day was not.</summary>
    private static readonly string[] Unseen =
    [
        "sisteron", "danube_valley", "mecsek_mountains", "ign_lot_et_garonne", "pixair_toulouse", "monastir", "noumea", "vancouver", "munich", "cardiff", "qantas747", "texas_longhorn", "elal747",
    ];

    private static readonly (string Folder, Label Label)[] Traffic =
    [
        ("surveillance", Label.Surveillance), ("tv_relay", Label.Relay), ("firefighting", Label.Fire), ("surveys", Label.Survey),
        ("calibration", Label.Calibration), ("gliders", Label.Glider), ("featured", Label.Drawing), ("military", Label.CarrierMarshal),
        ("ambulances", Label.Transit), ("onground", Label.Transit),
    ];

    public static IEnumerable<LabelledFlight> Read(string dataFolder)
    {
        var root = Path.Combine(dataFolder, "flights");
        foreach (var (folder, label) in Traffic)
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "traffic", folder), "*.json.gz").Order(StringComparer.Ordinal))
            {
                var name = Path.GetFileName(file)[..^8];
                var its = name == "belevingsvlucht" ? Label.HoldingsAndApproaches : label;
                foreach (var flight in ReadTraffic(file))
                    yield return new(its, name + " " + flight.Track.Aircraft.Identity, SeenOnce(name, flight), false, flight);
            }
        }

        foreach (var flight in ReadTraffic(Path.Combine(root, "traffic", "collections", "savan.json.gz")))
            yield return new(Label.Calibration, "savan " + Day(flight), flight.Start.ToUnixTimeSeconds() / 86400 % 2 == 0, false, flight);
        foreach (var flight in ReadTraffic(Path.Combine(root, "traffic", "collections", "switzerland.json.gz")))
            yield return new(Label.Transit, "switzerland " + flight.Track.Aircraft.Identity, SeenOnce("", flight), false, flight);
        foreach (var flight in OtherSets.ReadTracktable(Path.Combine(root, "tracktable", "SampleFlightsUS.csv")))
            yield return new(Label.Tracktable, "tracktable " + flight.Track.Aircraft.Identity, false, false, flight);
        foreach (var flight in OtherSets.ReadEasthamCell(Path.Combine(root, "eastham/tests/fixtures/v2_pipeline/grid/20250601/20250601_36_-122.gz")))
            yield return new(Label.AllTraffic, "monterey " + flight.Track.Aircraft.Identity, SeenOnce("", flight), false, flight);
        foreach (var flight in OtherSets.ReadSbs(Path.Combine(root, "orbital-detector", "N66W.sbs1")))
            yield return new(Label.Survey, "N66W", true, false, flight);
        foreach (var (line, flight) in OtherSets.ReadSessions(Path.Combine(root, "orbital-detector", "le_sessions.jsonl")))
            yield return new(Label.Patrol, line, SeenOnce("", flight), true, flight);
    }

    /// <summary>Cleans and cuts as the program does.</summary>
    public static IEnumerable<Flight> Cut(string identity, List<Report> reports)
    {
        var builder = new TrackBuilder();
        foreach (var report in reports)
            builder.Add(report);
        return TrackCleaner.Clean(builder.Build(new Aircraft(identity), Basis.Heard), CleaningRules.Default).Tracks
            .SelectMany(static track => FlightCutter.Cut(track, CuttingRules.Default, []))
            .Where(static flight => flight.Track.Count >= 8);
    }

    public static Flight Close(string identity, TrackBuilder builder)
    {
        var track = builder.Build(new Aircraft(identity), Basis.Heard);
        var gaps = new List<Gap>();
        for (var i = 1; i < track.Count; i++)
        {
            if (track.Times[i] - track.Times[i - 1] > 300_000)
            {
                gaps.Add(new(
                    i - 1,
                    NodaTime.Instant.FromUnixTimeMilliseconds(track.Times[i - 1]),
                    NodaTime.Instant.FromUnixTimeMilliseconds(track.Times[i]),
                    Metres(track[i - 1], track[i])));
            }
        }

        return new(track, gaps, FlightEnd.NotHeard, FlightEnd.NotHeard);
    }

    public static double Metres(in Report a, in Report b)
    {
        var y = (a.Latitude - b.Latitude) * 111_195;
        var x = (a.Longitude - b.Longitude) * 111_195 * Math.Cos(a.Latitude * Math.PI / 180);
        return Math.Sqrt((x * x) + (y * y));
    }

    private static bool SeenOnce(string name, Flight flight)
        => !Unseen.Contains(name) && (name is not ("" or "calfire") || flight.Track.Aircraft.Identity.Sum(static c => c) % 2 == 0);

    private static string Day(Flight flight) => flight.Start.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static List<Flight> ReadTraffic(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(stream);
        var byAircraft = new Dictionary<string, List<Report>>();
        if (document.RootElement.ValueKind == JsonValueKind.Array)
        {
            foreach (var row in document.RootElement.EnumerateArray())
                Take(byAircraft, name => row.TryGetProperty(name, out var value) ? value : default);
        }
        else
        {
            var columns = document.RootElement;
            foreach (var key in columns.GetProperty("timestamp").EnumerateObject().Select(static p => p.Name))
                Take(byAircraft, name => columns.TryGetProperty(name, out var column) && column.TryGetProperty(key, out var value) ? value : default);
        }

        return [.. byAircraft.SelectMany(static pair => Cut(pair.Key, pair.Value))];
    }

    private static void Take(Dictionary<string, List<Report>> byAircraft, Func<string, JsonElement> field)
    {
        var (time, latitude, longitude) = (Number(field("timestamp")), Number(field("latitude")), Number(field("longitude")));
        if (double.IsNaN(time) || double.IsNaN(latitude) || double.IsNaN(longitude))
            return;
        var identity = field("icao24") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "unknown";
        if (!byAircraft.TryGetValue(identity, out var reports))
            byAircraft[identity] = reports = [];
        var altitude = (float)Number(field("altitude"));
        var ground = field("onground").ValueKind == JsonValueKind.True;
        reports.Add(new(
            (long)time, latitude, longitude, ground ? float.NaN : altitude, (float)Number(field("groundspeed")), (float)Number(field("track")), (float)Number(field("vertical_rate")),
            ground ? ReportFlags.OnGround : ReportFlags.None));
    }

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : double.NaN;
}
