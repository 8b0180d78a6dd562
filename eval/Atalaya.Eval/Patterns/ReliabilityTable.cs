using Atalaya.Earth.Zones;
using Atalaya.Flights.Patterns;

namespace Atalaya.Eval.Patterns;

/// <summary>How often what was stated with a confidence is right.</summary>
internal static class ReliabilityTable
{
    private static readonly (double Low, double High)[] Bins = [(0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)];

    public static void Write(IReadOnlyList<FoundFlight> flights, IReadOnlyList<Synthetic> made, TextWriter table)
    {
        table.WriteLine("| stated | tuning half: n | mean stated | right | reporting half: n | mean stated | right | made up: n | mean stated | right |");
        table.WriteLine("|---|--:|--:|---|--:|--:|---|--:|--:|---|");
        var real = flights.Where(static f => f.Label != Label.AllTraffic)
            .SelectMany(static f => f.Patterns.Select(p => (f.Labelled.IsTuning, p.Confidence, Right: LabelledFlight.Expected(f.Label).Contains(p.Kind)))).ToList();
        var drawn = made.SelectMany(static (m, i) => Distortion.All.SelectMany(d => PatternFinder.Find(d.Of(m.Flight, 31 + i), PatternRules.Default, ZoneMap.Shipped)).Select(p => (IsTuning: false, p.Confidence, Right: p.Kind == m.Truth))).ToList();
        foreach (var (low, high) in Bins)
        {
            var columns = new[] { real.FindAll(static p => p.IsTuning), real.FindAll(static p => !p.IsTuning), drawn }
                .Select(set => set.FindAll(p => p.Confidence >= low && p.Confidence < high))
                .Select(static p => $"{p.Count} | {(p.Count == 0 ? "" : p.Average(static x => x.Confidence).ToString("F2", System.Globalization.CultureInfo.InvariantCulture))} | {Proportion.Of(p.Count(static x => x.Right), p.Count)}");
            table.WriteLine($"| {low:F1} to {Math.Min(high, 1):F1} | {string.Join(" | ", columns)} |");
        }

        table.WriteLine();
    }
}
