using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Maps;

namespace Atalaya.Cli.Paper;

/// <summary>One sheet for each mission: its map, patterns, minutes, reasons, coverage and gaps.</summary>
internal static class MissionSheets
{
    private const double MapWidth = 430;
    private const double KilometresPerNauticalMile = 1.852;

    public static void Write(PageContext page)
    {
        if (page.Answer.Missions.Count == 0)
            return;
        page.Section("sheets");
        for (var i = 0; i < page.Answer.Missions.Count; i++)
            Sheet(page, page.Answer.Missions[i], i + 1);
        page.Markup.Close();
    }

    private static void Sheet(PageContext page, FlightRecord mission, int number)
    {
        var (markup, wording) = (page.Markup, page.Wording);
        var title = page.Say("sheet-title", number, PublicName.Of(mission, wording), wording.Span(mission.Start, mission.End));
        markup.Open("article", "class", "sheet", "id", $"mission-{number}");
        markup.Open("h3");
        markup.Text(title);
        if (page.Answer.Summary.Reconstruction)
            markup.Element("span", page.Say("reconstruction"), "class", "tag");
        if (mission.Basis != "heard")
            markup.Element("span", wording.Term("basis." + mission.Basis), "class", "tag plain");
        markup.Close();
        markup.Open("div", "class", "columns");
        Map(page, mission, number, title);
        markup.Open("div", "class", "facts");
        Judgement(page, mission);
        Minutes(page, mission);
        Approaches(page, mission);
        Heard(page, mission);
        markup.Close();
        markup.Close();
        markup.Close();
        markup.Line();
    }

    private static void Map(PageContext page, FlightRecord mission, int number, string title)
    {
        page.Markup.Open("figure");
        var reports = page.Positions(mission);
        if (reports.Count < 2)
        {
            page.Markup.Element("figcaption", page.Say("no-positions"));
        }
        else
        {
            var content = MissionMap.Draw(page.Markup, page.Ground, page.Wording, $"m{number}", title, mission, reports, MapWidth);
            page.Markup.Open("figcaption");
            Legend.Write(page, content, overview: false);
            Patterns(page, mission);
            page.Markup.Close();
        }

        page.Markup.Close();
    }

    private static void Patterns(PageContext page, FlightRecord mission)
    {
        if (mission.Patterns.Count == 0)
            return;
        page.Markup.Open("ol", "class", "patterns");
        foreach (var pattern in mission.Patterns)
            page.Markup.Element("li", PatternWords.Sentence(pattern, page.Wording));
        page.Markup.Close();
    }

    private static void Judgement(PageContext page, FlightRecord mission)
    {
        var (markup, wording, judged) = (page.Markup, page.Wording, mission.Mission);
        markup.Open("p", "class", "verdict");
        markup.Element("strong", wording.Term("class." + judged.Class));
        markup.Text(", " + page.Say("judged", wording.Confidence(judged.Confidence), wording.Term("activity." + judged.Activity)));
        if (judged.RunnerUp is { } second)
            markup.Text(" " + page.Say("runner-up", wording.Term("activity." + second)));
        markup.Close();
        foreach (var correction in judged.Corrections)
            page.Paragraph(CorrectionWords.Sentence(correction, wording), "small");
        markup.Element("h4", page.Say("h.reasons"));
        markup.Open("ul", "class", "reasons");
        foreach (var reason in judged.Reasons)
        {
            markup.Open("li");
            markup.Element("b", wording.Weight(reason.Weight), "class", "w");
            markup.Text(" " + ReasonText.Render(reason, wording));
            markup.Close();
        }

        markup.Close();
    }

    /// <summary>The states that it came near without entering, under either claim.</summary>
    private static void Approaches(PageContext page, FlightRecord mission)
    {
        var near = mission.Approaches.GroupBy(static a => a.Sovereign).Where(static g => g.Any(static a => a.Kilometres > 0)).ToList();
        if (near.Count == 0)
            return;
        page.OpenTable(page.Say("sheet-approaches"), page.Say("col-state"), "#" + page.Say("col-low-water-short"), "#" + page.Say("col-mexico-short"), page.Say("col-time"));
        foreach (var state in near)
        {
            string Of(string claim) => state.FirstOrDefault(a => a.Claim == claim) is { } a
                ? page.Say("approach", page.Wording.Number(a.Kilometres / KilometresPerNauticalMile, 1), page.Wording.Number(a.MarginKilometres / KilometresPerNauticalMile, 1))
                : page.Say("no-approach");
            page.Row(page.Wording.Country(state.Key), "#" + Of("low-water"), "#" + Of("MEX"), Wording.Clock(state.First().Time));
        }

        page.CloseTable();
    }

    private static void Minutes(PageContext page, FlightRecord mission)
    {
        page.OpenTable(page.Say("sheet-minutes"), page.Say("col-zone"), "#" + page.Say("col-low-water-short"), "#" + page.Say("col-mexico-short"));
        foreach (var zone in ZoneMinutes.Sum([mission]))
            page.Row(ZoneName(page, zone), "#" + Cell(page, zone.LowWater), "#" + Cell(page, zone.Mexico));
        page.CloseTable();
    }

    private static string ZoneName(PageContext page, ZoneMinutes zone)
    {
        var kind = page.Wording.Term("zone." + zone.Kind);
        return zone.Sovereign is { } sovereign ? page.Say("zone-of", kind, page.Wording.Country(sovereign)) : kind;
    }

    private static string Cell(PageContext page, ClaimMinutes minutes)
    {
        var certain = ZoneSection.Minutes(page, minutes.Certain)[1..];
        return minutes.Uncertain > 0 ? page.Say("with-uncertain", certain, ZoneSection.Minutes(page, minutes.Uncertain)[1..]) : certain;
    }

    private static void Heard(PageContext page, FlightRecord mission)
    {
        var wording = page.Wording;
        var words = new List<string>();
        if (mission.Gaps.Count > 0)
            words.Add(wording.Count(TextArea.Page, "gaps", mission.Gaps.Count, wording.Number(mission.Gaps.Sum(static g => (g.End - g.Start).TotalMinutes), 0)));
        if (mission.Coverage is { } coverage)
            words.Add(page.Say("coverage-share", wording.Share(coverage.Share)));
        if (mission.Coverage?.GapShare is { } gapShare)
            words.Add(page.Say("coverage-gaps", wording.Percent(gapShare)));
        words.Add(page.Say("ends", wording.Term("end." + mission.Departure), wording.Term("end." + mission.Arrival)));
        page.Paragraph(string.Join(' ', words), "small");
        page.Markup.Open("p", "class", "small digest");
        page.Markup.Text(page.Say("digest") + " ");
        page.Markup.Element("code", mission.TrackDigest[..Math.Min(16, mission.TrackDigest.Length)]);
        page.Markup.Close();
    }
}
