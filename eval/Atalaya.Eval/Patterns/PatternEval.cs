using System.Globalization;
using Atalaya.Flights.Patterns;

namespace Atalaya.Eval.Patterns;

/// <summary>Scores pattern recognition on labelled real flights and on made-up shapes, as they are and made worse.</summary>
internal static class PatternEval
{
    private const int Variants = 12;

    private static readonly PatternKind[] Kinds = Enum.GetValues<PatternKind>();

    public static void Run(string dataFolder, TextWriter table)
    {
        var flights = LabelledSets.Read(dataFolder).ToList();
        var made = SyntheticShapes.Make(Variants).ToList();
        table.WriteLine("# Patterns");
        table.WriteLine();
        table.WriteLine("One flight counts once. *Hit*: at least one pattern that its label lets expect. *Else*: at least one that it does not. Labels belong to files, so a short cut of a file may hold nothing.");
        table.WriteLine("*Tune*: flights looked at while constants were chosen. *Held out* (which: `LabelledSets.cs`): no constant was chosen for one of them, but thumbnails of the raw tracks and these tables were seen, and false grids on held-out fire shuttles led to the rule on half turns: a weak hold-out. Wilson bounds at 95%; classes under 5 flights are cases.");
        table.WriteLine("Reports are cleaned and cut as the program does. The savan flights (half of `Calibration`) are long zigzags across a country: no arcs, no radials that meet, no low approaches. Of the relay flights, two or three are ferries without a circle.");
        table.WriteLine("Patrol tracks (`le_sessions`) have no times in the source: they were flown at 40 m/s.");
        table.WriteLine();
        foreach (var heldOut in (bool[])[false, true])
        {
            table.WriteLine(heldOut ? "## Held out" : "## Tune");
            table.WriteLine();
            Confusion(flights.FindAll(f => f.HeldOut == heldOut), table);
        }

        Robustness(flights, table);
        FalseAlarms(flights, table);
        Made(made, table);
        Reliability(flights, made, table);
        Cases(flights, table);
    }

    private static void Confusion(List<LabelledFlight> flights, TextWriter table)
    {
        table.WriteLine("| label | n | hit | recall | else | none | " + string.Join(" | ", Kinds) + " |");
        table.WriteLine("|---|--:|--:|---|--:|--:|" + string.Concat(Kinds.Select(static _ => "--:|")));
        foreach (var group in flights.Where(static f => f.Label != Label.Tracktable).GroupBy(static f => f.Label).OrderBy(static g => g.Key))
        {
            var expected = LabelledFlight.Expected(group.Key);
            var found = group.Select(static f => PatternFinder.Find(f.Flight, PatternRules.Default)).ToList();
            var n = found.Count;
            var hit = found.Count(p => p.Any(x => expected.Contains(x.Kind)));
            var wrong = found.Count(p => p.Any(x => !expected.Contains(x.Kind)));
            var none = found.Count(static p => p.Count == 0);
            var kinds = Kinds.Select(kind => found.Count(p => p.Any(x => x.Kind == kind)).ToString(CultureInfo.InvariantCulture));
            var recall = expected.Count == 0 ? "" : n < 5 ? "case" : Wilson(hit, n);
            table.WriteLine($"| {group.Key} | {n} | {(expected.Count == 0 ? "" : hit)} | {recall} | {wrong} | {none} | {string.Join(" | ", kinds)} |");
        }

        table.WriteLine();
    }

    private static void Robustness(List<LabelledFlight> flights, TextWriter table)
    {
        table.WriteLine("## The same flights made worse (hits, all flights; in brackets flights with something else)");
        table.WriteLine();
        table.WriteLine("| label | n | " + string.Join(" | ", Distortion.All.Select(static d => d.Name)) + " |");
        table.WriteLine("|---|--:|" + string.Concat(Distortion.All.Select(static _ => "---|")));
        foreach (var group in flights.Where(static f => f.Label != Label.Tracktable).GroupBy(static f => f.Label).OrderBy(static g => g.Key))
        {
            var expected = LabelledFlight.Expected(group.Key);
            var row = Distortion.All.Select(d =>
            {
                var found = group.Select((f, i) => PatternFinder.Find(d.Of(f.Flight, 7 + i), PatternRules.Default)).ToList();
                return $"{found.Count(p => p.Any(x => expected.Contains(x.Kind)))} ({found.Count(p => p.Any(x => !expected.Contains(x.Kind)))})";
            });
            table.WriteLine($"| {group.Key} | {group.Count()} | {string.Join(" | ", row)} |");
        }

        table.WriteLine();
    }

