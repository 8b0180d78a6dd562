namespace Atalaya.Accords.Log;

/// <summary>A log as a folder that any web server can serve and strangers' tools read: C2SP tlog-tiles, with the partial tiles of one checkpoint.</summary>
public static class StaticCopy
{
    /// <summary>The name of the signed checkpoint.</summary>
    public const string CheckpointPath = "checkpoint";

    /// <summary>Tiles written before they are made durable together.</summary>
    private const int Together = 512;

    /// <summary>
    /// Brings a copy up to a signed head: tiles first, the checkpoint last, each durable before the next. Full tiles that are there already are
    /// left as they are.
    /// </summary>
    /// <param name="source">The log.</param>
    /// <param name="head">A head of this log, with whatever cosignatures it has.</param>
    /// <param name="target">Where the copy goes.</param>
    /// <exception cref="ArgumentException">The log has not all of this head's tiles.</exception>
    public static void Write(ITileSource source, SignedHead head, ILogStorage target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(target);
        foreach (var paths in Tiles(head.Checkpoint.Size).Where(path => path.IsPartial || target.Read(path.ToString(), 0, 1) is null).Chunk(Together))
            target.WriteDurably(paths.Select(path => (path.ToString(), source.Read(path) ?? throw new ArgumentException($"There is no {path}.", nameof(head)))));
        target.WriteDurably((CheckpointPath, head.Note.Bytes));
    }

    /// <summary>Every tile and bundle of a tree of a size.</summary>
    public static IEnumerable<TilePath> Tiles(ulong size)
    {
        for (var level = TilePath.Entries; level < 8; level++)
        {
            var count = size >> (Math.Max(level, 0) * TilePath.Height);
            for (var first = 0UL; first < count; first += TilePath.FullWidth)
                yield return TilePath.Holding(level, first, size)!.Value;
        }
    }
}
