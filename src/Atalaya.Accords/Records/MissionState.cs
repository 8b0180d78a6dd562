using Atalaya.Accords.Envelopes;
using NodaTime;

namespace Atalaya.Accords.Records;

/// <summary>The operator says what state a cleared mission is in (ASTM F3548).</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Decision">Digest of the grant that it flies under.</param>
/// <param name="Move">The move.</param>
/// <param name="At">When it happened, as the operator claims.</param>
/// <param name="Guidance">The guidance that it rests on.</param>
/// <param name="Note">For people to read, or null.</param>
public sealed record MissionState(
    RecordHeader Header,
    [property: Authorises] RecordDigest Decision,
    [property: Authorises] MissionMove Move,
    [property: Authorises] Instant At,
    [property: Authorises] GuidancePair Guidance,
    [property: Tells] FreeText? Note) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.MissionState;

    internal static MissionState Read(RecordHeader header, FieldReader read) =>
        new(header, read.Digest("decision"), read.Word<MissionMove>("move"), read.Instant("at"), read.Guidance(), read.OrNull("note", Values.Free));

    internal override void Write(FieldWriter write)
    {
        write.Digest("decision", Decision);
        write.Word("move", Move);
        write.Instant("at", At);
        write.Guidance(Guidance);
        write.Free("note", Note);
    }
}
