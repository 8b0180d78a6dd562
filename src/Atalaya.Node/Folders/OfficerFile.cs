using System.Security.Cryptography;
using Atalaya.Accords.Envelopes;
using Atalaya.Node.Keys;

namespace Atalaya.Node.Folders;

/// <summary>An officer's key in a file of his own.</summary>
public static class OfficerFile
{
    private const string Name = "officer";

    /// <summary>Draws a key and keeps it. Gives the public half, to be enrolled by two custodians.</summary>
    /// <exception cref="KeyFileException">There is a file.</exception>
    public static OfficerKey Create(string path, ReadOnlySpan<byte> passphrase)
    {
        var seed = RandomNumberGenerator.GetBytes(OfficerKey.Size);
        KeyFile.Write(path, passphrase, new Dictionary<string, byte[]> { [Name] = seed });
        using var signer = new OfficerSigner(seed);
        CryptographicOperations.ZeroMemory(seed);
        return signer.Key;
    }

    /// <summary>Opens a key.</summary>
    /// <exception cref="KeyFileException">It is missing, or the passphrase is another.</exception>
    public static OfficerSigner Open(string path, ReadOnlySpan<byte> passphrase)
    {
        var keys = KeyFile.Read(path, passphrase);
        if (!keys.TryGetValue(Name, out var seed))
            throw new KeyFileException(path, KeyFileFault.KeyMissing);
        var signer = new OfficerSigner(seed);
        CryptographicOperations.ZeroMemory(seed);
        return signer;
    }
}
