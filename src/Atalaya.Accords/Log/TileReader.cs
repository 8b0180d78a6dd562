namespace Atalaya.Accords.Log;

/// <summary>Makes proofs from the tiles of a log at one size, as any client of C2SP tlog-tiles can. Not for several threads at once.</summary>
/// <remarks>A proof that came from tiles must be checked against a signed root: the tiles may be anybody's.</remarks>
/// <param name="source">Where the tiles are.</param>
/// <param name="size">Leaves of the tree, from a checkpoint that was verified.</param>
public sealed class TileReader(ITileSource source, ulong size) : ITreeNodes
{
    private const int KeptTiles = 64;
    private readonly Dictionary<TilePath, ReadOnlyMemory<byte>> _kept = [];

    /// <summary>What was wrong with the first tile that could not be used, if any.</summary>
    public LogFault Fault { get; private set; }

    /// <summary>The root; null where a tile could not be used.</summary>
    public TreeHash? Root() => ProofBuilder.TryRoot(this, 0, size, out var root) ? root : null;

    /// <summary>A proof of inclusion; null where there is no such leaf or a tile could not be used.</summary>
    public InclusionProof? Inclusion(ulong index) =>
        index < size && ProofBuilder.Inclusion(this, index, 0, size) is { } hashes ? new(index, size, hashes) : null;

    /// <summary>A proof that this tree continues an older one; null where that is empty or larger, or a tile could not be used.</summary>
    public ConsistencyProof? Consistency(ulong oldSize) =>
        oldSize > 0 && oldSize <= size && ProofBuilder.Consistency(this, 0, oldSize, size) is { } hashes ? new(oldSize, size, hashes) : null;

    /// <summary>The leaf hash of an entry; null where there is no such leaf or a tile could not be used.</summary>
    public TreeHash? Leaf(ulong index) => index < size && ((ITreeNodes)this).TryNode(0, index, out var hash) ? hash : null;

    bool ITreeNodes.TryNode(int height, ulong index, out TreeHash hash)
    {
        hash = default;
        var (level, within) = (height / TilePath.Height, height % TilePath.Height);
        if (TilePath.Holding(level, index << within, size) is not { } path || !TryTile(path, out var tile))
            return false;
        var count = 1 << within;
        var offset = (int)((index << within) % TilePath.FullWidth);
        if (offset + count > path.Width)
            return false;
        Span<TreeHash> hashes = new TreeHash[count];
        for (var i = 0; i < count; i++)
            _ = TreeHash.TryFrom(tile.Span.Slice((offset + i) * MerkleHash.Size, MerkleHash.Size), out hashes[i]);
        hash = Fold(hashes);
        return true;
    }

    /// <summary>The root over a power of two of hashes; overwrites them.</summary>
    internal static TreeHash Fold(Span<TreeHash> hashes)
    {
        for (var count = hashes.Length; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
                hashes[i] = TreeHash.OfNode(hashes[2 * i], hashes[(2 * i) + 1]);
        }

        return hashes[0];
    }

    private bool TryTile(TilePath path, out ReadOnlyMemory<byte> tile)
    {
        if (_kept.TryGetValue(path, out tile))
            return true;
        var read = source.Read(path);
        // A partial tile may be gone once the full one is there (tlog-tiles); its hashes are the full one's first.
        if (read is null && path.IsPartial && source.Read(TilePath.OfHashes(path.Level, path.Index)) is { Length: TilePath.FullWidth * MerkleHash.Size } full)
            read = full[..(path.Width * MerkleHash.Size)];
        if (read?.Length != path.Width * MerkleHash.Size)
        {
            if (Fault.Reason == LogFaultReason.None)
                Fault = new(read is null ? LogFaultReason.MissingTile : LogFaultReason.WrongLength, path.ToString(), 0);
            return false;
        }

        if (_kept.Count == KeptTiles)
            _kept.Clear();
        _kept[path] = tile = read.Value;
        return true;
    }
}
