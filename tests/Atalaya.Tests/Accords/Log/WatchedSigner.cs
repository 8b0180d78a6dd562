using Atalaya.Accords.Log;

namespace Atalaya.Tests.Accords.Log;

/// <summary>A log's key that looks at everything it is made to sign, over all restarts: one root a size, and never a smaller tree.</summary>
internal sealed class WatchedSigner : IEd25519Signer
{
    private readonly IEd25519Signer _key = Signers.Seed(99);
    private readonly Dictionary<ulong, TreeHash> _signed = [];
    private ulong _largest;

    public WatchedSigner() => Signer = new("log.example/watched", NoteKeyType.Ed25519, this);

    public NoteSigner Signer { get; }

    public ReadOnlySpan<byte> PublicKey => _key.PublicKey;

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        Assert.True(Checkpoint.TryParse(message, out var head, out _));
        Assert.True(head.Size >= _largest, $"signed {head.Size} after {_largest}");
        _largest = head.Size;
        Assert.True(_signed.TryAdd(head.Size, head.Root) || _signed[head.Size] == head.Root, $"signed two heads for {head.Size}");
        return _key.Sign(message);
    }
}
