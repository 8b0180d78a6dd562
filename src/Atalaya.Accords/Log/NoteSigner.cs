using System.Buffers.Binary;
using NodaTime;

namespace Atalaya.Accords.Log;

/// <summary>Signs notes in a name, as a log or as a witness.</summary>
public sealed class NoteSigner
{
    private readonly IEd25519Signer _key;

    /// <summary>A key under a name.</summary>
    /// <param name="name">For a log, its origin.</param>
    /// <param name="type">As what it signs. A witness's key must sign nothing else: its message does not say its name.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">The name cannot be a key's, or the public key is none.</exception>
    public NoteSigner(string name, NoteKeyType type, IEd25519Signer key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = key;
        Verifier = NoteVerifierKey.TryCreate(name, type, key.PublicKey, out var verifier) ? verifier : throw new ArgumentException("Not a key's name.", nameof(name));
    }

    /// <summary>What verifies these signatures.</summary>
    public NoteVerifierKey Verifier { get; }

    /// <summary>Signs a note's text as a log.</summary>
    /// <exception cref="InvalidOperationException">The key is a witness's.</exception>
    public NoteSignature Sign(ReadOnlySpan<byte> text) => Verifier.Type == NoteKeyType.Ed25519
        ? new(Verifier.Name, Verifier.KeyId, _key.Sign(text))
        : throw new InvalidOperationException("A witness's key signs cosignatures only.");

    /// <summary>Signs a checkpoint's text as a witness at a time, of which whole seconds are kept.</summary>
    /// <exception cref="InvalidOperationException">The key is a log's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is not after 1970-01-01T00:00:00Z.</exception>
    public NoteSignature Cosign(ReadOnlySpan<byte> text, Instant time)
    {
        if (Verifier.Type != NoteKeyType.Cosignature)
            throw new InvalidOperationException("A log's key signs notes only.");
        var seconds = time.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1, nameof(time));
        var signature = new byte[Cosignature.TimeSize + Cosignature.Ed25519Size];
        BinaryPrimitives.WriteInt64BigEndian(signature, seconds);
        _key.Sign(Cosignature.Message(seconds, text)).CopyTo(signature, Cosignature.TimeSize);
        return new(Verifier.Name, Verifier.KeyId, signature);
    }
}
