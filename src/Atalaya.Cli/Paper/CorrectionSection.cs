using Atalaya.Cli.Answers;

namespace Atalaya.Cli.Paper;

/// <summary>What analysts corrected, flights that are no missions by it included. Private aircraft are not named.</summary>
internal static class CorrectionSection
{
    public static void Write(PageContext page)
    {
        if (page.Answer.Corrected.Count == 0)
            return;
        var wording = page.Wording;
        page.Section("corrections");
        page.Paragraph(page.Say("corrections-intro"));
        page.OpenTable(page.Say("h.corrections"), page.Say("col-when"), page.Say("col-aircraft"), page.Say("col-now"), page.Say("col-correction"));
        foreach (var flight in page.Answer.Corrected)
        {
            foreach (var correction in flight.Mission.Corrections)
            {
                page.Row(
                    wording.Span(flight.Start, flight.End), PublicName.Of(flight, wording), wording.Term("class." + flight.Mission.Class),
                    CorrectionWords.Sentence(correction, wording));
            }
        }

        page.CloseTable();
        page.Markup.Close();
    }
}
