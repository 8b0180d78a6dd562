namespace Atalaya.Accords.Log;

/// <summary>The leaves of a batch, hashed, and the edge of the tree that they make; nothing is changed until they are taken.</summary>
internal sealed class PreparedLeaves
{
    public PreparedLeaves(Frontier edge, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        Edge = edge.Copy();
        foreach (var entry in entries)
        {
            var leaf = TreeHash.OfLeaf(entry.Span);
            Leaves.Add(leaf);
            Edge.Append(leaf, (level, hash) => Above.Add((level, hash)));
        }
    }

    /// <summary>The edge with the leaves.</summary>
    public Frontier Edge { get; }

    public List<TreeHash> Leaves { get; } = [];

    /// <summary>Hashes of the tiles that are now full, for the level above.</summary>
    public List<(int Level, TreeHash Hash)> Above { get; } = [];
}
