using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Atalaya.Accords.Log;

/// <summary>The body of <c>POST add-checkpoint</c> (C2SP tlog-witness): <c>old N</c>, a line for each hash of the proof, an empty line, the checkpoint.</summary>
/// <param name="OldSize">Size of the head that the witness is thought to have cosigned last.</param>
/// <param name="Proof">Consistency from there; 63 hashes at most.</param>
/// <param name="Head">The new head; nobody is trusted yet.</param>
public sealed record AddCheckpointRequest(ulong OldSize, IReadOnlyList<TreeHash> Proof, SignedHead Head)
{
    /// <summary>Most bytes of a body: a note of the largest size, and the lines before it.</summary>
    public const int MostBytes = SignedNote.MostBytes + 4096;

    /// <summary>Parses a body.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out AddCheckpointRequest? request, out LogFault fault)
    {
        request = null;
        var proof = new List<TreeHash>();
        ulong old = 0;
        var at = 0;
        fault = body.Length > MostBytes ? new(LogFaultReason.TooLarge, "body", MostBytes) : default;
        for (var line = 0; fault.Reason == LogFaultReason.None; line++)
        {
            var length = body[at..].IndexOf((byte)'\n');
            if (length < 0)
                fault = new(LogFaultReason.Truncated, "line", at);
            else if (line == 0 && !TryOld(body.Slice(at, length), out old))
                fault = new(LogFaultReason.BadNumber, "old", at);
            else if (line > 0 && length == 0)
                break;
            else if (line > TreeProof.MostHashes)
                fault = new(LogFaultReason.TooLarge, "proof", at);
            else if (line > 0 && TreeHash.TryFromBase64(body.Slice(at, length), out var hash))
                proof.Add(hash);
            else if (line > 0)
                fault = new(LogFaultReason.BadBase64, "proof", at);
            at += length + 1;
        }

        if (fault.Reason != LogFaultReason.None)
            return false;
        at++;
        if (!SignedHead.TryParse(body[at..], out var head, out fault))
            fault = fault with { ByteOffset = fault.ByteOffset + at };
        else
            request = new(old, proof, head);
        return request is not null;
    }

    /// <summary>The body.</summary>
    public byte[] ToBytes()
    {
        var lines = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"old {OldSize}\n"));
        foreach (var hash in Proof)
            lines.Append(hash).Append('\n');
        return [.. Encoding.UTF8.GetBytes(lines.Append('\n').ToString()), .. Head.Note.Bytes.Span];
    }

    private static bool TryOld(ReadOnlySpan<byte> line, out ulong old)
    {
        old = 0;
        return line.StartsWith("old "u8) && DecimalText.TryParse(line[4..], out old);
    }
}
