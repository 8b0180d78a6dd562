using System.Collections.Frozen;
using System.Text;

namespace Atalaya.Accords.Records;

/// <summary>The words of a closed list: the name of each member in lower case with hyphens. Nothing else is read: no number, no other case, no look-alike.</summary>
public static class Words
{
    /// <summary>Every word of a list.</summary>
    public static IEnumerable<string> All<T>()
        where T : struct, Enum => List<T>.Words.Values.Order(StringComparer.Ordinal);

    /// <summary>The word of a member.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of the list.</exception>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        List<T>.Words.TryGetValue(value, out var word) ? word : throw new ArgumentOutOfRangeException(nameof(value), value, "Not a member of the closed list.");

    /// <summary>Reads a word, letter by letter.</summary>
    public static bool TryRead<T>(string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null && List<T>.Values.TryGetValue(text, out value);
    }

    private static string Spell(string name)
    {
        var word = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0)
                word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }

    private static class List<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>().ToFrozenDictionary(static v => v, static v => Spell(v.ToString()));
        public static readonly FrozenDictionary<string, T> Values = Words.ToFrozenDictionary(static p => p.Value, static p => p.Key, StringComparer.Ordinal);
    }
}
