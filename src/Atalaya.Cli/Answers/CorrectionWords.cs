using Atalaya.Archive.Records;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;

namespace Atalaya.Cli.Answers;

/// <summary>Corrections in words.</summary>
internal static class CorrectionWords
{
    /// <summary>The mark of a corrected flight, with a comma before it; empty where there is no correction.</summary>
    public static string Mark(FlightRecord flight, Wording wording) =>
        flight.Mission.CorrectedBy is { } by ? ", " + wording.Text(TextArea.Term, "corrected-by", by) : "";

    /// <summary>One correction: when, by whom, what, why, and what the program had said.</summary>
    public static string Sentence(CorrectionRecord correction, Wording wording)
    {
        var text = wording.Text(
            TextArea.Term, "correction", wording.Moment(correction.Made), correction.By, wording.Term("class." + correction.Class), wording.Term("activity." + correction.Activity), correction.Because,
            wording.Term("class." + correction.ProgramClass), wording.Term("activity." + correction.ProgramActivity), wording.Confidence(correction.ProgramConfidence));
        var note = correction.FlightId is null ? "correction-orphan" : correction.IsForEarlierVersion ? "correction-earlier" : null;
        return note is null ? text : $"{text}; {wording.Term(note)}";
    }

    /// <summary>Lists corrections on the terminal; says nothing where there is none.</summary>
    public static void Tell(Sheet sheet, Wording wording, IReadOnlyList<CorrectionRecord> corrections)
    {
        if (corrections.Count == 0)
            return;
        sheet.Heading(wording.Count(TextArea.Screen, "heading-corrections", corrections.Count));
        foreach (var correction in corrections)
            sheet.Say($"  {correction.FlightId ?? correction.MadeFor}: {Sentence(correction, wording)}");
    }
}
