using System.Globalization;
using Atalaya.Archive;
using Atalaya.Archive.Analysis;
using Atalaya.Archive.Records;
using Atalaya.Reconstruction;
using NodaTime;

namespace Atalaya.Eval.Reconstructions;

/// <summary>
/// Missions planted, found, missed and false, over seeds with 0 to 30 missions in the ten days. The analysis sees the files of
/// <c>input/</c> alone; the truth is compared afterwards by address and time.
/// </summary>
public static class ReconstructionScores
{
    private const int MostMissions = 30;

    /// <summary>The last three months of the baseline and the ten days, with half of the ordinary traffic: enough to err on.</summary>
    private static readonly LocalDate FirstDay = new(2024, 11, 1);
    private const double Traffic = 0.5;

    /// <summary>Runs all seeds and writes the table.</summary>
    /// <param name="scratch">An empty folder to work in.</param>
    /// <param name="table">Where the table goes, as Markdown.</param>
    /// <param name="seeds">How many seeds, 2 or more; the number of missions rises from 0 to 30 over them.</param>
    public static void Run(string scratch, TextWriter table, int seeds)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 2);
        table.WriteLine("# Missions on reconstructions");
        table.WriteLine();
        table.WriteLine("Planted: missions of the ten days (N) and of the months before that some receiver heard. Found: judged `surveillance`; "
            + "possible: judged `possible`; missed: neither. False: other flights so judged. Drones: the operator's two flights. "
            + "Split: missions that came out as more than one flight.");
        table.WriteLine();
        table.WriteLine("| Seed | N | Reports | Other flights | Planted | Found | Possible | Missed | Split | False | False possible | Drones found |");
        table.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        var total = new Score();
        List<string> remarks = [];
        for (var seed = 1; seed <= seeds; seed++)
        {
            var missions = (int)Math.Round((seed - 1) * (double)MostMissions / (seeds - 1));
            var folder = Path.Combine(scratch, "seed" + seed.ToString(CultureInfo.InvariantCulture));
            var score = Score(folder, new() { Seed = seed, Missions = missions, FirstDay = FirstDay, OrdinaryTraffic = Traffic }, remarks);
            total += score;
            table.WriteLine(Row(seed.ToString(CultureInfo.InvariantCulture), missions.ToString(CultureInfo.InvariantCulture), score));
            Directory.Delete(folder, recursive: true);
        }

        table.WriteLine(Row("**all**", "", total));
        table.WriteLine();
        foreach (var remark in remarks)
            table.WriteLine("- " + remark);
    }

    private static Score Score(string folder, ReconstructionOptions options, List<string> remarks)
    {
        var made = Winter2025.Generate(options, new FolderSink(folder), null, CancellationToken.None);
        var archive = Path.Combine(folder, "archive");
        Analyzer.Run(new() { Paths = [Path.Combine(folder, "input")], OutputFolder = archive }, null, CancellationToken.None);
        using var reader = ArchiveReader.Open(archive);
        var flights = reader.Flights().ToLookup(static f => f.Identity);
        var truth = File.ReadLines(Path.Combine(folder, "truth.jsonl")).Select(PlantedFlight.Read).Where(static f => f.Heard).ToList();
        var score = new Score { Reports = made.Reports, Others = truth.Count(static t => !t.Mission) };
        HashSet<string> explained = [];
        foreach (var mission in truth.Where(static t => t.Mission))
        {
            var seen = flights[mission.Identity].Where(mission.Overlaps).ToList();
            explained.UnionWith(seen.Select(static f => f.FlightId));
            var best = seen.Any(static f => f.Mission.Class == "surveillance") ? "found" : seen.Any(static f => f.Mission.Class == "possible") ? "possible" : "missed";
            score += mission.Operator
                ? new Score { Drones = best == "found" ? 1 : 0 }
                : new Score
                {
                    Planted = 1,
                    Found = best == "found" ? 1 : 0,
                    Possible = best == "possible" ? 1 : 0,
                    Missed = best == "missed" ? 1 : 0,
                    Split = seen.Count > 1 ? 1 : 0,
                };
            if (best != "found" || seen.Count > 1)
                remarks.Add($"seed {options.Seed}: {mission} {best}{(seen.Count == 1 ? "" : $", as {seen.Count} flights")}");
        }

        foreach (var other in flights.SelectMany(static g => g).Where(f => f.Mission.Class != "none" && !explained.Contains(f.FlightId)))
        {
            var planned = truth.FirstOrDefault(t => t.Identity == other.Identity && t.Overlaps(other));
            remarks.Add($"seed {options.Seed}: {planned?.ToString() ?? other.FlightId} judged {other.Mission.Class}");
            score += other.Mission.Class == "surveillance" ? new Score { False = 1 } : new Score { FalsePossible = 1 };
        }

        return score;
    }

    private static string Row(string seed, string missions, Score s) => string.Create(CultureInfo.InvariantCulture,
        $"| {seed} | {missions} | {s.Reports} | {s.Others} | {s.Planted} | {s.Found} | {s.Possible} | {s.Missed} | {s.Split} | {s.False} | {s.FalsePossible} | {s.Drones} |");
}

/// <summary>Counts of one seed, or of all.</summary>
internal readonly record struct Score
{
    public long Reports { get; init; }

    public int Others { get; init; }

    public int Planted { get; init; }

    public int Found { get; init; }

    public int Possible { get; init; }

    public int Missed { get; init; }

    public int Split { get; init; }

    public int False { get; init; }

    public int FalsePossible { get; init; }

    public int Drones { get; init; }

    public static Score operator +(Score a, Score b) => new()
    {
        Reports = a.Reports + b.Reports,
        Others = a.Others + b.Others,
        Planted = a.Planted + b.Planted,
        Found = a.Found + b.Found,
        Possible = a.Possible + b.Possible,
        Missed = a.Missed + b.Missed,
        Split = a.Split + b.Split,
        False = a.False + b.False,
        FalsePossible = a.FalsePossible + b.FalsePossible,
        Drones = a.Drones + b.Drones,
    };
}
