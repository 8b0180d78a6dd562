using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Atalaya.Archive.Analysis;
using Atalaya.Flights.Feeds;

namespace Atalaya.Bench.Archives;

/// <summary>One analysis in a process of its own, so that its memory can be measured.</summary>
internal static partial class OneAnalysis
{
    /// <summary>Runs it and prints seconds, reports, flights and peak memory in MiB.</summary>
    /// <param name="folder">The input.</param>
    /// <param name="output">The archive.</param>
    /// <param name="threads">Worker threads.</param>
    /// <param name="words"><c>managed</c>: inflate without the native library; <c>keep-all</c>: keep every position.</param>
    public static int Run(string folder, string output, int threads, IReadOnlyList<string> words)
    {
        if (words.Contains(Managed))
            AppContext.SetSwitch(FeedScratch.ManagedInflationSwitch, true);
        var clock = Stopwatch.StartNew();
        var result = Analyzer.Run(new() { Paths = [folder], OutputFolder = output, Threads = threads, KeepAll = words.Contains(KeepAll), CommandLine = "bench" }, null, CancellationToken.None);
        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} {result.Reports} {result.Flights} {PeakMebibytes():0}"));
        return 0;
    }

    /// <summary>Inflate without the native library.</summary>
    public const string Managed = "managed";

    /// <summary>Keep every position.</summary>
    public const string KeepAll = "keep-all";

    private static double PeakMebibytes() => File.Exists("/proc/self/status") && PeakLine().Match(File.ReadAllText("/proc/self/status")) is { Success: true } match
        ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) / 1024
        : Process.GetCurrentProcess().PeakWorkingSet64 / 1024d / 1024d;

    [GeneratedRegex(@"VmHWM:\s*(\d+) kB")]
    private static partial Regex PeakLine();
}
