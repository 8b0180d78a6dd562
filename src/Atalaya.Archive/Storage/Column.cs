namespace Atalaya.Archive.Storage;

/// <summary>A growing array whose content is a span.</summary>
internal sealed class Column<T> where T : unmanaged
{
    private T[] items = new T[256];

    public int Count { get; private set; }

    public ReadOnlySpan<T> Span => items.AsSpan(0, Count);

    public void Add(ReadOnlySpan<T> values) => values.CopyTo(Extend(values.Length));

    /// <summary>Makes room for more and gives it to be filled.</summary>
    public Span<T> Extend(int more)
    {
        if (Count + more > items.Length)
            Array.Resize(ref items, Math.Max(items.Length * 2, Count + more));
        Count += more;
        return items.AsSpan(Count - more, more);
    }

    public void Clear() => Count = 0;
}
