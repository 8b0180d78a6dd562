namespace Atalaya.Accords.Log;

/// <summary>The right edge of a growing tree: the roots of its whole subtrees, largest first. Enough to go on appending and to say the root.</summary>
internal sealed class Frontier
{
    private readonly List<TreeHash> _roots;

    public Frontier()
        : this(0, [])
    {
    }

    private Frontier(ulong size, IEnumerable<TreeHash> roots)
    {
        Size = size;
        _roots = [.. roots];
    }

    /// <summary>Leaves.</summary>
    public ulong Size { get; private set; }

    /// <summary>The edge of a tree whose nodes can be had; null where they cannot.</summary>
    public static Frontier? From(ITreeNodes nodes, ulong size)
    {
        var roots = new List<TreeHash>();
        for (var (height, at) = (63, 0UL); height >= 0; height--)
        {
            if ((size >> height & 1) == 0)
                continue;
            if (!nodes.TryNode(height, at >> height, out var node))
                return null;
            roots.Add(node);
            at += 1UL << height;
        }

        return new(size, roots);
    }

    public Frontier Copy() => new(Size, _roots);

    /// <summary>Adds a leaf; tells of each tile above the lowest level whose last hash this completes, by level from 1.</summary>
    public void Append(in TreeHash leaf, Action<int, TreeHash>? completed = null)
    {
        var node = leaf;
        var height = 0;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            node = TreeHash.OfNode(_roots[^1], node);
            _roots.RemoveAt(_roots.Count - 1);
            height++;
            if (height % TilePath.Height == 0)
                completed?.Invoke(height / TilePath.Height, node);
        }

        _roots.Add(node);
        Size++;
    }

    public TreeHash Root()
    {
        if (_roots.Count == 0)
            return TreeHash.OfNothing;
        var root = _roots[^1];
        for (var i = _roots.Count - 2; i >= 0; i--)
            root = TreeHash.OfNode(_roots[i], root);
        return root;
    }
}
