using System.Security.Cryptography;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Engine;
using Atalaya.Node.Folders;
using Atalaya.Node.Keys;
using Atalaya.Node.Storage;
using Atalaya.Node.Tests.Running;
using Atalaya.Testing;

namespace Atalaya.Node.Tests.Upgrade;

/// <summary>Folders that earlier programs wrote: <c>written/README.md</c> says which. What they held, this program holds; what it does not know, it leaves alone.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("atalaya-upgrade-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_folder_of_the_first_program_opens_with_every_record_grant_and_receipt()
    {
        var expected = File.ReadAllLines(Path.Combine(Written, "state.txt"));
        foreach (var (side, line) in new[] { ("mx", expected[0]), ("us", expected[1]) })
        {
            using var opened = new Opened(this, side, static node => node);
            var engine = opened.Engine;
            Assert.Equal(line, $"{side} {engine.Size} {engine.PeerSizes.Verified} {engine.State.Fingerprint.Hex} {engine.State.Flights(engine.Now).Count(f => f.Grant is { } g && engine.Evidence(g.Decision) is not null)} {engine.Outbox.Count}");
            Assert.Equal(LogRefusal.None, engine.Refusal);
            Assert.NotNull(engine.LastReceipt);
        }
    }

    [Fact]
    public void Two_folders_of_the_first_program_go_on_where_they_stopped()
    {
        using var one = new Opened(this, "mx", WithoutWitness);
        using var other = new Opened(this, "us", WithoutWitness);
        Assert.Equal(200, one.Engine.Import(other.Engine.Known().ToBytes()).Status);
        Assert.Equal(200, other.Engine.Import(one.Engine.Known().ToBytes()).Status);
        using var signer = one.Folder.OpenOfficer("observer", Phrase);
        var (mx, us) = (StateCode.From("MX"), StateCode.From("US"));
        var said = one.Engine.Submit(RecordCatalogue.Seal(
            new Dispute(new(mx, [mx, us], one.Engine.Now), [one.Engine.Records()[0].Digest], null, FreeText.From("said by the newer program")), signer, RandomNumberGenerator.Fill).Value!.ToBytes());
        Assert.Equal(NodeRefusal.None, said.Refusal);
        one.Engine.PublishNow();
        Assert.Equal(200, other.Engine.Import(one.Engine.ParcelAfter(other.Engine.PeerSizes.Verified).ToBytes()).Status);
        Assert.Equal(RecordEffect.InEffect, other.Engine.State.RulingOf(said.Record!.Value)!.Effect);
    }

    [Fact]
    public void A_folder_of_an_unknown_version_is_neither_read_nor_changed()
    {
        TwoFolders.CopyFolder(Path.Combine(Written, "mx"), _root);
        File.WriteAllText(Path.Combine(_root, "data", "state", "node"), "2\n");
        var before = Everything();
        var folder = NodeFolder.Open(_root);
        using (var ring = folder.OpenKeys(Phrase))
        using (var storage = folder.OpenStorage())
            Assert.Equal(FolderFault.OtherVersion, Assert.Throws<FolderException>(() => folder.OpenEngine(storage, ring.Keys, TimeProvider.System)).Reason);
        Assert.Equal(before, Everything());
    }

    // The third witness of the demonstration does not run here.
    private static NodeSettings WithoutWitness(NodeSettings settings) => settings with { ThirdWitnesses = [] };

    private static string Written => Path.Combine(TestData.RepositoryRoot, "tests", "Atalaya.Node.Tests", "Upgrade", "written");

    private static byte[] Phrase => File.ReadAllBytes(Path.Combine(Written, "passphrase"));

    private string Everything() => string.Join('\n', Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).Where(static f => !f.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(f => f + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))));

    private sealed class Opened : IDisposable
    {
        private readonly NodeKeyRing _ring;
        private readonly FileLogStorage _storage;

        public Opened(UpgradeTests test, string side, Func<NodeSettings, NodeSettings> change)
        {
            var path = Path.Combine(test._root, side);
            TwoFolders.CopyFolder(Path.Combine(Written, side), path);
            Folder = NodeFolder.Open(path);
            _ring = Folder.OpenKeys(Phrase);
            _storage = Folder.OpenStorage();
            Engine = NodeEngine.Open(_storage, change(Folder.Settings()), _ring.Keys, TimeProvider.System, RandomNumberGenerator.Fill);
        }

        public NodeFolder Folder { get; }

        public NodeEngine Engine { get; }

        public void Dispose()
        {
            _storage.Dispose();
            _ring.Dispose();
        }
    }
}
