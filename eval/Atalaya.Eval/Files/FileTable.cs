using System.Globalization;
using Atalaya.Archive;
using Atalaya.Archive.Analysis;
using Atalaya.Archive.Records;
using Atalaya.Flights.Feeds;
using NodaTime;

namespace Atalaya.Eval.Files;

/// <summary>Reads every flight file of the shared data by itself, as a newcomer would, and says what came of it.</summary>
internal static class FileTable
{
    // Not position reports at all: licence texts, manifests, registers, airspace outlines.
    private static readonly string[] NotFlights = ["LICENSE", "DATA.md", "MANIFEST", "aircraftdb", "airspaces", "manifest.json"];

    // The log states no zone. Read as UTC its survey was flown from 11:27 to 13:06 in Los Angeles; as local time, after dark.
    private static readonly RowOptions InUtc = RowOptions.Default with { TimeZone = DateTimeZone.Utc };

    public static void Run(EvalContext context, TextWriter table)
    {
        var root = Path.Combine(context.Data, "flights");
        table.WriteLine("# Every flight file of the shared data, read one by one");
        table.WriteLine();
        table.WriteLine("Each file is analysed alone into an archive of its own. *Set aside*: reports that cleaning touched, by reason. *Faults*: what could not be used, by reason. The SBS-1 log is read with `--time-zone UTC`: it states no zone, and as local time the survey would have been flown after dark.");
        table.WriteLine();
        table.WriteLine("| file | reports | aircraft | flights | patterns | missions (possible) | set aside | faults |");
        table.WriteLine("|---|--:|--:|--:|---|--:|---|---|");
        long files = 0, reports = 0, flights = 0, patterns = 0, missions = 0, possible = 0;
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(root, path).Replace('\\', '/');
            if (NotFlights.Any(n => name.Contains(n, StringComparison.Ordinal)))
                continue;
            var folder = Path.Combine(context.Scratch, "files", files.ToString(CultureInfo.InvariantCulture));
            Analyzer.Run(new() { Paths = [path], OutputFolder = folder, Rows = path.EndsWith(".sbs1", StringComparison.Ordinal) ? InUtc : RowOptions.Default }, null, CancellationToken.None);
            using var archive = ArchiveReader.Open(folder);
            var summary = archive.Summary();
            var all = archive.Flights().ToList();
            var sure = all.Count(f => f.Mission.Class == "surveillance");
            var maybe = all.Count(f => f.Mission.Class == "possible");
            table.WriteLine($"| {name} | {summary.Reports} | {summary.Aircraft} | {all.Count} | {Kinds(all)} | {sure} ({maybe}) | {Counts(summary.CleaningCounts)} | {Counts(summary.FaultCounts)} |");
            files++;
            reports += summary.Reports;
            flights += all.Count;
            patterns += all.Sum(f => f.Patterns.Count);
            missions += sure;
            possible += maybe;
        }

        table.WriteLine($"| **{files} files** | {reports} | | {flights} | {patterns} | {missions} ({possible}) | | |");
    }

    private static string Kinds(IEnumerable<FlightRecord> flights) =>
        string.Join(", ", flights.SelectMany(f => f.Patterns).GroupBy(p => p.Kind).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}"));

    private static string Counts(IEnumerable<KeyValuePair<string, long>> counts) =>
        string.Join(", ", counts.Where(c => c.Value > 0).Select(c => $"{c.Value} {c.Key}"));
}
