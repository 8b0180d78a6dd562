using System.Text.Encodings.Web;
using System.Text.Json;
using Atalaya.Cli.Language;
using Atalaya.Plumes.Answers;

namespace Atalaya.Cli.Plumes;

/// <summary>Writes <c>result.json</c>: <c>docs/formats/plume-result.schema.json</c>. No clock, no folder and no language is in it: the same inputs and seed give the same bytes.</summary>
internal static class ResultJson
{
    /// <summary>Writes the answer.</summary>
    public static void Write(Stream to, PlumeFinding finding)
    {
        using var json = new Utf8JsonWriter(to, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var (answer, frame) = (finding.Answer, finding.Readings.Frame);
        json.WriteStartObject();
        json.WriteString("gas", answer.Gas.Symbol);
        json.WriteString("statement", finding is { IsAnswered: true, Answer.Detection.IsDetected: true } ? "emission consistent with " + answer.Gas.Symbol : finding.IsAnswered ? "no emission detected" : "no answer possible");
        json.WriteBoolean("answered", finding.IsAnswered);
        json.WriteBoolean("doubtful", finding.IsDoubtful);
        Detection(json, finding);
        json.WriteString("method", PlumeWords.Kebab(answer.Method));
        json.WriteString("coordinateUnits", frame.IsOnEarth ? "degrees" : "metres");
        json.WriteStartObject("sourceCount");
        for (var k = 0; k < answer.SourceCount.Count; k++)
            json.WriteNumber(k.ToString(System.Globalization.CultureInfo.InvariantCulture), PlumeGeometry.SixFigures(answer.SourceCount[k]));
        json.WriteEndObject();
        json.WriteStartArray("sources");
        foreach (var source in answer.Sources)
            Source(json, finding, source);
        json.WriteEndArray();
        Chances(json, answer);
        Emitters(json, finding);
        RunnerUp(json, answer);
        Flags(json, answer);
        Flight(json, finding.Flight);
        Provenance(json, finding);
        json.WriteEndObject();
        json.Flush();
        to.WriteByte((byte)'\n');
    }

    private static void Detection(Utf8JsonWriter json, PlumeFinding finding)
    {
        var test = finding.Answer.Detection;
        if (finding.IsAnswered)
            json.WriteBoolean("detected", test.IsDetected);
        else
            json.WriteNull("detected");
        Number(json, "pValue", finding.IsAnswered ? test.PValue : double.NaN);
        Number(json, "falseAlarmRate", test.FalseAlarmRate);
    }

    private static void Source(Utf8JsonWriter json, PlumeFinding finding, SourceEstimate source)
    {
        var frame = finding.Readings.Frame;
        json.WriteStartObject();
        PlumeGeometry.WritePlace(json, frame, source.X, source.Y);
        json.WriteNumber("height", PlumeGeometry.Rounded(source.Height, 2));
        json.WriteStartObject("rateKgPerHour");
        var rate = source.KilogramsPerHour;
        Number(json, "median", rate.Median);
        Number(json, "p05", rate.P05);
        Number(json, "p95", rate.P95);
        if (source.Rate80.P90 > 0)
        {
            Number(json, "p10", source.Rate80.P10);
            Number(json, "p90", source.Rate80.P90);
        }

        if (source.Rate50.P75 > 0)
        {
            Number(json, "p25", source.Rate50.P25);
            Number(json, "p75", source.Rate50.P75);
        }

        json.WriteEndObject();
        (string, SourceRegion)[] regions = [("50", source.Region50), ("80", source.Region80), ("90", source.Region90)];
        foreach (var (level, region) in regions)
        {
            json.WritePropertyName("region" + level);
            PlumeGeometry.WriteRegion(json, frame, region);
        }

        json.WriteStartObject("areaSquareMetres");
        foreach (var (level, region) in regions)
            Number(json, "region" + level, region.AreaSquareMetres);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Chances(Utf8JsonWriter json, PlumeAnswer answer)
    {
        json.WriteStartArray("probabilityOfDetection");
        foreach (var chance in answer.ProbabilityOfDetection)
        {
            json.WriteStartObject();
            Number(json, "rateKgPerHour", chance.KilogramsPerHour);
            Number(json, "distanceMetres", chance.DistanceMetres);
            Number(json, "probability", chance.Probability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Emitters(Utf8JsonWriter json, PlumeFinding finding)
    {
        json.WriteStartArray("knownEmitters");
        foreach (var emitter in KnownNear.All(finding))
        {
            json.WriteStartObject();
            json.WriteString("name", emitter.Emitter.Name);
            PlumeGeometry.WritePlace(json, finding.Readings.Frame, emitter.Emitter.X, emitter.Emitter.Y);
            if (emitter.Source < 0)
                json.WriteNull("nearestSource");
            else
                json.WriteNumber("nearestSource", emitter.Source);
            Number(json, "distanceMetres", emitter.Source < 0 ? double.NaN : Math.Round(emitter.DistanceMetres, 2));
            json.WriteBoolean("inRegion90", emitter.InRegion90);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void RunnerUp(Utf8JsonWriter json, PlumeAnswer answer)
    {
        if (answer.RunnerUp is not { } second)
        {
            json.WriteNull("runnerUp");
            return;
        }

        json.WriteStartObject("runnerUp");
        json.WriteString("gas", second.Gas.Symbol);
        Number(json, "pValue", second.PValue);
        json.WriteEndObject();
    }

    // Both languages stand in it, so that the file does not depend on who ran it.
    private static void Flags(Utf8JsonWriter json, PlumeAnswer answer)
    {
        Wording english = Wording.Of("en"), spanish = Wording.Of("es");
        json.WriteStartArray("flags");
        foreach (var flag in answer.Flags)
        {
            json.WriteStartObject();
            json.WriteString("code", PlumeWords.Kebab(flag));
            json.WriteString("text", PlumeWords.Flag(flag, english));
            json.WriteString("textSpanish", PlumeWords.Flag(flag, spanish));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Flight(Utf8JsonWriter json, FlightJoin? flight)
    {
        if (flight is null)
        {
            json.WriteNull("flight");
            return;
        }

        json.WriteStartObject("flight");
        json.WriteString("flightId", flight.FlightId);
        json.WriteString("trackDigest", flight.TrackDigest);
        json.WriteNumber("readingsJoined", flight.Joined);
        json.WriteNumber("readingsInGaps", flight.InGaps);
        json.WriteNumber("readingsOutside", flight.Outside);
        json.WriteBoolean("placesFromFlight", flight.GivesPlaces);
        Number(json, "medianDistanceMetres", Math.Round(flight.MedianMetres, 1));
        Number(json, "groundMetres", flight.GroundMetres);
        json.WriteEndObject();
    }

    private static void Provenance(Utf8JsonWriter json, PlumeFinding finding)
    {
        json.WriteString("methodVersion", finding.Answer.MethodVersion);
        json.WriteNumber("seed", finding.Answer.Seed);
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
        json.WriteString("commandLine", finding.CommandLine);
    }

    /// <summary>A number of six figures; JSON has no NaN: it is null.</summary>
    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, PlumeGeometry.SixFigures(value));
        else
            json.WriteNull(name);
    }
}
