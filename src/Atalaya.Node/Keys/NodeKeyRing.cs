using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Node.Engine;
using Atalaya.Node.Storage;

namespace Atalaya.Node.Keys;

/// <summary>A node's private keys while it runs; wiped when disposed of. A token behind PKCS#11 takes its place by giving the same signers.</summary>
public sealed class NodeKeyRing : IDisposable
{
    private const string TlsName = "tls";
    private static readonly string[] Seeds = ["log", "witness", "receipts", "node"];
    private readonly List<IDisposable> _owned = [];

    private NodeKeyRing(string origin, Dictionary<string, byte[]> keys)
    {
        IEd25519Signer Seed(string name)
        {
            var seed = new Ed25519Seed(keys[name]);
            _owned.Add(seed);
            return seed;
        }

        var officer = new OfficerSigner(keys["node"]);
        _owned.Add(officer);
        Keys = new(
            new(origin, NoteKeyType.Ed25519, Seed("log")),
            new(origin + "/witness", NoteKeyType.Cosignature, Seed("witness")),
            new(origin + "/receipts", NoteKeyType.Ed25519, Seed("receipts")),
            officer);
        var tls = ECDsa.Create();
        _owned.Add(tls);
        tls.ImportPkcs8PrivateKey(keys[TlsName], out _);
        Certificate = TlsIdentity.Certify(tls, origin);
        _owned.Add(Certificate);
        foreach (var key in keys.Values)
            CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>What the node signs with.</summary>
    public NodeKeys Keys { get; }

    /// <summary>By what it proves itself on the wire.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Draws a node's keys and keeps them in a file.</summary>
    /// <exception cref="KeyFileException">There is a file.</exception>
    public static void Create(string path, ReadOnlySpan<byte> passphrase)
    {
        using var tls = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keys = Seeds.ToDictionary(static name => name, static _ => RandomNumberGenerator.GetBytes(Ed25519Seed.Size), StringComparer.Ordinal);
        keys[TlsName] = tls.ExportPkcs8PrivateKey();
        KeyFile.Write(path, passphrase, keys);
        foreach (var key in keys.Values)
            CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Puts a new key for the wire in the place of the old one.</summary>
    /// <exception cref="KeyFileException">The file or the passphrase is not theirs.</exception>
    public static void RotateTls(string path, ReadOnlySpan<byte> passphrase)
    {
        var keys = KeyFile.Read(path, passphrase);
        using var tls = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        keys[TlsName] = tls.ExportPkcs8PrivateKey();
        var fresh = path + ".new";
        File.Delete(fresh);
        KeyFile.Write(fresh, passphrase, keys);
        DurableText.Move(fresh, path);
        foreach (var key in keys.Values)
            CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Opens them.</summary>
    /// <exception cref="KeyFileException">The file or the passphrase is not theirs.</exception>
    public static NodeKeyRing Open(string path, ReadOnlySpan<byte> passphrase, string origin)
    {
        var keys = KeyFile.Read(path, passphrase);
        return Seeds.Append(TlsName).All(keys.ContainsKey) ? new(origin, keys) : throw new KeyFileException(path, KeyFileFault.KeyMissing);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in _owned)
            owned.Dispose();
    }
}
