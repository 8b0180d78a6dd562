using NSec.Cryptography;

namespace Atalaya.Accords.Envelopes;

/// <summary>Signs with a role key that may live elsewhere (a file, a token behind PKCS#11).</summary>
public interface IOfficerSigner
{
    /// <summary>The public half.</summary>
    OfficerKey Key { get; }

    /// <summary>Signs bytes with pure Ed25519; 64 bytes.</summary>
    byte[] Sign(ReadOnlySpan<byte> bytes);
}

/// <summary>A role key in this process's memory, which is wiped when it is disposed of.</summary>
public sealed class OfficerSigner : IOfficerSigner, IDisposable
{
    private readonly Key key;

    /// <summary>Takes the private key's seed, which the caller draws and keeps.</summary>
    /// <param name="seed">32 bytes of randomness.</param>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public OfficerSigner(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != OfficerKey.Size)
            throw new ArgumentException("The seed of an Ed25519 key has 32 bytes.", nameof(seed));
        key = NSec.Cryptography.Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        Key = OfficerKey.FromBytes(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <inheritdoc/>
    public OfficerKey Key { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => SignatureAlgorithm.Ed25519.Sign(key, bytes);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
