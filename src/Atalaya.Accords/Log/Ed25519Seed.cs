using NSec.Cryptography;

namespace Atalaya.Accords.Log;

/// <summary>An Ed25519 key made from its 32-byte seed, which comes from whoever keeps keys.</summary>
public sealed class Ed25519Seed : IEd25519Signer, IDisposable
{
    /// <summary>Bytes of a seed.</summary>
    public const int Size = 32;

    private readonly Key _key;
    private readonly byte[] _publicKey;

    /// <summary>Takes a seed of 32 bytes.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public Ed25519Seed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Size)
            throw new ArgumentException("A seed has 32 bytes.", nameof(seed));
        _key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        _publicKey = _key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);

    /// <summary>Wipes the key.</summary>
    public void Dispose() => _key.Dispose();
}
