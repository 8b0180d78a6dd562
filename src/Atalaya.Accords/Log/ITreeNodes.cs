namespace Atalaya.Accords.Log;

/// <summary>Gives the hashes of whole subtrees, of which proofs are made.</summary>
internal interface ITreeNodes
{
    /// <summary>The hash over the leaves <c>[index × 2^height, (index + 1) × 2^height)</c>; false where it cannot be had.</summary>
    bool TryNode(int height, ulong index, out TreeHash hash);
}
