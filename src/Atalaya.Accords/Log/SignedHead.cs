using System.Diagnostics.CodeAnalysis;

namespace Atalaya.Accords.Log;

/// <summary>A checkpoint with its signatures: what a log says of itself, and who vouches for it.</summary>
/// <param name="Note">The note, byte for byte.</param>
/// <param name="Checkpoint">What its text says.</param>
public sealed record SignedHead(SignedNote Note, Checkpoint Checkpoint)
{
    /// <summary>Parses a signed checkpoint; trusts nobody yet.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedHead? head, out LogFault fault)
    {
        head = SignedNote.TryParse(bytes, out var note, out fault) && Checkpoint.TryParse(note.Text.Span, out var checkpoint, out fault) ? new(note, checkpoint) : null;
        return head is not null;
    }

    /// <summary>Parses a signed checkpoint and verifies that one of these keys signed it.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> bytes, IEnumerable<NoteVerifierKey> trusted, [NotNullWhen(true)] out SignedHead? head, out LogFault fault)
    {
        if (TryParse(bytes, out head, out fault) && head.Note.TryVerify(trusted, out _, out fault))
            return true;
        head = null;
        return false;
    }

    /// <summary>Signs a head.</summary>
    internal static SignedHead Sign(NoteSigner signer, ulong size, in TreeHash root)
    {
        var checkpoint = Checkpoint.Create(signer.Verifier.Name, size, root);
        return new(SignedNote.Create(checkpoint.Text.Span, signer.Sign(checkpoint.Text.Span)), checkpoint);
    }
}
