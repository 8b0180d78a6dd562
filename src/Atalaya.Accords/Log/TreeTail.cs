using System.Buffers.Binary;

namespace Atalaya.Accords.Log;

/// <summary>What of a log is not in full tiles on disk yet: entries and leaf hashes from a multiple of 256 on, and the unfinished tiles of each level above.</summary>
internal sealed class TreeTail
{
    private readonly List<ReadOnlyMemory<byte>> _entries = [];

    // Each begins with the first tile of its level that is not full at the base.
    private readonly List<List<TreeHash>> _levels = [[]];

    public TreeTail() => Edge = new();

    private TreeTail(ulong start, List<List<TreeHash>> above)
    {
        Base = start;
        _levels.AddRange(above);
        Edge = Frontier.From(new Nodes(this), start)!;
    }

    /// <summary>Leaves in full tiles on disk; a multiple of 256.</summary>
    public ulong Base { get; private set; }

    /// <summary>Bytes of the entries held.</summary>
    public long Bytes { get; private set; }

    public int Count => _entries.Count;

    public ulong Size => Edge.Size;

    public Frontier Edge { get; private set; }

    /// <summary>Entries from the base on.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Entries => _entries;

    /// <summary>Reads what <see cref="StateAt"/> wrote.</summary>
    public static TreeTail? TryRead(ReadOnlySpan<byte> state)
    {
        if (state.Length < 8)
            return null;
        var start = BinaryPrimitives.ReadUInt64BigEndian(state);
        state = state[8..];
        var above = new List<List<TreeHash>>();
        for (var level = 1; level < 8; level++)
        {
            var count = (int)((start >> (level * TilePath.Height)) % TilePath.FullWidth);
            if (state.Length < count * MerkleHash.Size)
                return null;
            var hashes = new List<TreeHash>();
            for (var i = 0; i < count; i++)
            {
                _ = TreeHash.TryFrom(state.Slice(i * MerkleHash.Size, MerkleHash.Size), out var hash);
                hashes.Add(hash);
            }

            above.Add(hashes);
            state = state[(count * MerkleHash.Size)..];
        }

        return start % TilePath.FullWidth == 0 && state.IsEmpty ? new(start, above) : null;
    }

    /// <summary>The state at a base: its size, and for each level from 1 the hashes of its unfinished tile.</summary>
    public byte[] StateAt(ulong start)
    {
        using var state = new MemoryStream();
        Span<byte> size = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(size, start);
        state.Write(size);
        for (var level = 1; level < 8; level++)
        {
            for (var i = First(level, start); i < start >> (level * TilePath.Height); i++)
                state.Write(_levels[level][(int)(i - First(level))].Bytes);
        }

        return state.ToArray();
    }

    /// <summary>Takes entries whose leaves were appended to a copy of the edge, and that copy.</summary>
    public void Take(IReadOnlyList<ReadOnlyMemory<byte>> entries, PreparedLeaves prepared)
    {
        foreach (var entry in entries)
            Bytes += entry.Length;
        _entries.AddRange(entries);
        _levels[0].AddRange(prepared.Leaves);
        foreach (var (level, hash) in prepared.Above)
        {
            while (_levels.Count <= level)
                _levels.Add([]);
            _levels[level].Add(hash);
        }

        Edge = prepared.Edge;
    }

    /// <summary>A tile or bundle from memory; null where it begins before what is held or reaches beyond.</summary>
    public byte[]? Tile(TilePath path)
    {
        var level = Math.Max(path.Level, 0);
        var from = path.Index * TilePath.FullWidth;
        if (level >= _levels.Count || path.Index > ulong.MaxValue / TilePath.FullWidth || from < First(level))
            return null;
        var at = from - First(level);
        if (at + (ulong)path.Width > (ulong)_levels[level].Count)
            return null;
        if (path.Level == TilePath.Entries)
            return EntryBundle.Write(_entries.GetRange((int)at, path.Width));
        var tile = new byte[path.Width * MerkleHash.Size];
        for (var i = 0; i < path.Width; i++)
            _levels[level][(int)at + i].Bytes.CopyTo(tile.AsSpan(i * MerkleHash.Size));
        return tile;
    }

    /// <summary>The full tiles between the base and a later one.</summary>
    public IEnumerable<TilePath> FullTiles(ulong until)
    {
        for (var n = Base >> TilePath.Height; n < until >> TilePath.Height; n++)
            yield return TilePath.OfEntries(n);
        for (var level = 0; level < 7; level++)
        {
            var shift = (level + 1) * TilePath.Height;
            for (var n = Base >> shift; n < until >> shift; n++)
                yield return TilePath.OfHashes(level, n);
        }
    }

    /// <summary>Lets go of what is in full tiles on disk below a new base.</summary>
    public void Fold(ulong start)
    {
        for (var level = _levels.Count - 1; level >= 0; level--)
        {
            _levels[level].RemoveRange(0, (int)(First(level, start) - First(level)));
        }

        _entries.RemoveRange(0, (int)(start - Base));
        Base = start;
        Bytes = _entries.Sum(static e => (long)e.Length);
    }

    private ulong First(int level) => First(level, Base);

    // Two shifts: at level 7 one alone would be by 64, which C# takes for none.
    private static ulong First(int level, ulong start) => start >> (level * TilePath.Height) >> TilePath.Height << TilePath.Height;

    // Only the unfinished tiles: all that the edge at a base consists of.
    private sealed class Nodes(TreeTail tail) : ITreeNodes
    {
        public bool TryNode(int height, ulong index, out TreeHash hash)
        {
            var (level, within) = (height / TilePath.Height, height % TilePath.Height);
            hash = default;
            var first = index << within;
            if (level >= tail._levels.Count || first < tail.First(level))
                return false;
            hash = TileReader.Fold([.. tail._levels[level].GetRange((int)(first - tail.First(level)), 1 << within)]);
            return true;
        }
    }
}
