using System.Collections.Immutable;
using System.Security.Cryptography;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Engine;
using Atalaya.Node.Keys;
using Atalaya.Node.Storage;
using NodaTime;

namespace Atalaya.Node.Folders;

/// <summary>Why a node's folder cannot be used.</summary>
public enum FolderFault
{
    /// <summary>There is no node in it.</summary>
    NoNode,
    /// <summary>There is a node, or a witness, already.</summary>
    Exists,
    /// <summary>A file of it is not in its form.</summary>
    Malformed,
    /// <summary>It is not paired yet.</summary>
    NotPaired,
    /// <summary>The other side is this side, pads otherwise, or shares a key.</summary>
    WrongPeer,
    /// <summary>The address is none.</summary>
    BadAddress,
    /// <summary>Another version of the program wrote its data.</summary>
    OtherVersion,
    /// <summary>Another process has it.</summary>
    Running,
}

/// <summary>A folder that cannot be used.</summary>
/// <param name="path">Which file or folder.</param>
/// <param name="reason">Why.</param>
public sealed class FolderException(string path, FolderFault reason) : Exception($"{path}: {reason}")
{
    /// <summary>Which file or folder.</summary>
    public string Path => path;

    /// <summary>Why.</summary>
    public FolderFault Reason => reason;
}

/// <summary>The folder of a node: <c>node.json</c>, <c>pairing.json</c>, <c>node.key</c>, <c>officers/*.key</c> and <c>data/</c>.</summary>
public sealed class NodeFolder
{
    private static readonly (string Name, OfficerRole Role)[] Offices =
    [
        ("authority-1", OfficerRole.Authority), ("authority-2", OfficerRole.Authority), ("liaison-1", OfficerRole.Liaison), ("liaison-2", OfficerRole.Liaison),
        ("operator", OfficerRole.Operator), ("observer", OfficerRole.Observer), ("custodian-1", OfficerRole.Custodian), ("custodian-2", OfficerRole.Custodian),
    ];

    private NodeFolder(string path, NodeFile file) => (Path, File) = (path, file);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What <c>node.json</c> says.</summary>
    public NodeFile File { get; private set; }

    /// <summary>This side's state.</summary>
    public StateCode State => StateCode.From(File.Own.State);

    /// <summary>Name of this node's log.</summary>
    public string Origin => Key(File.Own.Log).Name;

    /// <summary>The file that the other side is given.</summary>
    public string PairingPath => At("pairing.json");

    /// <summary>Names of the founding officers whose key files <see cref="Create"/> makes.</summary>
    public static IReadOnlyList<string> OfficerNames => [.. Offices.Select(static o => o.Name)];

    /// <summary>Makes a node's folder: draws its keys and those of the founding officers, all under one passphrase until each officer takes his own away.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="state">Whose.</param>
    /// <param name="origin">Name of its log, such as <c>accord.example.mx/log</c>.</param>
    /// <param name="listen">Where it listens.</param>
    /// <param name="passphrase">Opens the key files.</param>
    /// <param name="publishSeconds">How often a head is published.</param>
    /// <exception cref="FolderException">There is one, or an argument is none.</exception>
    public static NodeFolder Create(string path, StateCode state, string origin, string listen, ReadOnlySpan<byte> passphrase, int publishSeconds = 60)
    {
        if (System.IO.File.Exists(System.IO.Path.Combine(path, "node.json")))
            throw new FolderException(path, FolderFault.Exists);
        if (!Addresses.TryParse(listen, out _, out _))
            throw new FolderException(listen, FolderFault.BadAddress);
        Directory.CreateDirectory(path);
        var keyPath = System.IO.Path.Combine(path, "node.key");
        NodeKeyRing.Create(keyPath, passphrase);
        using var ring = NodeKeyRing.Open(keyPath, passphrase, origin);
        var founders = new List<FounderEntry> { new(ring.Keys.Officer.Key.Id, Word(OfficerRole.Node)) };
        foreach (var (name, role) in Offices)
        {
            var seed = RandomNumberGenerator.GetBytes(OfficerKey.Size);
            KeyFile.Write(System.IO.Path.Combine(path, "officers", name + ".key"), passphrase, new Dictionary<string, byte[]> { ["officer"] = seed });
            using var signer = new OfficerSigner(seed);
            founders.Add(new(signer.Key.Id, Word(role)));
            CryptographicOperations.ZeroMemory(seed);
        }

        var own = new PartyEntry(state.Text, ring.Keys.Log.Verifier.ToString(), ring.Keys.Witness.Verifier.ToString(), ring.Keys.Receipts.Verifier.ToString(),
            TlsIdentity.PinOf(ring.Certificate), listen, new NodeRules().PadTo, founders);
        var folder = new NodeFolder(path, new(own, listen, null, [], [], publishSeconds));
        folder.Place("pairing.json", FolderJson.Write(own));
        folder.Save();
        return folder;
    }

