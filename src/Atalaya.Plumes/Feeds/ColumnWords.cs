using System.Globalization;
using System.Text;

namespace Atalaya.Plumes.Feeds;

/// <summary>One word of a column's name.</summary>
/// <param name="Written">As written.</param>
/// <param name="Plain">In lower case, without accents.</param>
internal readonly record struct ColumnWord(string Written, string Plain);

/// <summary>Takes names of columns apart: <c>windSpeed (m/s)</c> and <c>wind_speed_m_s</c> are the same words.</summary>
internal static class ColumnWords
{
    private const int LongestName = 120;

    // Half of a surrogate pair (a name cut short, or bytes of something else) and U+FFFE are no text, and no normal form is defined for them.
    private static string Sound(string name)
    {
        if (!name.Any(static c => char.IsSurrogate(c) || c == '\uFFFE'))
            return name;
        var sound = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
            sound.Append(rune.Value == 0xFFFE ? " " : rune.ToString());
        return sound.ToString();
    }

    public static List<ColumnWord> Split(string name)
    {
        var words = new List<ColumnWord>();
        var written = new StringBuilder();
        var before = '\0';
        foreach (var c in Sound(name.Length > LongestName ? name[..LongestName] : name).Normalize(NormalizationForm.FormD))
        {
            var letter = c switch { 'µ' or 'μ' or '\uFFFD' => 'u', '³' => '3', _ => c };
            if (c == '*' && before is 'u' or 'U')
                written.Append("star");
            else if (c == '%')
                Percent(written, words);
            else if (char.IsLetterOrDigit(letter))
                Letter(letter, before, written, words);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                End(written, words);
            before = letter;
        }

        End(written, words);
        return words;
    }

    /// <summary>Letters and digits alone, in lower case: by these names of sensors are compared.</summary>
    public static string Plain(string name) => string.Concat(Split(name).Select(static word => word.Plain));

    private static void Letter(char letter, char before, StringBuilder written, List<ColumnWord> words)
    {
        // windSpeed has two words; pH, CH4 and Ux have one.
        if (char.IsUpper(letter) && char.IsLower(before) && written.Length > 1)
            End(written, words);
        written.Append(letter);
    }

    private static void Percent(StringBuilder written, List<ColumnWord> words)
    {
        End(written, words);
        words.Add(new("%", "pct"));
    }

    private static void End(StringBuilder written, List<ColumnWord> words)
    {
        if (written.Length > 0)
            words.Add(new(written.ToString(), written.ToString().ToLowerInvariant()));
        written.Clear();
    }
}
