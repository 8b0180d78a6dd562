using System.Text.Json;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;

namespace Atalaya.Archive.Exports;

/// <summary>Writes a flight as one JSON object: <c>docs/formats/flight.schema.json</c>. Numbers are rounded to what they can mean.</summary>
public static class FlightJson
{
    /// <summary>Writes one flight as a JSON value.</summary>
    public static void Write(Utf8JsonWriter json, FlightRecord flight)
    {
        WriteBeginning(json, flight);
        WriteEnd(json, flight.Coverage);
    }

    /// <summary>Writes what does not depend on other flights; the object stays open.</summary>
    internal static void WriteBeginning(Utf8JsonWriter json, FlightRecord flight)
    {
        json.WriteStartObject();
        json.WriteString("flightId", flight.FlightId);
        json.WriteString("trackDigest", flight.TrackDigest);
        json.WriteString("basis", flight.Basis);
        json.WriteString("identity", flight.Identity);
        json.WriteString("icao24", flight.Icao24);
        json.WriteString("registration", flight.Registration);
        json.WriteString("type", flight.Type);
        json.WriteBoolean("military", flight.Military);
        json.WriteBoolean("watched", flight.Watched);
        json.WriteStartArray("callsigns");
        foreach (var callsign in flight.Callsigns)
            json.WriteStringValue(callsign);
        json.WriteEndArray();
        Span(json, flight.Start, flight.End);
        json.WriteString("departure", flight.Departure);
        json.WriteString("arrival", flight.Arrival);
        json.WriteNumber("points", flight.Points);
        Position(json, "startPosition", flight.StartLatitude, flight.StartLongitude);
        Position(json, "endPosition", flight.EndLatitude, flight.EndLongitude);
        Number(json, "maxAltitudeFeet", flight.MaxAltitudeFeet, 0, always: true);
        Array(json, "gaps", flight.Gaps, Gap);
        Array(json, "patterns", flight.Patterns, Pattern);
        Mission(json, flight.Mission);
        Array(json, "stays", flight.Stays, Stay);
        Array(json, "approaches", flight.Approaches, Approach);
    }

    /// <summary>Writes coverage and ends the object.</summary>
    internal static void WriteEnd(Utf8JsonWriter json, FlightCoverageRecord? record)
    {
        json.WritePropertyName("coverage");
        if (record is { } coverage)
        {
            json.WriteStartObject();
            Number(json, "share", coverage.Share, 4);
            Number(json, "gapShare", coverage.GapShare, 4, always: true);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    private static void Gap(Utf8JsonWriter json, GapRecord gap)
    {
        Span(json, gap.Start, gap.End);
        Number(json, "kilometres", gap.Kilometres, 2);
    }

    private static void Pattern(Utf8JsonWriter json, PatternRecord pattern)
    {
        json.WriteString("kind", pattern.Kind);
        Span(json, pattern.Start, pattern.End);
        Number(json, "confidence", pattern.Confidence, 3);
        json.WriteStartObject("geometry");
        Number(json, "centreLatitude", pattern.CentreLatitude, 5);
        Number(json, "centreLongitude", pattern.CentreLongitude, 5);
        Number(json, "radiusMetres", pattern.RadiusMetres, 0);
        Number(json, "legMetres", pattern.LegMetres, 0);
        Number(json, "spacingMetres", pattern.SpacingMetres, 0);
        Number(json, "axisDegrees", pattern.AxisDegrees, 1);
        Number(json, "turns", pattern.Turns, 2);
        Number(json, "turnBias", pattern.TurnBias, 3);
        json.WriteString("sense", pattern.Sense);
        Number(json, "laps", pattern.Laps, 2);
        Number(json, "altitudeFeet", pattern.AltitudeFeet, 0);
        Number(json, "residualMetres", pattern.ResidualMetres, 0);
        json.WriteEndObject();
    }

    private static void Mission(Utf8JsonWriter json, MissionRecord mission)
    {
        json.WriteStartObject("mission");
        json.WriteString("class", mission.Class);
        json.WriteString("activity", mission.Activity);
        json.WriteString("runnerUp", mission.RunnerUp);
        Number(json, "confidence", mission.Confidence, 4);
        Array(json, "reasons", mission.Reasons, static (json, reason) =>
        {
            json.WriteString("code", reason.Code);
            Number(json, "weight", reason.Weight, 3);
            json.WritePropertyName("values");
            json.WriteRawValue(reason.ValuesJson, skipInputValidation: true);
        });
        if (mission.Program is { } program)
        {
            json.WriteStartObject("program");
            json.WriteString("class", program.Class);
            json.WriteString("activity", program.Activity);
            json.WriteEndObject();
            json.WriteString("correctedBy", mission.CorrectedBy);
            Array(json, "corrections", mission.Corrections, static (json, correction) => CorrectionJson.WriteProperties(json, correction));
        }

        json.WriteEndObject();
    }

    private static void Stay(Utf8JsonWriter json, StayRecord stay)
    {
        json.WriteString("sovereign", stay.Sovereign);
        json.WriteString("kind", stay.Kind);
        json.WriteString("claim", stay.Claim);
        Span(json, stay.Start, stay.End);
        Number(json, "minutes", stay.Minutes, 2);
        Number(json, "uncertainMinutes", stay.UncertainMinutes, 2);
    }

    private static void Approach(Utf8JsonWriter json, ApproachRecord approach)
    {
        json.WriteString("sovereign", approach.Sovereign);
        json.WriteString("claim", approach.Claim);
        Span<byte> text = stackalloc byte[Words.MaxTimeBytes];
        json.WriteString("time"u8, text[..Words.Time(approach.Time, text)]);
        Position(json, "position", approach.Latitude, approach.Longitude);
        Number(json, "kilometres", approach.Kilometres, 2, always: true);
        Number(json, "marginKilometres", approach.MarginKilometres, 2, always: true);
    }

    private static void Span(Utf8JsonWriter json, NodaTime.Instant start, NodaTime.Instant end)
    {
        Span<byte> text = stackalloc byte[Words.MaxTimeBytes];
        json.WriteString("start"u8, text[..Words.Time(start, text)]);
        json.WriteString("end"u8, text[..Words.Time(end, text)]);
    }

    private static void Position(Utf8JsonWriter json, string name, double latitude, double longitude)
    {
        json.WriteStartObject(name);
        Number(json, "latitude", latitude, 6);
        Number(json, "longitude", longitude, 6);
        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A missing value is left out, or written as null where it must always be there. JSON has no NaN: it is missing too.</summary>
    private static void Number(Utf8JsonWriter json, string name, double? value, int decimals, bool always = false)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, Math.Round(number, decimals) + 0.0);
        else if (always)
            json.WriteNull(name);
    }
}
