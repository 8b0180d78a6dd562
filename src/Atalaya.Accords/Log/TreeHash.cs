using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Atalaya.Accords.Log;

/// <summary>A SHA-256 hash of a leaf, a node or a whole tree: 32 bytes, compared by value. The default is 32 zero bytes, which no tree has.</summary>
public readonly struct TreeHash : IEquatable<TreeHash>
{
    private readonly Block _bytes;

    private TreeHash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> own = _bytes;
        bytes.CopyTo(own);
    }

    /// <summary>The root of a tree without leaves (RFC 6962, section 2.1).</summary>
    public static TreeHash OfNothing { get; } = new(MerkleHash.OfNothing);

    /// <summary>The 32 bytes.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Takes 32 bytes; false where there are more or fewer.</summary>
    public static bool TryFrom(ReadOnlySpan<byte> bytes, out TreeHash hash)
    {
        hash = bytes.Length == MerkleHash.Size ? new(bytes) : default;
        return bytes.Length == MerkleHash.Size;
    }

    /// <summary>Takes standard base64 with padding, in the one form that these 32 bytes have.</summary>
    public static bool TryFromBase64(ReadOnlySpan<byte> text, out TreeHash hash)
    {
        hash = default;
        return StrictBase64.TryDecode(text, out var bytes) && TryFrom(bytes, out hash);
    }

    /// <summary>The hash of an entry as a leaf.</summary>
    public static TreeHash OfLeaf(ReadOnlySpan<byte> entry) => new(MerkleHash.OfLeaf(entry));

    /// <summary>The hash of the node above two others.</summary>
    public static TreeHash OfNode(in TreeHash left, in TreeHash right) => new(MerkleHash.OfNode(left.Bytes, right.Bytes));

    /// <inheritdoc/>
    public bool Equals(TreeHash other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(Bytes);

    /// <summary>Standard base64, as in a checkpoint.</summary>
    public override string ToString() => Convert.ToBase64String(Bytes);

    /// <summary>Whether both are the same 32 bytes.</summary>
    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);

    [InlineArray(MerkleHash.Size)]
    private struct Block
    {
        private byte _first;
    }
}
