using Atalaya.Accords.Log;

namespace Atalaya.Tests.Accords.Log;

public sealed class ForkTests
{
    private static readonly NoteSigner Signer = Signers.Log("log.example/mx", 1);
    private static readonly PlainTree Tree = PlainTree.Of(20);

    [Fact]
    public void Two_heads_prove_a_fork_only_if_log_and_size_are_one_and_roots_are_two()
    {
        var nine = SignedHead.Sign(Signer, 9, Tree.Root(9));
        Assert.True(ForkProof.TryCreate(nine, SignedHead.Sign(Signer, 9, Tree.Root(8)), out _, out _));
        Refused(nine, nine, LogFaultReason.RootsAgree);
        Refused(nine, SignedHead.Sign(Signer, 10, Tree.Root(8)), LogFaultReason.SizesDiffer);
        Refused(nine, SignedHead.Sign(Signers.Log("log.example/us", 1), 9, Tree.Root(8)), LogFaultReason.OriginsDiffer);
    }

    [Fact]
    public void No_changed_bit_of_a_fork_proof_is_accepted()
    {
        Assert.True(ForkProof.TryCreate(SignedHead.Sign(Signer, 9, Tree.Root(9)), SignedHead.Sign(Signer, 9, Tree.Root(8)), out var proof, out _));
        var bytes = proof.ToBytes();
        Assert.True(ForkProof.TryParse(bytes, out var read, out _) && read.Verifies([Signer.Verifier]));
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            var changed = bytes.ToArray();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            Assert.False(ForkProof.TryParse(changed, out var parsed, out _) && parsed.Verifies([Signer.Verifier]), $"bit {i}");
        }

        Assert.False(ForkProof.TryParse(bytes.AsSpan(0, bytes.Length - 1), out _, out _));
        Assert.False(ForkProof.TryParse([.. bytes, (byte)'\n'], out _, out _));
    }

    [Fact]
    public void A_log_restored_from_a_back_up_signs_no_more_once_it_is_shown_the_head_that_it_signed_later()
    {
        var storage = new FaultyStorage();
        var log = AppendLog.Create(storage, Signer);
        Append(log, 1, 2);
        var backUp = storage.Copy();
        Append(log, 3);
        var later = log.Head;

        var restored = AppendLog.Open(backUp, Signer);
        Assert.Equal(LogRefusal.None, restored.Refusal);
        Assert.Equal(ConfrontationResult.Behind, restored.Confront(later.Note.Bytes.Span).Result);
        Assert.Equal(LogRefusal.BehindItsOwnHead, restored.AppendBatch([new byte[] { 9 }]).Refusal);
        var again = AppendLog.Open(backUp, Signer);
        Assert.Equal(LogRefusal.BehindItsOwnHead, again.AppendBatch([new byte[] { 9 }]).Refusal);
        Assert.Equal(later.Note.Bytes.ToArray(), again.Evidence.ToArray());
        Assert.Equal(2UL, again.Head.Checkpoint.Size);
        Assert.NotNull(again.Entry(1));
    }

    [Fact]
    public void A_witness_answers_a_restored_log_with_409_and_its_last_checkpoint_stops_the_log()
    {
        var storage = new FaultyStorage();
        var log = AppendLog.Create(storage, Signer);
        var witness = Witness.Create(
            new FaultyStorage(), Signers.Witness("witness.example", 4), new Dictionary<string, IReadOnlyList<NoteVerifierKey>> { ["log.example/mx"] = [Signer.Verifier] });
        Append(log, 1, 2);
        var backUp = storage.Copy();
        Append(log, 3, 4, 5);
        var noon = NodaTime.Instant.FromUtc(2026, 2, 3, 12, 0);
        Assert.Equal(200, witness.AddCheckpoint(new AddCheckpointRequest(0, [], log.Head).ToBytes(), noon).Status);

        var restored = AppendLog.Open(backUp, Signer);
        Assert.Equal(409, witness.AddCheckpoint(new AddCheckpointRequest(0, [], restored.Head).ToBytes(), noon).Status);
        Assert.Equal(ConfrontationResult.Behind, restored.Confront(witness.Latest("log.example/mx")!.Note.Bytes.Span).Result);
        Assert.Equal(LogRefusal.BehindItsOwnHead, restored.AppendBatch([new byte[] { 9 }]).Refusal);
    }

    [Fact]
    public void A_log_that_was_restored_and_went_on_is_proved_to_have_forked()
    {
        var storage = new FaultyStorage();
        var log = AppendLog.Create(storage, Signer);
        Append(log, 1, 2);
        var backUp = storage.Copy();
        Append(log, 3);
        var restored = AppendLog.Open(backUp, Signer);
        Append(restored, 4);
        var confrontation = restored.Confront(log.Head.Note.Bytes.Span);
        Assert.Equal(ConfrontationResult.Forked, confrontation.Result);
        Assert.True(confrontation.Fork!.Verifies([Signer.Verifier]));
        var again = AppendLog.Open(backUp, Signer);
        Assert.Equal(LogRefusal.Forked, again.Refusal);
        Assert.True(ForkProof.TryParse(again.Evidence.Span, out var kept, out _));
        Assert.Equal(3UL, kept.Size);
    }

    [Fact]
    public void A_head_that_the_tree_holds_agrees_and_one_of_another_key_says_nothing()
    {
        var log = AppendLog.Create(new FaultyStorage(), Signer);
        var first = log.Head;
        Append(log, 1, 2);
        Append(log, 3);
        Assert.Equal(ConfrontationResult.Agrees, log.Confront(first.Note.Bytes.Span).Result);
        Assert.Equal(ConfrontationResult.Agrees, log.Confront(log.Head.Note.Bytes.Span).Result);
        var stranger = SignedHead.Sign(Signers.Log("log.example/mx", 5), 99, Tree.Root(9));
        Assert.Equal(ConfrontationResult.NotOurs, log.Confront(stranger.Note.Bytes.Span).Result);
        Assert.Equal(ConfrontationResult.NotOurs, log.Confront("nonsense"u8).Result);
        Assert.Equal(LogRefusal.None, log.Refusal);
    }

    private static void Append(AppendLog log, params byte[] entries) =>
        Assert.Equal(LogRefusal.None, log.AppendBatch([.. entries.Select(static e => (ReadOnlyMemory<byte>)new[] { e })]).Refusal);

    private static void Refused(SignedHead first, SignedHead second, LogFaultReason reason)
    {
        Assert.False(ForkProof.TryCreate(first, second, out _, out var fault));
        Assert.Equal(reason, fault.Reason);
    }
}
