namespace Atalaya.Accords.Log;

/// <summary>Why a log did not append.</summary>
public enum LogRefusal
{
    /// <summary>It did.</summary>
    None,
    /// <summary>No entry was given.</summary>
    EmptyBatch,
    /// <summary>An entry of more than 65,535 bytes.</summary>
    EntryTooLong,
    /// <summary>More entries or bytes at once than the rules allow.</summary>
    BatchTooLarge,
    /// <summary>This log once signed a larger tree than it has: it was restored from a back-up (to its clients: 409). It signs no more.</summary>
    BehindItsOwnHead,
    /// <summary>A head with this log's signature disagrees with its tree. It signs no more.</summary>
    Forked,
    /// <summary>A write failed, and what is on disk is not known until the log is opened again.</summary>
    StorageFailed,
}

/// <summary>What came of appending.</summary>
/// <param name="Refusal">Why nothing was appended.</param>
/// <param name="Index">Index of the first entry, where appended.</param>
/// <param name="Head">A signed head whose tree holds the entries, where appended.</param>
public sealed record AppendAnswer(LogRefusal Refusal, ulong Index, SignedHead? Head)
{
    internal static AppendAnswer No(LogRefusal refusal) => new(refusal, 0, null);
}
