using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Atalaya.Accords.Log;

/// <summary>The head of a log's tree, as text that is signed (C2SP tlog-checkpoint).</summary>
public sealed class Checkpoint
{
    private Checkpoint(ReadOnlyMemory<byte> text, string origin, ulong size, in TreeHash root, IReadOnlyList<string> extensions) =>
        (Text, Origin, Size, Root, Extensions) = (text, origin, size, root, extensions);

    /// <summary>The text, byte for byte as it was read or is signed.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>Which log.</summary>
    public string Origin { get; }

    /// <summary>Leaves of the tree.</summary>
    public ulong Size { get; }

    /// <summary>Root of the tree.</summary>
    public TreeHash Root { get; }

    /// <summary>Further lines, whose meaning nobody checks; ours have none.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>A head without further lines.</summary>
    /// <exception cref="ArgumentException">The origin cannot be a key's name, which a log's key must bear.</exception>
    public static Checkpoint Create(string origin, ulong size, in TreeHash root)
    {
        if (!NoteName.IsValid(origin))
            throw new ArgumentException("An origin is a name without spaces and plus signs.", nameof(origin));
        var text = string.Create(CultureInfo.InvariantCulture, $"{origin}\n{size}\n{root}\n");
        return new(Encoding.UTF8.GetBytes(text), origin, size, root, []);
    }

    /// <summary>Parses a note's text; takes a copy.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out Checkpoint? checkpoint, out LogFault fault)
    {
        checkpoint = null;
        var lines = new List<(int At, int Length)>();
        for (var at = 0; at < text.Length;)
        {
            var length = text[at..].IndexOf((byte)'\n');
            if (length <= 0)
            {
                fault = new(length < 0 ? LogFaultReason.Truncated : LogFaultReason.Malformed, "line", at);
                return false;
            }

            lines.Add((at, length));
            at += length + 1;
        }

        fault = default;
        ulong size = 0;
        TreeHash root = default;
        if (lines.Count < 3)
            fault = new(LogFaultReason.Truncated, "checkpoint", text.Length);
        else if (!System.Text.Unicode.Utf8.IsValid(text))
            fault = new(LogFaultReason.NotUtf8, "checkpoint", 0);
        else if (!DecimalText.TryParse(text.Slice(lines[1].At, lines[1].Length), out size))
            fault = new(LogFaultReason.BadNumber, "size", lines[1].At);
        else if (!TreeHash.TryFromBase64(text.Slice(lines[2].At, lines[2].Length), out root))
            fault = new(LogFaultReason.BadBase64, "root", lines[2].At);
        if (fault.Reason != LogFaultReason.None)
            return false;
        var words = new List<string>(lines.Count);
        foreach (var (at, length) in lines)
            words.Add(Encoding.UTF8.GetString(text.Slice(at, length)));
        checkpoint = new(text.ToArray(), words[0], size, root, words[3..]);
        return true;
    }
}
