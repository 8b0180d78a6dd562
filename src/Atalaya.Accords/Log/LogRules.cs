namespace Atalaya.Accords.Log;

/// <summary>Sizes by which a log works. Changing them changes no tree and no proof.</summary>
public sealed record LogRules
{
    /// <summary>Entries in the journal from which full tiles are written as files and the journal begins anew. Bounds start-up and memory.</summary>
    public int FoldAfterEntries { get; init; } = 4096;

    /// <summary>The same in bytes: 16 MiB.</summary>
    public long FoldAfterBytes { get; init; } = 16 << 20;

    /// <summary>Most entries that are appended together.</summary>
    public int MostBatchEntries { get; init; } = 1 << 16;

    /// <summary>Most bytes that are appended together: 64 MiB.</summary>
    public long MostBatchBytes { get; init; } = 64 << 20;
}
