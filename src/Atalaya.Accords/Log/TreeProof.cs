using System.Numerics;

namespace Atalaya.Accords.Log;

/// <summary>Verifies proofs. Pure; sizes and hashes may come from anyone: no argument makes it throw or compute for long.</summary>
/// <remarks>
/// RFC 6962, sections 2.1.1 and 2.1.2; the forms for subtrees are those of draft-ietf-plants-merkle-tree-certs, section 4, of which the former
/// are the case of a subtree that begins at leaf 0. The recursion is the one that defines the proof, run backwards; it is 64 deep at most.
/// </remarks>
public static class TreeProof
{
    /// <summary>Most hashes of a proof (tlog-witness: a client must not send more).</summary>
    public const int MostHashes = 63;

    /// <summary>Whether a leaf stands at an index of a tree.</summary>
    public static ProofVerdict CheckInclusion(ulong index, ulong size, in TreeHash leaf, IReadOnlyList<TreeHash> proof, in TreeHash root) =>
        CheckSubtreeInclusion(index, 0, size, leaf, proof, root);

    /// <summary>Whether a leaf stands at an index of the tree within the subtree <c>[start, end)</c> of the given root.</summary>
    public static ProofVerdict CheckSubtreeInclusion(ulong index, ulong start, ulong end, in TreeHash leaf, IReadOnlyList<TreeHash> proof, in TreeHash root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (proof.Count > MostHashes)
            return ProofVerdict.TooManyHashes;
        if (start >= end || index < start || index >= end || !IsSubtree(start, end))
            return ProofVerdict.WrongSizes;
        var left = proof.Count;
        return TryClimb(index - start, end - start, leaf, proof, ref left, out var computed) && left == 0
            ? Compare(computed, root)
            : ProofVerdict.WrongNumberOfHashes;
    }

    /// <summary>Whether a tree continues an older one. An empty older tree proves nothing and is <see cref="ProofVerdict.WrongSizes"/>.</summary>
    public static ProofVerdict CheckConsistency(ulong oldSize, ulong newSize, IReadOnlyList<TreeHash> proof, in TreeHash oldRoot, in TreeHash newRoot)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return oldSize == 0
            ? (proof.Count > MostHashes ? ProofVerdict.TooManyHashes : ProofVerdict.WrongSizes)
            : CheckSubtreeConsistency(0, oldSize, newSize, proof, oldRoot, newRoot);
    }

    /// <summary>Whether the subtree <c>[start, end)</c> is part of a tree. An empty one is part of any tree that reaches it; its root is that of nothing.</summary>
    public static ProofVerdict CheckSubtreeConsistency(
        ulong start, ulong end, ulong size, IReadOnlyList<TreeHash> proof, in TreeHash subtreeRoot, in TreeHash root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (proof.Count > MostHashes)
            return ProofVerdict.TooManyHashes;
        if (start > end || end > size || !IsSubtree(start, end))
            return ProofVerdict.WrongSizes;
        if (start == end)
            return proof.Count > 0 ? ProofVerdict.WrongNumberOfHashes : subtreeRoot == TreeHash.OfNothing ? ProofVerdict.Holds : ProofVerdict.OldRootMismatch;
        var (first, last) = (0, proof.Count);
        if (!TryGrow(new(start, end, size, Known: true), subtreeRoot, proof, ref first, ref last, out var sub, out var whole) || first != last)
            return ProofVerdict.WrongNumberOfHashes;
        return sub == subtreeRoot ? Compare(whole, root) : ProofVerdict.OldRootMismatch;
    }

    /// <summary>Whether <c>[start, end)</c> is a node of some tree that begins there: start is a multiple of the least power of two not below its width.</summary>
    internal static bool IsSubtree(ulong start, ulong end)
    {
        if (start >= end)
            return start == end;
        var span = BitOperations.RoundUpToPowerOf2(end - start); // 0: 2^64
        return span == 0 ? start == 0 : start % span == 0;
    }

    /// <summary>The largest power of two below a number of leaves, of which there are two at least.</summary>
    internal static ulong Split(ulong leaves) => 1UL << (63 - BitOperations.LeadingZeroCount(leaves - 1));

    private static ProofVerdict Compare(in TreeHash computed, in TreeHash root) => computed == root ? ProofVerdict.Holds : ProofVerdict.RootMismatch;

    // The last hash of a proof is the sibling at the top.
    private static bool TryClimb(ulong index, ulong size, in TreeHash leaf, IReadOnlyList<TreeHash> proof, ref int left, out TreeHash root)
    {
        root = leaf;
        if (size == 1)
            return true;
        if (left == 0)
            return false;
        var sibling = proof[--left];
        var split = Split(size);
        var goesLeft = index < split;
        if (!TryClimb(goesLeft ? index : index - split, goesLeft ? split : size - split, leaf, proof, ref left, out var below))
            return false;
        root = goesLeft ? TreeHash.OfNode(below, sibling) : TreeHash.OfNode(sibling, below);
        return true;
    }

    private readonly record struct Part(ulong Start, ulong End, ulong Size, bool Known);

    // Gives the root of the subtree, so far as it lies in this part, and that of the part.
    private static bool TryGrow(
        in Part part, in TreeHash subtreeRoot, IReadOnlyList<TreeHash> proof, ref int first, ref int last, out TreeHash sub, out TreeHash whole)
    {
        sub = whole = subtreeRoot;
        var (start, end, size, known) = part;
        if (start == 0 && end == size)
        {
            if (known)
                return true;
            if (first == last)
                return false;
            sub = whole = proof[first++];
            return true;
        }

        if (first == last)
            return false;
        var sibling = proof[--last];
        var split = Split(size);
        var next = end <= split ? part with { Size = split }
            : start >= split ? new Part(start - split, end - split, size - split, known)
            : new Part(0, end - split, size - split, Known: false);
        if (!TryGrow(next, subtreeRoot, proof, ref first, ref last, out sub, out whole))
            return false;
        whole = end <= split ? TreeHash.OfNode(whole, sibling) : TreeHash.OfNode(sibling, whole);
        if (start < split && end > split)
            sub = TreeHash.OfNode(sibling, sub);
        return true;
    }
}
