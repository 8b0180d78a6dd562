using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Atalaya.Accords.Log;
using Atalaya.Node.Keys;
using Atalaya.Node.Storage;

namespace Atalaya.Node.Folders;

/// <summary>The folder of a witness that runs alone: <c>witness.json</c>, <c>witness-public.json</c>, <c>witness.key</c> and <c>data/</c>.</summary>
public sealed class WitnessFolder
{
    private WitnessFolder(string path, WitnessFile file) => (Path, File) = (path, file);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What <c>witness.json</c> says.</summary>
    public WitnessFile File { get; private set; }

    /// <summary>The file that the nodes are given.</summary>
    public string PublicPath => System.IO.Path.Combine(Path, "witness-public.json");

    /// <summary>Makes a witness's folder and draws its keys.</summary>
    /// <exception cref="FolderException">There is one, or an argument is none.</exception>
    public static WitnessFolder Create(string path, string name, string listen, ReadOnlySpan<byte> passphrase)
    {
        if (System.IO.File.Exists(System.IO.Path.Combine(path, "witness.json")))
            throw new FolderException(path, FolderFault.Exists);
        if (!Addresses.TryParse(listen, out _, out _))
            throw new FolderException(listen, FolderFault.BadAddress);
        Directory.CreateDirectory(path);
        using var tls = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keys = new Dictionary<string, byte[]> { ["witness"] = RandomNumberGenerator.GetBytes(Ed25519Seed.Size), ["tls"] = tls.ExportPkcs8PrivateKey() };
        KeyFile.Write(System.IO.Path.Combine(path, "witness.key"), passphrase, keys);
        using var seed = new Ed25519Seed(keys["witness"]);
        using var certificate = TlsIdentity.Certify(tls, name);
        var own = new WitnessEntry(new NoteSigner(name, NoteKeyType.Cosignature, seed).Verifier.ToString(), TlsIdentity.PinOf(certificate), listen);
        var folder = new WitnessFolder(path, new(own, listen, []));
        DurableText.Place(folder.PublicPath, FolderJson.Write(own));
        folder.Save();
        return folder;
    }

    /// <summary>Opens a witness's folder.</summary>
    /// <exception cref="FolderException">There is none, or a file is not in its form.</exception>
    public static WitnessFolder Open(string path)
    {
        var file = System.IO.Path.Combine(path, "witness.json");
        if (!System.IO.File.Exists(file))
            throw new FolderException(path, FolderFault.NoNode);
        return new(path, FolderJson.Read<WitnessFile>(System.IO.File.ReadAllBytes(file)) ?? throw new FolderException(file, FolderFault.Malformed));
    }

    /// <summary>Takes a node's log among those that are cosigned.</summary>
    /// <param name="pairingFile">The node's <c>pairing.json</c>.</param>
    public void AddLog(string pairingFile)
    {
        var party = FolderJson.Read<PartyEntry>(System.IO.File.ReadAllBytes(pairingFile));
        if (party is null || !NoteVerifierKey.TryParse(party.Log, out _, out _))
            throw new FolderException(pairingFile, FolderFault.Malformed);
        File = File with { Logs = [.. File.Logs.Where(l => l != party.Log), party.Log] };
        Save();
    }

    /// <summary>Opens its files and its key; gives the witness and its identity on the wire.</summary>
    /// <exception cref="KeyFileException">The passphrase is another.</exception>
    public (Witness Witness, X509Certificate2 Certificate) Open(ILogStorage storage, ReadOnlySpan<byte> passphrase)
    {
        var keys = KeyFile.Read(System.IO.Path.Combine(Path, "witness.key"), passphrase);
        var name = NoteVerifierKey.TryParse(File.Own.Key, out var own, out _) ? own.Name : throw new FolderException(Path, FolderFault.Malformed);
        var signer = new NoteSigner(name, NoteKeyType.Cosignature, new Ed25519Seed(keys["witness"]));
        var tls = ECDsa.Create();
        tls.ImportPkcs8PrivateKey(keys["tls"], out _);
        var logs = File.Logs.Select(static l => NoteVerifierKey.TryParse(l, out var key, out _) ? key : throw new FolderException(l, FolderFault.Malformed))
            .GroupBy(static k => k.Name).ToDictionary(static g => g.Key, static g => (IReadOnlyList<NoteVerifierKey>)[.. g]);
        var witness = storage.Read("cosigned") is null ? Witness.Create(storage, signer, logs) : Witness.Open(storage, signer, logs);
        return (witness, TlsIdentity.Certify(tls, name));
    }

    /// <summary>Takes the witness's files for this process.</summary>
    /// <exception cref="FolderException">Another process has them: the witness runs.</exception>
    public FileLogStorage OpenStorage() => DataFolder.Open(Path);

    private void Save() => DurableText.Place(System.IO.Path.Combine(Path, "witness.json"), FolderJson.Write(File));
}
