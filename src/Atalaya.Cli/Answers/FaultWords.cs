using System.Text;
using Atalaya.Cli.Language;
using Atalaya.Flights.Feeds;

namespace Atalaya.Cli.Answers;

/// <summary>A fault of the input in a sentence: file, place, field, reason, and the text that was rejected.</summary>
internal static class FaultWords
{
    // Enough to recognise it; the whole stands in table faults.
    private const int MaxExcerpt = 120;

    /// <summary>The sentence. Control characters of the input do not reach the reader.</summary>
    public static string Sentence(Fault fault, Wording wording)
    {
        var text = new StringBuilder(fault.Source);
        if (fault.Line is { } line)
            text.Append(", ").Append(wording.Text(TextArea.Screen, "fault-line", wording.Number(line)));
        if (fault.ByteOffset is { } offset)
            text.Append(", ").Append(wording.Text(TextArea.Screen, "fault-byte", wording.Number(offset)));
        if (fault.Field is { Length: > 0 } field)
            text.Append(", ").Append(wording.Text(TextArea.Screen, "fault-field", field));
        text.Append(": ").Append(wording.Term("fault." + Kebab(fault.Reason)));
        if (fault.Excerpt is { Length: > 0 } excerpt)
            text.Append(" (").Append(excerpt.Length > MaxExcerpt ? excerpt.AsSpan(0, MaxExcerpt) : excerpt).Append(excerpt.Length > MaxExcerpt ? "…)" : ")");
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
                text[i] = '\uFFFD';
        }

        return text.ToString();
    }

    private static string Kebab(FaultReason reason) =>
        string.Concat(reason.ToString().Select(static (c, i) => char.IsUpper(c) && i > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
