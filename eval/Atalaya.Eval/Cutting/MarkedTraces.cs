using System.Globalization;
using Atalaya.Archive.Inputs;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Eval.Cutting;

/// <summary>Days of one aircraft whose flights were marked by eye (<c>eval/marks/cutting.tsv</c>), and the cuts that rules make in them.</summary>
internal static class MarkedTraces
{
    private sealed record Mark(string Set, string File, string Aircraft, Instant From, IReadOnlyList<(double From, double To)> Cuts, string Why);

    private sealed record Scored(Mark Mark, (int Missed, int False) Ours, (int Missed, int False) ByGap);

    public static void Write(string dataFolder, TextWriter table)
    {
        var marks = File.ReadLines(Path.Combine("eval", "marks", "cutting.tsv")).Where(static l => l.Length > 0 && l[0] != '#').Skip(1).Select(Read).ToList();
        var scored = marks.GroupBy(static m => m.File).SelectMany(file => Score(dataFolder, file.Key, file)).ToList();
        table.WriteLine("### Second set: marked before the rule was mended");
        table.WriteLine();
        table.WriteLine("The rule as it was before had 23 of the 28 right (cuts missed 6, false 3); the mended rule, run on them for the first time, 26 (cuts missed 0, false 2). "
            + "Three (*) were then looked into and are no longer unseen; the other 25 never were.");
        table.WriteLine();
        Write(table, scored.Where(static s => s.Mark.Set.StartsWith("second", StringComparison.Ordinal)));
        var unseen = scored.Where(static s => s.Mark.Set == "second").ToList();
        table.WriteLine();
        table.WriteLine($"Without those marked *: {Sum(unseen, static s => s.Ours)}.");
        table.WriteLine();
        table.WriteLine("### First set: its scores were known when the rule was mended, and the six with * were looked into for it");
        table.WriteLine();
        Write(table, scored.Where(static s => !s.Mark.Set.StartsWith("second", StringComparison.Ordinal)));
        table.WriteLine();
        table.WriteLine($"Both sets: {scored.Count} traces of more than one flight or with a silence of more than five minutes; ours {Proportion.Scored(scored.Count(static s => s.Ours is (0, 0)), scored.Count)}, "
            + $"30 min {Proportion.Scored(scored.Count(static s => s.ByGap is (0, 0)), scored.Count)}.");
    }

    private static void Write(TextWriter table, IEnumerable<Scored> set)
    {
        table.WriteLine("| aircraft | day from (UTC) | flights | ours | 30 min | why |");
        table.WriteLine("|---|---|--:|---|---|---|");
        var all = set.ToList();
        foreach (var (mark, ours, byGap) in all)
            table.WriteLine($"| {mark.Aircraft}{(mark.Set.EndsWith("looked-at", StringComparison.Ordinal) ? " *" : "")} | {InstantPattern.General.Format(mark.From)[..10]} | {mark.Cuts.Count + 1} | {Say(ours)} | {Say(byGap)} | {mark.Why} |");
        table.WriteLine($"| **{all.Count} traces, {all.Sum(static s => s.Mark.Cuts.Count)} cuts** | | | {Sum(all, static s => s.Ours)} | {Sum(all, static s => s.ByGap)} | |");
    }

    private static string Sum(List<Scored> all, Func<Scored, (int Missed, int False)> of) =>
        $"**{Proportion.Scored(all.Count(s => of(s) is (0, 0)), all.Count)}**; cuts missed {all.Sum(s => of(s).Missed)}, false {all.Sum(s => of(s).False)}";

    private static IEnumerable<Scored> Score(string dataFolder, string file, IEnumerable<Mark> marks)
    {
        var tracks = Tracks(Path.Combine([dataFolder, "flights", .. file.Split('/')]));
        foreach (var mark in marks)
        {
            var from = mark.From.ToUnixTimeMilliseconds();
            var reports = tracks[mark.Aircraft].Where(r => r.Time >= from && r.Time < from + 86_400_000).OrderBy(static r => r.Time).ToList();
            yield return new(mark, Score(mark, reports[0].Time, Ours(mark.Aircraft, reports)), Score(mark, reports[0].Time, ByGap(reports)));
        }
    }

    private static string Say((int Missed, int False) score) => score is (0, 0) ? "right" : $"missed {score.Missed}, false {score.False}";

    /// <summary>A cut is found where some cut of the rule lies, in part, between the minutes of the mark; a cut of the rule that finds none is false.</summary>
    private static (int Missed, int False) Score(Mark mark, long origin, IReadOnlyList<(long From, long To)> cuts)
    {
        var open = mark.Cuts.ToList();
        var wrong = 0;
        foreach (var (from, to) in cuts)
        {
            var (a, b) = ((from - origin) / 60_000.0, (to - origin) / 60_000.0);
            var at = open.FindIndex(m => a < m.To && b > m.From);
            if (at < 0)
                wrong++;
            else
                open.RemoveAt(at);
        }

        return (open.Count, wrong);
    }

    private static List<(long From, long To)> Ours(string identity, List<Report> reports)
    {
        var builder = new TrackBuilder();
        foreach (var report in reports)
            builder.Add(report);
        var flights = TrackCleaner.Clean(builder.Build(new Aircraft(identity), Basis.Heard), CleaningRules.Default).Tracks
            .SelectMany(static track => FlightCutter.Cut(track, CuttingRules.Default, []))
            .OrderBy(static f => f.Start)
            .ToList();
        return [.. flights.Zip(flights.Skip(1), static (a, b) => (a.End.ToUnixTimeMilliseconds(), b.Start.ToUnixTimeMilliseconds()))];
    }

    private static List<(long From, long To)> ByGap(List<Report> reports)
        => [.. reports.Zip(reports.Skip(1), static (a, b) => (a.Time, b.Time)).Where(static g => g.Item2 - g.Item1 > 30 * 60_000)];

    private static Dictionary<string, List<Report>> Tracks(string path)
    {
        var tracks = new Dictionary<string, List<Report>>();
        var spool = Directory.CreateTempSubdirectory("atalaya-eval-");
        try
        {
            var faults = new IgnoredFaults();
            using var catalog = InputCatalog.Scan([path], RowOptions.Default, faults, spool.FullName, CancellationToken.None);
            using var scratch = new FeedScratch();
            foreach (var input in catalog.Aircraft)
            {
                var builder = new TrackBuilder();
                foreach (var part in input.Parts)
                    part.Read(builder, faults, scratch);
                var track = builder.Build(new(input.Identity), input.Basis);
                var reports = tracks[input.Identity] = [];
                for (var i = 0; i < track.Count; i++)
                    reports.Add(track[i]);
            }
        }
        finally
        {
            spool.Delete(recursive: true);
        }

        return tracks;
    }

    private static Mark Read(string line)
    {
        var fields = line.Split('\t');
        var cuts = fields[4].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static c => c.Split('-')).Select(static c => (Number(c[0]), Number(c[1])));
        return new(fields[0], fields[1], fields[2], InstantPattern.General.Parse(fields[3]).Value, [.. cuts], fields[5]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>Faults are the file table's concern.</summary>
internal sealed class IgnoredFaults : IFaultSink
{
    public void Add(Fault fault)
    {
    }

    public void Count(string source, FaultReason reason, long count)
    {
    }
}
