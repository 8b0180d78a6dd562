using Atalaya.Cli.Answers;
using Atalaya.Cli.Charts;

namespace Atalaya.Cli.Paper;

/// <summary>Missions per day and month, and the test in words, with the rule by which they were counted.</summary>
internal static class TempoSection
{
    public static void Write(PageContext page)
    {
        var (markup, wording, tempo) = (page.Markup, page.Wording, page.Answer.Tempo);
        page.Section("tempo");
        if (tempo.Counts.Days.Count > 0)
        {
            markup.Open("figure");
            TempoChart.Days(markup, wording, tempo, PageContext.FullWidth);
            var months = TempoChart.Months(markup, wording, tempo, PageContext.FullWidth);
            markup.Element("figcaption", page.Say(months ? "tempo-caption-months" : "tempo-caption"));
            markup.Close();
        }

        markup.Open("div", "class", "rule");
        markup.Element("h3", page.Say("h.rule"));
        page.Paragraph(RuleWords.Sentence(tempo.Counts.Rule, wording));
        markup.Close();
        markup.Element("h3", page.Say("h.test"));
        string?[] sentences =
        [
            TempoWords.Count(tempo, wording), TempoWords.Choice(tempo, wording), TempoWords.Baseline(tempo, wording),
            TempoWords.Ratio(tempo, wording), TempoWords.Dispersion(tempo, wording), TempoWords.Verdict(tempo, wording), TempoWords.Tipping(tempo, wording),
            TempoWords.Onset(tempo, wording), TempoWords.Covered(tempo, wording),
            TempoWords.Corrected(page.Answer, wording),
        ];
        markup.Open("ul");
        foreach (var sentence in sentences)
        {
            if (sentence is not null)
                markup.Element("li", sentence);
        }

        markup.Close();
        markup.Close();
    }
}
