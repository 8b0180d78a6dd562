using System.Buffers;
using System.Security.Cryptography;

namespace Atalaya.Accords.Log;

/// <summary>SHA-256 hashing of leaves and nodes, with the prefixes that keep one from being taken for the other (RFC 6962, section 2.1).</summary>
public static class MerkleHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static ReadOnlySpan<byte> OfNothing => Nothing;

    private static readonly byte[] Nothing = SHA256.HashData([]);

    /// <summary>The hash of an entry: <c>SHA-256(0x00 || entry)</c>.</summary>
    public static byte[] OfLeaf(ReadOnlySpan<byte> entry)
    {
        // In one piece: a hash object for each leaf costs more than the copy.
        var bytes = ArrayPool<byte>.Shared.Rent(1 + entry.Length);
        bytes[0] = 0x00;
        entry.CopyTo(bytes.AsSpan(1));
        var hash = SHA256.HashData(bytes.AsSpan(0, 1 + entry.Length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }

    /// <summary>The hash of an inner node: <c>SHA-256(0x01 || left || right)</c>.</summary>
    public static byte[] OfNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * Size)];
        bytes[0] = 0x01;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Size)..]);
        return SHA256.HashData(bytes);
    }
}
