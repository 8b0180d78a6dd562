using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;

namespace Atalaya.Cli.Plumes;

/// <summary>The answer on the terminal.</summary>
internal static class LocateSheet
{
    private const TextArea Area = TextArea.Locate;

    /// <summary>Writes it.</summary>
    public static void Tell(Sheet sheet, Wording wording, PlumeFinding finding)
    {
        var lines = PlumeWords.Headline(finding, wording);
        sheet.Heading(lines[0]);
        foreach (var line in lines.Skip(1))
            sheet.Say(line);
        sheet.Say(PlumeWords.OtherCounts(finding, wording));
        if (finding is { IsAnswered: true, Answer.Detection.IsDetected: true })
            sheet.Say(wording.Text(Area, "detected-with", wording.Probability(finding.Answer.Detection.PValue), wording.Share(finding.Answer.Detection.FalseAlarmRate)));
        sheet.Say(PlumeWords.RunnerUp(finding.Answer, wording));
        sheet.Say(PlumeWords.Emitters(finding, wording));
        sheet.Say(PlumeWords.Flight(finding, wording));
        if (finding.Answer.Flags.Count > 0)
        {
            sheet.Say(wording.Text(Area, finding.IsAnswered ? "what-may-be-wrong" : "why-not"));
            foreach (var flag in finding.Answer.Flags)
                sheet.Say("  – " + PlumeWords.Flag(flag, wording) + " " + PlumeWords.Remedy(flag, wording));
        }

        var checks = PlumeWords.Checks(finding, wording);
        if (checks.Count > 0)
        {
            sheet.Say(wording.Text(Area, "checks"));
            foreach (var check in checks)
                sheet.Say("  – " + check);
        }

        if (finding is { IsAnswered: true, Answer.Detection.IsDetected: true })
            sheet.Say(wording.Text(Area, "not-a-lab"));
    }
}
