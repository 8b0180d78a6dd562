using Atalaya.Accords.Envelopes;
using NodaTime;

namespace Atalaya.Accords.Records;

/// <summary>A side says of a day that its guidance is in force, unchanged. A day without one is an alarm.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Guidance">Digest of the guidance.</param>
/// <param name="Day">The day in UTC.</param>
/// <param name="Word">In force, unchanged.</param>
public sealed record Affirmation(
    RecordHeader Header, [property: Authorises] RecordDigest Guidance, [property: Authorises] LocalDate Day, [property: Authorises] AffirmationWord Word) : AccordRecord(Header)
{
    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.Affirmation;

    internal static Affirmation Read(RecordHeader header, FieldReader read) =>
        new(header, read.Digest("guidance"), read.Value("day", Values.Day), read.Word<AffirmationWord>("word"));

    internal override void Write(FieldWriter write)
    {
        write.Digest("guidance", Guidance);
        write.Day("day", Day);
        write.Word("word", Word);
    }
}
