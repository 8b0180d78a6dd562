using NodaTime;

namespace Atalaya.Accords.Log;

/// <summary>What a witness knows of one log.</summary>
internal sealed class WitnessedLog
{
    /// <summary>The last head that was cosigned.</summary>
    public SignedHead Latest { get; private set; } = null!;

    public ulong Size => Latest.Checkpoint.Size;

    /// <summary>When that was.</summary>
    public Instant Time { get; private set; }

    /// <summary>Root of each size that was cosigned, and where in the file the whole checkpoint is.</summary>
    public Dictionary<ulong, (TreeHash Root, long Offset, int Length)> Roots { get; } = [];

    public void Add(SignedHead head, NoteVerifierKey witness, StoredRecord record)
    {
        Latest = head;
        Roots[head.Checkpoint.Size] = (head.Checkpoint.Root, record.PayloadOffset, record.Payload.Length);
        foreach (var signature in head.Note.Signatures)
        {
            if (signature.IsBy(witness) && Cosignature.TryTime(signature.Signature.Span, out var time))
                Time = time;
        }
    }
}
