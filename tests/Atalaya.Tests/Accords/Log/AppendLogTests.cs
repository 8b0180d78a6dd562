using Atalaya.Accords.Log;
using CsCheck;

namespace Atalaya.Tests.Accords.Log;

public sealed class AppendLogTests
{
    private static readonly NoteSigner Signer = Signers.Log("log.example/mx", 1);
    private static readonly LogRules Small = new() { FoldAfterEntries = 256, MostBatchEntries = 1000 };

    [Fact]
    public void The_tree_of_a_log_is_that_of_RFC_6962_whatever_its_batches_and_folds() =>
        Gen.Int[1, 700].Array[1, 6].Sample(batches =>
        {
            var log = AppendLog.Create(new FaultyStorage(), Signer, Small);
            var size = 0;
            foreach (var batch in batches)
                size = Append(log, size, batch);
            var plain = PlainTree.Of(size);
            Assert.Equal(plain.Root(size), log.Head.Checkpoint.Root);
            for (var at = 1; at <= size; at += 1 + (size / 9))
            {
                Assert.Equal(plain.Root(at), log.RootAt((ulong)at));
                Assert.Equal(ProofVerdict.Holds, log.ProveConsistency((ulong)at, (ulong)size)!.Check(plain.Root(at), plain.Root(size)));
                Assert.Equal(ProofVerdict.Holds, log.ProveInclusion((ulong)at - 1, (ulong)at)!.Check(plain.Entries[at - 1], plain.Root(at)));
            }
        }, iter: 40);

    [Fact]
    public void Tiles_of_a_tree_of_70000_are_those_that_the_specification_names()
    {
        var storage = new FaultyStorage();
        var log = AppendLog.Create(storage, Signer, new LogRules { FoldAfterEntries = 4096 });
        for (var size = 0; size < 70_000;)
            size = Append(log, size, 1000);
        log = AppendLog.Open(storage, Signer);
        Assert.Equal(70_000UL, log.Head.Checkpoint.Size);
        Assert.Equal(112 * 32, log.Read(TilePath.OfHashes(0, 273, 112))!.Value.Length);
        Assert.Equal(8192, log.Read(TilePath.OfHashes(0, 272))!.Value.Length);
        Assert.Equal(8192, log.Read(TilePath.OfHashes(1, 0))!.Value.Length);
        Assert.Equal(17 * 32, log.Read(TilePath.OfHashes(1, 1, 17))!.Value.Length);
        Assert.Equal(32, log.Read(TilePath.OfHashes(2, 0, 1))!.Value.Length);
        foreach (var none in new[] { TilePath.OfHashes(0, 273, 113), TilePath.OfHashes(0, 273), TilePath.OfHashes(0, 274, 1), TilePath.OfHashes(1, 1, 18), TilePath.OfHashes(2, 0, 2), TilePath.OfHashes(3, 0, 1), TilePath.OfHashes(8, 0, 1), TilePath.OfHashes(63, 0), TilePath.OfEntries(ulong.MaxValue / 256) })
            Assert.Null(log.Read(none));
        // Partial ones of earlier checkpoints are the beginning of what is full now.
        Assert.Equal(log.Read(TilePath.OfHashes(0, 3))!.Value[..(5 * 32)].ToArray(), log.Read(TilePath.OfHashes(0, 3, 5))!.Value.ToArray());
        Assert.True(EntryBundle.TryRead(log.Read(TilePath.OfEntries(3, 5))!.Value, 5, out var entries, out _));
        Assert.Equal(BitConverter.GetBytes((3 * 256) + 4), entries[4].ToArray());
        Assert.Empty(LogAudit.Run(log, log.Head.Checkpoint));
    }

