using Atalaya.Flights.Patterns;

namespace Atalaya.Eval.Patterns;

/// <summary>The published rules beside ours on the same flights: on how many flights of each label something is claimed.</summary>
internal static class RuleTable
{
    public static void Write(IReadOnlyList<FoundFlight> flights, TextWriter table)
    {
        var groups = flights.GroupBy(static f => f.Label).OrderBy(static g => g.Key).ToList();
        table.WriteLine("| rule | claims | " + string.Join(" | ", groups.Select(static g => $"{g.Key} ({g.Count()})")) + " |");
        table.WriteLine("|---|---|" + string.Concat(groups.Select(static _ => "--:|")));
        Row("ours", "orbit, racetrack or eight", static f => f.Has(PatternKind.Orbit) || f.Has(PatternKind.Racetrack) || f.Has(PatternKind.FigureEight));
        Row("ours", "grid", static f => f.Has(PatternKind.Grid));
        Row("ours", "calibration", static f => f.Has(PatternKind.Calibration));
        Row("ours", "thermalling", static f => f.Has(PatternKind.Thermalling));
        Row("ours", "any but holding", static f => f.Patterns.Any(static p => p.Kind != PatternKind.Holding));
        foreach (var rule in PublishedRules.All)
            Row(rule.Name, rule.Claims, f => rule.Fires(f.Labelled.Flight.Track));
        table.WriteLine();

        void Row(string name, string claims, Func<FoundFlight, bool> fires)
            => table.WriteLine($"| {name} | {claims} | {string.Join(" | ", groups.Select(g => g.Count(fires)))} |");
    }
}
