using System.Collections.Immutable;
using System.Text.Json;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>One input of a rule table.</summary>
/// <param name="Fact">What was asked.</param>
/// <param name="Holds">The answer.</param>
public readonly record struct FactValue([property: Authorises] PolicyFact Fact, [property: Authorises] bool Holds);

/// <summary>What a rule table said of a request: enough for either side to run it again. It advises; only officers grant.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Table">Digest of the rule table: its version.</param>
/// <param name="Request">Digest of the request or amendment.</param>
/// <param name="Guidance">The guidance that the facts rest on.</param>
/// <param name="Inputs">Every fact that the table may ask, once each, in the order of the list.</param>
/// <param name="Rule">Position of the rule that matched, from 0.</param>
/// <param name="Outcome">What it came to.</param>
public sealed record PolicyDecision(
    RecordHeader Header,
    [property: Authorises] RecordDigest Table,
    [property: Authorises] RecordDigest Request,
    [property: Authorises] GuidancePair Guidance,
    [property: Authorises] ImmutableArray<FactValue> Inputs,
    [property: Authorises] int Rule,
    [property: Authorises] PolicyOutcome Outcome) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.PolicyDecision;

    internal static PolicyDecision Read(RecordHeader header, FieldReader read)
    {
        var decision = new PolicyDecision(
            header,
            read.Digest("table"),
            read.Digest("request"),
            read.Guidance(),
            read.List("inputs", Enum.GetValues<PolicyFact>().Length, Enum.GetValues<PolicyFact>().Length, ReadInput),
            read.Value("rule", Values.Whole(0, PolicyTable.MostRules - 1)),
            read.Word<PolicyOutcome>("outcome"));
        if (read.Slot.Fault is null)
            read.Require(decision.Inputs.Select(static i => i.Fact).SequenceEqual(Enum.GetValues<PolicyFact>()), "inputs");
        return decision;
    }

    internal override void Write(FieldWriter write)
    {
        write.Digest("table", Table);
        write.Digest("request", Request);
        write.Guidance(Guidance);
        write.List("inputs", Inputs, WriteInput);
        write.Number("rule", (long)Rule);
        write.Word("outcome", Outcome);
    }

    internal static FactValue ReadInput(JsonElement value, string path, FaultSlot slot)
    {
        var read = new FieldReader(value, path, slot);
        var fact = read.Word<PolicyFact>("fact");
        var holds = read.Value("holds", static (JsonElement item, string at, FaultSlot inner) =>
        {
            if (item.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                inner.Set(at, AccordFaultReason.WrongType, item.GetRawText());
            return item.ValueKind == JsonValueKind.True;
        });
        read.End();
        return new(fact, holds);
    }

    internal static void WriteInput(Utf8JsonWriter json, FactValue input)
    {
        json.WriteStartObject();
        json.WriteString("fact", Words.Of(input.Fact));
        json.WriteBoolean("holds", input.Holds);
        json.WriteEndObject();
    }
}
