using Atalaya.Earth.Zones;
using Atalaya.Flights.Patterns;

namespace Atalaya.Eval.Patterns;

/// <summary>Scores pattern recognition on labelled real flights and on made-up shapes, as they are and made worse.</summary>
internal static class PatternEval
{
    private const int Variants = 12;

    public static void Run(string dataFolder, TextWriter table)
    {
        var all = LabelledSets.Read(dataFolder).Select(static f => new FoundFlight(f, PatternFinder.Find(f.Flight, PatternRules.Default, ZoneMap.Shipped))).ToList();
        var flights = all.FindAll(static f => f.Label != Label.Tracktable);
        var (tuning, reported) = (flights.FindAll(static f => f.Labelled.IsTuning), flights.FindAll(static f => !f.Labelled.IsTuning));
        var made = SyntheticShapes.Make(Variants).Concat(CoastalShapes.Make(Variants)).ToList();
        Head(table);
        Section(table, "Confusion, reporting half, held out (no constant was ever chosen by these flights)");
        ConfusionTable.Write(reported.FindAll(static f => f.Labelled.Split == Split.HeldOut), table);
        Section(table, "Confusion, reporting half, seen once (constants of the first version were chosen with these in view, none since)");
        ConfusionTable.Write(reported.FindAll(static f => f.Labelled.Split == Split.SeenOnce), table);
        Section(table, "Confusion, tuning half");
        ConfusionTable.Write(tuning, table);
        Section(table, "Made worse, reporting half (hits; in brackets flights with something else)");
        RobustnessTable.Write(reported, table);
        Section(table, "Made worse, tuning half");
        RobustnessTable.Write(tuning, table);
        Section(table, "False alarms");
        FalseAlarms(flights, table);
        Section(table, "Published rules beside ours: flights on which each claims something (flights of each label in brackets; both halves)");
        table.WriteLine("Rewritten from their sources with their constants (`PublishedRules.cs`); live rules are asked at every report, aircraft-circle with the 300 s it keeps. The sixth, the neural net of `traffic`, needs weights that are not at hand: not run. The rules know less than a label asks, so a claim is counted, whatever it is called.");
        table.WriteLine();
        RuleTable.Write(flights, table);
        Section(table, "Starts and ends: stretches marked by eye");
        table.WriteLine("Marked on maps and on direction and height against time, and committed before any score was made with them. Median of intersection over union of the marked time and what was found of its kind, all patterns that mostly share its time joined; in brackets how many were found with more than one half. Asked for: 0.8 as it is.");
        table.WriteLine();
        StretchTable.Write(all, table);
        Section(table, $"Made-up shapes of known truth ({Variants} of each; readsb thinning, 12 m noise)");
        MadeTable.Write(made, table);
        Section(table, "Reliability of the confidence");
        table.WriteLine("Each pattern of each labelled flight (not the all-traffic set), right where the label lets expect its kind. Made up: under every distortion, right where the kind is the truth.");
        table.WriteLine();
        ReliabilityTable.Write(flights, made, table);
        Section(table, "By source and aircraft");
        ConfusionTable.WriteSources(flights, table);
        Cases(all, table);
    }

    private static void Head(TextWriter table)
    {
        table.WriteLine("# Patterns");
        table.WriteLine();
        table.WriteLine("One flight counts once. *Recall*: flights with at least one pattern that their label lets expect. *Else*: flights with at least one that it does not. *Precision* of a pattern: of the labelled flights in which it was found, those whose label lets expect it. Wilson bounds at 95%; classes under 5 flights are cases, not rates. Reports are cleaned and cut as the program does.");
        table.WriteLine();
        table.WriteLine("**What was tuned on what.** Constants are chosen on the *tuning half* of the aircraft (a bit of the hash of the address); the *reporting half* is only reported. But the first version was made before this division: its constants were chosen on the flights called *tune* then, some of which are in the reporting half (*seen once*), and thumbnails of all raw tracks were seen. Only the *held out* rows are free of that, and they are few.");
        table.WriteLine();
        table.WriteLine("**What the labels are.** They belong to files: a short cut of a fire or patrol file may hold no shape at all, so their recall is no recall of orbits (that is in the table of marked stretches). The savan flights (17 of `Calibration`) are long zigzags across a country: no arcs, no radials that meet, no low approaches. Patrol tracks have no times in the source: they were flown evenly over the duration that their description states.");
        table.WriteLine();
    }

    private static void Section(TextWriter table, string title)
    {
        table.WriteLine("## " + title);
        table.WriteLine();
    }

    private static void FalseAlarms(List<FoundFlight> flights, TextWriter table)
    {
        table.WriteLine("Asked for: at most 1 named pattern other than holding per 100 transit flights. Over Monterey flew all that flies there, circling trainers too: unlabelled.");
        table.WriteLine();
        table.WriteLine("| set | flights | hours | with a pattern | other than holding | such patterns per 100 flights |");
        table.WriteLine("|---|--:|--:|--:|--:|---|");
        foreach (var (name, label) in (ReadOnlySpan<(string, Label)>)[("switzerland", Label.Transit), ("", Label.Transit), ("monterey", Label.AllTraffic)])
        {
            var set = flights.FindAll(f => f.Label == label && f.Labelled.Source.StartsWith(name, StringComparison.Ordinal));
            var other = set.Count(static f => f.Patterns.Any(static x => x.Kind != PatternKind.Holding));
            table.WriteLine($"| {(name == "" ? "all transits, ambulances, ground" : name)} | {set.Count} | {set.Sum(static f => (f.Labelled.Flight.End - f.Labelled.Flight.Start).TotalHours):F0} | {set.Count(static f => f.Patterns.Count > 0)} | {other} | {Proportion.Of(other, set.Count, 100)} |");
        }

        table.WriteLine();
    }

    private static void Cases(List<FoundFlight> flights, TextWriter table)
    {
        Section(table, "Cases: tracktable");
        table.WriteLine("Listed as airline transits at 60 s; the pictures show mapping grids, racetracks and orbits. Shown, not scored.");
        table.WriteLine();
        table.WriteLine("| flight | patterns |");
        table.WriteLine("|---|---|");
        foreach (var flight in flights.Where(static f => f.Label == Label.Tracktable))
        {
            var text = string.Join("; ", flight.Patterns.Select(static p => $"{p.Kind} {p.Geometry.Laps:F0} × {(p.Geometry.LegMetres ?? p.Geometry.RadiusMetres) / 1000:F0} km, {(p.End - p.Start).TotalMinutes:F0} min, {p.Confidence:F2}"));
            table.WriteLine($"| {flight.Labelled.Source} | {text} |");
        }
    }
}
