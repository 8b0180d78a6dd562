using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>The requester's answer to the conditions of a grant.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Decision">Digest of the grant.</param>
/// <param name="Answer">Accept or decline.</param>
/// <param name="Note">For people to read, or null.</param>
public sealed record Concurrence(
    RecordHeader Header, [property: Authorises] RecordDigest Decision, [property: Authorises] ConcurrenceAnswer Answer, [property: Tells] FreeText? Note) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Concurrence;

    internal static Concurrence Read(RecordHeader header, FieldReader read) =>
        new(header, read.Digest("decision"), read.Word<ConcurrenceAnswer>("answer"), read.OrNull("note", Values.Free));

    internal override void Write(FieldWriter write)
    {
        write.Digest("decision", Decision);
        write.Word("answer", Answer);
        write.Free("note", Note);
    }
}
