using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Atalaya.Accords.Log;

/// <summary>
/// Two heads of one log and one size with different roots, both signed by the log: no honest log makes them, and whoever holds both notes and
/// the log's key can show it to anybody.
/// </summary>
/// <remarks>
/// Two heads of different sizes are no such proof, even if a consistency proof between them fails: whoever shows them may have spoilt the
/// proof, and a right one may exist. Then the log is asked for it, and what it signs for the size in question is compared.
/// </remarks>
public sealed class ForkProof
{
    private const string Header = "atalaya-fork-proof/v1";

    private ForkProof(SignedHead first, SignedHead second) => (First, Second) = (first, second);

    /// <summary>The head that was known first.</summary>
    public SignedHead First { get; }

    /// <summary>The head that says otherwise.</summary>
    public SignedHead Second { get; }

    /// <summary>Which log.</summary>
    public string Origin => First.Checkpoint.Origin;

    /// <summary>The size for which it signed two roots.</summary>
    public ulong Size => First.Checkpoint.Size;

    /// <summary>Makes a proof of two heads. Whether the log signed them is for <see cref="Verifies"/>.</summary>
    public static bool TryCreate(SignedHead first, SignedHead second, [NotNullWhen(true)] out ForkProof? proof, out LogFault fault)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (a, b) = (first.Checkpoint, second.Checkpoint);
        fault = a.Origin != b.Origin ? new(LogFaultReason.OriginsDiffer, "origin", 0)
            : a.Size != b.Size ? new(LogFaultReason.SizesDiffer, "size", 0)
            : a.Root == b.Root ? new(LogFaultReason.RootsAgree, "root", 0)
            : default;
        proof = fault.Reason == LogFaultReason.None ? new(first, second) : null;
        return proof is not null;
    }

    /// <summary>Parses what <see cref="ToBytes"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ForkProof? proof, out LogFault fault)
    {
        proof = null;
        fault = new(LogFaultReason.Malformed, "header", 0);
        var end = bytes.IndexOf("\n\n"u8);
        if (end is < 0 or > 100)
            return false;
        var lines = Encoding.UTF8.GetString(bytes[..end]).Split('\n');
        if (lines is not [Header, var firstLine, var secondLine] || !TryLength(firstLine, "first ", out var first) || !TryLength(secondLine, "second ", out var second))
            return false;
        var body = bytes[(end + 2)..];
        if (first + second != body.Length)
        {
            fault = new(LogFaultReason.WrongLength, "notes", end + 2);
            return false;
        }

        return SignedHead.TryParse(body[..first], out var one, out fault) && SignedHead.TryParse(body[first..], out var other, out fault)
            && TryCreate(one, other, out proof, out fault);
    }

    /// <summary>Whether both heads bear a good signature by one of the log's keys. Nothing else is needed to be sure of the fork.</summary>
    public bool Verifies(IReadOnlyCollection<NoteVerifierKey> logKeys) =>
        First.Note.TryVerify(logKeys, out _, out _) && Second.Note.TryVerify(logKeys, out _, out _);

    /// <summary>A header line, the two lengths in bytes, an empty line, and the two notes byte for byte.</summary>
    public byte[] ToBytes()
    {
        var header = string.Create(CultureInfo.InvariantCulture, $"{Header}\nfirst {First.Note.Bytes.Length}\nsecond {Second.Note.Bytes.Length}\n\n");
        return [.. Encoding.UTF8.GetBytes(header), .. First.Note.Bytes.Span, .. Second.Note.Bytes.Span];
    }

    private static bool TryLength(string line, string word, out int length)
    {
        length = 0;
        if (!line.StartsWith(word, StringComparison.Ordinal) || !DecimalText.TryParse(Encoding.UTF8.GetBytes(line[word.Length..]), out var value) || value > SignedNote.MostBytes)
            return false;
        length = (int)value;
        return true;
    }
}