    /// <summary>Opens a node's folder.</summary>
    /// <exception cref="FolderException">There is none, or a file is not in its form.</exception>
    public static NodeFolder Open(string path)
    {
        var file = System.IO.Path.Combine(path, "node.json");
        if (!System.IO.File.Exists(file))
            throw new FolderException(path, FolderFault.NoNode);
        var read = FolderJson.Read<NodeFile>(System.IO.File.ReadAllBytes(file)) ?? throw new FolderException(file, FolderFault.Malformed);
        var folder = new NodeFolder(path, read);
        _ = Party(read.Own, file);
        return folder;
    }

    /// <summary>Pairs with the other side, or takes its new address and key on the wire. Its log and its founders, once taken, do not change.</summary>
    /// <param name="pairingFile">The other side's <c>pairing.json</c>, handed over in person.</param>
    /// <exception cref="FolderException">It is not in its form, or cannot be the other side.</exception>
    public void Pair(string pairingFile)
    {
        var peer = FolderJson.Read<PartyEntry>(System.IO.File.ReadAllBytes(pairingFile)) ?? throw new FolderException(pairingFile, FolderFault.Malformed);
        _ = Party(peer, pairingFile);
        if (peer.State == File.Own.State || peer.PadTo != File.Own.PadTo || peer.Tls == File.Own.Tls || !Addresses.TryParse(peer.Address, out _, out _)
            || (File.Peer is { } known && (known.Log != peer.Log || known.State != peer.State || !known.Founders.SequenceEqual(peer.Founders))))
            throw new FolderException(pairingFile, FolderFault.WrongPeer);
        var revoked = File.Peer is { } before && before.Tls != peer.Tls ? [.. File.RevokedTls, before.Tls] : File.RevokedTls;
        File = File with { Peer = peer, RevokedTls = [.. revoked] };
        _ = Terms();
        Save();
    }

    /// <summary>Draws a new key for the wire; the pairing file is then handed over again. Every other key stays.</summary>
    /// <exception cref="KeyFileException">The passphrase is another.</exception>
    public void RotateTls(ReadOnlySpan<byte> passphrase)
    {
        NodeKeyRing.RotateTls(At("node.key"), passphrase);
        using var ring = OpenKeys(passphrase);
        File = File with { Own = File.Own with { Tls = TlsIdentity.PinOf(ring.Certificate) } };
        Place("pairing.json", FolderJson.Write(File.Own));
        Save();
    }

    /// <summary>Names a third witness.</summary>
    /// <param name="witnessFile">Its <c>witness-public.json</c>.</param>
    /// <exception cref="FolderException">It is not in its form.</exception>
    public void AddWitness(string witnessFile)
    {
        var witness = FolderJson.Read<WitnessEntry>(System.IO.File.ReadAllBytes(witnessFile));
        if (witness is null || !NoteVerifierKey.TryParse(witness.Key, out var key, out _) || key.Type != NoteKeyType.Cosignature || !Addresses.TryParse(witness.Address, out _, out _))
            throw new FolderException(witnessFile, FolderFault.Malformed);
        File = File with { Witnesses = [.. File.Witnesses.Where(w => w.Key != witness.Key), witness] };
        Save();
    }

