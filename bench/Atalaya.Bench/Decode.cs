using System.Diagnostics;
using System.Globalization;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Bench;

/// <summary>Decoding of readsb traces alone: stored bytes to columns.</summary>
internal static class Decode
{
    /// <summary>Decodes every file of a folder on one and two threads, with and without libisal, beside igzip inflating the same bytes.</summary>
    public static void Run(string folder, TextWriter table)
    {
        var files = Directory.EnumerateFiles(folder, "trace_full_*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        var ceiling = Igzip(files);
        table.WriteLine("| inflater | threads | reports | s | CPU s | reports/s | reports/CPU s | CPU s of igzip / CPU s |");
        table.WriteLine("|---|---|---|---|---|---|---|---|");
        if (ceiling is { } alone)
            table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| igzip -d, no decoding | 1 | | {alone.Seconds:0.000} | {alone.Processor:0.000} | | | 1 |"));
        foreach (var native in (bool[])[true, false])
        {
            if (native && !FeedScratch.NativeInflation)
                continue;
            foreach (var threads in (int[])[1, 2])
            {
                Once(files, threads, native);
                var (reports, took, processor) = Once(files, threads, native);
                table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {(native ? "libisal" : "framework")} | {threads} | {reports} | {took:0.000} | {processor:0.000} | {reports / took:0} | {reports / processor:0} | {(ceiling is { } bound ? (bound.Processor / processor).ToString("0.00", CultureInfo.InvariantCulture) : "")} |"));
            }
        }
    }

    private static (long Reports, double Seconds, double Processor) Once(byte[][] files, int threads, bool native)
    {
        var (next, reports) = (-1, 0L);
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            using var scratch = new FeedScratch(native);
            var builder = new TrackBuilder();
            var none = new Silent();
            for (int i; (i = Interlocked.Increment(ref next)) < files.Length;)
            {
                builder.Clear();
                ReadsbTrace.Read(new MemoryStream(files[i]), "", builder, none, scratch);
                Interlocked.Add(ref reports, builder.Count);
            }
        })).ToList();
        workers.ForEach(static worker => worker.Start());
        workers.ForEach(static worker => worker.Join());
        var seconds = clock.Elapsed.TotalSeconds;
        self.Refresh();
        return (reports, seconds, (self.TotalProcessorTime - before).TotalSeconds);
    }

    // Gzip members may follow one another, so one process inflates all files.
    private static (double Seconds, double Processor)? Igzip(byte[][] files)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var all = File.Create(path))
                Array.ForEach(files, file => all.Write(file));
            var best = (Seconds: double.MaxValue, Processor: double.MaxValue);
            for (var round = 0; round < 3; round++)
            {
                var clock = Stopwatch.StartNew();
                using var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"TIMEFORMAT='%3U %3S'; time igzip -d -c < '{path}' > /dev/null"]) { RedirectStandardError = true })!;
                var times = process.StandardError.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
                process.WaitForExit();
                if (process.ExitCode != 0)
                    return null;
                best = (Math.Min(best.Seconds, clock.Elapsed.TotalSeconds), Math.Min(best.Processor, times.Sum(static text => double.Parse(text, CultureInfo.InvariantCulture))));
            }

            return best;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class Silent : IFaultSink
    {
        public void Add(Fault fault)
        {
        }

        public void Count(string source, FaultReason reason, long count)
        {
        }
    }
}
