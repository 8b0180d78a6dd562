using System.Diagnostics;
using System.Globalization;
using Atalaya.Archive.Analysis;

namespace Atalaya.Bench.Archives;

/// <summary>One analysis, with time and processor time of each phase and of each kind of thread. Linux only.</summary>
internal static class Phases
{
    /// <summary>Runs it and prints both tables.</summary>
    public static int Run(string folder, string output, int threads)
    {
        using var watch = new ThreadWatch();
        var marks = new Marks();
        marks.Report(new(0, 0, 0, 0, 0, "open"));
        var result = Analyzer.Run(new() { Paths = [folder], OutputFolder = output, Threads = threads, CommandLine = "bench" }, marks, CancellationToken.None);
        marks.Report(new(0, 0, 0, 0, 0, "end"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Reports} reports, {result.Flights} flights; before the first phase {marks.Started.TotalSeconds:0.000} s of processor time"));
        foreach (var (name, wall, processor) in marks.Take())
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"phase {name,-10} {wall:0.000} s, processor {processor:0.000} s"));
        foreach (var (name, seconds) in watch.Take())
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"threads {name,-16} processor {seconds:0.000} s"));
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"memory: working set {Environment.WorkingSet >> 20} MiB; managed heap {memory.HeapSizeBytes >> 20} MiB ({memory.FragmentedBytes >> 20} free), {memory.TotalCommittedBytes >> 20} committed; collections {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)}; in use at the end {GC.GetTotalMemory(forceFullCollection: true) >> 20} MiB"));
        return 0;
    }

    /// <summary>When each phase began. Called in turn for stages; what comes between two is progress.</summary>
    private sealed class Marks : IProgress<AnalysisProgress>
    {
        private readonly List<(string Name, long Wall, TimeSpan Processor)> marks = [];

        public TimeSpan Started => marks[0].Processor;

        public void Report(AnalysisProgress value)
        {
            lock (marks)
            {
                if (marks.Count == 0 || marks[^1].Name != value.Stage)
                    marks.Add((value.Stage, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime));
            }
        }

        public IEnumerable<(string Name, double Wall, double Processor)> Take() => marks.Zip(
            marks.Skip(1), static (a, b) => (a.Name, Stopwatch.GetElapsedTime(a.Wall, b.Wall).TotalSeconds, (b.Processor - a.Processor).TotalSeconds));
    }

    /// <summary>Looks at every thread of this process some times a second: a thread that ended is counted as it was seen last.</summary>
    private sealed class ThreadWatch : IDisposable
    {
        private readonly Dictionary<string, (string Name, long Nanoseconds)> seen = [];
        private readonly Timer timer;

        public ThreadWatch() => timer = new(_ => Look(), null, 0, 20);

        public IEnumerable<(string Name, double Seconds)> Take()
        {
            Look();
            return seen.Values.GroupBy(static t => t.Name).Select(static g => (g.Key, g.Sum(static t => t.Nanoseconds) / 1e9)).OrderByDescending(static g => g.Item2);
        }

        public void Dispose() => timer.Dispose();

        private void Look()
        {
            lock (seen)
            {
                foreach (var task in Directory.GetDirectories("/proc/self/task"))
                {
                    try
                    {
                        var ran = File.ReadAllText(task + "/schedstat").Split(' ')[0];
                        seen[task] = (File.ReadAllText(task + "/comm").Trim(), long.Parse(ran, CultureInfo.InvariantCulture));
                    }
                    catch (IOException)
                    {
                        // It ended between the two.
                    }
                }
            }
        }
    }
}
