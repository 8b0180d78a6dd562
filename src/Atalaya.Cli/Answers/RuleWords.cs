using Atalaya.Cli.Language;
using Atalaya.Flights.Tempo;

namespace Atalaya.Cli.Answers;

/// <summary>The counting rule in sentences.</summary>
internal static class RuleWords
{
    /// <summary>The rule's sentences, in the order in which they are read.</summary>
    public static string Sentence(CountingRule rule, Wording wording) => string.Join(' ', rule.Describe().Select(p => Render(p, wording)));

    private static string Render(Phrase phrase, Wording wording)
    {
        var values = phrase.Values.Select(v => v switch
        {
            Phrase inner => Render(inner, wording),
            double number => wording.Number(number, number == Math.Floor(number) ? 0 : 1),
            string name when phrase.Code == "rule-of" => wording.Country(name),
            _ => v.ToString() ?? "",
        }).ToArray();
        return phrase.Code switch
        {
            "rule-list" => Joined(values, wording),
            "rule-bases" => wording.Text(TextArea.Tempo, phrase.Code, Joined(values, wording)),
            "rule-zone" => wording.Text(TextArea.Tempo, phrase.Values[^1] is > 0.0 ? "rule-zone-minutes" : "rule-zone", [.. values]),
            _ => wording.Text(TextArea.Tempo, phrase.Code, [.. values]),
        };
    }

    private static string Joined(string[] values, Wording wording) =>
        values.Length < 2 ? string.Concat(values) : wording.Text(TextArea.Tempo, "or", string.Join(", ", values.SkipLast(1)), values[^1]);
}
