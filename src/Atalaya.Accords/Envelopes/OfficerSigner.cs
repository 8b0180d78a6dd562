using Atalaya.Accords.Log;

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
    private readonly Ed25519Seed seed;

    /// <summary>Takes the private key's seed, which the caller draws and keeps.</summary>
    /// <param name="seed">32 bytes of randomness.</param>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public OfficerSigner(ReadOnlySpan<byte> seed)
    {
        this.seed = new(seed);
        Key = OfficerKey.FromBytes(this.seed.PublicKey);
    }

    /// <inheritdoc/>
    public OfficerKey Key { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => seed.Sign(bytes);

    /// <inheritdoc/>
    public void Dispose() => seed.Dispose();
}
