using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.State;
using Atalaya.Node.Engine;
using Atalaya.Node.Exchange;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;
using Atalaya.Node.Storage;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Node.Tests.Running;

/// <summary>Every way to smuggle something into a record, at the two doors of a node: an officer's request, and a parcel of the other side.</summary>
[Collection(RunningNodes.Name)]
public sealed class UnlawfulRecordTests(TwoFolders folders) : IDisposable
{
    private static readonly byte[] Phrase = Encoding.UTF8.GetBytes(TwoFolders.Passphrase);
    private readonly string _root = folders.Copy();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task None_is_taken_from_an_officer_whose_key_is_in_force()
    {
        var folder = NodeFolder.Open(At("MX"));
        await using var server = await NodeServer.StartAsync(folder, Phrase, TimeProvider.System, CancellationToken.None);
        using var officer = folder.OpenOfficer("liaison-1", Phrase);
        using var link = new OfficerLink(folder, officer, TimeProvider.System);
        Assert.True(UnlawfulRecords.All.Count >= 100);
        foreach (var unlawful in UnlawfulRecords.All)
        {
            LinkAnswer answer;
            // The node lets a hundred requests a second through.
            while ((answer = await link.SubmitAsync(unlawful.Seal(officer), CancellationToken.None)).Status == 429)
                await Task.Delay(100, TestContext.Current.CancellationToken);
            Assert.True(answer.Status == 400, $"{unlawful}: {answer.Status}");
            Assert.Equal("Unreadable", SubmissionAnswer.Read(answer.Body.Span)!.Refusal);
        }

        Assert.Equal(0UL, server.Engine.Size);
    }

    [Fact]
    public void None_counts_or_is_copied_where_the_other_side_has_put_it_into_its_log()
    {
        var (mx, us) = (NodeFolder.Open(At("MX")), NodeFolder.Open(At("US")));
        using var mxKeys = mx.OpenKeys(Phrase);
        using var usKeys = us.OpenKeys(Phrase);
        using var officer = us.OpenOfficer("liaison-1", Phrase);
        using FileLogStorage logFiles = new(At("log")), files = new(At("receiver"));
        var log = AppendLog.Create(logFiles, usKeys.Keys.Log);
        var receiver = NodeEngine.Create(files, mx.Settings() with { ThirdWitnesses = [] }, mxKeys.Keys, TimeProvider.System, RandomNumberGenerator.Fill);
        var expires = Instant.FromDateTimeOffset(DateTimeOffset.UtcNow) + Duration.FromDays(1);
        Assert.Equal(200, receiver.Import(new Parcel(us.Origin, mx.Origin, 0, expires, []).ToBytes()).Status);
        var readable = UnlawfulRecords.All.Select(u => u.Seal(officer)).Where(static b => SealedRecord.Read(b).Value is not null).ToList();
        Assert.True(readable.Count >= 100, $"{readable.Count}");
        readable = [.. readable.Take(readable.Count / us.File.Own.PadTo * us.File.Own.PadTo)];
        var frames = new List<ParcelFrame>();
        foreach (var some in readable.Chunk(us.File.Own.PadTo))
        {
            frames.AddRange(some.Select(static b => new ParcelFrame(FrameKind.Record, b)));
            frames.Add(new(FrameKind.Head, log.AppendBatch([.. some.Select(static b => (ReadOnlyMemory<byte>)LeafBody.Of(SealedRecord.Read(b).Value!.Envelope).Bytes.ToArray())]).Head!.Note.Bytes));
        }

        Assert.Equal(200, receiver.Import(new Parcel(us.Origin, mx.Origin, 0, expires, frames).ToBytes()).Status);
        Assert.Equal((ulong)readable.Count, receiver.PeerSizes.Verified);

        // What the other side signed stands in the copy of its log, as evidence; it says nothing that counts, and nothing of it comes into this side's log.
        Assert.DoesNotContain(receiver.State.Rulings, static r => r.Effect == RecordEffect.InEffect);
        Assert.Empty(receiver.State.Flights(receiver.Now));
        Assert.Empty(receiver.State.Guidance(receiver.Now));
        Assert.Equal(0UL, receiver.Size);
    }

    private string At(string name) => Path.Combine(_root, name);
}
