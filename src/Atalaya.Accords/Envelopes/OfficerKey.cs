using System.Diagnostics.CodeAnalysis;
using System.Text;
using Atalaya.Accords.Log;
using NSec.Cryptography;

namespace Atalaya.Accords.Envelopes;

/// <summary>The public half of a role key: 32 bytes of Ed25519 (RFC 8032). It names an office, not a person.</summary>
public readonly record struct OfficerKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 32;

    // SubjectPublicKeyInfo of an Ed25519 key (RFC 8410): this, then the 32 bytes.
    private static readonly byte[] InfoPrefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    private readonly string? hex;

    private OfficerKey(string hex) => this.hex = hex;

    /// <summary>64 lower-case hexadecimal digits of the 32 bytes: the <c>keyid</c> of an envelope, so that every signature can be checked at once.</summary>
    public string Id => hex ?? new string('0', 2 * Size);

    /// <summary>The key as PEM (<c>BEGIN PUBLIC KEY</c>, lines ended by LF).</summary>
    public string Pem => $"-----BEGIN PUBLIC KEY-----\n{Convert.ToBase64String([.. InfoPrefix, .. ToBytes()])}\n-----END PUBLIC KEY-----\n";

    /// <summary>Takes 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not 32, or they are no key.</exception>
    public static OfficerKey FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size && PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out _)
            ? new(Convert.ToHexStringLower(bytes))
            : throw new ArgumentException("An Ed25519 public key has 32 bytes.", nameof(bytes));

    /// <summary>Reads the <see cref="Id"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OfficerKey key)
    {
        key = default;
        if (!RecordDigest.TryParse(text, out _) || !PublicKey.TryImport(SignatureAlgorithm.Ed25519, Convert.FromHexString(text), KeyBlobFormat.RawPublicKey, out _))
            return false;
        key = new(text);
        return true;
    }

    /// <summary>Reads the one PEM form that <see cref="Pem"/> writes.</summary>
    public static bool TryParsePem(ReadOnlySpan<byte> pem, out OfficerKey key)
    {
        key = default;
        var lines = Encoding.Latin1.GetString(pem).Split('\n');
        return lines.Length == 4 && StrictBase64.TryDecode(lines[1], out var info) && info.Length == InfoPrefix.Length + Size
            && TryParse(Convert.ToHexStringLower(info.AsSpan(InfoPrefix.Length)), out key)
            && pem.SequenceEqual(Encoding.Latin1.GetBytes(key.Pem));
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Id);

    /// <summary>Whether a signature of this key covers the bytes.</summary>
    public bool Verifies(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature) =>
        PublicKey.TryImport(SignatureAlgorithm.Ed25519, ToBytes(), KeyBlobFormat.RawPublicKey, out var key)
        && SignatureAlgorithm.Ed25519.Verify(key!, bytes, signature);

    /// <inheritdoc/>
    public bool Equals(OfficerKey other) => string.Equals(Id, other.Id, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>The <see cref="Id"/>.</summary>
    public override string ToString() => Id;
}
