using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Atalaya.Bench.Archives;

/// <summary>The whole path over synthetic archives, as a ratio to inflating the same files with <c>igzip -dc</c> in the same run.</summary>
internal static class ArchiveBench
{
    private const int Repeats = 3;

    /// <summary>Reports beyond which one run of each kind is enough: they take half a minute and more.</summary>
    private const long Large = 32_000_000;

    /// <summary>Most reports that a day of all receivers on Earth holds.</summary>
    private const long GlobalDay = 83_000_000;

    /// <summary>Measures and writes <c>bench/results/archive.md</c>.</summary>
    /// <param name="sizes">Reports of each archive; none: those of the committed table, and a day of the Earth.</param>
    public static void Run(IReadOnlyList<long> sizes)
    {
        var load = Load();
        var rows = new StringBuilder();
        var disk = new StringBuilder();
        var stages = new List<(string Stage, double Seconds)>();
        long staged = 0;
        List<(string Name, SyntheticDay Day, long Reports)> inputs = [.. (sizes.Count > 0 ? sizes : [4_000_000, 16_000_000, 64_000_000]).Select(static size => ("days", new SyntheticDay(1), size))];
        if (sizes.Count == 0)
            inputs.Add(("global day", SyntheticDay.Global(1), GlobalDay));
        foreach (var (name, day, size) in inputs)
        {
            var folder = Directory.CreateTempSubdirectory("atalaya-bench-").FullName;
            try
            {
                Console.WriteLine($"making {size:N0} reports in {folder}");
                var input = Path.Combine(folder, "in");
                var (reports, files, _) = day.Write(input, size);
                var igzip = Igzip(input);
                Console.WriteLine($"igzip {igzip:0.00} s");
                foreach (var (threads, words) in Ways(size))
                {
                    var (seconds, peak) = Best(folder, threads, words, reports);
                    var (inflater, kept) = (words.Contains(OneAnalysis.Managed) ? "framework" : "libisal", words.Contains(OneAnalysis.KeepAll) ? "all" : "default");
                    var row = string.Create(
                        CultureInfo.InvariantCulture, $"| {reports} ({name}) | {files} | {threads} | {inflater} | {kept} | {seconds:0.00} | {reports / seconds:0} | {igzip:0.00} | {seconds / igzip:0.0} | {peak:0} |");
                    rows.AppendLine(row);
                    Console.WriteLine(row);
                    if (kept == "all")
                        disk.AppendLine(DiskRow($"{reports} ({name})", Path.Combine(folder, "out"), reports));
                }

                if (stages.Count == 0)
                {
                    staged = reports;
                    using var times = new StageTimes();
                    stages = times.Measure(Directory.GetFiles(input, "*.json", SearchOption.AllDirectories));
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        var text = new StringBuilder();
        text.AppendLine("# From readsb files to an archive").AppendLine();
        text.AppendLine("Made by `bench/run archive`; the files are synthetic (seed 1), in the layout of a globe_history day, gzip. Best of three (beyond 32 M reports, of one). `igzip` inflates");
        text.AppendLine("the same files to nowhere with one thread; the ratio is **our time over its time** (less is better; the target is 2.0 on two threads). Ours is the whole of `analyze`: scan, read,");
        text.AppendLine("clean, cut, patterns, zones, judge, write, coverage, exports. `libisal` inflates through the native library, `framework` without it.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {Environment.ProcessorCount} cores, load {load} at the start.").AppendLine();
        text.AppendLine("| Reports | Files | Threads | Inflater | Positions kept | Seconds | Reports/s | igzip s | Ours / igzip | Peak MiB |").AppendLine("|---|---|---|---|---|---|---|---|---|---|").Append(rows);
        text.AppendLine().AppendLine("## Bytes a report on disk, `--keep all`").AppendLine();
        text.AppendLine("Positions are what is kept (target: 8). Open spells are there only until the days before and after are read, or the next run closes them.").AppendLine();
        text.AppendLine("| Reports | Positions | Tables (DuckDB) | Exports | Open spells | Whole archive |").AppendLine("|---|---|---|---|---|---|").Append(disk);
        text.AppendLine().AppendLine("## By stage, one thread, warm").AppendLine().AppendLine("| Stage | Seconds | ns/report |").AppendLine("|---|---|---|");
        foreach (var (stage, seconds) in stages)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {stage} | {seconds:0.000} | {seconds * 1e9 / staged:0} |");
        var path = Path.Combine(Root(), "bench", "results", "archive.md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ToString());
        Console.WriteLine(text);
    }

    private static IEnumerable<(int Threads, string[] Words)> Ways(long size)
    {
        if (size <= Large)
            yield return (1, []);
        yield return (2, []);
        yield return (2, [OneAnalysis.Managed]);
        yield return (2, [OneAnalysis.KeepAll]);
    }

    private static string DiskRow(string name, string archive, long reports)
    {
        var (positions, open) = (Bytes(Path.Combine(archive, "positions"), "*"), Bytes(Path.Combine(archive, "open"), "*"));
        var (tables, all) = (Bytes(archive, "atalaya.duckdb*"), Bytes(archive, "*"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {(double)positions / reports:0.00} | {(double)tables / reports:0.00} | {(double)(all - positions - open - tables) / reports:0.00} | {(double)open / reports:0.00} | {(double)all / reports:0.00} |");
    }

    private static long Bytes(string folder, string pattern) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles(pattern, SearchOption.AllDirectories).Sum(static file => file.Length) : 0;

    private static (double Seconds, double Peak) Best(string folder, int threads, string[] words, long reports)
    {
        var (best, peak) = (double.MaxValue, 0d);
        for (var i = 0; i < (reports > Large ? 1 : Repeats); i++)
        {
            var output = Path.Combine(folder, "out");
            if (Directory.Exists(output))
                Directory.Delete(output, recursive: true);
            var said = Output(Environment.ProcessPath!, [.. SelfArguments(), "one", Path.Combine(folder, "in"), output, threads.ToString(CultureInfo.InvariantCulture), .. words]).Split(' ');
            if (long.Parse(said[1], CultureInfo.InvariantCulture) != reports)
                throw new InvalidOperationException($"{said[1]} reports read of {reports}.");
            best = Math.Min(best, double.Parse(said[0], CultureInfo.InvariantCulture));
            peak = Math.Max(peak, double.Parse(said[3], CultureInfo.InvariantCulture));
        }

        return (best, peak);
    }

    private static string[] SelfArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ArchiveBench).Assembly.Location] : [];

    private static double Igzip(string folder)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Repeats; i++)
        {
            var clock = Stopwatch.StartNew();
            Output("/bin/sh", ["-c", $"find '{folder}' -name '*.json' -print0 | xargs -0 cat | igzip -dc > /dev/null"]);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static string Output(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    internal static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    internal static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Atalaya.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it from the repository.");
        return folder;
    }
}
