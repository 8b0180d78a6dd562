using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Flights.Tempo;

namespace Atalaya.Cli.Screen;

/// <summary>Missions by day, one a line, for the analyst who brought the data: aircraft are named.</summary>
internal static class MissionTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(Sheet sheet, Wording wording, IReadOnlyList<FlightRecord> missions, CountingRule rule, string none = "no-missions")
    {
        if (missions.Count == 0)
        {
            sheet.Say(wording.Text(TextArea.Screen, none));
            return;
        }

        sheet.Table(
            [Say(wording, "col-day"), "UTC", Say(wording, "col-aircraft"), Say(wording, "col-patterns"), Say(wording, "col-class"), "#" + Say(wording, "col-minutes"), Say(wording, "col-where")],
            missions.Select(m => (IReadOnlyList<string>)
            [
                wording.Date(rule.DayOf(FlightWords.Entry(m))),
                $"{Wording.Clock(m.Start)}–{Wording.Clock(m.End)}",
                Name(m, wording),
                m.Patterns.Count == 0 ? "–" : string.Join(", ", m.Patterns.Select(static p => p.Kind).Distinct().Select(k => wording.Term("pattern." + k))),
                wording.Term("class." + m.Mission.Class) + (m.Basis == "heard" ? "" : $" ({wording.Term("basis." + m.Basis)})") + CorrectionWords.Mark(m, wording),
                wording.Number((m.End - m.Start).TotalMinutes, 0),
                Where(m, wording),
            ]));
    }

    /// <summary>Type, and callsign or registration.</summary>
    public static string Name(FlightRecord flight, Wording wording) =>
        $"{flight.Type ?? wording.Term("aircraft.unknown-type")} {(flight.Callsigns.Count > 0 ? flight.Callsigns[0] : flight.Registration ?? flight.Identity)}";

    /// <summary>States in whose airspace the flight certainly was, with the minutes by the low-water line and by Mexico's claim.</summary>
    public static string Where(FlightRecord flight, Wording wording)
    {
        var states = flight.Stays.Where(static s => s.Sovereign is not null && s.Kind != FlightWords.International).Select(static s => s.Sovereign!).Distinct().Order(StringComparer.Ordinal);
        var shown = new List<string>();
        foreach (var state in states)
        {
            double low = Math.Round(ZoneMinutes.InSovereign(flight, FlightWords.ClaimLowWater, state).Certain), mexico = Math.Round(ZoneMinutes.InSovereign(flight, FlightWords.ClaimMexico, state).Certain);
            if (low > 0 || mexico > 0)
                shown.Add(low == mexico ? $"{state} {wording.Number(low, 0)}" : $"{state} {wording.Number(low, 0)} / {wording.Number(mexico, 0)}");
        }

        return shown.Count == 0 ? wording.Term("zone.international") : string.Join(", ", shown);
    }

    private static string Say(Wording wording, string key) => wording.Text(TextArea.Screen, key);
}
