using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;

namespace Atalaya.Cli.Paper;

/// <summary>The list of all missions, one a row.</summary>
internal static class MissionListSection
{
    public static void Write(PageContext page)
    {
        page.Section("missions");
        if (page.Answer.Missions.Count == 0)
        {
            page.Paragraph(page.Say("no-missions"));
            page.Markup.Close();
            return;
        }

        var wording = page.Wording;
        var counted = page.Answer.Counted.ToHashSet();
        page.OpenTable(
            page.Say("missions-caption"), "#" + page.Say("col-number"), page.Say("col-when"), page.Say("col-aircraft"), page.Say("col-patterns"),
            "#" + page.Say("col-minutes"), page.Say("col-where"), "#" + page.Say("col-confidence"), page.Say("col-counted"));
        for (var i = 0; i < page.Answer.Missions.Count; i++)
        {
            var mission = page.Answer.Missions[i];
            page.Row(
                "#" + wording.Number(i + 1), wording.Span(mission.Start, mission.End), PublicName.Of(mission, wording), Patterns(page, mission),
                "#" + wording.Number((mission.End - mission.Start).TotalMinutes, 0), Where(page, mission), "#" + wording.Confidence(mission.Mission.Confidence) + CorrectionWords.Mark(mission, wording),
                counted.Contains(mission) ? page.Say("yes") : page.Say("no-basis", wording.Term("basis." + mission.Basis)));
        }

        page.CloseTable();
        page.Paragraph(page.Say("missions-note"), "aside");
        page.Markup.Close();
    }

    /// <summary>Kinds of pattern of a flight, each once.</summary>
    public static string Patterns(PageContext page, FlightRecord flight) => flight.Patterns.Count == 0
        ? "–"
        : string.Join(", ", flight.Patterns.Select(static p => p.Kind).Distinct().Select(k => page.Wording.Term("pattern." + k)));

    // The states in whose airspace it certainly was under the low-water claim, and where Mexico's claim says otherwise.
    private static string Where(PageContext page, FlightRecord mission)
    {
        var states = ZoneMinutes.Sum([mission]).Where(static z => z.Sovereign is not null).GroupBy(static z => z.Sovereign!).Select(g => (
            Name: page.Wording.Country(g.Key), Low: Math.Round(g.Sum(static z => z.LowWater.Certain)), Mexico: Math.Round(g.Sum(static z => z.Mexico.Certain)))).ToList();
        var shown = states.Where(static s => s.Low > 0 || s.Mexico > 0)
            .Select(s => s.Low == s.Mexico ? page.Say("where", s.Name, page.Wording.Number(s.Low, 0)) : page.Say("where-claims", s.Name, page.Wording.Number(s.Low, 0), page.Wording.Number(s.Mexico, 0)))
            .ToList();
        return shown.Count == 0 ? page.Wording.Term("zone.international") : string.Join("; ", shown);
    }
}
