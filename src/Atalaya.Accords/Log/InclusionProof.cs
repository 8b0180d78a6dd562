namespace Atalaya.Accords.Log;

/// <summary>Shows that an entry stands in a tree (RFC 6962, section 2.1.1).</summary>
/// <param name="Index">0-based index of the leaf.</param>
/// <param name="Size">Leaves of the tree.</param>
/// <param name="Hashes">Siblings of the way up, the lowest first.</param>
public sealed record InclusionProof(ulong Index, ulong Size, IReadOnlyList<TreeHash> Hashes)
{
    /// <summary>Whether this entry is the one, in the tree of this root.</summary>
    public ProofVerdict Check(ReadOnlySpan<byte> entry, in TreeHash root) => TreeProof.CheckInclusion(Index, Size, TreeHash.OfLeaf(entry), Hashes, root);
}
