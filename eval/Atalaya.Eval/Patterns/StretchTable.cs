using System.Globalization;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Patterns;

namespace Atalaya.Eval.Patterns;

/// <summary>Stretches marked by eye (<c>eval/marks/stretches.tsv</c>) against those found.</summary>
internal static class StretchTable
{
    private sealed record Stretch(string Source, long Start, PatternKind Kind, double From, double To);

    public static void Write(IReadOnlyList<FoundFlight> flights, TextWriter table)
    {
        var marks = File.ReadLines(Path.Combine("eval", "marks", "stretches.tsv")).Where(static l => l.Length > 0 && l[0] != '#').Skip(1).Select(Read).ToList();
        var scores = new List<(PatternKind Kind, bool IsTuning, double[] Overlap)>();
        foreach (var flight in marks.GroupBy(static m => (m.Source, m.Start)))
        {
            var labelled = flights.First(f => f.Labelled.Source.StartsWith(flight.Key.Source, StringComparison.Ordinal) && f.Labelled.Flight.Start.ToUnixTimeSeconds() == flight.Key.Start).Labelled;
            var overlaps = Distortion.All.Select(d => Overlaps([.. flight], PatternFinder.Find(d.Of(labelled.Flight, 7), PatternRules.Default, ZoneMap.Shipped), labelled.Flight.Start)).ToList();
            foreach (var (mark, i) in flight.Select(static (m, i) => (m, i)))
                scores.Add((mark.Kind, labelled.IsTuning, [.. overlaps.Select(o => o[i])]));
        }

        table.WriteLine("| stretches | n | " + string.Join(" | ", Distortion.All.Select(static d => d.Name)) + " | found (IoU over 0.5) as it is |");
        table.WriteLine("|---|--:|" + string.Concat(Distortion.All.Select(static _ => "--:|")) + "---|");
        foreach (var kind in scores.GroupBy(static s => s.Kind).OrderBy(static g => g.Key))
            Row(kind.Key.ToString(), [.. kind]);
        Row("tuning half", scores.FindAll(static s => s.IsTuning));
        Row("reporting half", scores.FindAll(static s => !s.IsTuning));
        Row("**all**", scores);
        table.WriteLine();

        void Row(string name, List<(PatternKind, bool, double[] Overlap)> set)
        {
            var medians = Enumerable.Range(0, Distortion.All.Count).Select(d => $"{Median(set.ConvertAll(s => s.Overlap[d])).ToString("F2", CultureInfo.InvariantCulture)} ({set.Count(s => s.Overlap[d] > 0.5)})");
            table.WriteLine($"| {name} | {set.Count} | {string.Join(" | ", medians)} | {Proportion.Scored(set.Count(static s => s.Overlap[0] > 0.5), set.Count)} |");
        }
    }

    /// <summary>Each pattern of the marked kind goes to the mark with which it shares most time; what a mark gets is joined.</summary>
    private static double[] Overlaps(List<Stretch> marks, IReadOnlyList<Pattern> patterns, NodaTime.Instant start)
    {
        var (inside, all) = (new double[marks.Count], new double[marks.Count]);
        foreach (var pattern in patterns)
        {
            var (a, b) = ((pattern.Start - start).TotalMinutes, (pattern.End - start).TotalMinutes);
            var best = Enumerable.Range(0, marks.Count).Where(i => marks[i].Kind == pattern.Kind).OrderByDescending(i => Shared(marks[i], a, b)).Take(1).Where(i => Shared(marks[i], a, b) > 0).ToList();
            foreach (var i in best)
                (inside[i], all[i]) = (inside[i] + Shared(marks[i], a, b), all[i] + b - a);
        }

        return [.. marks.Select((m, i) => inside[i] / (m.To - m.From + all[i] - inside[i]))];
    }

    private static double Shared(Stretch mark, double from, double to) => Math.Max(0, Math.Min(mark.To, to) - Math.Max(mark.From, from));

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[values.Count / 2] + values[(values.Count / 2) - 1]) / 2;
    }

    private static Stretch Read(string line)
    {
        var fields = line.Split('\t');
        return new(fields[0], long.Parse(fields[1], CultureInfo.InvariantCulture), Enum.Parse<PatternKind>(fields[2]), double.Parse(fields[3], CultureInfo.InvariantCulture), double.Parse(fields[4], CultureInfo.InvariantCulture));
    }
}