    [Fact]
    public async Task Entries_that_come_together_share_heads_and_each_learns_its_own_index()
    {
        var storage = new FaultyStorage();
        var log = AppendLog.Create(storage, Signer);
        var before = storage.Calls;
        var answers = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => log.AppendAsync(BitConverter.GetBytes(i))));
        Assert.Equal(Enumerable.Range(0, 2000).Select(static i => (ulong)i), answers.Select(static a => a.Index).Order());
        for (var i = 0; i < answers.Length; i++)
        {
            Assert.Equal(BitConverter.GetBytes(i), log.Entry(answers[i].Index)!.Value.ToArray());
            Assert.True(answers[i].Head!.Checkpoint.Size > answers[i].Index);
        }

        Assert.True((storage.Calls - before) / 4 < 2000, "no sync was shared");
    }

    [Fact]
    public void One_batch_gets_one_head()
    {
        var log = AppendLog.Create(new FaultyStorage(), Signer);
        var answer = log.AppendBatch([new byte[] { 1 }, new byte[] { 2 }, Array.Empty<byte>()]);
        Assert.Equal((LogRefusal.None, 0UL, 3UL), (answer.Refusal, answer.Index, answer.Head!.Checkpoint.Size));
        Assert.NotNull(log.HeadAt(0));
        Assert.Null(log.HeadAt(1));
        Assert.Null(log.HeadAt(2));
        Assert.Equal(answer.Head.Checkpoint.Root, log.HeadAt(3)!.Checkpoint.Root);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_changes_nothing()
    {
        var log = AppendLog.Create(new FaultyStorage(), Signer, Small);
        Assert.Equal(LogRefusal.EmptyBatch, log.AppendBatch([]).Refusal);
        Assert.Equal(LogRefusal.EntryTooLong, log.AppendBatch([new byte[65_536]]).Refusal);
        Assert.Equal(LogRefusal.EntryTooLong, (await log.AppendAsync(new byte[65_536])).Refusal);
        Assert.Equal(LogRefusal.BatchTooLarge, log.AppendBatch([.. Enumerable.Repeat((ReadOnlyMemory<byte>)Array.Empty<byte>(), 1001)]).Refusal);
        Assert.Equal(0UL, log.Head.Checkpoint.Size);
        Assert.Equal(LogRefusal.None, log.AppendBatch([new byte[65_535]]).Refusal);
    }

    [Fact]
    public void A_log_is_not_made_where_one_is_nor_opened_where_none_is_nor_with_another_key()
    {
        var storage = new FaultyStorage();
        Assert.Throws<LogDamageException>(() => AppendLog.Open(storage, Signer));
        var log = AppendLog.Create(storage, Signer);
        log.AppendBatch([new byte[] { 1 }]);
        Assert.Throws<InvalidOperationException>(() => AppendLog.Create(storage, Signer));
        Assert.Throws<LogDamageException>(() => AppendLog.Open(storage, Signers.Log("log.example/mx", 2)));
    }

    [Fact]
    public void No_flipped_bit_of_journal_or_heads_goes_unnoticed()
    {
        var storage = new FaultyStorage();
        var log = AppendLog.Create(storage, Signer, Small);
        for (var size = 0; size < 300;)
            size = Append(log, size, 100);
        foreach (var path in new[] { "journal", "heads" })
        {
            var length = storage.Read(path)!.Length;
            for (var at = 0; at < length; at++)
            {
                var changed = storage.Copy();
                changed.Flip(path, at, at % 8);
                // The last head alone may be torn: it is signed again, the same.
                try
                {
                    Assert.Equal(log.Head.Note.Bytes.ToArray(), AppendLog.Open(changed, Signer).Head.Note.Bytes.ToArray());
                    Assert.Equal("heads", path);
                }
                catch (LogDamageException damage)
                {
                    Assert.Contains(damage.Path, new[] { "journal", "heads" });
                }
            }
        }
    }

    [Fact]
    public void A_flipped_byte_of_a_tile_or_an_entry_is_named()
    {
        var storage = new FaultyStorage();
        var log = AppendLog.Create(storage, Signer, Small);
        for (var size = 0; size < 600;)
            size = Append(log, size, 100);
        var bundle = storage.Copy();
        bundle.Flip("tile/entries/001", (44 * 6) + 2, 3); // each entry is 2 + 4 bytes
        var fault = Assert.Single(LogAudit.Run(AppendLog.Open(bundle, Signer), log.Head.Checkpoint));
        Assert.Equal((LogFaultReason.WrongHash, "entry 300", (44 * 6) + 2L), (fault.Reason, fault.Field, fault.ByteOffset));
        var tile = storage.Copy();
        tile.Flip("tile/0/000", 5 * 32, 0);
        Assert.Contains(LogAudit.Run(AppendLog.Open(tile, Signer), log.Head.Checkpoint), static f => f.Field == "entry 5");
    }

    [Fact]
    public void A_copy_as_a_folder_gives_the_same_proofs_and_is_brought_up_to_later_heads()
    {
        var log = AppendLog.Create(new FaultyStorage(), Signer, Small);
        var copy = new FaultyStorage();
        foreach (var until in new[] { 3, 256, 700 })
        {
            for (var size = (int)log.Head.Checkpoint.Size; size < until;)
                size = Append(log, size, Math.Min(150, until - size));
            StaticCopy.Write(log, log.Head, copy);
            Assert.True(SignedHead.TryOpen(copy.Read("checkpoint"), [Signer.Verifier], out var head, out _));
            Assert.Equal((ulong)until, head.Checkpoint.Size);
            var source = new FolderTiles(copy);
            Assert.Empty(LogAudit.Run(source, head.Checkpoint));
            var reader = new TileReader(source, head.Checkpoint.Size);
            Assert.Equal(head.Checkpoint.Root, reader.Root());
            Assert.Equal(ProofVerdict.Holds, reader.Inclusion(2)!.Check(BitConverter.GetBytes(2), head.Checkpoint.Root));
        }

        Assert.Null(new TileReader(new FolderTiles(copy), 100_000).Root());
    }

    private static int Append(AppendLog log, int size, int count)
    {
        var answer = log.AppendBatch([.. Enumerable.Range(size, count).Select(static i => (ReadOnlyMemory<byte>)BitConverter.GetBytes(i))]);
        Assert.Equal(LogRefusal.None, answer.Refusal);
        return size + count;
    }

    private sealed class FolderTiles(FaultyStorage storage) : ITileSource
    {
        public ReadOnlyMemory<byte>? Read(TilePath path) => storage.Read(path.ToString()) is { } bytes ? bytes : null;
    }
}
