using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>A second officer's consent to a record of the same side, signed with another key than the author's.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Record">Digest of the record.</param>
/// <param name="Answer">Approve.</param>
public sealed record Approval(RecordHeader Header, [property: Authorises] RecordDigest Record, [property: Authorises] ApprovalAnswer Answer) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Approval;

    internal static Approval Read(RecordHeader header, FieldReader read) => new(header, read.Digest("record"), read.Word<ApprovalAnswer>("answer"));

    internal override void Write(FieldWriter write)
    {
        write.Digest("record", Record);
        write.Word("answer", Answer);
    }
}