    private static void FalseAlarms(List<LabelledFlight> flights, TextWriter table)
    {
        table.WriteLine("## False alarms");
        table.WriteLine();
        table.WriteLine("| set | flights | hours | with a pattern | other than holding | per 100 flights |");
        table.WriteLine("|---|--:|--:|--:|--:|---|");
        foreach (var (name, label) in (ReadOnlySpan<(string, Label)>)[("switzerland", Label.Transit), ("", Label.Transit), ("monterey", Label.AllTraffic)])
        {
            var set = flights.FindAll(f => f.Label == label && f.Source.StartsWith(name, StringComparison.Ordinal));
            var found = set.ConvertAll(static f => PatternFinder.Find(f.Flight, PatternRules.Default));
            var other = found.Count(static p => p.Any(static x => x.Kind != PatternKind.Holding));
            table.WriteLine($"| {(name == "" ? "all transits, ambulances, ground" : name)} | {set.Count} | {set.Sum(static f => (f.Flight.End - f.Flight.Start).TotalHours):F0} | {found.Count(static p => p.Count > 0)} | {other} | {Wilson(other, set.Count, 100)} |");
        }

        table.WriteLine();
    }

    private static void Made(List<Synthetic> made, TextWriter table)
    {
        table.WriteLine($"## Made-up shapes of known truth ({Variants} of each; readsb thinning, 12 m noise)");
        table.WriteLine();
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
                    var patterns = PatternFinder.Find(distortion.Of(shape.Flight, 31 + i), PatternRules.Default);
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

    private static void Reliability(List<LabelledFlight> flights, List<Synthetic> made, TextWriter table)
    {
        table.WriteLine("## Reliability of the confidence");
        table.WriteLine();
        table.WriteLine("Real: every pattern of every labelled flight (tune and held out; not the all-traffic set), right where the label lets expect its kind. Made up: under every distortion, right where the kind is the truth.");
        table.WriteLine();
        table.WriteLine("| stated | real n | right | made up n | right |");
        table.WriteLine("|---|--:|--:|--:|--:|");
        var real = flights.Where(static f => f.Label is not Label.AllTraffic and not Label.Tracktable)
            .SelectMany(static f => PatternFinder.Find(f.Flight, PatternRules.Default).Select(p => (p.Confidence, Right: LabelledFlight.Expected(f.Label).Contains(p.Kind)))).ToList();
        var drawn = made.SelectMany(static (m, i) => Distortion.All.SelectMany(d => PatternFinder.Find(d.Of(m.Flight, 31 + i), PatternRules.Default)).Select(p => (p.Confidence, Right: p.Kind == m.Truth))).ToList();
        foreach (var (low, high) in (ReadOnlySpan<(double, double)>)[(0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)])
        {
            var a = real.FindAll(p => p.Confidence >= low && p.Confidence < high);
            var b = drawn.FindAll(p => p.Confidence >= low && p.Confidence < high);
            table.WriteLine($"| {low:F1} to {Math.Min(high, 1):F1} | {a.Count} | {Part(a.Count(static p => p.Right), a.Count)} | {b.Count} | {Part(b.Count(static p => p.Right), b.Count)} |");
        }

        table.WriteLine();
    }

    private static void Cases(List<LabelledFlight> flights, TextWriter table)
    {
        table.WriteLine("## Cases: tracktable");
        table.WriteLine();
        table.WriteLine("Listed as airline transits at 60 s; the pictures show mapping grids, racetracks and orbits. Shown, not scored.");
        table.WriteLine();
        table.WriteLine("| flight | patterns |");
        table.WriteLine("|---|---|");
        foreach (var flight in flights.Where(static f => f.Label == Label.Tracktable))
        {
            var patterns = PatternFinder.Find(flight.Flight, PatternRules.Default);
            var text = string.Join("; ", patterns.Select(static p => $"{p.Kind} {p.Geometry.Laps:F0} × {(p.Geometry.LegMetres ?? p.Geometry.RadiusMetres) / 1000:F0} km, {(p.End - p.Start).TotalMinutes:F0} min, {p.Confidence:F2}"));
            table.WriteLine($"| {flight.Source} | {text} |");
        }
    }

    private static string Part(int right, int n) => n == 0 ? "" : ((double)right / n).ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>Wilson's interval at 95% (E. B. Wilson, JASA 22, 1927).</summary>
    private static string Wilson(int hits, int n, double scale = 1)
    {
        const double Z = 1.96;
        var p = (double)hits / n;
        var middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4.0 * n * n)));
        return $"{scale * p:F2} [{scale * Math.Max(0, middle - half):F2}, {scale * Math.Min(1, middle + half):F2}]";
    }
}
