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
    private sealed record Mark(string File, string Aircraft, Instant From, IReadOnlyList<(double From, double To)> Cuts, string Why);

    public static void Write(string dataFolder, TextWriter table)
    {
        var marks = File.ReadLines(Path.Combine("eval", "marks", "cutting.tsv")).Where(static l => l.Length > 0 && l[0] != '#').Skip(1).Select(Read).ToList();
        table.WriteLine("| aircraft | day from (UTC) | flights | ours | 30 min | why |");
        table.WriteLine("|---|---|--:|---|---|---|");
        var (ours, byGap, cuts, oursMissed, oursFalse, gapMissed, gapFalse) = (0, 0, 0, 0, 0, 0, 0);
        foreach (var file in marks.GroupBy(static m => m.File))
        {
            var tracks = Tracks(Path.Combine([dataFolder, "flights", .. file.Key.Split('/')]));
            foreach (var mark in file)
            {
                var reports = tracks[mark.Aircraft].Where(r => r.Time >= mark.From.ToUnixTimeMilliseconds() && r.Time < mark.From.ToUnixTimeMilliseconds() + 86_400_000).OrderBy(static r => r.Time).ToList();
                var found = Score(mark, reports[0].Time, Ours(mark.Aircraft, reports));
                var plain = Score(mark, reports[0].Time, ByGap(reports));
                table.WriteLine($"| {mark.Aircraft} | {InstantPattern.General.Format(mark.From)[..10]} | {mark.Cuts.Count + 1} | {Say(found)} | {Say(plain)} | {mark.Why} |");
                ours += found is (0, 0) ? 1 : 0;
                byGap += plain is (0, 0) ? 1 : 0;
                cuts += mark.Cuts.Count;
                (oursMissed, oursFalse, gapMissed, gapFalse) = (oursMissed + found.Missed, oursFalse + found.False, gapMissed + plain.Missed, gapFalse + plain.False);
            }
        }

        table.WriteLine($"| **{marks.Count} traces, {cuts} cuts** | | | **{Proportion.Scored(ours, marks.Count)}**; cuts missed {oursMissed}, false {oursFalse} | **{Proportion.Scored(byGap, marks.Count)}**; cuts missed {gapMissed}, false {gapFalse} | |");
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
        var cuts = fields[3].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static c => c.Split('-')).Select(static c => (Number(c[0]), Number(c[1])));
        return new(fields[0], fields[1], InstantPattern.General.Parse(fields[2]).Value, [.. cuts], fields[4]);
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
