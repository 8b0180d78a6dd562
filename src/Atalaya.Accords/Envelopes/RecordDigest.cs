using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Atalaya.Accords.Envelopes;

/// <summary>A SHA-256 digest. Of a record it is taken over the payload bytes of its envelope; it names the record everywhere.</summary>
public readonly record struct RecordDigest : IComparable<RecordDigest>
{
    /// <summary>Digits of the written form.</summary>
    public const int HexLength = 2 * SHA256.HashSizeInBytes;

    private const string NoBytes = "0000000000000000000000000000000000000000000000000000000000000000";
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");
    private readonly string? hex;

    private RecordDigest(string hex) => this.hex = hex;

    /// <summary>64 lower-case hexadecimal digits; all zero for the default value, which names nothing.</summary>
    public string Hex => hex ?? NoBytes;

    /// <summary>The digest of bytes.</summary>
    public static RecordDigest Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Reads 64 lower-case hexadecimal digits; upper case is another text and is not read.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordDigest digest)
    {
        var good = text is { Length: HexLength } && text.AsSpan().IndexOfAnyExcept(Digits) < 0;
        digest = good ? new(text!) : default;
        return good;
    }

    /// <inheritdoc/>
    public bool Equals(RecordDigest other) => string.Equals(Hex, other.Hex, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Hex);

    /// <inheritdoc/>
    public int CompareTo(RecordDigest other) => string.CompareOrdinal(Hex, other.Hex);

    /// <summary>The 64 digits.</summary>
    public override string ToString() => Hex;

    /// <summary>Order of the written forms.</summary>
    public static bool operator <(RecordDigest left, RecordDigest right) => left.CompareTo(right) < 0;

    /// <summary>Order of the written forms.</summary>
    public static bool operator >(RecordDigest left, RecordDigest right) => left.CompareTo(right) > 0;

    /// <summary>Order of the written forms.</summary>
    public static bool operator <=(RecordDigest left, RecordDigest right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the written forms.</summary>
    public static bool operator >=(RecordDigest left, RecordDigest right) => left.CompareTo(right) >= 0;
}
