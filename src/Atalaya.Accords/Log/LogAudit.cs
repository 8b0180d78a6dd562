namespace Atalaya.Accords.Log;

/// <summary>Reads a whole log again, ours or anybody's, and names every entry and tile that is not what its signed head says.</summary>
public static class LogAudit
{
    /// <summary>Most faults that are listed.</summary>
    public const int MostFaults = 1000;

    /// <summary>
    /// What is wrong; empty where every entry hashes to its leaf, every tile to the one above, and all to the root. The caller has verified the
    /// head's signature.
    /// </summary>
    /// <returns>Faults whose field is a tile's path, or <c>entry N</c> for an entry that differs from its leaf.</returns>
    public static IReadOnlyList<LogFault> Run(ITileSource source, Checkpoint head)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(head);
        var faults = new List<LogFault>();
        var edge = new Frontier();
        var above = new Dictionary<int, ulong>();
        for (var index = 0UL; index < head.Size && faults.Count < MostFaults; index += TilePath.FullWidth)
        {
            var path = TilePath.Holding(0, index, head.Size)!.Value;
            if (Hashes(source, path, faults) is not { } leaves)
                return faults;
            Entries(source, index, path.Width, leaves, faults);
            foreach (var leaf in leaves)
                edge.Append(leaf, (level, hash) => Above(source, head.Size, level, hash, above, faults));
        }

        if (faults.Count == 0 && edge.Root() != head.Root)
            faults.Add(new(LogFaultReason.WrongHash, "root", 0));
        return faults;
    }

    private static void Entries(ITileSource source, ulong index, int width, TreeHash[] leaves, List<LogFault> faults)
    {
        var path = TilePath.OfEntries(index / TilePath.FullWidth, width);
        if (source.Read(path) is not { } bundle)
        {
            faults.Add(new(LogFaultReason.MissingTile, path.ToString(), 0));
            return;
        }

        if (!EntryBundle.TryRead(bundle, width, out var entries, out var fault))
            faults.Add(fault with { Field = path.ToString() });
        var at = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            if (TreeHash.OfLeaf(entries[i].Span) != leaves[i])
                faults.Add(new(LogFaultReason.WrongHash, $"entry {index + (ulong)i}", at + 2));
            at += 2 + entries[i].Length;
        }
    }

    // A hash of a level above, as it was computed from below, against the tile that holds it.
    private static void Above(ITileSource source, ulong size, int level, in TreeHash hash, Dictionary<int, ulong> above, List<LogFault> faults)
    {
        var index = above.GetValueOrDefault(level);
        above[level] = index + 1;
        var path = TilePath.Holding(level, index, size)!.Value;
        if (source.Read(path) is not { } tile || tile.Length != path.Width * MerkleHash.Size)
        {
            if (index % TilePath.FullWidth == 0)
                faults.Add(new(LogFaultReason.MissingTile, path.ToString(), 0));
            return;
        }

        var at = (int)(index % TilePath.FullWidth) * MerkleHash.Size;
        if (!tile.Span.Slice(at, MerkleHash.Size).SequenceEqual(hash.Bytes))
            faults.Add(new(LogFaultReason.WrongHash, path.ToString(), at));
    }

    private static TreeHash[]? Hashes(ITileSource source, TilePath path, List<LogFault> faults)
    {
        if (source.Read(path) is not { } tile || tile.Length != path.Width * MerkleHash.Size)
        {
            faults.Add(new(LogFaultReason.MissingTile, path.ToString(), 0));
            return null;
        }

        var hashes = new TreeHash[path.Width];
        for (var i = 0; i < hashes.Length; i++)
            _ = TreeHash.TryFrom(tile.Span.Slice(i * MerkleHash.Size, MerkleHash.Size), out hashes[i]);
        return hashes;
    }
}
