namespace Atalaya.Accords.Log;

/// <summary>What a proof shows. Only <see cref="Holds"/> shows anything; the default does not.</summary>
public enum ProofVerdict
{
    /// <summary>The hashes lead to another root.</summary>
    RootMismatch,
    /// <summary>The proof holds.</summary>
    Holds,
    /// <summary>The hashes lead to another root of the older tree.</summary>
    OldRootMismatch,
    /// <summary>More than 63 hashes (tlog-witness); nothing was computed.</summary>
    TooManyHashes,
    /// <summary>Another number of hashes than these sizes take.</summary>
    WrongNumberOfHashes,
    /// <summary>No such leaf, tree or subtree, or an older tree that is larger or empty.</summary>
    WrongSizes,
}
