using System.Numerics;

namespace Atalaya.Accords.Log;

/// <summary>Makes proofs by the recursions of RFC 6962, section 2.1, and of draft-ietf-plants-merkle-tree-certs, section 4.4, over a source of nodes.</summary>
internal static class ProofBuilder
{
    /// <summary>The siblings above a leaf in the tree of the leaves <c>[start, end)</c>; null where a node cannot be had.</summary>
    public static List<TreeHash>? Inclusion(ITreeNodes nodes, ulong index, ulong start, ulong end)
    {
        var hashes = new List<TreeHash>();
        while (end - start > 1)
        {
            var middle = start + TreeProof.Split(end - start);
            var goesLeft = index < middle;
            if (!TryRoot(nodes, goesLeft ? middle : start, goesLeft ? end : middle, out var sibling))
                return null;
            hashes.Add(sibling);
            (start, end) = goesLeft ? (start, middle) : (middle, end);
        }

        hashes.Reverse();
        return hashes;
    }

    /// <summary>What shows that the subtree <c>[start, end)</c> is part of the tree of a size; null where a node cannot be had.</summary>
    public static List<TreeHash>? Consistency(ITreeNodes nodes, ulong start, ulong end, ulong size)
    {
        var siblings = new List<TreeHash>();
        var (low, high, known) = (0UL, size, true);
        while (start != low || end != high)
        {
            var middle = low + TreeProof.Split(high - low);
            var goesLeft = end <= middle;
            if (!TryRoot(nodes, goesLeft ? middle : low, goesLeft ? high : middle, out var sibling))
                return null;
            siblings.Add(sibling);
            if (!goesLeft && start < middle)
                (start, known) = (middle, false);
            (low, high) = goesLeft ? (low, middle) : (middle, high);
        }

        if (!known)
        {
            if (!TryRoot(nodes, low, high, out var seed))
                return null;
            siblings.Add(seed);
        }

        siblings.Reverse();
        return siblings;
    }

    /// <summary>The root of the leaves <c>[start, end)</c>, which is a subtree; of no leaves, the hash of nothing.</summary>
    public static bool TryRoot(ITreeNodes nodes, ulong start, ulong end, out TreeHash root)
    {
        root = TreeHash.OfNothing;
        if (start == end)
            return true;
        // Whole subtrees from the right, the smallest first.
        var first = true;
        while (end > start)
        {
            var height = BitOperations.TrailingZeroCount(end - start);
            end -= 1UL << height;
            if (!nodes.TryNode(height, end >> height, out var node))
                return false;
            root = first ? node : TreeHash.OfNode(node, root);
            first = false;
        }

        return true;
    }
}
