using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;

namespace Atalaya.Cli.Paper;

/// <summary>Flights that may be missions, apart from those that are. Private aircraft are only counted.</summary>
internal static class PossibleSection
{
    public static void Write(PageContext page)
    {
        var wording = page.Wording;
        page.Section("possible");
        if (page.Answer.Possible.Count == 0)
        {
            page.Paragraph(page.Say("possible-none"));
            page.Markup.Close();
            return;
        }

        page.Paragraph(page.Say("possible-intro"));
        var named = page.Answer.Possible.Where(PublicName.IsPublic).ToList();
        if (named.Count > 0)
        {
            page.OpenTable(
                page.Say("possible-caption"), page.Say("col-when"), page.Say("col-aircraft"), page.Say("col-patterns"), "#" + page.Say("col-minutes"), "#" + page.Say("col-confidence"), page.Say("col-weightiest"));
            foreach (var flight in named)
            {
                page.Row(
                    wording.Span(flight.Start, flight.End), PublicName.Of(flight, wording), MissionListSection.Patterns(page, flight),
                    "#" + wording.Number((flight.End - flight.Start).TotalMinutes, 0), "#" + wording.Confidence(flight.Mission.Confidence),
                    flight.Mission.Reasons.Count == 0 ? "–" : $"{wording.Weight(flight.Mission.Reasons[0].Weight)} {ReasonText.Render(flight.Mission.Reasons[0], wording)}");
            }

            page.CloseTable();
        }

        var counted = page.Answer.Possible.Count - named.Count;
        if (counted > 0)
            page.Paragraph(wording.Count(TextArea.Page, "possible-private", counted));
        page.Markup.Close();
    }
}
