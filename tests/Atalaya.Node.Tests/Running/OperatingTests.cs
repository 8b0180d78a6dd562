using System.Text;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Engine;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;
using Atalaya.Node.Keys;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Node.Tests.Running;

/// <summary>What docs/operate/node.md describes: rotation of keys, back-up and restore, an air gap.</summary>
[Collection(RunningNodes.Name)]
public sealed class OperatingTests(TwoFolders folders) : IDisposable
{
    private static readonly byte[] Phrase = Encoding.UTF8.GetBytes(TwoFolders.Passphrase);
    private readonly string _root = folders.Copy();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task An_officers_key_is_replaced_by_two_custodians_and_the_old_one_signs_no_more()
    {
        await using var witness = await WitnessServer.StartAsync(WitnessFolder.Open(At("W")), Phrase, TimeProvider.System, CancellationToken.None);
        await using var mx = await NodeServer.StartAsync(NodeFolder.Open(At("MX")), Phrase, TimeProvider.System, CancellationToken.None);
        await using var us = await NodeServer.StartAsync(NodeFolder.Open(At("US")), Phrase, TimeProvider.System, CancellationToken.None);
        using var desk = new Desk(At("MX"));
        var fresh = OfficerFile.Create(Path.Combine(At("MX"), "officers", "liaison-3.key"), Phrase);
        await desk.Agree("custodian", desk.Key(KeyAct.Enrol, fresh, OfficerRole.Liaison));
        var old = desk.Signer("liaison-1").Key;
        await desk.Say("custodian-1", desk.Key(KeyAct.Revoke, old, OfficerRole.Liaison));
        var keys = (await desk.Fold()).Keys(StateCode.From("MX"));
        Assert.Contains(keys, k => k.Key == fresh && k.RevokedAt is null);
        Assert.Contains(keys, k => k.Key == old && k.RevokedAt is not null);
        // Its requests are not even let in, and what it would sign breaks a rule.
        var dispute = new Dispute(new(StateCode.From("MX"), [TwoLogs.Mx, TwoLogs.Us], desk.Start), [Atalaya.Accords.Envelopes.RecordDigest.Of("x"u8)], null, FreeText.From("x"));
        Assert.Equal(403, (await desk.Try("liaison-1", dispute)).Status);
        Assert.Equal(200, (await desk.Try("liaison-3", dispute)).Status);
        using var signer = NodeFolder.Open(At("MX")).OpenOfficer("liaison-1", Phrase);
        var submission = mx.Engine.Submit(RecordCatalogue.Seal(dispute with { Claim = FreeText.From("y") }, signer, System.Security.Cryptography.RandomNumberGenerator.Fill).Value!.ToBytes());
        Assert.Equal(AccordRule.KeyNotInForce, submission.Ruling!.Rule);
    }

    [Fact]
    public async Task A_nodes_key_on_the_wire_is_replaced_by_a_new_pairing_file_and_the_old_one_is_let_in_no_more()
    {
        var us = NodeFolder.Open(At("US"));
        string before;
        using (var ring = us.OpenKeys(Phrase))
            before = TlsIdentity.PinOf(ring.Certificate);
        us.RotateTls(Phrase);
        Assert.NotEqual(before, us.File.Own.Tls);
        using (var ring = us.OpenKeys(Phrase))
        {
            Assert.Equal(us.File.Own.Tls, TlsIdentity.PinOf(ring.Certificate));
            Assert.Equal(us.File.Own.Log, ring.Keys.Log.Verifier.ToString());
        }

        var mx = NodeFolder.Open(At("MX"));
        mx.Pair(us.PairingPath);
        Assert.Equal([before], NodeFolder.Open(At("MX")).File.RevokedTls);
        await using var witness = await WitnessServer.StartAsync(WitnessFolder.Open(At("W")), Phrase, TimeProvider.System, CancellationToken.None);
        await using var one = await NodeServer.StartAsync(mx, Phrase, TimeProvider.System, CancellationToken.None);
        await using var other = await NodeServer.StartAsync(us, Phrase, TimeProvider.System, CancellationToken.None);
        await Desk.Until("they speak with the new key", () => Task.FromResult(one.Engine.IsConfirmed && other.Engine.IsConfirmed ? "" : null));
    }

