using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>A state as ISO 3166-1 writes it in two capital letters: one of the two sides of an accord.</summary>
public readonly record struct StateCode : IComparable<StateCode>
{
    private readonly string? text;

    private StateCode(string text) => this.text = text;

    /// <summary>Two capital letters; <c>XX</c>, which is nobody, for the default value.</summary>
    public string Text => text ?? "XX";

    /// <summary>Takes two capital letters.</summary>
    /// <exception cref="ArgumentException">It is another text.</exception>
    public static StateCode From(string text) => TryParse(text, out var state) ? state : throw new ArgumentException("A state is written with two capital letters (ISO 3166-1).", nameof(text));

    /// <summary>Reads two capital letters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StateCode state)
    {
        var good = text is { Length: 2 } && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && text != "XX";
        state = good ? new(text!) : default;
        return good;
    }

    /// <inheritdoc/>
    public bool Equals(StateCode other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <inheritdoc/>
    public int CompareTo(StateCode other) => string.CompareOrdinal(Text, other.Text);

    /// <summary>The two letters.</summary>
    public override string ToString() => Text;

    /// <summary>Order of the letters.</summary>
    public static bool operator <(StateCode left, StateCode right) => left.CompareTo(right) < 0;

    /// <summary>Order of the letters.</summary>
    public static bool operator >(StateCode left, StateCode right) => left.CompareTo(right) > 0;

    /// <summary>Order of the letters.</summary>
    public static bool operator <=(StateCode left, StateCode right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the letters.</summary>
    public static bool operator >=(StateCode left, StateCode right) => left.CompareTo(right) >= 0;
}

/// <summary>A mark on a form (reference, registration, callsign, clearance number, aerodrome, type): capital letters, digits, hyphens, full stops and slashes, 1 to 32.</summary>
public sealed record FormCode
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./");

    private FormCode(string text) => Text = text;

    /// <summary>The mark.</summary>
    public string Text { get; }

    /// <summary>Takes a mark.</summary>
    /// <exception cref="ArgumentException">It has other characters, or too many.</exception>
    public static FormCode From(string text) => TryParse(text, out var code) ? code : throw new ArgumentException("1 to 32 of A-Z, 0-9, - . /", nameof(text));

    /// <summary>Reads a mark.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out FormCode? code)
    {
        var good = text is { Length: >= 1 and <= 32 } && char.IsAsciiLetterOrDigit(text[0]) && text.AsSpan().IndexOfAnyExcept(Marks) < 0;
        code = good ? new(text!) : null;
        return good;
    }

    /// <summary>The mark.</summary>
    public override string ToString() => Text;
}

/// <summary>What somebody wrote, for people to read. It never gives leave to do anything, whatever it says.</summary>
public sealed record FreeText
{
    /// <summary>The most characters.</summary>
    public const int Longest = 2000;

    private FreeText(string text) => Text = text;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Takes 1 to 2,000 characters of plain text.</summary>
    /// <exception cref="ArgumentException">It is empty or too long, or holds control characters, hidden ones or half a surrogate pair.</exception>
    public static FreeText From(string text) => TryParse(text, out var read) ? read : throw new ArgumentException("1 to 2,000 characters without hidden ones.", nameof(text));

    /// <summary>Reads a text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out FreeText? read)
    {
        // Format characters turn the direction of a line or hide in it: what a person reads must be what was signed.
        var good = text is { Length: >= 1 and <= Longest } && StrictJson.IsWhole(text)
            && text.EnumerateRunes().All(static r => r.Value == '\n' || Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
        read = good ? new(text!) : null;
        return good;
    }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
