using System.Runtime.InteropServices;
using Atalaya.Accords.Log;

namespace Atalaya.Node.Ledgers;

/// <summary>The hashes of a log's leaves in memory, with those of full tiles above them, so that any proof can be made. 32 bytes a leaf.</summary>
internal sealed class LeafTree : ITileSource
{
    private readonly List<List<TreeHash>> _levels = [[]];

    public ulong Size => (ulong)_levels[0].Count;

    public TreeHash this[ulong index] => _levels[0][(int)index];

    public void Add(in TreeHash leaf)
    {
        var hash = leaf;
        for (var level = 0; ; level++)
        {
            if (level == _levels.Count)
                _levels.Add([]);
            var hashes = _levels[level];
            hashes.Add(hash);
            if (hashes.Count % TilePath.FullWidth != 0)
                return;
            hash = Fold(CollectionsMarshal.AsSpan(hashes)[^TilePath.FullWidth..]);
        }
    }

    /// <summary>Takes leaves off the end again.</summary>
    public void CutTo(ulong size)
    {
        var left = (int)size;
        foreach (var hashes in _levels)
        {
            if (hashes.Count > left)
                hashes.RemoveRange(left, hashes.Count - left);
            left /= TilePath.FullWidth;
        }
    }

    public TreeHash Root(ulong size) => size == 0 ? TreeHash.OfNothing : new TileReader(this, size).Root()!.Value;

    public InclusionProof? Inclusion(ulong index, ulong size) => size <= Size ? new TileReader(this, size).Inclusion(index) : null;

    public ConsistencyProof? Consistency(ulong oldSize, ulong newSize) => newSize <= Size ? new TileReader(this, newSize).Consistency(oldSize) : null;

    public ReadOnlyMemory<byte>? Read(TilePath path)
    {
        if (path.Level < 0 || path.Level >= _levels.Count)
            return null;
        var (hashes, first) = (_levels[path.Level], (long)path.Index * TilePath.FullWidth);
        if (first + path.Width > hashes.Count)
            return null;
        var bytes = new byte[path.Width * MerkleHash.Size];
        for (var i = 0; i < path.Width; i++)
            hashes[(int)first + i].Bytes.CopyTo(bytes.AsSpan(i * MerkleHash.Size));
        return bytes;
    }

    private static TreeHash Fold(ReadOnlySpan<TreeHash> tile)
    {
        Span<TreeHash> hashes = tile.ToArray();
        for (var count = hashes.Length; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
                hashes[i] = TreeHash.OfNode(hashes[2 * i], hashes[(2 * i) + 1]);
        }

        return hashes[0];
    }
}
