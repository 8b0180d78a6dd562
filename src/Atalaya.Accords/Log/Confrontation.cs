namespace Atalaya.Accords.Log;

/// <summary>What a head that others hold says about a log.</summary>
public enum ConfrontationResult
{
    /// <summary>It is no head that this log's key signed: it says nothing.</summary>
    NotOurs,
    /// <summary>The log's tree holds it.</summary>
    Agrees,
    /// <summary>The log signed a larger tree than it has. It signs no more.</summary>
    Behind,
    /// <summary>The log's tree has another root at that size. It signs no more.</summary>
    Forked,
}

/// <summary>What came of setting a log against a head that others hold.</summary>
/// <param name="Result">What it says.</param>
/// <param name="Fork">The proof, where the log forked and still has the head of that size that it signed itself.</param>
public sealed record Confrontation(ConfrontationResult Result, ForkProof? Fork);
