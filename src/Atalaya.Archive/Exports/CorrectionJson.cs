using System.Text.Json;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;

namespace Atalaya.Archive.Exports;

/// <summary>A correction as JSON: <c>docs/formats/correction.schema.json</c>, and part of a flight.</summary>
internal static class CorrectionJson
{
    public static void WriteProperties(Utf8JsonWriter json, CorrectionRecord correction)
    {
        json.WriteString("made", Words.Time(correction.Made));
        json.WriteString("by", correction.By);
        json.WriteString("class", correction.Class);
        json.WriteString("activity", correction.Activity);
        json.WriteString("because", correction.Because);
        json.WriteString("madeFor", correction.MadeFor);
        json.WriteString("trackDigest", correction.TrackDigest);
        json.WriteBoolean("earlierVersion", correction.IsForEarlierVersion);
        json.WriteStartObject("programThen");
        json.WriteString("class", correction.ProgramClass);
        json.WriteString("activity", correction.ProgramActivity);
        json.WriteNumber("confidence", Math.Round(correction.ProgramConfidence, 4));
        json.WriteEndObject();
    }
}
