using System.Text;
using System.Text.Json;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Cli.Accords;

/// <summary>What a node knows of a record before an officer writes it.</summary>
/// <param name="Own">The side that signs.</param>
/// <param name="Other">The other side.</param>
/// <param name="Now">Now.</param>
/// <param name="Guidance">The guidance in force; null where a side has none.</param>
internal sealed record RecordContext(StateCode Own, StateCode Other, Instant Now, GuidancePair? Guidance);

/// <summary>
/// Reads what an officer wrote: one JSON object with the record's fields, read by the same strict reader as everything else. Five fields may be
/// left out, for the node knows them: side, audience, said, ownGuidance, otherGuidance. Nothing that stands there is changed.
/// </summary>
internal static class RecordInput
{
    /// <summary>Reads a record.</summary>
    /// <param name="kind">Which kind it must be.</param>
    /// <param name="json">The file's bytes.</param>
    /// <param name="context">What is put in the place of fields that are left out; null to see whether it would be lawful at all.</param>
    public static Parsed<AccordRecord> Read(RecordKind kind, byte[] json, RecordContext? context)
    {
        var read = RecordCatalogue.Read(kind, json);
        // A field is only called missing in an object that is whole in every other respect, so that a text in front of its members is safe.
        while (read.Fault is { Reason: AccordFaultReason.Missing, Where: FaultPlace.Record } fault && Known(fault.Field, context) is { } value)
        {
            json = Insert(json, fault.Field, value);
            read = RecordCatalogue.Read(kind, json);
        }

        return read;
    }

    private static string? Known(string field, RecordContext? context)
    {
        var none = RecordDigest.Of([]).Hex;
        return field switch
        {
            "side" => Quoted(context?.Own.Text ?? "MX"),
            "audience" => context is null ? "[]" : $"[{string.Join(',', new[] { context.Own, context.Other }.Order().Select(static s => Quoted(s.Text)))}]",
            "said" => Quoted(context is null ? "2025-01-01T00:00:00Z" : InstantPattern.General.Format(Instant.FromUnixTimeSeconds(context.Now.ToUnixTimeSeconds()))),
            "ownGuidance" => context is null ? Quoted(none) : context.Guidance is { } pair ? Quoted(pair.Own.Hex) : null,
            "otherGuidance" => context is null ? Quoted(none) : context.Guidance is { } pair ? Quoted(pair.Other.Hex) : null,
            _ => null,
        };
    }

    private static byte[] Insert(byte[] json, string field, string value)
    {
        var at = Array.IndexOf(json, (byte)'{') + 1;
        var reader = new Utf8JsonReader(json.AsSpan(at - 1));
        reader.Read();
        reader.Read();
        var comma = reader.TokenType == JsonTokenType.EndObject ? "" : ",";
        return [.. json[..at], .. Encoding.UTF8.GetBytes($"{Quoted(field)}:{value}{comma}"), .. json[at..]];
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
