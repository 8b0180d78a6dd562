using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>The host says what it could clear instead. It allows nothing: the requester answers with an amendment, or does not.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Request">Digest of the request or amendment that it answers.</param>
/// <param name="Volumes">Where and when it could be, 1 to 32 volumes.</param>
/// <param name="Note">For people to read, or null.</param>
public sealed record Counter(
    RecordHeader Header, [property: Authorises] RecordDigest Request, [property: Authorises] ImmutableArray<Volume4D> Volumes, [property: Tells] FreeText? Note) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Counter;

    internal static Counter Read(RecordHeader header, FieldReader read) =>
        new(header, read.Digest("request"), read.List("volumes", 1, 32, Values.Volume), read.OrNull("note", Values.Free));

    internal override void Write(FieldWriter write)
    {
        write.Digest("request", Request);
        write.List("volumes", Volumes, Values.Write);
        write.Free("note", Note);
    }
}
