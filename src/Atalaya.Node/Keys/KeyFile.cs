using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Node.Storage;
using NSec.Cryptography;

namespace Atalaya.Node.Keys;

/// <summary>A key file that cannot be used. It names the file and nothing of its content.</summary>
/// <param name="path">The file.</param>
/// <param name="reason">Why.</param>
public sealed class KeyFileException(string path, KeyFileFault reason) : Exception($"{path}: {reason}")
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Why.</summary>
    public KeyFileFault Reason => reason;
}

/// <summary>Why a key file cannot be used.</summary>
public enum KeyFileFault
{
    /// <summary>It is not there.</summary>
    Missing,
    /// <summary>It is not in the form of a key file.</summary>
    Malformed,
    /// <summary>The passphrase is another, or the file was changed.</summary>
    WrongPassphrase,
    /// <summary>A key that must be in it is not.</summary>
    KeyMissing,
    /// <summary>There is one already, and keys are never written over.</summary>
    Exists,
}

/// <summary>
/// Private keys in a file that a passphrase opens: Argon2id (RFC 9106) gives the key, XChaCha20-Poly1305 encrypts, and the header is
/// authenticated with it.
/// </summary>
public static class KeyFile
{
    /// <summary>Shortest passphrase that a new file takes, in bytes.</summary>
    public const int ShortestPassphrase = 12;

    private const string Format = "atalaya-key/v1\n";
    private const int SaltSize = 16;
    private const int NonceSize = 24;

    // RFC 9106, section 4, second recommended option: 64 MiB, three passes; one lane because libsodium has no other.
    private const int MemoryKibibytes = 65_536;
    private const int Passes = 3;
    private const int HeaderSize = 15 + 8 + SaltSize + NonceSize;

    /// <summary>Writes keys by name, beside the place, synced and renamed; readable to the owner only. Never over a file that is there.</summary>
    /// <exception cref="KeyFileException">There is a file.</exception>
    public static void Write(string path, ReadOnlySpan<byte> passphrase, IReadOnlyDictionary<string, byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (File.Exists(path))
            throw new KeyFileException(path, KeyFileFault.Exists);
        var header = new byte[HeaderSize];
        Encoding.ASCII.GetBytes(Format, header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(15), MemoryKibibytes);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(19), Passes);
        RandomNumberGenerator.Fill(header.AsSpan(23));
        var plain = Encoding.ASCII.GetBytes(string.Concat(keys.Select(static k => $"{k.Key} {Convert.ToBase64String(k.Value)}\n")));
        try
        {
            using var key = Derive(header, passphrase);
            var sealedKeys = AeadAlgorithm.XChaCha20Poly1305.Encrypt(key, header.AsSpan(23 + SaltSize), header, plain);
            DurableText.PlaceSecret(path, [.. header, .. sealedKeys]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Opens a file; gives the keys by name. The caller wipes them.</summary>
    /// <exception cref="KeyFileException">It is missing, malformed, or the passphrase is another.</exception>
    public static Dictionary<string, byte[]> Read(string path, ReadOnlySpan<byte> passphrase)
    {
        if (!File.Exists(path))
            throw new KeyFileException(path, KeyFileFault.Missing);
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length <= HeaderSize || !bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(Format))
            || BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(15)) != MemoryKibibytes || BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(19)) != Passes)
            throw new KeyFileException(path, KeyFileFault.Malformed);
        var header = bytes.AsSpan(0, HeaderSize);
        using var key = Derive(header, passphrase);
        var plain = AeadAlgorithm.XChaCha20Poly1305.Decrypt(key, header[(23 + SaltSize)..], header, bytes.AsSpan(HeaderSize)) ?? throw new KeyFileException(path, KeyFileFault.WrongPassphrase);
        try
        {
            var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var line in Encoding.ASCII.GetString(plain).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var (name, value) = line.Split(' ') is [var n, var v] ? (n, v) : throw new KeyFileException(path, KeyFileFault.Malformed);
                keys[name] = Convert.FromBase64String(value);
            }

            return keys;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static Key Derive(ReadOnlySpan<byte> header, ReadOnlySpan<byte> passphrase)
    {
        var argon = PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = MemoryKibibytes, NumberOfPasses = Passes });
        return argon.DeriveKey(passphrase, header.Slice(23, SaltSize), AeadAlgorithm.XChaCha20Poly1305);
    }
}
