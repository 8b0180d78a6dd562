using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>A side contests records, or answers a dispute. What the claim says gives nobody leave to do anything.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Records">Digests of what is contested, 1 to 64.</param>
/// <param name="Answers">Digest of the dispute, or of the answer, that this answers; null opens a dispute.</param>
/// <param name="Claim">What is said, for people to read.</param>
public sealed record Dispute(
    RecordHeader Header, [property: Tells] ImmutableArray<RecordDigest> Records, [property: Tells] RecordDigest? Answers, [property: Tells] FreeText Claim) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Dispute;

    internal static Dispute Read(RecordHeader header, FieldReader read) =>
        new(header, read.Set("records", 1, 64, FieldReader.ReadDigest), read.OrNone("answers", FieldReader.ReadDigest), read.Free("claim"));

    internal override void Write(FieldWriter write)
    {
        write.List("records", Records, static (json, digest) => json.WriteStringValue(digest.Hex));
        write.Digest("answers", Answers);
        write.Free("claim", Claim);
    }
}
