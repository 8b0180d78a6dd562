using System.Globalization;
using System.Text;
using Atalaya.Accords.Log;

namespace Atalaya.Node.Tests.Verify;

/// <summary>Changes to signed heads, their cosignatures, and the proofs between them.</summary>
internal static class HeadMutations
{
    public static IEnumerable<Mutation> All(SampleLogs sample) =>
        [.. Heads(sample, "mx/checkpoint", sample.Mx.Head), .. Heads(sample, "mx/heads/262", sample.Mx.EarlierHeads[1]), .. Cosignatures(sample), .. Resigned(sample), .. Consistency(sample)];

    private static IEnumerable<Mutation> Heads(SampleLogs sample, string path, SignedHead head)
    {
        var note = sample.Files[path];
        var group = path == "mx/checkpoint" ? "head" : "earlier head";
        Mutation Made(string name, byte[] content) => Mutation.Of(group, name, path, content);
        Mutation Edited(string name, string part, string by) => Made(name, Mutation.Replace(note, part, by));
        var size = head.Checkpoint.Size;
        var root = head.Checkpoint.Root.ToString();
        var log = head.Note.Signatures[0];
        var line = Line(log);
        yield return Edited("origin with another letter", "atalaya.example/mx\n", "atalaya.example/my\n");
        yield return Edited("origin of the other log", "atalaya.example/mx\n", "atalaya.example/us\n");
        yield return Edited("size one more", $"\n{size}\n", $"\n{size + 1}\n");
        yield return Edited("size one less", $"\n{size}\n", $"\n{size - 1}\n");
        yield return Edited("size with a leading zero", $"\n{size}\n", $"\n0{size}\n");
        yield return Edited("size in hexadecimal", $"\n{size}\n", $"\n0x{size:x}\n");
        yield return Edited("root with its first bit turned", root, Mutation.FlipBase64(root, 0, 7));
        yield return Edited("root with its last bit turned", root, Mutation.FlipBase64(root, 31));
        yield return Edited("root of the other log", root, sample.Us.Head.Checkpoint.Root.ToString());
        yield return Edited("a further line", root + "\n", root + "\nnothing was altered\n");
        yield return Edited("first line left out", "atalaya.example/mx\n", "");
        yield return Made("lines ended as on Windows", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(note).Replace("\n", "\r\n", StringComparison.Ordinal)));
        yield return Made("cut off in the signature", note[..(head.Note.Text.Length + 60)]);
        yield return Made("empty", []);
        yield return Edited("log's signature left out", line, "");
        foreach (var (what, at) in ((string, int)[])[("R", 0), ("middle", 31), ("S", 32), ("last byte", 63)])
            yield return Edited($"log's signature with a bit of its {what} turned", line, Line(log, Mutation.Flip(log.Signature.ToArray(), at, 3)));
        yield return Edited("log's signature with another key id", line, Line(log with { KeyId = log.KeyId ^ 1 }));
        yield return Edited("log's signature under another name", line, Line(log with { Name = "atalaya.example/mz" }));
        yield return Edited("log's signature shortened by a byte", line, Line(log, log.Signature[..63].ToArray()));
        yield return Edited("log's signature lengthened by a byte", line, Line(log, [.. log.Signature.Span, 0]));
        yield return Edited("log's signature of the other log's head", line, Line(log, sample.Us.Head.Note.Signatures[0].Signature.ToArray()));
        yield return Made("the other log's head", sample.Files["us/checkpoint"]);
        yield return Made("another head of the same log", sample.Files["mx/heads/200"]);
        yield return Mutation.Of(group, "gone", path, null);
    }

    private static IEnumerable<Mutation> Cosignatures(SampleLogs sample)
    {
        const string path = "mx/checkpoint";
        var note = sample.Files[path];
        Mutation Edited(string name, NoteSignature signature, string by) => Mutation.Of("cosignature", name, path, Mutation.Replace(note, Line(signature), by));
        foreach (var (who, at) in ((string, int)[])[("the other side's witness", 1), ("the third witness", 2)])
        {
            var signature = sample.Mx.Head.Note.Signatures[at];
            var bytes = signature.Signature.ToArray();
            yield return Edited($"time of {who} a second later", signature, Line(signature, Mutation.Flip(bytes, 7)));
            yield return Edited($"time of {who} years earlier", signature, Line(signature, Mutation.Flip(bytes, 4, 1)));
            yield return Edited($"time of {who} zero", signature, Line(signature, [.. new byte[8], .. bytes[8..]]));
            yield return Edited($"signature of {who} with a bit turned", signature, Line(signature, Mutation.Flip(bytes, 40)));
            yield return Edited($"signature of {who} without its time", signature, Line(signature, bytes[8..]));
            yield return Edited($"signature of {who} on another head", signature, Line(sample.Mx.EarlierHeads[1].Note.Signatures[at]));
            yield return Edited($"signature of {who} on the other log's head", signature, Line(signature, sample.Us.Head.Note.Signatures[at].Signature.ToArray()));
        }

        var third = sample.Mx.Head.Note.Signatures[2];
        yield return Edited("the third witness's left out", third, "");
        yield return Edited("the third witness's with another key id", third, Line(third with { KeyId = third.KeyId ^ 0x80 }));
        yield return Edited("the third witness's under another name", third, Line(third with { Name = "witness.example/fourth" }));
        yield return Edited("a plain signature by the third witness's key", third, Line(third, SampleLogs.Seed("witness third").Sign(sample.Mx.Head.Note.Text.Span)));
        yield return Edited("a stranger's key in the third witness's name", third, Line(
            new NoteSigner("witness.example/third", NoteKeyType.Cosignature, SampleLogs.Seed("stranger")).Cosign(sample.Mx.Head.Note.Text.Span, TwoMinutes)));
    }

    // What the owner of a log's key can do: sign whatever it likes. Witnesses, earlier heads and leaves stand against it.
    private static IEnumerable<Mutation> Resigned(SampleLogs sample)
    {
        var head = sample.Mx.Head.Checkpoint;
        byte[] Signed(ulong size, in TreeHash root, bool cosigned)
        {
            var text = Checkpoint.Create(SampleLogs.MxOrigin, size, root).Text.Span;
            var note = SignedNote.Create(text, SampleLogs.Log(SampleLogs.MxOrigin).Sign(text));
            return (cosigned ? note.With(SampleLogs.Witness("third").Cosign(text, TwoMinutes)) : note).Bytes.ToArray();
        }

        yield return Mutation.Of("re-signed", "larger size, signed and cosigned", "mx/checkpoint", Signed(head.Size + 1, head.Root, true));
        yield return Mutation.Of("re-signed", "smaller size, signed and cosigned", "mx/checkpoint", Signed(head.Size - 1, head.Root, true));
        yield return Mutation.Of("re-signed", "size of nothing, signed and cosigned", "mx/checkpoint", Signed(0, TreeHash.OfNothing, true));
        yield return Mutation.Of("re-signed", "other root, signed and cosigned", "mx/checkpoint", Signed(head.Size, sample.Us.Head.Checkpoint.Root, true));
        yield return Mutation.Of("re-signed", "the same head, shown to no third witness", "mx/checkpoint", Signed(head.Size, head.Root, false));
        yield return Mutation.Of("re-signed", "other root at an earlier size", "mx/heads/262", Signed(262, sample.Us.Head.Checkpoint.Root, true));
        yield return Mutation.Of("re-signed", "other size under an earlier head's name", "mx/heads/262", Signed(261, sample.Mx.EarlierHeads[1].Checkpoint.Root, true));
        var stranger = new NoteSigner(SampleLogs.MxOrigin, NoteKeyType.Ed25519, SampleLogs.Seed("stranger"));
        yield return Mutation.Of("re-signed", "by a stranger's key in the log's name", "mx/checkpoint", SignedNote.Create(head.Text.Span, stranger.Sign(head.Text.Span)).Bytes.ToArray());
    }

    private static IEnumerable<Mutation> Consistency(SampleLogs sample)
    {
        const string path = "mx/consistency/262-279";
        var proof = sample.Files[path];
        var lines = Encoding.ASCII.GetString(proof).TrimEnd('\n').Split('\n');
        Mutation Made(string name, IEnumerable<string> changed) => Mutation.Of("consistency proof", name, path, Encoding.ASCII.GetBytes(string.Concat(changed.Select(static l => l + "\n"))));
        for (var i = 2; i < lines.Length; i++)
        {
            var at = i;
            yield return Made(string.Create(CultureInfo.InvariantCulture, $"hash {i - 1} with a bit turned"), lines.Select((l, j) => j == at ? Mutation.FlipBase64(l, 5 + at) : l));
        }

        yield return Made("first hash left out", lines.Where(static (_, i) => i != 2));
        yield return Made("last hash left out", lines[..^1]);
        yield return Made("last hash twice", [.. lines, lines[^1]]);
        yield return Made("first two hashes changed about", [lines[0], lines[1], lines[3], lines[2], .. lines[4..]]);
        yield return Made("hashes in reverse", [lines[0], lines[1], .. lines[2..].Reverse()]);
        yield return Made("other old size", ["old 261", .. lines[1..]]);
        yield return Made("other new size", [lines[0], "new 280", .. lines[2..]]);
        yield return Made("no hashes", lines[..2]);
        yield return Mutation.Of("consistency proof", "the other log's", path, sample.Files["us/consistency/250-279"]);
        yield return Mutation.Of("consistency proof", "of other heads", path, sample.Files["mx/consistency/200-262"]);
        yield return Mutation.Of("consistency proof", "last line not ended", path, proof[..^1]);
        yield return Mutation.Of("consistency proof", "gone", path, null);
    }

    private static readonly NodaTime.Instant TwoMinutes = NodaTime.Instant.FromUtc(2025, 2, 3, 0, 2);

    private static string Line(NoteSignature signature, byte[]? bytes = null) => Encoding.UTF8.GetString((bytes is null ? signature : signature with { Signature = bytes }).ToLine());
}
