using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Atalaya.Accords.Log;

/// <summary>A key that verifies signatures of notes, with its name (C2SP signed-note). Two with one name, type and public key are equal.</summary>
public sealed class NoteVerifierKey : IEquatable<NoteVerifierKey>
{
    private const int PublicKeySize = 32;
    private const int LongestText = 1_000;
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");
    private readonly PublicKey _key;
    private readonly byte[] _publicKey;

    private NoteVerifierKey(string name, NoteKeyType type, PublicKey key)
    {
        (Name, Type, _key) = (name, type, key);
        _publicKey = key.Export(KeyBlobFormat.RawPublicKey);
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. _publicKey]));
    }

    /// <summary>Who signs; for a log's key, the log's origin.</summary>
    public string Name { get; }

    /// <summary>What it signs notes as.</summary>
    public NoteKeyType Type { get; }

    /// <summary>First four bytes of SHA-256 over name, line feed, type and public key. An index, not an identity.</summary>
    public uint KeyId { get; }

    /// <summary>The 32 bytes of the public key.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>A key from its parts; false where the name cannot be one or the bytes are no public key.</summary>
    public static bool TryCreate(string name, NoteKeyType type, ReadOnlySpan<byte> publicKey, [NotNullWhen(true)] out NoteVerifierKey? key)
    {
        key = null;
        if (!NoteName.IsValid(name) || type is not (NoteKeyType.Ed25519 or NoteKeyType.Cosignature) || publicKey.Length != PublicKeySize
            || !NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var imported))
            return false;
        key = new(name, type, imported!);
        return true;
    }

    /// <summary>Parses <c>name+hash+base64(type || public key)</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NoteVerifierKey? key, out LogFault fault)
    {
        key = null;
        if (text is null || text.Length > LongestText || text.Split('+', 3) is not [var name, var id, var material])
        {
            fault = new(text?.Length > LongestText ? LogFaultReason.TooLarge : LogFaultReason.Malformed, "key", 0);
            return false;
        }

        var (idAt, materialAt) = (name.Length + 1, name.Length + id.Length + 2);
        fault = default;
        if (!NoteName.IsValid(name))
            fault = new(LogFaultReason.BadName, "name", 0);
        else if (id.Length != 8 || id.AsSpan().ContainsAnyExcept(LowerHex))
            fault = new(LogFaultReason.BadNumber, "id", idAt);
        else if (!StrictBase64.TryDecode(material, out var bytes) || bytes.Length == 0)
            fault = new(LogFaultReason.BadBase64, "public key", materialAt);
        else if (bytes[0] is not ((byte)NoteKeyType.Ed25519 or (byte)NoteKeyType.Cosignature))
            fault = new(LogFaultReason.UnknownKeyType, "public key", materialAt);
        else if (!TryCreate(name, (NoteKeyType)bytes[0], bytes.AsSpan(1), out key))
            fault = new(LogFaultReason.Malformed, "public key", materialAt);
        else if (key.KeyId != uint.Parse(id, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            (key, fault) = (null, new(LogFaultReason.WrongKeyId, "id", idAt));
        return key is not null;
    }

    /// <summary>Whether a signature, without its key id, is this key's on a note's text.</summary>
    public bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) => Type switch
    {
        NoteKeyType.Ed25519 => signature.Length == Cosignature.Ed25519Size && SignatureAlgorithm.Ed25519.Verify(_key, text, signature),
        _ => Cosignature.TrySeconds(signature, out var seconds)
            && SignatureAlgorithm.Ed25519.Verify(_key, Cosignature.Message(seconds, text), signature[Cosignature.TimeSize..]),
    };

    /// <summary>The key as text: <c>name+hash+base64</c>.</summary>
    public override string ToString() =>
        $"{Name}+{KeyId.ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String([(byte)Type, .. _publicKey])}";

    /// <inheritdoc/>
    public bool Equals(NoteVerifierKey? other) => other is not null && Name == other.Name && Type == other.Type && PublicKey.SequenceEqual(other.PublicKey);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NoteVerifierKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, KeyId);
}
