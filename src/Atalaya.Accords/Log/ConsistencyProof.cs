namespace Atalaya.Accords.Log;

/// <summary>Shows that a tree continues an older one, with nothing altered or taken out (RFC 6962, section 2.1.2).</summary>
/// <param name="OldSize">Leaves of the older tree; 1 at least.</param>
/// <param name="NewSize">Leaves of the newer tree.</param>
/// <param name="Hashes">In the order of the RFC.</param>
public sealed record ConsistencyProof(ulong OldSize, ulong NewSize, IReadOnlyList<TreeHash> Hashes)
{
    /// <summary>Whether it holds between trees of these roots.</summary>
    public ProofVerdict Check(in TreeHash oldRoot, in TreeHash newRoot) => TreeProof.CheckConsistency(OldSize, NewSize, Hashes, oldRoot, newRoot);
}
