using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Atalaya.Bench.Archives;

/// <summary>The whole path over synthetic archives, as a ratio to inflating the same files with <c>igzip -dc</c> in the same run.</summary>
internal static class ArchiveBench
{
    private const int Repeats = 3;

    /// <summary>Measures and writes <c>bench/results/archive.md</c>.</summary>
    public static void Run(IReadOnlyList<long> sizes)
    {
        var text = new StringBuilder();
        text.AppendLine("# From readsb files to an archive").AppendLine();
        text.AppendLine("Made by `bench/run archive`; the files are synthetic (seed 1), in the layout of a globe_history day, gzip. Best of three. `igzip` inflates the same files to");
        text.AppendLine("nowhere with one thread; the ratio is its time over ours. Ours is the whole of `analyze`: scan, read, clean, cut, patterns, zones, judge, write, coverage, exports.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {Environment.ProcessorCount} cores, load {Load()} at the start.").AppendLine();
        text.AppendLine("| Reports | Files | Threads | Seconds | Reports/s | igzip s | Ratio | Peak MiB |").AppendLine("|---|---|---|---|---|---|---|---|");
        var stages = new List<(string Stage, double Seconds)>();
        long staged = 0;
        foreach (var size in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("atalaya-bench-").FullName;
            try
            {
                Console.WriteLine($"making {size:N0} reports in {folder}");
                var (reports, files, _) = new SyntheticDay(1).Write(Path.Combine(folder, "in"), size);
                var igzip = Igzip(Path.Combine(folder, "in"));
                foreach (var threads in new[] { 1, 2 })
                {
                    var (seconds, peak) = Best(folder, threads, reports);
                    text.AppendLine(CultureInfo.InvariantCulture, $"| {reports} | {files} | {threads} | {seconds:0.00} | {reports / seconds:0} | {igzip:0.00} | {igzip / seconds:0.00} | {peak:0} |");
                    Console.WriteLine($"{threads} threads: {reports / seconds:N0} reports/s, {peak:0} MiB");
                }

                if (stages.Count == 0)
                {
                    staged = reports;
                    using var times = new StageTimes();
                    stages = times.Measure(Directory.GetFiles(Path.Combine(folder, "in"), "*.json", SearchOption.AllDirectories));
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        text.AppendLine().AppendLine("## By stage, one thread, warm").AppendLine().AppendLine("| Stage | Seconds | ns/report |").AppendLine("|---|---|---|");
        foreach (var (stage, seconds) in stages)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {stage} | {seconds:0.000} | {seconds * 1e9 / staged:0} |");
        var path = Path.Combine(Root(), "bench", "results", "archive.md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ToString());
        Console.WriteLine(text);
    }

    private static (double Seconds, double Peak) Best(string folder, int threads, long reports)
    {
        var (best, peak) = (double.MaxValue, 0d);
        for (var i = 0; i < Repeats; i++)
        {
            var output = Path.Combine(folder, "out");
            if (Directory.Exists(output))
                Directory.Delete(output, recursive: true);
            var words = Output(Environment.ProcessPath!, [.. SelfArguments(), "one", Path.Combine(folder, "in"), output, threads.ToString(CultureInfo.InvariantCulture)]).Split(' ');
            if (long.Parse(words[1], CultureInfo.InvariantCulture) != reports)
                throw new InvalidOperationException($"{words[1]} reports read of {reports}.");
            best = Math.Min(best, double.Parse(words[0], CultureInfo.InvariantCulture));
            peak = Math.Max(peak, double.Parse(words[3], CultureInfo.InvariantCulture));
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

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    internal static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Atalaya.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it from the repository.");
        return folder;
    }
}
