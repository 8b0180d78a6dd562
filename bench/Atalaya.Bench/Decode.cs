using System.Diagnostics;
using System.Globalization;
using Atalaya.Bench.Archives;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Bench;

/// <summary>Readsb traces from stored bytes to clean tracks, step by step, each beside igzip inflating the same bytes in the same run.</summary>
internal sealed class Decode(string[] paths)
{
    private const int Rounds = 4;

    private readonly byte[][] files = [.. paths.Select(File.ReadAllBytes)];
    private long reports;

    /// <summary>One way of reading one stored file on the calling thread.</summary>
    private delegate void Way(int file, FeedScratch scratch, TrackBuilder builder);

    /// <summary>Measures every way over all trace files of a folder and prints a table of processor time.</summary>
    public static void Run(string folder, TextWriter table) =>
        new Decode([.. Directory.EnumerateFiles(folder, "trace_full_*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]).Run(table);

    private void Run(TextWriter table)
    {
        if (FeedScratch.NativeInflation)
            Measure(1, native: true, FromMemory, out _);
        else
            Measure(1, native: false, FromMemory, out _);
        var igzip = Igzip();
        table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length} files, {reports} reports, {files.Sum(static f => f.LongLength)} bytes stored; processor time, best of {Rounds}"));
        table.WriteLine();
        table.WriteLine("| way | threads | ns/report | time / igzip's | bytes allocated per file |");
        table.WriteLine("|---|---|---|---|---|");
        if (igzip is { } alone)
            Row(table, "igzip, a process of its own", 1, alone, igzip, null);
        if (FeedScratch.NativeInflation)
        {
            Row(table, "libisal in this process, no decoding", 1, native: true, InflateOnly, igzip);
            foreach (var threads in (int[])[1, 2])
            {
                Row(table, "libisal and decoding, from memory", threads, native: true, FromMemory, igzip);
                Row(table, "libisal and decoding, from files", threads, native: true, FromFile, igzip);
                Row(table, "the same, then clean and cut", threads, native: true, CleanAndCut, igzip);
            }

            Row(table, "libisal and the reference decoder", 1, native: true, ByReference, igzip);
        }

        Row(table, "framework inflater, no decoding", 1, native: false, InflateOnly, igzip);
        Row(table, "framework inflater and decoding, from memory", 1, native: false, FromMemory, igzip);
    }

    private void Row(TextWriter table, string way, int threads, bool native, Way read, double? igzip)
    {
        var seconds = Measure(threads, native, read, out var allocated);
        Row(table, way, threads, seconds, igzip, allocated / files.Length);
    }

    private void Row(TextWriter table, string way, int threads, double seconds, double? igzip, long? allocated) =>
        table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {way} | {threads} | {seconds * 1e9 / reports:0.0} | {(igzip is { } bound ? (seconds / bound).ToString("0.00", CultureInfo.InvariantCulture) : "")} | {allocated} |"));

    private double Measure(int threads, bool native, Way read, out long allocated)
    {
        var best = double.MaxValue;
        allocated = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (seconds, bytes, count) = Once(threads, native, read);
            (best, allocated) = (Math.Min(best, seconds), bytes);
            reports = Math.Max(reports, count);
        }

        return best;
    }

    private (double Seconds, long Allocated, long Reports) Once(int threads, bool native, Way read)
    {
        var (next, nanoseconds, allocated, count) = (-1, 0L, 0L, 0L);
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            using var scratch = new FeedScratch(native);
            var builder = new TrackBuilder();
            var mine = 0L;
            var (start, bytes) = (ThreadClock.Nanoseconds, GC.GetAllocatedBytesForCurrentThread());
            for (int i; (i = Interlocked.Increment(ref next)) < files.Length;)
            {
                builder.Clear();
                read(i, scratch, builder);
                mine += builder.Count;
            }

            Interlocked.Add(ref nanoseconds, ThreadClock.Nanoseconds - start);
            Interlocked.Add(ref allocated, GC.GetAllocatedBytesForCurrentThread() - bytes);
            Interlocked.Add(ref count, mine);
        })).ToList();
        workers.ForEach(static worker => worker.Start());
        workers.ForEach(static worker => worker.Join());
        return (nanoseconds / 1e9, allocated, count);
    }

    private void InflateOnly(int file, FeedScratch scratch, TrackBuilder builder)
    {
        var window = scratch.Window;
        window.Open(new MemoryStream(files[file]));
        while (window.Fill())
            window.Advance(window.Bytes.Length);
        window.Close();
    }

    private void FromMemory(int file, FeedScratch scratch, TrackBuilder builder) =>
        ReadsbTrace.Read(new MemoryStream(files[file]), "", builder, Silent.Instance, scratch);

    private void ByReference(int file, FeedScratch scratch, TrackBuilder builder) =>
        ReadsbTrace.ReadByJsonOnly(new MemoryStream(files[file]), "", builder, Silent.Instance, scratch);

    private void FromFile(int file, FeedScratch scratch, TrackBuilder builder)
    {
        using var content = new FileStream(paths[file], FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        ReadsbTrace.Read(content, "", builder, Silent.Instance, scratch);
    }

    private void CleanAndCut(int file, FeedScratch scratch, TrackBuilder builder)
    {
        using var content = new FileStream(paths[file], FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        if (ReadsbTrace.Read(content, "", builder, Silent.Instance, scratch) is not { } aircraft)
            return;
        foreach (var track in TrackCleaner.Clean(builder.Build(aircraft, Basis.Heard), CleaningRules.Default).Tracks)
            FlightCutter.Cut(track, CuttingRules.Default, []);
    }

    // Gzip members may follow one another, so one process inflates all files.
    private double? Igzip()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var all = File.Create(path))
                Array.ForEach(files, file => all.Write(file));
            var best = double.MaxValue;
            for (var round = 0; round < Rounds; round++)
            {
                using var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"TIMEFORMAT='%3U %3S'; time igzip -d -c < '{path}' > /dev/null"]) { RedirectStandardError = true })!;
                var times = process.StandardError.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
                process.WaitForExit();
                if (process.ExitCode != 0)
                    return null;
                best = Math.Min(best, times.Sum(static text => double.Parse(text, CultureInfo.InvariantCulture)));
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
        public static Silent Instance { get; } = new();

        public void Add(Fault fault)
        {
        }

        public void Count(string source, FaultReason reason, long count)
        {
        }
    }
}
