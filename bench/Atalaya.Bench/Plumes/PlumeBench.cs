using System.Diagnostics;
using System.Globalization;
using System.Text;
using Atalaya.Bench.Archives;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Forward;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Bench.Plumes;

/// <summary>Seconds to a source, beside the peer's and beside one pass of the forward model.</summary>
internal static class PlumeBench
{
    /// <summary>Newman et al. 2024, one source of Chilbolton: 27 to 54 minutes; 48 on the plain set-up.</summary>
    private const double PeerSeconds = 48 * 60;

    private sealed record Time(double Seconds, double ProcessorSeconds, PlumeAnswer Answer);

    /// <summary>Measures and writes <c>bench/results/plumes.md</c>.</summary>
    public static void Run()
    {
        var folder = Path.Combine(Data(), "emissions", "chilbolton2017");
        var (readings, wind) = PlumeInputs.Chilbolton(folder);
        var (twoReadings, twoWind) = PlumeInputs.Two(folder);
        _ = Locate(readings, wind, 1);
        var text = new StringBuilder("# Plumes\n\n");
        text.AppendLine("Made by `bench/run plumes`. Best of three after a run that warms the compiler; seconds on the clock and of processor time over all threads.");
        text.AppendLine("Ceiling: one pass of the forward model over the blocks, from one source place to each reading, on one thread. Peer: Newman et al. 2024, 48 minutes for one source; two sources not converged after 27 h.\n");
        text.AppendLine("## Chilbolton source 1: 139 minutes of seven beams\n");
        text.AppendLine("| sources | threads | s | asked, s | processor s | passes of the forward model | peer / here | stated sources |\n|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var (name, table, air, asked) in new[] { ("one, as measured", readings, wind, 5.0), ("two, simulated by particles in its wind", twoReadings, twoWind, 30.0) })
        {
            var pass = Pass(table, air);
            foreach (var threads in new[] { 2, 1 })
            {
                var time = Enumerable.Range(0, 3).Select(_ => Locate(table, air, threads)).MinBy(static t => t.Seconds)!;
                text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {threads} | {time.Seconds:F2} | {(threads == 2 ? asked.ToString("F0", CultureInfo.InvariantCulture) : "")} | {time.ProcessorSeconds:F2} | {time.ProcessorSeconds / pass:N0} | {PeerSeconds / time.Seconds:N0} | {time.Answer.Sources.Count} |");
            }

            Console.WriteLine(text);
        }

        text.AppendLine("\n## By number of readings: eight fixed sensors, a reading every second, one source\n");
        text.AppendLine("| readings | blocks | s, two threads | processor s | µs a reading | passes of the forward model | reading into blocks, s |\n|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var count in new[] { 1_000, 10_000, 100_000, 1_000_000 })
        {
            var (many, breeze) = PlumeInputs.EverySecond(count);
            var clock = Stopwatch.StartNew();
            var blocks = BlockBuilder.Build(many, breeze, Gas.Methane, new BlockRules(), Environment.ProcessorCount, CancellationToken.None);
            var building = clock.Elapsed.TotalSeconds;
            var time = Locate(many, breeze, 2);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {many.Count:N0} | {blocks.Blocks.Count} | {time.Seconds:F2} | {time.ProcessorSeconds:F2} | {1e6 * time.ProcessorSeconds / many.Count:F1} | {time.ProcessorSeconds / Pass(many, breeze):N0} | {building:F3} |");
        }

        File.WriteAllText(Path.Combine(ArchiveBench.Root(), "bench", "results", "plumes.md"), text.ToString());
        Console.WriteLine(text);
    }

    private static Time Locate(ReadingTable readings, WindTable wind, int threads)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var answer = PlumeLocator.Locate(readings, wind, new LocateRequest(Gas.Methane) { Threads = threads });
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        return new(seconds, (process.TotalProcessorTime - before).TotalSeconds, answer);
    }

    /// <summary>Processor seconds of one pass of the forward model: every block once, one place.</summary>
    private static double Pass(ReadingTable readings, WindTable wind)
    {
        var blocks = BlockBuilder.Build(readings, wind, Gas.Methane, new BlockRules(), Environment.ProcessorCount, CancellationToken.None);
        var (signal, slope) = (new double[readings.Sensors.Count], new double[readings.Sensors.Count]);
        const int Passes = 100;
        var best = double.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var before = ThreadClock.Nanoseconds;
            for (var pass = 0; pass < Passes; pass++)
            {
                // Each pass from another place, as in a search.
                var source = new SourceTerm(pass * 0.5, 60 + (pass * 0.3), 0.3, 0, 1, 1);
                foreach (var block in blocks.Blocks)
                    PlumeField.Block(block, source, signal, slope);
            }

            best = Math.Min(best, (ThreadClock.Nanoseconds - before) * 1e-9 / Passes);
        }

        return best;
    }

    private static string Data() =>
        Environment.GetEnvironmentVariable("ATALAYA_DATA") is { Length: > 0 } named ? named : Path.Combine(ArchiveBench.Root(), "..", "shared", "data");
}
