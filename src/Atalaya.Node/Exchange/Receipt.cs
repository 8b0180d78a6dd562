using System.Globalization;
using System.Text;
using Atalaya.Accords.Log;

namespace Atalaya.Node.Exchange;

/// <summary>What a node signs when it took a parcel: how much of the sender's log it keeps durably, and the root up to the last signed head.</summary>
/// <param name="Of">Origin of the log that was received.</param>
/// <param name="By">Origin of the receiver's log.</param>
/// <param name="Through">Leaves that are kept.</param>
/// <param name="Verified">Leaves under a signed head.</param>
/// <param name="Root">Root of those.</param>
public sealed record Receipt(string Of, string By, ulong Through, ulong Verified, TreeHash Root)
{
    private const string Format = "atalaya-receipt/v1";

    /// <summary>Signs it as a note (C2SP signed-note).</summary>
    public SignedNote Sign(NoteSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Format}\nof {Of}\nby {By}\nthrough {Through}\nverified {Verified}\nroot {Root}\n"));
        return SignedNote.Create(text, signer.Sign(text));
    }

    /// <summary>Reads a receipt and verifies that the key signed it; null where not.</summary>
    public static Receipt? Read(ReadOnlySpan<byte> bytes, NoteVerifierKey key)
    {
        if (!SignedNote.TryParse(bytes, out var note, out _) || !note.TryVerify([key], out _, out _))
            return null;
        var lines = Encoding.UTF8.GetString(note.Text.Span).Split('\n');
        return lines is [Format, var of, var by, var through, var verified, var root, ""]
            && of.StartsWith("of ", StringComparison.Ordinal) && by.StartsWith("by ", StringComparison.Ordinal)
            && Number(through, "through ", out var kept) && Number(verified, "verified ", out var sure)
            && root.StartsWith("root ", StringComparison.Ordinal) && TreeHash.TryFromBase64(Encoding.UTF8.GetBytes(root[5..]), out var hash)
            ? new(of[3..], by[3..], kept, sure, hash)
            : null;
    }

    private static bool Number(string line, string word, out ulong value)
    {
        value = 0;
        return line.StartsWith(word, StringComparison.Ordinal) && ulong.TryParse(line.AsSpan(word.Length), NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
