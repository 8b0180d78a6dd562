using System.Globalization;
using System.Text;
using System.Text.Json;
using Atalaya.Reconstruction.Flying;

namespace Atalaya.Reconstruction;

/// <summary>Writes <c>truth.jsonl</c>: what each flight was planned to be and what was flown. The analysis never sees it.</summary>
internal static class TruthFile
{
    public const string Path = "truth.jsonl";

    public static byte[] Write(IEnumerable<PlannedAircraft> fleet)
    {
        using var bytes = new MemoryStream();
        var flights = fleet.SelectMany(static a => a.Flights.Select(f => (Aircraft: a, f.Log)))
            .OrderBy(static f => f.Log.Start).ThenBy(static f => f.Aircraft.Icao24, StringComparer.Ordinal);
        using var json = new Utf8JsonWriter(bytes);
        foreach (var (aircraft, log) in flights)
        {
            Flight(json, aircraft, log);
            json.Flush();
            json.Reset();
            bytes.WriteByte((byte)'\n');
        }

        return bytes.ToArray();
    }

    private static void Flight(Utf8JsonWriter json, PlannedAircraft aircraft, FlightLog log)
    {
        var isOperator = aircraft.Source == "operator";
        json.WriteStartObject();
        json.WriteString("icao24", aircraft.Icao24);
        json.WriteString("type", aircraft.Airframe.Type);
        json.WriteString("callsign", log.Callsign);
        json.WriteString("basis", isOperator ? "operator" : "heard");
        json.WriteString("activity", log.Activity);
        json.WriteBoolean("mission", log.Mission);
        json.WriteString("start", Time(log.Start));
        json.WriteString("end", Time(log.End));
        json.WriteNumber("reports", log.Reports);
        if (log.Reports > 0)
        {
            json.WriteString("firstHeard", Time(log.FirstHeard));
            json.WriteString("lastHeard", Time(log.LastHeard));
        }

        json.WriteStartArray("patterns");
        foreach (var figure in log.Figures)
            Figure(json, figure);
        json.WriteEndArray();
        if (log.Note is not null)
            json.WriteString("note", log.Note);
        json.WriteEndObject();
    }

    private static void Figure(Utf8JsonWriter json, FlownFigure figure)
    {
        json.WriteStartObject();
        json.WriteString("kind", figure.Kind);
        json.WriteString("start", Time(figure.Start));
        json.WriteString("end", Time(figure.End));
        json.WriteNumber("latitude", Math.Round(figure.Centre.Latitude, 4));
        json.WriteNumber("longitude", Math.Round(figure.Centre.Longitude, 4));
        Known("legMetres", figure.LegMetres);
        Known("axisDegrees", figure.AxisDegrees);
        Known("radiusMetres", figure.RadiusMetres);
        json.WriteNumber("laps", figure.Laps);
        json.WriteEndObject();

        void Known(string name, double value)
        {
            if (!double.IsNaN(value))
                json.WriteNumber(name, Math.Round(value, 1));
        }
    }

    private static string Time(double seconds) =>
        DateTime.UnixEpoch.AddSeconds(Math.Round(seconds)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
