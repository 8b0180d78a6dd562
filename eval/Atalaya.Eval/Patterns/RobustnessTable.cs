using System.Globalization;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Patterns;

namespace Atalaya.Eval.Patterns;

/// <summary>The same flights made worse, and what is lost by it.</summary>
internal static class RobustnessTable
{
    public static void Write(IReadOnlyList<FoundFlight> flights, TextWriter table)
    {
        table.WriteLine("| label | n | " + string.Join(" | ", Distortion.All.Select(static d => d.Name)) + " | greatest loss of recall |");
        table.WriteLine("|---|--:|" + string.Concat(Distortion.All.Select(static _ => "---|")) + "---|");
        foreach (var group in flights.GroupBy(static f => f.Label).OrderBy(static g => g.Key))
        {
            var n = group.Count();
            var rows = Distortion.All.Select(d =>
            {
                var found = group.Select((f, i) => (Flight: f, Patterns: PatternFinder.Find(d.Of(f.Labelled.Flight, 7 + i), PatternRules.Default, ZoneMap.Shipped))).ToList();
                return (Hits: found.Count(static p => p.Flight.IsHitBy(p.Patterns)), Else: found.Count(static p => p.Flight.HasElseIn(p.Patterns)));
            }).ToList();
            var loss = (rows[0].Hits - rows.Min(static r => r.Hits)) / (double)n;
            var scored = LabelledFlight.Expected(group.Key).Count > 0 && n >= Proportion.LeastScored;
            table.WriteLine($"| {group.Key} | {n} | {string.Join(" | ", rows.Select(static r => $"{r.Hits} ({r.Else})"))} | {(scored ? loss.ToString("F2", CultureInfo.InvariantCulture) : "")} |");
        }

        table.WriteLine();
    }
}
