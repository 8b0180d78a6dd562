using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Atalaya.Accords.Log;

/// <summary>A text and who signed it (C2SP signed-note). What was parsed is kept byte for byte; parsing trusts nobody.</summary>
public sealed class SignedNote
{
    /// <summary>Most bytes of a note that is read.</summary>
    public const int MostBytes = 1_000_000;

    /// <summary>Most signature lines that are read (the specification asks for 16 at least).</summary>
    public const int MostSignatures = 100;

    private static readonly byte[] LineStart = Encoding.UTF8.GetBytes("— ");

    private SignedNote(ReadOnlyMemory<byte> bytes, int textLength, IReadOnlyList<NoteSignature> signatures)
    {
        Bytes = bytes;
        Text = bytes[..textLength];
        Signatures = signatures;
    }

    /// <summary>The whole note.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What is signed: with its last line feed, without the empty line after it.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>In the note's order, whoever they are by.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>A note of a text and signatures on it.</summary>
    /// <exception cref="ArgumentException">The text cannot be a note's, or there is no signature.</exception>
    public static SignedNote Create(ReadOnlySpan<byte> text, params IEnumerable<NoteSignature> signatures)
    {
        byte[] bytes = [.. text, (byte)'\n', .. signatures.SelectMany(static s => s.ToLine())];
        return TryParse(bytes, out var note, out _) && note.Text.Length == text.Length ? note : throw new ArgumentException("Not a note's text.", nameof(text));
    }

    /// <summary>The note with a further signature line at its end.</summary>
    public SignedNote With(NoteSignature signature) => Create(Text.Span, [.. Signatures, signature]);

    /// <summary>Parses a note; takes a copy of the bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note, out LogFault fault)
    {
        note = null;
        if (!CheckText(bytes, out fault))
            return false;
        var end = bytes.LastIndexOf("\n\n"u8);
        if (end < 0)
        {
            fault = new(LogFaultReason.Truncated, "signatures", bytes.Length);
            return false;
        }

        var signatures = new List<NoteSignature>();
        for (var at = end + 2; at < bytes.Length || signatures.Count == 0;)
        {
            var length = bytes[at..].IndexOf((byte)'\n');
            if (signatures.Count == MostSignatures)
                fault = new(LogFaultReason.TooLarge, "signatures", at);
            else if (length < 0)
                fault = new(LogFaultReason.Truncated, "signature", at);
            else if (TryLine(bytes.Slice(at, length), out var signature, out var reason))
                signatures.Add(signature);
            else
                fault = new(reason, "signature", at);
            if (fault.Reason != LogFaultReason.None)
                return false;
            at += length + 1;
        }

        note = new(bytes.ToArray(), end + 1, signatures);
        return true;
    }

    /// <summary>Whether a key that is trusted signed this, as the specification asks: lines of others are passed over, a bad line in the name and id of a trusted key spoils the note.</summary>
    /// <param name="trusted">The keys.</param>
    /// <param name="verified">The signatures that verified, one at least.</param>
    /// <param name="fault"><see cref="LogFaultReason.NoTrustedSignature"/> or <see cref="LogFaultReason.BadSignature"/>.</param>
    public bool TryVerify(IEnumerable<NoteVerifierKey> trusted, out IReadOnlyList<NoteSignature> verified, out LogFault fault)
    {
        var keys = trusted.ToList();
        var good = new List<NoteSignature>();
        verified = good;
        fault = default;
        foreach (var signature in Signatures)
        {
            var named = keys.FindAll(signature.IsBy);
            if (named.Count == 0)
                continue;
            if (!named.Exists(key => key.Verifies(Text.Span, signature.Signature.Span)))
            {
                good.Clear();
                fault = new(LogFaultReason.BadSignature, signature.Name, Text.Length + 1);
                return false;
            }

            good.Add(signature);
        }

        if (good.Count == 0)
            fault = new(LogFaultReason.NoTrustedSignature, "signatures", Text.Length + 1);
        return good.Count > 0;
    }

    private static bool CheckText(ReadOnlySpan<byte> bytes, out LogFault fault)
    {
        fault = default;
        var control = 0;
        while (control < bytes.Length && (bytes[control] >= 0x20 || bytes[control] == '\n'))
            control++;
        if (bytes.Length > MostBytes)
            fault = new(LogFaultReason.TooLarge, "note", MostBytes);
        else if (control < bytes.Length)
            fault = new(LogFaultReason.ControlCharacter, "note", control);
        else if (!System.Text.Unicode.Utf8.IsValid(bytes))
            fault = new(LogFaultReason.NotUtf8, "note", 0);
        return fault.Reason == LogFaultReason.None;
    }

    private static bool TryLine(ReadOnlySpan<byte> line, [NotNullWhen(true)] out NoteSignature? signature, out LogFaultReason reason)
    {
        signature = null;
        reason = LogFaultReason.Malformed;
        if (!line.StartsWith(LineStart))
            return false;
        line = line[LineStart.Length..];
        var space = line.IndexOf((byte)' ');
        if (space < 0)
            return false;
        var name = Encoding.UTF8.GetString(line[..space]);
        reason = LogFaultReason.BadName;
        if (!NoteName.IsValid(name))
            return false;
        reason = LogFaultReason.BadBase64;
        if (!StrictBase64.TryDecode(line[(space + 1)..], out var bytes))
            return false;
        reason = LogFaultReason.Truncated;
        if (bytes.Length < 5)
            return false;
        signature = new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4));
        return true;
    }
}
