using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Atalaya.Accords.Envelopes;

/// <summary>JSON as one reading allows it: UTF-8, no comments, no trailing comma or bytes, no member twice, no half surrogate pairs, bounded depth.</summary>
internal static class StrictJson
{
    /// <summary>Levels of nesting; the deepest record uses six.</summary>
    public const int Depth = 12;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = Depth,
        AllowDuplicateProperties = true, // told apart below: a duplicate is a fault of its own
    };

    /// <summary>Reads bytes into a document that the caller disposes of, or says why not.</summary>
    public static JsonDocument? Read(ReadOnlyMemory<byte> bytes, FaultPlace where, int longest, out AccordFault? fault)
    {
        fault = null;
        if (bytes.Length > longest)
            fault = new(where, "", AccordFaultReason.TooLarge);
        else if (!Utf8.IsValid(bytes.Span))
            fault = new(where, "", AccordFaultReason.NotText);
        if (fault is not null)
            return null;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(bytes, Options);
            fault = Check(document.RootElement, where, "");
        }
        catch (JsonException e)
        {
            fault = new(where, e.Path ?? "", AccordFaultReason.MalformedJson, e.BytePositionInLine is { } at ? $"byte {at}" : null);
        }
        catch (InvalidOperationException)
        {
            // How the platform says that an escape sequence is half a surrogate pair.
            fault = new(where, "", AccordFaultReason.NotText);
        }

        if (fault is null)
            return document;
        document?.Dispose();
        return null;
    }

    /// <summary>Whether text has only whole characters.</summary>
    public static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }

    /// <summary>At most 120 characters of a value, for a fault that a person may read on a terminal: nothing hidden, nothing that steers, no half pair.</summary>
    public static string Excerpt(string text)
    {
        var excerpt = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? Rune.ReplacementChar : rune;
            if (excerpt.Length + shown.Utf16SequenceLength > 119)
                return excerpt.Append('…').ToString();
            excerpt.Append(shown);
        }

        return excerpt.ToString();
    }

    private static AccordFault? Check(JsonElement value, FaultPlace where, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return IsWhole(value.GetString()!) ? null : new(where, path, AccordFaultReason.NotText);
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    if (Check(item, where, $"{path}[{index++}]") is { } fault)
                        return fault;
                }

                return null;
            case JsonValueKind.Object:
                var seen = new HashSet<string>(StringComparer.Ordinal);
                foreach (var member in value.EnumerateObject())
                {
                    var name = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                    if (!IsWhole(member.Name))
                        return new(where, path, AccordFaultReason.NotText);
                    if (!seen.Add(member.Name))
                        return new(where, Excerpt(name), AccordFaultReason.DuplicateMember);
                    if (Check(member.Value, where, Excerpt(name)) is { } fault)
                        return fault;
                }

                return null;
            default:
                return null;
        }
    }
}
