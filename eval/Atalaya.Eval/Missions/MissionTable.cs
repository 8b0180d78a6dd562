using System.Globalization;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Missions;

/// <summary>How labelled real flights are judged: mostly from positions alone, since these files hold no types.</summary>
internal static class MissionTable
{
    public static void Run(string dataFolder, string scratch, TextWriter table)
    {
        var missed = new List<string>();
        table.WriteLine("# Missions on labelled flights");
        table.WriteLine();
        table.WriteLine("Real flights through the product's own reading, cleaning, cutting and recognition. The weights were chosen with these flights in view,");
        table.WriteLine("so the figures say that the judgement holds together, not how it does on unseen flights: every set here is a tuned set. Bounds: Wilson, 95%; sets under 5 flights are cases.");
        table.WriteLine();
        table.WriteLine("| set | flights | surveillance | possible | none | class right | activity named right | not named | named wrong |");
        table.WriteLine("|---|--:|--:|--:|--:|---|---|--:|--:|");
        var limits = new List<string>();
        foreach (var set in MissionSet.All)
            Score(set, dataFolder, scratch, table, missed, limits);
        table.WriteLine();
        table.WriteLine("Class right: surveillance in the first set, none in the others; possible counts as wrong in both.");
        table.WriteLine();
        table.WriteLine("## Limits");
        table.WriteLine();
        table.WriteLine("Asked for: no mission among transit flights; at most 2 missions a day in all traffic over Monterey (the file holds one day of one cell of one degree).");
        table.WriteLine();
        table.WriteLine("| set | flights | days | missions | possible | missions a day | flights that are missions, at most (95%) |");
        table.WriteLine("|---|--:|--:|--:|--:|--:|---|");
        foreach (var line in limits)
            table.WriteLine(line);
        table.WriteLine();
        table.WriteLine("## Flights judged otherwise than their set says");
        table.WriteLine();
        foreach (var line in missed)
            table.WriteLine(line);
    }

    private static void Score(MissionSet set, string dataFolder, string scratch, TextWriter table, List<string> missed, List<string> limits)
    {
        var days = new HashSet<NodaTime.LocalDate>();
        int flights = 0, surveillance = 0, possible = 0, named = 0, unnamed = 0;
        foreach (var flight in set.Read(dataFolder, scratch))
        {
            var patterns = PatternFinder.Find(flight, PatternRules.Default, ZoneMap.Shipped);
            var mission = MissionJudge.Judge(flight, patterns, [], RoleTable.Shipped, WatchList.Empty, MissionRules.Default);
            flights++;
            days.Add(flight.Start.InUtc().Date);
            surveillance += mission.Class == MissionClass.Surveillance ? 1 : 0;
            possible += mission.Class == MissionClass.Possible ? 1 : 0;
            named += mission.Activity == set.Activity ? 1 : 0;
            unnamed += mission.Activity == Activity.Unknown ? 1 : 0;
            if (mission.Class != (set.Mission ? MissionClass.Surveillance : MissionClass.None))
                missed.Add(Line(set, flight, patterns, mission));
        }

        var right = set.Mission ? surveillance : flights - surveillance - possible;
        var activity = set.Activity is null ? "–" : Share(named, flights);
        var wrong = set.Activity is null ? "–" : (flights - named - unnamed).ToString(CultureInfo.InvariantCulture);
        if (set.Limit)
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"| {set.Name} | {flights} | {days.Count} | {surveillance} | {possible} | {(double)surveillance / Math.Max(1, days.Count):0.00} | {100 * Proportion.Bounds(surveillance, flights).High:0.0}% |"));
        table.WriteLine($"| {set.Name} | {flights} | {surveillance} | {possible} | {flights - surveillance - possible} | {Share(right, flights)} | {activity} | {(set.Activity is null ? "–" : unnamed)} | {wrong} |");
    }

    private static string Line(MissionSet set, Flight flight, IReadOnlyList<Pattern> patterns, Mission mission) => string.Create(
        CultureInfo.InvariantCulture,
        $"- {set.Name}, {flight.Track.Aircraft.Identity}, {flight.Start:uuuu-MM-dd HH:mm}, {(flight.End - flight.Start).TotalMinutes:0} min: {mission.Class} {mission.Confidence:0.00} ({string.Join(", ", mission.Reasons.Select(static r => $"{r.Code} {r.Weight:+0.0;−0.0;0}"))}); patterns: {string.Join(", ", patterns.GroupBy(static p => p.Kind).Select(static g => $"{g.Key} {g.Sum(static p => (p.End - p.Start).TotalMinutes):0} min"))}");

    private static string Share(int right, int all)
    {
        if (all == 0)
            return "no flight";
        var (low, high) = Proportion.Bounds(right, all);
        return all < Proportion.LeastScored
            ? string.Create(CultureInfo.InvariantCulture, $"case: {right} of {all}")
            : string.Create(CultureInfo.InvariantCulture, $"{right}/{all} = {100.0 * right / all:0}% ({100 * low:0}–{100 * high:0}%)");
    }
}
