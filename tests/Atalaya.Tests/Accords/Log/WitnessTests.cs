using System.Text;
using Atalaya.Accords.Log;
using CsCheck;
using NodaTime;

namespace Atalaya.Tests.Accords.Log;

public sealed class WitnessTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 2, 3, 12, 0);
    private static readonly NoteSigner Log = Signers.Log("log.example/mx", 1);
    private static readonly NoteSigner Key = Signers.Witness("witness.example/us", 2);
    private static readonly PlainTree Tree = PlainTree.Of(64);
    private static readonly PlainTree OtherTree = new([.. PlainTree.Of(64).Entries.Select(static (e, i) => i == 3 ? "other"u8.ToArray() : e)]);

    [Fact]
    public void A_head_that_continues_the_last_is_cosigned_and_kept_whole()
    {
        var storage = new FaultyStorage();
        var witness = Create(storage);
        Cosigned(witness.AddCheckpoint(Body(0, 5), Noon), 5, Noon);
        Cosigned(witness.AddCheckpoint(Body(5, 17), Noon + Duration.FromMinutes(1)), 17, Noon + Duration.FromMinutes(1));
        var latest = Open(storage).Latest("log.example/mx")!;
        Assert.Equal(17UL, latest.Checkpoint.Size);
        Assert.True(latest.Note.TryVerify([Log.Verifier], out _, out _));
        Assert.True(latest.Note.TryVerify([Key.Verifier], out _, out _));
    }

    [Fact]
    public void The_same_head_is_cosigned_again_at_a_later_time_and_a_clock_set_back_sets_no_time_back()
    {
        var witness = Create(new());
        Cosigned(witness.AddCheckpoint(Body(0, 5), Noon), 5, Noon);
        Cosigned(witness.AddCheckpoint(Body(5, 5), Noon + Duration.FromHours(1)), 5, Noon + Duration.FromHours(1));
        Cosigned(witness.AddCheckpoint(Body(5, 9), Noon - Duration.FromHours(1)), 9, Noon);
    }

    [Fact]
    public void An_empty_tree_is_cosigned_only_with_its_own_root()
    {
        var witness = Create(new());
        Assert.Equal(422, witness.AddCheckpoint(Body(0, SignedHead.Sign(Log, 0, Tree.Root(1))), Noon).Status);
        Cosigned(witness.AddCheckpoint(Body(0, 0), Noon), 0, Noon);
        Cosigned(witness.AddCheckpoint(Body(0, 0), Noon), 0, Noon);
        Cosigned(witness.AddCheckpoint(Body(0, 3), Noon), 3, Noon);
    }

    [Fact]
    public void A_log_that_is_not_known_is_404_and_a_signature_that_is_not_its_own_403()
    {
        var witness = Create(new());
        var stranger = Signers.Log("stranger.example", 1);
        Assert.Equal(404, witness.AddCheckpoint(Body(0, SignedHead.Sign(stranger, 1, Tree.Root(1))), Noon).Status);
        var otherKey = Signers.Log("log.example/mx", 3);
        Assert.Equal(403, witness.AddCheckpoint(Body(0, SignedHead.Sign(otherKey, 1, Tree.Root(1))), Noon).Status);
        var head = SignedHead.Sign(Log, 1, Tree.Root(1));
        var forged = head.Note.Signatures[0] with { Signature = new byte[64] };
        Assert.Equal(403, witness.AddCheckpoint(Body(0, head with { Note = head.Note.With(forged) }), Noon).Status);
        Assert.Null(witness.Latest("log.example/mx"));
    }

    [Fact]
    public void Another_size_than_the_last_is_409_with_the_size_that_is_known()
    {
        var witness = Create(new());
        Assert.Equal("0\n", OtherSize(witness.AddCheckpoint(Body(4, 5), Noon)));
        Cosigned(witness.AddCheckpoint(Body(0, 17), Noon), 17, Noon);
        Assert.Equal("17\n", OtherSize(witness.AddCheckpoint(Body(0, 20), Noon)));
        Assert.Equal("17\n", OtherSize(witness.AddCheckpoint(Body(5, 20), Noon)));
        // A log restored from a back-up learns so that it once was larger.
        Assert.Equal("17\n", OtherSize(witness.AddCheckpoint(Body(5, 9), Noon)));
    }

    [Fact]
    public void An_old_size_beyond_the_new_is_400_and_a_proof_that_does_not_hold_422()
    {
        var witness = Create(new());
        Cosigned(witness.AddCheckpoint(Body(0, 17), Noon), 17, Noon);
        var smaller = new AddCheckpointRequest(17, [], SignedHead.Sign(Log, 9, Tree.Root(9)));
        Assert.Equal(400, witness.AddCheckpoint(smaller.ToBytes(), Noon).Status);
        var noProof = new AddCheckpointRequest(17, [], SignedHead.Sign(Log, 20, Tree.Root(20)));
        Assert.Equal(422, witness.AddCheckpoint(noProof.ToBytes(), Noon).Status);
        var needless = new AddCheckpointRequest(17, [Tree.Root(1)], SignedHead.Sign(Log, 17, Tree.Root(17)));
        Assert.Equal(422, witness.AddCheckpoint(needless.ToBytes(), Noon).Status);
        var rewritten = Body(17, 20, OtherTree);
        var answer = witness.AddCheckpoint(rewritten, Noon);
        Assert.Equal(422, answer.Status);
        Assert.Null(answer.Fork); // A consistency proof that fails is no proof of a fork.
        Assert.Equal(17UL, witness.Latest("log.example/mx")!.Checkpoint.Size);
    }

    [Fact]
    public void A_proof_for_a_first_head_is_422()
    {
        var body = new AddCheckpointRequest(0, [Tree.Root(1)], SignedHead.Sign(Log, 5, Tree.Root(5))).ToBytes();
        Assert.Equal(422, Create(new()).AddCheckpoint(body, Noon).Status);
    }

    [Fact]
    public void Two_heads_of_one_size_are_422_or_409_and_leave_a_proof_that_anyone_can_verify()
    {
        var storage = new FaultyStorage();
        var witness = Create(storage);
        Cosigned(witness.AddCheckpoint(Body(0, 9), Noon), 9, Noon);
        Cosigned(witness.AddCheckpoint(Body(9, 17), Noon), 17, Noon);
        var same = witness.AddCheckpoint(new AddCheckpointRequest(17, [], SignedHead.Sign(Log, 17, OtherTree.Root(17))).ToBytes(), Noon);
        Assert.Equal(422, same.Status);
        var earlier = witness.AddCheckpoint(Body(0, 9, OtherTree), Noon);
        Assert.Equal("17\n", OtherSize(earlier));
        _ = witness.AddCheckpoint(Body(0, 9, OtherTree), Noon); // once more: one proof is enough

        var kept = Open(storage).Forks;
        Assert.Equal([17UL, 9UL], kept.Select(static f => f.Size));
        foreach (var fork in new[] { same.Fork!, earlier.Fork!, kept[0], kept[1] })
        {
            Assert.True(ForkProof.TryParse(fork.ToBytes(), out var read, out _));
            Assert.True(read.Verifies([Log.Verifier]));
            Assert.False(read.Verifies([Signers.Log("log.example/mx", 9).Verifier]));
            Assert.Equal("log.example/mx", read.Origin);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 0")]
    [InlineData("old 0\n")]
    [InlineData("old 0\n\n")]
    [InlineData("old 00\n\nNOTE")]
    [InlineData("old -1\n\nNOTE")]
    [InlineData("old  0\n\nNOTE")]
    [InlineData("old 0 \n\nNOTE")]
    [InlineData("old 99999999999999999999\n\nNOTE")]
    [InlineData("Old 0\n\nNOTE")]
    [InlineData("\nNOTE")]
    [InlineData("old 0\nNOTE")]
    [InlineData("old 0\nAAAA\n\nNOTE")]
    [InlineData("old 0\r\n\r\nNOTE")]
    [InlineData("old 0\n\n\nNOTE")]
    [InlineData("old 0\n\nNOTEx")]
    public void A_body_that_is_not_in_the_form_is_400(string body)
    {
        var note = Encoding.UTF8.GetString(SignedHead.Sign(Log, 1, Tree.Root(1)).Note.Bytes.Span);
        Assert.Equal(400, Create(new()).AddCheckpoint(Encoding.UTF8.GetBytes(body.Replace("NOTE", note, StringComparison.Ordinal)), Noon).Status);
    }

    [Fact]
    public void Sixty_four_lines_of_proof_and_a_body_without_end_are_400()
    {
        var witness = Create(new());
        var head = SignedHead.Sign(Log, 1, Tree.Root(1));
        var longest = new AddCheckpointRequest(0, [.. Enumerable.Repeat(Tree.Root(1), 63)], head);
        Assert.Equal(422, witness.AddCheckpoint(longest.ToBytes(), Noon).Status);
        Assert.Equal(400, witness.AddCheckpoint((longest with { Proof = [.. longest.Proof, Tree.Root(1)] }).ToBytes(), Noon).Status);
        Assert.Equal(400, witness.AddCheckpoint(new byte[AddCheckpointRequest.MostBytes + 1], Noon).Status);
    }

    [Fact]
    public void A_hundred_good_signatures_of_the_log_are_no_way_to_break_the_witness()
    {
        var head = SignedHead.Sign(Log, 1, Tree.Root(1));
        var many = SignedNote.Create(head.Note.Text.Span, Enumerable.Repeat(head.Note.Signatures[0], 100));
        Cosigned(Create(new()).AddCheckpoint(Body(0, head with { Note = many }), Noon), 1, Noon);
    }

    [Fact]
    public void Whichever_write_the_power_fails_at_what_was_answered_is_still_known()
    {
        foreach (var loss in Enum.GetValues<Loss>())
        {
            for (var cut = 1; ; cut++)
            {
                var storage = new FaultyStorage { CutAt = cut, DoesLast = cut % 2 == 0 };
                var (answered, forks, done) = (0UL, 0, false);
                try
                {
                    var witness = Create(storage);
                    foreach (var size in new ulong[] { 3, 8, 20 })
                        answered = witness.AddCheckpoint(Body(answered, size), Noon).Status == 200 ? size : throw new InvalidOperationException();
                    foreach (var size in new ulong[] { 8, 20 })
                        forks += witness.AddCheckpoint(Body(0, size, OtherTree), Noon).Fork is null ? 0 : 1;
                    done = true;
                }
                catch (PowerCutException)
                {
                    // on to the next morning
                }

                storage = storage.Reboot(loss, cut);
                if (storage.Read("cosigned") is null)
                {
                    Assert.Equal(0UL, answered);
                    continue;
                }

                var again = Open(storage);
                var known = again.Latest("log.example/mx")?.Checkpoint.Size ?? 0;
                Assert.True(known >= answered, $"{known} after {answered}");
                Assert.True(again.Forks.Count >= forks);
                Cosigned(again.AddCheckpoint(Body(known, 33), Noon), 33, Noon);
                if (done)
                    break;
            }
        }
    }

    [Fact]
    public void A_witness_begins_once_and_a_changed_file_or_another_key_is_not_opened()
    {
        var storage = new FaultyStorage();
        Assert.Throws<LogDamageException>(() => Open(storage));
        var witness = Create(storage);
        Assert.Throws<InvalidOperationException>(() => Create(storage));
        Cosigned(witness.AddCheckpoint(Body(0, 3), Noon), 3, Noon);
        Cosigned(witness.AddCheckpoint(Body(3, 5), Noon), 5, Noon);
        Assert.Throws<LogDamageException>(() => Witness.Open(storage, Signers.Witness("witness.example/us", 9), Logs));
        for (var at = 0; at < storage.Read("cosigned")!.Length / 2; at += 5)
        {
            var changed = storage.Copy();
            changed.Flip("cosigned", at, 1);
            Assert.Throws<LogDamageException>(() => Open(changed));
        }
    }

    [Fact]
    public void Whatever_is_sent_in_whatever_order_the_witness_never_cosigns_two_roots_of_a_size_nor_a_smaller_tree() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Bool).Array[1, 40].Sample(requests =>
        {
            var witness = Create(new());
            var (last, roots) = (0UL, new Dictionary<ulong, TreeHash>());
            foreach (var (old, size, other) in requests)
            {
                var tree = other ? OtherTree : Tree;
                if (witness.AddCheckpoint(Body((ulong)Math.Min(old, size), (ulong)size, tree), Noon).Status != 200)
                    continue;
                Assert.True((ulong)size >= last);
                last = (ulong)size;
                Assert.True(roots.TryAdd(last, tree.Root(size)) || roots[last] == tree.Root(size));
            }
        }, iter: 200);

    private static readonly Dictionary<string, IReadOnlyList<NoteVerifierKey>> Logs = new() { ["log.example/mx"] = [Log.Verifier] };

    private static Witness Create(FaultyStorage storage) => Witness.Create(storage, Key, Logs);

    private static Witness Open(FaultyStorage storage) => Witness.Open(storage, Key, Logs);

    private static byte[] Body(ulong old, ulong size, PlainTree? tree = null)
    {
        var from = tree ?? Tree;
        var proof = old == 0 ? [] : ProofBuilder.Consistency(from, 0, old, size)!;
        return new AddCheckpointRequest(old, proof, SignedHead.Sign(Log, size, from.Root((int)size))).ToBytes();
    }

    private static byte[] Body(ulong old, SignedHead head) => new AddCheckpointRequest(old, [], head).ToBytes();

    private static void Cosigned(WitnessAnswer answer, ulong size, Instant time)
    {
        Assert.Equal(200, answer.Status);
        var head = SignedHead.Sign(Log, size, Tree.Root((int)size));
        Assert.True(SignedNote.TryParse([.. head.Note.Bytes.Span, .. answer.Body.Span], out var cosigned, out _));
        Assert.True(cosigned.TryVerify([Key.Verifier], out var verified, out _));
        Assert.True(Cosignature.TryTime(verified[0].Signature.Span, out var read));
        Assert.Equal(time, read);
    }

    private static string OtherSize(WitnessAnswer answer)
    {
        Assert.Equal((409, "text/x.tlog.size"), (answer.Status, answer.ContentType));
        return Encoding.ASCII.GetString(answer.Body.Span);
    }
}
