using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>The requester takes its request back. It takes effect at once and cannot be undone.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Request">Digest of the request or of any amendment of it.</param>
/// <param name="Note">For people to read, or null.</param>
public sealed record Withdrawal(RecordHeader Header, [property: Authorises] RecordDigest Request, [property: Tells] FreeText? Note) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Withdrawal;

    internal static Withdrawal Read(RecordHeader header, FieldReader read) => new(header, read.Digest("request"), read.OrNull("note", Values.Free));

    internal override void Write(FieldWriter write)
    {
        write.Digest("request", Request);
        write.Free("note", Note);
    }
}
