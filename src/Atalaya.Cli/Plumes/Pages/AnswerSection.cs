namespace Atalaya.Cli.Plumes.Pages;

/// <summary>The answer in sentences, and its figures.</summary>
internal static class AnswerSection
{
    public static void Write(PlumePageContext page)
    {
        var (finding, wording) = (page.Finding, page.Wording);
        page.Section("answer");
        var lines = PlumeWords.Headline(finding, wording);
        page.Paragraph(lines[0], "lead");
        foreach (var line in lines.Skip(1))
            page.Paragraph(line);
        page.Paragraph(PlumeWords.OtherCounts(finding, wording));
        Tiles(page);
        page.Paragraph(PlumeWords.RunnerUp(finding.Answer, wording));
        page.Paragraph(PlumeWords.Emitters(finding, wording));
        page.Paragraph(PlumeWords.Flight(finding, wording));
        page.Paragraph(page.Say(finding is { IsAnswered: true, Answer.Detection.IsDetected: true } ? "not-a-lab" : finding.IsAnswered ? "nil-means" : "no-answer-means"), "aside");
        page.Markup.Close();
    }

    private static void Tiles(PlumePageContext page)
    {
        var (answer, wording) = (page.Finding.Answer, page.Wording);
        if (!page.Finding.IsAnswered)
            return;
        page.Markup.Open("dl", "class", "tiles");
        if (answer.Sources.Count > 0)
        {
            var sum = answer.Sources.Sum(static s => s.KilogramsPerHour.Median);
            page.Tile(PlumeWords.Rate(sum, wording) + " kg/h", page.Say(answer.Sources.Count == 1 ? "tile-rate" : "tile-rates"));
            if (page.Finding.Request.KnownPlace is null)
                page.Tile(PlumeWords.Size(answer.Sources[0].Region90, wording), page.Say(answer.Sources.Count == 1 ? "tile-region" : "tile-region-first"));
        }

        page.Tile(wording.Probability(answer.Detection.PValue), page.Say("tile-p", wording.Share(answer.Detection.FalseAlarmRate)));
        page.Markup.Close();
    }
}
