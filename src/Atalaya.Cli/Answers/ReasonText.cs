using System.Globalization;
using System.Resources;
using System.Text.Json;
using Atalaya.Archive.Records;
using Atalaya.Cli.Language;

namespace Atalaya.Cli.Answers;

/// <summary>Reasons of a judgement as text in the reader's language.</summary>
public static class ReasonText
{
    private static readonly ResourceManager Texts = new("Atalaya.Cli.Resources.ReasonText", typeof(ReasonText).Assembly);

    /// <summary>The text of a reason with its places filled. A code without a text, from an archive of another version, is shown itself with its values: better than silence.</summary>
    /// <param name="code">Kebab-case key, as in <see cref="Flights.Missions.Reason.Code"/>.</param>
    /// <param name="values">Numbers and names; JSON elements are taken too.</param>
    /// <param name="culture">Language of the text and shape of the numbers.</param>
    public static string Render(string code, IEnumerable<object?> values, CultureInfo culture)
    {
        var plain = values.Select(Plain).ToArray();
        if (Texts.GetString(code, culture) is { } text)
        {
            try
            {
                return string.Format(culture, text, plain);
            }
            catch (FormatException)
            {
                // Fewer values than the text has places: shown bare below.
            }
        }

        return plain.Length == 0 ? code : $"{code}: {string.Join(", ", plain.Select(v => Convert.ToString(v, culture)))}";
    }

    /// <summary>The text of a reason whose values come from an archive's record.</summary>
    public static string Render(string code, IEnumerable<JsonElement> values, CultureInfo culture) => Render(code, values.Cast<object?>(), culture);

    /// <summary>The text of a reason of an archive, in a wording.</summary>
    public static string Render(ReasonRecord reason, Wording wording) => Render(reason.Code, reason.Values, wording.Culture);

    private static object? Plain(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
        JsonElement other => other.ToString(),
        _ => value,
    };
}