    /// <summary>Settings of the node's engine.</summary>
    /// <exception cref="FolderException">It is not paired.</exception>
    public NodeSettings Settings() => new()
    {
        Own = Party(File.Own, "node.json"),
        Peer = Party(File.Peer ?? throw new FolderException(Path, FolderFault.NotPaired), "node.json"),
        Terms = Terms(),
        ThirdWitnesses = [.. File.Witnesses.Select(w => Key(w.Key))],
        Rules = new() { PublishEvery = Duration.FromSeconds(File.PublishSeconds), PadTo = File.Own.PadTo },
    };

    /// <summary>Opens the node's keys.</summary>
    /// <exception cref="KeyFileException">The passphrase is another.</exception>
    public NodeKeyRing OpenKeys(ReadOnlySpan<byte> passphrase) => NodeKeyRing.Open(At("node.key"), passphrase, Origin);

    /// <summary>Opens a founding officer's key.</summary>
    /// <exception cref="KeyFileException">There is none, or the passphrase is another.</exception>
    public OfficerSigner OpenOfficer(string name, ReadOnlySpan<byte> passphrase) => OfficerFile.Open(At(System.IO.Path.Combine("officers", name + ".key")), passphrase);

    /// <summary>Opens the key of a founding officer by his name, or a key file.</summary>
    /// <exception cref="KeyFileException">There is none, or the passphrase is another.</exception>
    public OfficerSigner OpenSigner(string officerOrFile, ReadOnlySpan<byte> passphrase) =>
        OfficerNames.Contains(officerOrFile) ? OpenOfficer(officerOrFile, passphrase) : OfficerFile.Open(officerOrFile, passphrase);

    /// <summary>Takes the node's files for this process.</summary>
    /// <exception cref="FolderException">Another process has them: the node runs.</exception>
    public FileLogStorage OpenStorage() => DataFolder.Open(Path);

    /// <summary>Opens the engine, or makes it where there is none yet.</summary>
    /// <exception cref="FolderException">Another version of the program wrote it.</exception>
    public NodeEngine OpenEngine(ILogStorage storage, NodeKeys keys, TimeProvider clock) => NodeEngine.IsMade(storage)
        ? !NodeEngine.IsKnown(storage) ? throw new FolderException(Path, FolderFault.OtherVersion) : NodeEngine.Open(storage, Settings(), keys, clock, RandomNumberGenerator.Fill)
        : NodeEngine.Create(storage, Settings(), keys, clock, RandomNumberGenerator.Fill);

    private static string Word(OfficerRole role) => role.ToString().ToLowerInvariant();

    private static NoteVerifierKey Key(string text) => NoteVerifierKey.TryParse(text, out var key, out _) ? key : throw new FolderException(text, FolderFault.Malformed);

    private AccordTerms Terms()
    {
        try
        {
            return new(Side(File.Own), Side(File.Peer ?? throw new FolderException(Path, FolderFault.NotPaired)), []);
        }
        catch (ArgumentException)
        {
            throw new FolderException(Path, FolderFault.WrongPeer);
        }
    }

    private static AccordSide Side(PartyEntry party) => new(StateCode.From(party.State), [.. party.Founders.Select(static f => new FoundingKey(
        OfficerKey.TryParse(f.Key, out var key) ? key : throw new FolderException(f.Key, FolderFault.Malformed),
        Enum.TryParse<OfficerRole>(f.Role, ignoreCase: true, out var role) && Word(role) == f.Role ? role : throw new FolderException(f.Role, FolderFault.Malformed)))]);

    private static NodeParty Party(PartyEntry entry, string file)
    {
        if (!StateCode.TryParse(entry.State, out var state) || entry.PadTo is < 1 or > 1024
            || !NoteVerifierKey.TryParse(entry.Log, out var log, out _) || log.Type != NoteKeyType.Ed25519
            || !NoteVerifierKey.TryParse(entry.Witness, out var witness, out _) || witness.Type != NoteKeyType.Cosignature
            || !NoteVerifierKey.TryParse(entry.Receipts, out var receipts, out _) || receipts.Type != NoteKeyType.Ed25519)
            throw new FolderException(file, FolderFault.Malformed);
        _ = Side(entry);
        return new(state, log, witness, receipts);
    }

    private string At(string name) => System.IO.Path.Combine(Path, name);

    private void Save() => Place("node.json", FolderJson.Write(File));

    private void Place(string name, byte[] content) => DurableText.Place(At(name), content);
}
