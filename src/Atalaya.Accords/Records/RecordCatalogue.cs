using System.Collections.Immutable;
using System.Text.Json;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>Reads, writes and seals records of every kind. This is the only way in: from a terminal, a wire or a file.</summary>
public static class RecordCatalogue
{
    /// <summary>The longest record that is read, as UTF-8 JSON.</summary>
    public const int LongestBytes = 262_144;

    private static readonly Dictionary<RecordKind, (Type Type, Func<RecordHeader, FieldReader, AccordRecord> Read)> Kinds = new()
    {
        [RecordKind.GuidanceVersion] = (typeof(GuidanceVersion), GuidanceVersion.Read),
        [RecordKind.Affirmation] = (typeof(Affirmation), Affirmation.Read),
        [RecordKind.FlightRequest] = (typeof(FlightRequest), FlightRequest.Read),
        [RecordKind.Amendment] = (typeof(Amendment), Amendment.Read),
        [RecordKind.Withdrawal] = (typeof(Withdrawal), Withdrawal.Read),
        [RecordKind.Counter] = (typeof(Counter), Counter.Read),
        [RecordKind.ClearanceDecision] = (typeof(ClearanceDecision), ClearanceDecision.Read),
        [RecordKind.Concurrence] = (typeof(Concurrence), Concurrence.Read),
        [RecordKind.Approval] = (typeof(Approval), Approval.Read),
        [RecordKind.MissionState] = (typeof(MissionState), MissionState.Read),
        [RecordKind.ObservedMission] = (typeof(ObservedMission), ObservedMission.Read),
        [RecordKind.PolicyDecision] = (typeof(PolicyDecision), PolicyDecision.Read),
        [RecordKind.Dispute] = (typeof(Dispute), Dispute.Read),
        [RecordKind.KeyEvent] = (typeof(KeyEvent), KeyEvent.Read),
        [RecordKind.ForkProof] = (typeof(PublishedFork), PublishedFork.Read),
    };

    /// <summary>The class of a kind.</summary>
    public static Type TypeOf(RecordKind kind) => Kinds[kind].Type;

    /// <summary>Reads the fields of a record as one JSON object, from anybody.</summary>
    /// <param name="kind">Which kind it must be.</param>
    /// <param name="json">UTF-8 JSON, every field by its exact name, nothing else.</param>
    public static Parsed<AccordRecord> Read(RecordKind kind, ReadOnlyMemory<byte> json)
    {
        if (!Kinds.TryGetValue(kind, out var entry))
            return Parsed<AccordRecord>.Not(FaultPlace.Record, "", AccordFaultReason.UnknownKind);
        using var document = StrictJson.Read(json, FaultPlace.Record, LongestBytes, out var fault);
        if (document is null)
            return Parsed<AccordRecord>.Not(fault!);
        var slot = new FaultSlot(FaultPlace.Record);
        var read = new FieldReader(document.RootElement, "", slot);
        var header = new RecordHeader(read.State("side"), read.Set("audience", 0, 8, Values.State), read.Instant("said"));
        var record = entry.Read(header, read);
        read.End();
        return slot.Fault is null ? Parsed<AccordRecord>.Of(record) : Parsed<AccordRecord>.Not(slot.Fault);
    }

    /// <summary>Reads the record that a whole sealed record holds.</summary>
    /// <returns>A fault of <see cref="AccordFaultReason.Missing"/> where fields stay sealed.</returns>
    public static Parsed<AccordRecord> Open(SealedRecord record)
    {
        if (!Words.TryRead<RecordKind>(record.KindWord, out var kind))
            return Parsed<AccordRecord>.Not(FaultPlace.Statement, "predicateType", AccordFaultReason.UnknownKind, StrictJson.Excerpt(record.KindWord));
        return record.IsWhole
            ? Read(kind, Join(record.Disclosures.Select(static d => (d.Name, d.Value.ToArray()))))
            : Parsed<AccordRecord>.Not(FaultPlace.SealedRecord, "", AccordFaultReason.Missing);
    }

    /// <summary>The fields of a record in their order, each with its JSON value.</summary>
    public static ImmutableArray<SealedField> Fields(AccordRecord record)
    {
        var write = new FieldWriter();
        write.State("side", record.Header.Side);
        write.List("audience", record.Header.Audience, static (json, state) => json.WriteStringValue(state.Text));
        write.Instant("said", record.Header.Said);
        record.Write(write);
        return [.. write.Fields];
    }

    /// <summary>The record as one JSON object, as <see cref="Read"/> takes it.</summary>
    public static byte[] Write(AccordRecord record) => Join(Fields(record).Select(static f => (f.Name, f.Value.ToArray())));

    /// <summary>Signs a record. What is signed was read back first by the reader that a stranger's node uses.</summary>
    /// <param name="record">What is said; fractions of a second in its times are cut.</param>
    /// <param name="signer">Who signs.</param>
    /// <param name="random">Randomness for the salts, 16 bytes a field.</param>
    /// <returns>The sealed record with every field open; or the fault for which nobody would take it.</returns>
    public static Parsed<SealedRecord> Seal(AccordRecord record, IOfficerSigner signer, RandomFill random)
    {
        var read = Read(record.Kind, Write(record));
        if (read.Value is null)
            return Parsed<SealedRecord>.Not(read.Fault!);
        var whole = SealedRecord.Seal(Words.Of(record.Kind), Fields(record), signer, random);
        return SealedRecord.Read(whole.ToBytes());
    }

    private static byte[] Join(IEnumerable<(string Name, byte[] Value)> fields)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
