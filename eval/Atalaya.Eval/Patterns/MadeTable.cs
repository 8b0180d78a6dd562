using System.Globalization;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Patterns;

namespace Atalaya.Eval.Patterns;

/// <summary>Made-up shapes of known truth.</summary>
internal static class MadeTable
{
    public static void Write(IReadOnlyList<Synthetic> made, TextWriter table)
    {
        table.WriteLine("Found: the right kind over half of the true stretch. IoU: median of intersection over union of true and found time (the right kind's patterns joined).");
        table.WriteLine();
        table.WriteLine("| shape | " + string.Join(" | ", Distortion.All.Select(static d => d.Name)) + " | IoU as it is | else |");
        table.WriteLine("|---|" + string.Concat(Distortion.All.Select(static _ => "--:|")) + "--:|---|");
        foreach (var group in made.GroupBy(static m => m.Name))
        {
            var counts = new List<string>();
            var overlaps = new List<double>();
            var others = new SortedDictionary<string, int>();
            foreach (var distortion in Distortion.All)
            {
                var right = 0;
                foreach (var (shape, i) in group.Select(static (s, i) => (s, i)))
                {
                    var patterns = PatternFinder.Find(distortion.Of(shape.Flight, 31 + i), PatternRules.Default, ZoneMap.Shipped);
                    var overlap = Overlap(shape, patterns);
                    right += shape.Truth is null ? (patterns.Count == 0 ? 1 : 0) : overlap.Covered >= 0.5 ? 1 : 0;
                    if (distortion == Distortion.All[0])
                        overlaps.Add(overlap.Joined);
                    foreach (var pattern in patterns.Where(p => p.Kind != shape.Truth))
                        others[pattern.Kind.ToString()] = others.GetValueOrDefault(pattern.Kind.ToString()) + 1;
                }

                counts.Add($"{right}/{group.Count()}");
            }

            overlaps.Sort();
            var iou = group.First().Truth is null ? "" : overlaps[overlaps.Count / 2].ToString("F2", CultureInfo.InvariantCulture);
            table.WriteLine($"| {group.Key} | {string.Join(" | ", counts)} | {iou} | {string.Join(", ", others.Select(static o => $"{o.Key} {o.Value}"))} |");
        }

        table.WriteLine();
    }

    private static (double Covered, double Joined) Overlap(Synthetic shape, IReadOnlyList<Pattern> patterns)
    {
        double inside = 0, all = 0;
        foreach (var pattern in patterns.Where(p => p.Kind == shape.Truth))
        {
            var start = (pattern.Start - shape.Flight.Start).TotalSeconds;
            var end = (pattern.End - shape.Flight.Start).TotalSeconds;
            inside += shape.Stretches.Sum(s => Math.Max(0, Math.Min(end, s.End) - Math.Max(start, s.Start)));
            all += end - start;
        }

        var truth = Math.Max(1, shape.Stretches.Sum(static s => s.End - s.Start));
        return (inside / truth, inside / (truth + all - inside));
    }
}
