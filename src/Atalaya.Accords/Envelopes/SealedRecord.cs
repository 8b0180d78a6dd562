using System.Collections.Immutable;
using System.Text;

namespace Atalaya.Accords.Envelopes;

/// <summary>Fills bytes with randomness that the caller stands for, such as <c>RandomNumberGenerator.Fill</c>.</summary>
public delegate void RandomFill(Span<byte> bytes);

/// <summary>A field to be sealed, or one that was opened: its name and its JSON value as it stands.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Value">UTF-8 JSON.</param>
public sealed record SealedField(string Name, ReadOnlyMemory<byte> Value);

/// <summary>
/// An envelope and what its holder may open of it. All fields that are opened are proven to be those that were signed; of the others
/// only their number is known.
/// </summary>
public sealed class SealedRecord
{
    /// <summary>The longest sealed record that is read, in bytes.</summary>
    public const int LongestBytes = 524_288;

    /// <summary>Media type of <see cref="ToBytes"/>.</summary>
    public const string MediaType = "application/vnd.atalaya.sealed-record";

    private SealedRecord(Envelope envelope, Statement statement, ImmutableArray<Disclosure> disclosures) =>
        (Envelope, Statement, Disclosures) = (envelope, statement, disclosures);

    /// <summary>The signed envelope; its bytes are what is kept.</summary>
    public Envelope Envelope { get; }

    /// <summary>The fields that are open here.</summary>
    public ImmutableArray<Disclosure> Disclosures { get; }

    /// <summary>SHA-256 of the payload: the record's name.</summary>
    public RecordDigest Digest => Envelope.Digest;

    /// <summary>The word of the kind, as the statement says it.</summary>
    public string KindWord => Statement.Kind;

    /// <summary>How many fields stay sealed here.</summary>
    public int SealedCount => Statement.Promised.Length - Disclosures.Length;

    /// <summary>Whether every field is open and their joint digest is the statement's subject.</summary>
    public bool IsWhole => SealedCount == 0 && Statement.Join(Disclosures) == Statement.Disclosures;

    internal Statement Statement { get; }

    /// <summary>Reads what <see cref="ToBytes"/> writes, from anybody: the signature and every disclosure are checked.</summary>
    public static Parsed<SealedRecord> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > LongestBytes)
            return Not("", AccordFaultReason.TooLarge);
        var end = bytes.Span.IndexOf((byte)'\n');
        if (end < 0 || bytes.Span[^1] != (byte)'\n')
            return Not("", AccordFaultReason.BadForm);
        var envelope = Envelope.Read(bytes[..end]);
        if (envelope.Value is null)
            return Parsed<SealedRecord>.Not(envelope.Fault!);
        var rest = bytes.Span[(end + 1)..];
        if (rest.IndexOfAnyExceptInRange((byte)'\n', (byte)'z') >= 0)
            return Not("", AccordFaultReason.BadBase64);
        var lines = rest.Length == 0 ? [] : Encoding.ASCII.GetString(rest[..^1]).Split('\n', Statement.MostFields + 1);
        return Open(envelope.Value, lines);
    }

    /// <summary>Joins an envelope that was read with disclosures that came beside it.</summary>
    public static Parsed<SealedRecord> Open(Envelope envelope, IReadOnlyList<string> disclosures)
    {
        var statement = Statement.Read(envelope.Payload);
        if (statement.Value is null)
            return Parsed<SealedRecord>.Not(statement.Fault!);
        if (disclosures.Count > Statement.MostFields)
            return Not("", AccordFaultReason.TooLarge);
        var left = statement.Value.Promised.ToHashSet(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var opened = ImmutableArray.CreateBuilder<Disclosure>(disclosures.Count);
        foreach (var text in disclosures)
        {
            var read = Disclosure.Read(text);
            if (read.Value is not { } disclosure)
                return Parsed<SealedRecord>.Not(read.Fault!);
            if (!left.Remove(disclosure.Digest))
                return Parsed<SealedRecord>.Not(FaultPlace.Disclosure, StrictJson.Excerpt(disclosure.Name), AccordFaultReason.NotPromised);
            if (!names.Add(disclosure.Name))
                return Parsed<SealedRecord>.Not(FaultPlace.Disclosure, StrictJson.Excerpt(disclosure.Name), AccordFaultReason.DuplicateMember);
            opened.Add(disclosure);
        }

        var record = new SealedRecord(envelope, statement.Value, opened.MoveToImmutable());
        return record.SealedCount == 0 && !record.IsWhole
            ? Parsed<SealedRecord>.Not(FaultPlace.Statement, "subject[0].digest.sha256", AccordFaultReason.Inconsistent)
            : Parsed<SealedRecord>.Of(record);
    }

    /// <summary>The same record with only some of its fields open, for a reader who may see no more.</summary>
    /// <param name="names">Names of the fields that stay open; a name that is not there changes nothing.</param>
    public SealedRecord OpenOnly(IReadOnlySet<string> names) =>
        new(Envelope, Statement, [.. Disclosures.Where(d => names.Contains(d.Name))]);

    /// <summary>The envelope's exact bytes on one line, then each disclosure on a line of its own; every line ends with LF.</summary>
    public byte[] ToBytes() =>
        [.. Envelope.Bytes, (byte)'\n', .. Encoding.ASCII.GetBytes(string.Concat(Disclosures.Select(static d => d.Text + "\n")))];

    internal static SealedRecord Seal(string kind, IEnumerable<SealedField> fields, IOfficerSigner signer, RandomFill random)
    {
        var salt = new byte[Disclosure.SaltSize];
        var disclosures = fields.Select(field =>
        {
            random(salt);
            return Disclosure.Make(field.Name, field.Value.Span, salt);
        }).ToImmutableArray();
        var payload = Statement.Write(kind, disclosures);
        return new(Envelope.Make(payload, signer), Statement.Read(payload).Value!, disclosures);
    }

    private static Parsed<SealedRecord> Not(string field, AccordFaultReason reason) => Parsed<SealedRecord>.Not(FaultPlace.SealedRecord, field, reason);
}
