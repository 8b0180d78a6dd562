using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Flights.Feeds;

namespace Atalaya.Cli.Screen;

/// <summary>The whole answer on the terminal.</summary>
internal static class Findings
{
    private const TextArea Area = TextArea.Screen;

    /// <summary>Missions, coverage, and what could not be used; the tempo is told last, by <see cref="Tempo"/>.</summary>
    public static void Write(Sheet sheet, Wording wording, Answer answer, IReadOnlyList<Fault> examples)
    {
        if (answer.Summary.Reconstruction)
            sheet.Heading(wording.Text(Area, "reconstruction"));
        sheet.Heading(wording.Count(Area, "heading-missions", answer.Missions.Count));
        MissionTable.Write(sheet, wording, answer.Missions, answer.Tempo.Counts.Rule);
        if (answer.Possible.Count > 0)
            sheet.Say(wording.Count(Area, "possible", answer.Possible.Count));
        Coverage(sheet, wording, answer);
        Faults(sheet, wording, answer);
        if (examples.Count == 0)
            return;
        sheet.Say(wording.Text(Area, "fault-examples"));
        foreach (var fault in examples)
            sheet.Say("  " + FaultWords.Sentence(fault, wording));
    }

    /// <summary>Count, rule, ratio and tipping point.</summary>
    public static void Tempo(Sheet sheet, Wording wording, Answer answer)
    {
        var tempo = answer.Tempo;
        sheet.Heading(wording.Text(Area, "heading-tempo"));
        sheet.Say(TempoWords.Count(tempo, wording));
        sheet.Say(wording.Text(Area, "rule", RuleWords.Sentence(tempo.Counts.Rule, wording)));
        sheet.Say(TempoWords.Choice(tempo, wording));
        sheet.Say(TempoWords.Baseline(tempo, wording));
        sheet.Say(TempoWords.Ratio(tempo, wording));
        sheet.Say(TempoWords.Dispersion(tempo, wording));
        sheet.Say(TempoWords.Verdict(tempo, wording));
        sheet.Say(TempoWords.Tipping(tempo, wording));
        sheet.Say(TempoWords.Onset(tempo, wording));
        sheet.Say(TempoWords.Covered(tempo, wording));
        sheet.Say(TempoWords.NotCounted(answer, wording));
        sheet.Say(TempoWords.Corrected(answer, wording));
    }

    /// <summary>Where one flight was, under both claims: the closing lines of the demonstration.</summary>
    public static void Whereabouts(Sheet sheet, Wording wording, FlightRecord flight)
    {
        sheet.Say(wording.Text(Area, "flight", MissionTable.Name(flight, wording), wording.Span(flight.Start, flight.End), wording.Length(flight.End - flight.Start)));
        foreach (var zone in ZoneMinutes.Sum([flight]))
        {
            var name = zone.Sovereign is { } state ? wording.Text(Area, "zone-of", wording.Term("zone." + zone.Kind), wording.Country(state)) : wording.Term("zone." + zone.Kind);
            sheet.Say("  " + wording.Text(
                Area, "zone-minutes", name, Minutes(zone.LowWater.Certain, wording), Minutes(zone.LowWater.Uncertain, wording), Minutes(zone.Mexico.Certain, wording), Minutes(zone.Mexico.Uncertain, wording)));
        }

        ClaimMinutes low = ZoneMinutes.InSovereign(flight, FlightWords.ClaimLowWater), mexico = ZoneMinutes.InSovereign(flight, FlightWords.ClaimMexico);
        if (low is { Certain: 0, Uncertain: 0 } && mexico is { Certain: 0, Uncertain: 0 })
            sheet.Say("  " + wording.Text(Area, "nobodys"));
    }

    private static string Minutes(double minutes, Wording wording) => wording.Number(minutes, minutes is > 0 and < 10 ? 1 : 0);

    private static void Coverage(Sheet sheet, Wording wording, Answer answer)
    {
        if (answer.Coverage.Count == 0)
            return;
        sheet.Heading(wording.Text(Area, "heading-coverage"));
        var days = answer.Coverage;
        var window = answer.Tempo.Window is { } w ? days.Where(d => d.Day >= w.From && d.Day <= w.To).ToList() : [];
        sheet.Say(wording.Text(Area, "coverage", wording.Number(days.Count), wording.Share(days.Average(static d => d.Share))));
        if (window.Count > 0)
            sheet.Say(wording.Text(Area, "coverage-window", wording.Share(window.Average(static d => d.Share))));
        sheet.Say(wording.Text(Area, "silence"));
    }

    private static void Faults(Sheet sheet, Wording wording, Answer answer)
    {
        var summary = answer.Summary;
        sheet.Heading(wording.Text(Area, "heading-input"));
        sheet.Say(wording.Text(Area, "input", wording.Number(summary.Files), wording.Number(summary.Reports), wording.Number(summary.Aircraft), wording.Number(summary.Flights)));
        if (summary.FaultCounts.Count == 0 && summary.CleaningCounts.Count == 0)
            return;
        sheet.Table(
            [wording.Text(Area, "col-reason"), "#" + wording.Text(Area, "col-count"), wording.Text(Area, "col-kept")],
            [
                .. summary.FaultCounts.Select(f => (IReadOnlyList<string>)[wording.Term("fault." + f.Key), wording.Number(f.Value), f.Key == "no-position" ? wording.Text(Area, "kept-count") : wording.Text(Area, "kept-faults")]),
                .. summary.CleaningCounts.Select(c => (IReadOnlyList<string>)[wording.Term("cleaning." + c.Key), wording.Number(c.Value), wording.Text(Area, "kept-set-aside")]),
            ]);
    }
}
