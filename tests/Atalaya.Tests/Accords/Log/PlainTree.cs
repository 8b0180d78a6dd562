using Atalaya.Accords.Log;

namespace Atalaya.Tests.Accords.Log;

/// <summary>A tree by the definitions of RFC 6962, section 2.1, written down once more as plainly as they stand there.</summary>
internal sealed class PlainTree(IReadOnlyList<byte[]> entries) : ITreeNodes
{
    public static PlainTree Of(int leaves) => new([.. Enumerable.Range(0, leaves).Select(static i => BitConverter.GetBytes(i))]);

    public IReadOnlyList<byte[]> Entries { get; } = entries;

    public TreeHash Root(int size) => Hash(0, size);

    public TreeHash Hash(int start, int end)
    {
        if (start == end)
            return TreeHash.OfNothing;
        if (end - start == 1)
            return TreeHash.OfLeaf(Entries[start]);
        var k = 1;
        while (k * 2 < end - start)
            k *= 2;
        return TreeHash.OfNode(Hash(start, start + k), Hash(start + k, end));
    }

    public bool TryNode(int height, ulong index, out TreeHash hash)
    {
        var width = 1UL << height;
        hash = Hash((int)(index * width), (int)((index + 1) * width));
        return true;
    }
}