    [Fact]
    public void Another_node_cannot_take_the_place_of_the_one_that_was_paired()
    {
        var impostor = NodeFolder.Create(At("impostor"), StateCode.From("US"), "atalaya.example/us", "127.0.0.1:1", Phrase);
        var mx = NodeFolder.Open(At("MX"));
        Assert.Equal(FolderFault.WrongPeer, Assert.Throws<FolderException>(() => mx.Pair(impostor.PairingPath)).Reason);
        Assert.Equal(FolderFault.WrongPeer, Assert.Throws<FolderException>(() => mx.Pair(mx.PairingPath)).Reason);
    }

    [Fact]
    public void A_back_up_of_a_stopped_node_opens_again()
    {
        var folder = NodeFolder.Open(At("MX"));
        using var ring = folder.OpenKeys(Phrase);
        using (var storage = folder.OpenStorage())
            Assert.Equal(0UL, folder.OpenEngine(storage, ring.Keys, TimeProvider.System).Size);
        var back = At("back-up");
        TwoFolders.CopyFolder(At("MX"), back);
        var restored = NodeFolder.Open(back);
        using var again = restored.OpenStorage();
        Assert.Equal(LogRefusal.None, restored.OpenEngine(again, ring.Keys, TimeProvider.System).Refusal);
    }

    [Fact]
    public void The_same_bytes_cross_an_air_gap_as_files()
    {
        var (mx, us) = (NodeFolder.Open(At("MX")), NodeFolder.Open(At("US")));
        using var mxKeys = mx.OpenKeys(Phrase);
        using var usKeys = us.OpenKeys(Phrase);
        using var mxFiles = mx.OpenStorage();
        using var usFiles = us.OpenStorage();
        NodeEngine Engine(NodeFolder folder, ILogStorage storage, NodeKeys keys) => NodeEngine.Create(
            storage, folder.Settings() with { ThirdWitnesses = [] }, keys, TimeProvider.System, System.Security.Cryptography.RandomNumberGenerator.Fill);
        var (one, other) = (Engine(mx, mxFiles, mxKeys.Keys), Engine(us, usFiles, usKeys.Keys));
        var life = Duration.FromDays(30);
        Assert.Equal(200, one.Import(other.Known(life).ToBytes()).Status);
        Assert.Equal(200, other.Import(one.Known(life).ToBytes()).Status);
        using var desk = new Desk(At("MX"));
        using var signer = mx.OpenOfficer("authority-1", Phrase);
        var now = desk.Start;
        var guidance = TwoLogs.Guidance(TwoLogs.Mx) with { Header = new(TwoLogs.Mx, [TwoLogs.Mx, TwoLogs.Us], now), Validity = new(now, now + Duration.FromDays(9)) };
        var said = one.Submit(RecordCatalogue.Seal(guidance, signer, System.Security.Cryptography.RandomNumberGenerator.Fill).Value!.ToBytes());
        Assert.Equal(NodeRefusal.None, said.Refusal);
        // Without a signed head a file is anybody's word.
        Assert.Equal(200, other.Import(one.ParcelAfter(0, life).ToBytes()).Status);
        Assert.Equal(0UL, other.PeerSizes.Size);
        Assert.True(one.PublishNow());
        var file = one.ParcelAfter(0, life).ToBytes();
        var receipt = other.Import(file);
        Assert.Equal(200, receipt.Status);
        Assert.Equal(one.Size, other.PeerSizes.Verified);
        Assert.Equal(200, other.Import(file).Status);
        Assert.NotEmpty(one.Outbox);
        Assert.Equal(200, one.Import(receipt.Body).Status);
        Assert.Empty(one.Outbox);
        // A changed byte anywhere behind the header is not taken for more than was there.
        file[^200] ^= 1;
        Assert.NotEqual(200, other.Import(file).Status);
    }

    private string At(string name) => Path.Combine(_root, name);
}
