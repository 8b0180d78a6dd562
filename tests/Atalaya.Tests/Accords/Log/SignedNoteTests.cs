using System.Text;
using Atalaya.Accords.Log;
using CsCheck;
using NodaTime;

namespace Atalaya.Tests.Accords.Log;

public sealed class SignedNoteTests
{
    // C2SP signed-note, "Example".
    private const string PublishedKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string PublishedNote =
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static readonly NoteSigner Log = Signers.Log("log.example/mx", 1);

    [Fact]
    public void The_published_key_verifies_the_published_note()
    {
        Assert.True(NoteVerifierKey.TryParse(PublishedKey, out var key, out _));
        Assert.Equal((PublishedKey, 0x530d903au, NoteKeyType.Ed25519), (key.ToString(), key.KeyId, key.Type));
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(PublishedNote), out var note, out _));
        Assert.True(note.TryVerify([key], out var verified, out _));
        Assert.Single(verified);
        Assert.Equal("This is an example message.\n", Encoding.UTF8.GetString(note.Text.Span));
    }

    [Fact]
    public void No_changed_byte_of_the_published_note_is_accepted()
    {
        Assert.True(NoteVerifierKey.TryParse(PublishedKey, out var key, out _));
        var bytes = Encoding.UTF8.GetBytes(PublishedNote);
        for (var i = 0; i < bytes.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = bytes.ToArray();
                changed[i] ^= (byte)(1 << bit);
                Assert.False(SignedNote.TryParse(changed, out var note, out _) && note.TryVerify([key], out _, out _), $"byte {i}, bit {bit}");
            }
        }
    }

    [Fact]
    public void A_signature_of_a_stranger_is_passed_over_and_one_in_a_trusted_name_that_fails_spoils_the_note()
    {
        var text = "a text\n"u8.ToArray();
        var stranger = Signers.Log("stranger.example", 2).Sign(text);
        var sameName = Signers.Log(Log.Verifier.Name, 3).Sign(text);
        var good = Log.Sign(text);
        Assert.True(SignedNote.Create(text, stranger, sameName, good).TryVerify([Log.Verifier], out var verified, out _));
        Assert.Equal([good.Name], verified.Select(static v => v.Name));
        Assert.False(SignedNote.Create(text, stranger, sameName).TryVerify([Log.Verifier], out _, out var fault));
        Assert.Equal(LogFaultReason.NoTrustedSignature, fault.Reason);
        var forged = good with { Signature = stranger.Signature };
        Assert.False(SignedNote.Create(text, good, forged).TryVerify([Log.Verifier], out verified, out fault));
        Assert.Equal(LogFaultReason.BadSignature, fault.Reason);
        Assert.Empty(verified);
    }

    [Fact]
    public void A_text_with_empty_lines_ends_at_the_last_one()
    {
        var text = "one\n\ntwo\n\n\nthree\n"u8.ToArray();
        var note = SignedNote.Create(text, Log.Sign(text));
        Assert.True(SignedNote.TryParse(note.Bytes.Span, out var parsed, out _));
        Assert.Equal(text, parsed.Text.ToArray());
        Assert.True(parsed.TryVerify([Log.Verifier], out _, out _));
    }

    [Theory]
    [InlineData("", LogFaultReason.Truncated)]
    [InlineData("text\n", LogFaultReason.Truncated)]
    [InlineData("text\n\n", LogFaultReason.Truncated)]
    [InlineData("text\n\n— a AAAAAAA=", LogFaultReason.Truncated)]
    [InlineData("text\n\n- a AAAAAAA=\n", LogFaultReason.Malformed)]
    [InlineData("text\n\n— a\n", LogFaultReason.Malformed)]
    [InlineData("text\n\n—  AAAAAAA=\n", LogFaultReason.BadName)]
    [InlineData("text\n\n— a+b AAAAAAA=\n", LogFaultReason.BadName)]
    [InlineData("text\n\n— a\u00a0b AAAAAAA=\n", LogFaultReason.BadName)]
    [InlineData("text\n\n— a AAAAAAA\n", LogFaultReason.BadBase64)]
    [InlineData("text\n\n— a AAAAAAB=\n", LogFaultReason.BadBase64)]
    [InlineData("text\n\n— a AAAAAAA= \n", LogFaultReason.BadBase64)]
    [InlineData("text\n\n— a AAAAAA==\n", LogFaultReason.Truncated)]
    [InlineData("te\txt\n\n— a AAAAAAA=\n", LogFaultReason.ControlCharacter)]
    [InlineData("text\r\n\n— a AAAAAAA=\n", LogFaultReason.ControlCharacter)]
    public void A_note_that_is_not_in_the_form_is_refused_with_the_reason(string note, LogFaultReason reason)
    {
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out _, out var fault));
        Assert.Equal(reason, fault.Reason);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_too_many_bytes_and_too_many_signatures_are_refused()
    {
        Assert.False(SignedNote.TryParse([.. "text"u8, 0xff, .. "\n\n— a AAAAAAA=\n"u8], out _, out var fault));
        Assert.Equal(LogFaultReason.NotUtf8, fault.Reason);
        Assert.False(SignedNote.TryParse(new byte[SignedNote.MostBytes + 1].Select(static _ => (byte)'a').ToArray(), out _, out fault));
        Assert.Equal(LogFaultReason.TooLarge, fault.Reason);
        var lines = string.Concat(Enumerable.Repeat("— a AAAAAAA=\n", 101));
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes("text\n\n" + lines), out _, out fault));
        Assert.Equal(LogFaultReason.TooLarge, fault.Reason);
    }

    [Theory]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFaultReason.WrongKeyId)]
    [InlineData("example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFaultReason.WrongKeyId)]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFaultReason.BadNumber)]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFaultReason.UnknownKeyType)]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2", LogFaultReason.BadBase64)]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv", LogFaultReason.Malformed)]
    [InlineData("exam ple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", LogFaultReason.BadName)]
    [InlineData("example.com/foo", LogFaultReason.Malformed)]
    [InlineData(null, LogFaultReason.Malformed)]
    public void A_key_that_is_not_in_the_form_is_refused_with_the_reason(string? text, LogFaultReason reason)
    {
        Assert.False(NoteVerifierKey.TryParse(text, out _, out var fault));
        Assert.Equal(reason, fault.Reason);
    }

    [Fact]
    public void Bytes_from_anyone_never_make_a_parser_throw() =>
        Gen.OneOf(Gen.Byte.Array[0, 200], Gen.String.Select(Encoding.UTF8.GetBytes), Mutated()).Sample(bytes =>
        {
            if (SignedNote.TryParse(bytes, out var note, out var fault))
            {
                Assert.Equal(bytes, note.Bytes.ToArray());
                _ = note.TryVerify([Log.Verifier], out _, out _);
            }
            else
            {
                Assert.NotEqual(LogFaultReason.None, fault.Reason);
            }

            _ = Checkpoint.TryParse(bytes, out _, out _);
            _ = ForkProof.TryParse(bytes, out _, out _);
            _ = NoteVerifierKey.TryParse(Encoding.UTF8.GetString(bytes), out _, out _);
            _ = TilePath.TryParse(Encoding.UTF8.GetString(bytes), out _);
        });

    [Fact]
    public void A_cosignature_verifies_with_its_time_and_with_no_other_time_text_or_kind()
    {
        var witness = Signers.Witness("witness.example/w1", 7);
        var head = SignedHead.Sign(Log, 5, TreeHash.OfNothing);
        var time = Instant.FromUtc(2026, 2, 3, 4, 5, 6);
        var cosigned = head.Note.With(witness.Cosign(head.Note.Text.Span, time));
        Assert.True(cosigned.TryVerify([witness.Verifier], out var verified, out _));
        Assert.True(Cosignature.TryTime(verified[0].Signature.Span, out var read));
        Assert.Equal(time, read);

        var later = verified[0].Signature.ToArray();
        later[7]++;
        Assert.False(witness.Verifier.Verifies(head.Note.Text.Span, later));
        Assert.False(witness.Verifier.Verifies("other\n"u8, verified[0].Signature.Span));
        Assert.False(witness.Verifier.Verifies(head.Note.Text.Span, verified[0].Signature.Span[8..]));
        var noTime = verified[0].Signature.ToArray();
        noTime.AsSpan(0, 8).Clear();
        Assert.False(witness.Verifier.Verifies(head.Note.Text.Span, noTime));
        Assert.True(NoteVerifierKey.TryParse(witness.Verifier.ToString(), out var again, out _));
        Assert.Equal(witness.Verifier, again);
        Assert.NotEqual(Signers.Log("witness.example/w1", 7).Verifier.KeyId, again.KeyId);
    }

    [Fact]
    public void The_message_of_a_cosignature_is_the_one_that_the_specification_prints()
    {
        var body = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        Assert.Equal("cosignature/v1\ntime 1679315147\n" + body, Encoding.UTF8.GetString(Cosignature.Message(1679315147, Encoding.UTF8.GetBytes(body))));
    }

    [Theory]
    [InlineData("origin\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", LogFaultReason.None)]
    [InlineData("origin\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n", LogFaultReason.None)]
    [InlineData("origin\n07\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", LogFaultReason.BadNumber)]
    [InlineData("origin\n+7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", LogFaultReason.BadNumber)]
    [InlineData("origin\n18446744073709551616\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", LogFaultReason.BadNumber)]
    [InlineData("origin\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", LogFaultReason.BadBase64)]
    [InlineData("origin\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS\n", LogFaultReason.BadBase64)]
    [InlineData("origin\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", LogFaultReason.Truncated)]
    [InlineData("origin\n7\n", LogFaultReason.Truncated)]
    [InlineData("\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", LogFaultReason.Malformed)]
    [InlineData("origin\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nmore\n", LogFaultReason.Malformed)]
    public void A_checkpoint_is_read_strictly(string text, LogFaultReason reason)
    {
        Assert.Equal(reason == LogFaultReason.None, Checkpoint.TryParse(Encoding.UTF8.GetBytes(text), out _, out var fault));
        Assert.Equal(reason, fault.Reason);
    }

    [Fact]
    public void A_head_that_was_signed_is_read_back_as_the_same()
    {
        var head = SignedHead.Sign(Log, 9, PlainTree.Of(9).Root(9));
        Assert.True(SignedHead.TryOpen(head.Note.Bytes.Span, [Log.Verifier], out var read, out _));
        Assert.Equal((9UL, head.Checkpoint.Root, "log.example/mx"), (read.Checkpoint.Size, read.Checkpoint.Root, read.Checkpoint.Origin));
        Assert.False(SignedHead.TryOpen(head.Note.Bytes.Span, [Signers.Log("log.example/mx", 2).Verifier], out _, out _));
    }

    private static Gen<byte[]> Mutated() => Gen.Select(Gen.Int[0, 150], Gen.Byte).Select(static change =>
    {
        var bytes = Encoding.UTF8.GetBytes(PublishedNote);
        bytes[change.Item1 % bytes.Length] = change.Item2;
        return bytes;
    });
}
