using Atalaya.Accords.Matching;
using Atalaya.Accords.Records;
using Atalaya.Cli.Language;

namespace Atalaya.Cli.Accords;

/// <summary>What a verdict rests on, in a sentence.</summary>
internal static class MatchWords
{
    public static string Detail(Wording wording, MatchResult result)
    {
        string Say(string key, params object[] values) => AccordWords.Say(wording, key, values);
        string Minutes(double seconds) => wording.Number(seconds / 60, 0);
        var parts = new List<string>();
        if (result.Doubt is { } doubt)
            parts.Add(AccordWords.Doubt(wording, doubt));
        if (result.OutsideMetres > 0)
            parts.Add(Say("match-beyond", wording.Figures(result.OutsideMetres / 1000)));
        if (result.OutsideFeet > 0)
            parts.Add(Say("match-height", wording.Number(result.OutsideFeet, 0)));
        if (result.IsViolation)
            parts.Add(Say("match-long", Minutes(result.OutsideSeconds)));
        if (!result.GapsInside.IsEmpty)
            parts.Add(Say("match-gaps", wording.Number(result.GapsInside.Length), Minutes(result.GapsInside.Sum(static g => (g.End - g.Start) / 1000.0))));
        if (result.HeightsNotCompared > 0)
            parts.Add(Say("match-heights", wording.Number(result.HeightsNotCompared)));
        if (result.Track is null || result.Doubt is DoubtReason.NoCoverage)
            parts.Add(Say("match-coverage", wording.Share(result.Coverage)));
        return string.Join("; ", parts);
    }
}
