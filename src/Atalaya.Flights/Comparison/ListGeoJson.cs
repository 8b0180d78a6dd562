using System.Text.Json;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Flights.Comparison;

/// <summary>Reads our <c>missions.geojson</c>: <c>docs/formats/missions-geojson.schema.json</c>.</summary>
public static class ListGeoJson
{
    // A party's point is compared with the nearest of these; 60 points of a flight of ten hours lie some 100 km apart at most.
    private const int MostPositions = 60;

    /// <summary>Reads a list. Never throws for what the text holds: features that cannot be used are faults.</summary>
    /// <param name="json">UTF-8 text; not closed.</param>
    /// <param name="source">Name of the list.</param>
    public static MissionList Read(Stream json, string source)
    {
        var missions = new List<ListedMission>();
        var uncounted = new List<ListedMission>();
        var faults = new List<Fault>();
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
            {
                if (MissionOf(feature, missions.Count + uncounted.Count + 1) is not { } mission)
                    faults.Add(new(source, FaultReason.Missing, Field: "properties"));
                else if (mission.Class == MissionClass.Surveillance && mission.Basis is Basis.Heard or Basis.Radar)
                    missions.Add(mission);
                else if (mission.Class != MissionClass.None)
                    uncounted.Add(mission);
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            faults.Add(new(source, FaultReason.MalformedJson, Excerpt: e.Message));
        }

        return new(source, ListKind.GeoJson, missions, uncounted, null, false, faults);
    }

    /// <summary>Every so manieth of some points, so that few are left.</summary>
    public static IReadOnlyList<T> Thinned<T>(IReadOnlyList<T> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var step = Math.Max(1, (points.Count + MostPositions - 1) / MostPositions);
        return step == 1 ? points : [.. points.Where((_, i) => i % step == 0 || i == points.Count - 1)];
    }

    private static ListedMission? MissionOf(JsonElement feature, int number)
    {
        try
        {
            var flight = feature.GetProperty("properties");
            if (Time(flight, "start") is not { } start || Time(flight, "end") is not { } end)
                return null;
            var judged = flight.GetProperty("mission");
            return new()
            {
                Number = number,
                Name = Text(flight, "flightId"),
                Icao24 = Text(flight, "icao24"),
                Registration = Text(flight, "registration"),
                Type = Text(flight, "type"),
                Callsigns = [.. flight.GetProperty("callsigns").EnumerateArray().Select(static c => c.GetString()!)],
                Span = MissionSpan.Times(start, end),
                Positions = Thinned([.. Points(feature.GetProperty("geometry"))]),
                Class = Text(judged, "class") switch { "surveillance" => MissionClass.Surveillance, "possible" => MissionClass.Possible, _ => MissionClass.None },
                Confidence = judged.GetProperty("confidence").GetDouble(),
                Basis = Text(flight, "basis") switch { "radar" => Basis.Radar, "operator" => Basis.Operator, "reported" => Basis.Reported, _ => Basis.Heard },
                Stays = [.. flight.GetProperty("stays").EnumerateArray().Select(StayOf)],
                CorrectedBy = judged.TryGetProperty("correctedBy", out var by) ? by.GetString() : null,
            };
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static Stay StayOf(JsonElement stay) => new(
        new(
            Text(stay, "kind") switch
            {
                "territory" => ZoneKind.Territory,
                "internal-waters" => ZoneKind.InternalWaters,
                "territorial-sea" => ZoneKind.TerritorialSea,
                _ => ZoneKind.International,
            },
            Text(stay, "sovereign")),
        Text(stay, "claim") == "MEX" ? Claim.Mexico : Claim.LowWater,
        Time(stay, "start") ?? default, Time(stay, "end") ?? default, stay.GetProperty("minutes").GetDouble(), stay.GetProperty("uncertainMinutes").GetDouble());

    private static IEnumerable<Position> Points(JsonElement geometry)
    {
        if (geometry.ValueKind != JsonValueKind.Object)
            yield break;
        var coordinates = geometry.GetProperty("coordinates");
        var lines = Text(geometry, "type") == "MultiLineString" ? coordinates.EnumerateArray() : (IEnumerable<JsonElement>)[coordinates];
        foreach (var line in lines)
        {
            foreach (var point in line.EnumerateArray())
                yield return new(point[1].GetDouble(), point[0].GetDouble());
        }
    }

    private static Instant? Time(JsonElement parent, string name) =>
        InstantPattern.ExtendedIso.Parse(Text(parent, name) ?? "") is { Success: true } parsed ? parsed.Value : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
