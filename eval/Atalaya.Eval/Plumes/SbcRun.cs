using System.Runtime.InteropServices;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Simulation;

namespace Atalaya.Eval.Plumes;

/// <summary>Simulation-based calibration: <c>eval/run sbc [SETUP...]</c> and <c>eval/run two-sources</c>. Both go on where they were stopped.</summary>
internal static class SbcRun
{
    private const int Threads = 2;

    /// <summary>The set-ups that are judged, besides plume-free ones.</summary>
    public static IReadOnlyList<PlumeSetup> Setups { get; } = [.. Enum.GetValues<PlumeSetup>().Where(static s => s != PlumeSetup.TwoAtSite)];

    private static int Cases => Asked("ATALAYA_SBC_CASES", 200);

    private static int FreeCases => Asked("ATALAYA_SBC_FREE", 500);

    /// <summary>Runs what is missing of the named set-ups, or of all, and writes the table of what there is.</summary>
    public static int Calibrate(EvalContext context, IReadOnlyList<string> names)
    {
        var known = Setups.Select(PlumeSetups.NameOf).Concat(["free-fixed-points", "free-beams", "table"]).ToList();
        if (names.FirstOrDefault(n => !known.Contains(n)) is { } unknown)
        {
            Console.Error.WriteLine($"no set-up is called {unknown}; there are: {string.Join(", ", known)}");
            return 2;
        }

        var folder = Path.Combine(context.Results, "sbc");
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        foreach (var setup in Setups.Where(s => names.Count == 0 || names.Contains(PlumeSetups.NameOf(s))))
            Fill(folder, PlumeSetups.NameOf(setup), Cases, setup == PlumeSetup.TwoSources ? 3 : 2, seed => PlumeSetups.Draw(setup, seed), stop.Token);
        foreach (var setup in new[] { PlumeSetup.FixedPoints, PlumeSetup.Beams })
        {
            var name = "free-" + PlumeSetups.NameOf(setup);
            if (names.Count == 0 || names.Contains(name))
                Fill(folder, name, FreeCases, 1, seed => PlumeSetups.Draw(setup, seed + 1_000_000, new() { Sources = 0 }), stop.Token);
        }

        return Written(context, "sbc", table => SbcTable.Write(folder, table), stop);
    }

    /// <summary>Two sources with the beams and the wind of Chilbolton.</summary>
    public static int TwoSources(EvalContext context)
    {
        var site = Path.Combine(context.Data, "emissions", "chilbolton2017");
        using var windFile = File.OpenText(Path.Combine(site, "source1_1min.csv"));
        using var beamsFile = File.OpenText(Path.Combine(site, "beams.csv"));
        var wishes = SiteFiles.ReadSite(windFile, beamsFile);
        var folder = Path.Combine(context.Results, "sbc");
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        Fill(folder, "chilbolton-two", Asked("ATALAYA_SBC_TWO", 100), 3, seed => PlumeSetups.Draw(PlumeSetup.TwoAtSite, seed, wishes), stop.Token);
        return Written(context, "two-sources", table => SbcTable.WriteTwo(Path.Combine(folder, "chilbolton-two.csv"), table), stop);
    }

    /// <summary>Does the cases that a file lacks, seeds 1 to <paramref name="cases"/>.</summary>
    internal static void Fill(string folder, string name, int cases, int mostSources, Func<ulong, SimulationPlan> draw, CancellationToken cancellation)
    {
        Complete(folder, name, cases, mostSources, draw, cancellation);
        Sort(folder, name);
    }

    private static void Complete(string folder, string name, int cases, int mostSources, Func<ulong, SimulationPlan> draw, CancellationToken cancellation)
    {
        using var file = SbcFile.Open(Path.Combine(folder, name + ".csv"), PlumeLocator.MethodVersion);
        var missing = Enumerable.Range(1, cases).Select(static i => (ulong)i).Where(seed => !file.Has(seed)).ToList();
        var done = cases - missing.Count;
        try
        {
            Parallel.ForEach(missing, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation }, seed =>
            {
                file.Add(SbcCase.Run(draw(seed), PlumeLocator.MethodVersion, mostSources, static (readings, wind, request, token) => PlumeLocator.Locate(readings, wind, request, null, token), cancellation));
                var now = Interlocked.Increment(ref done);
                if (now % 20 == 0 || now == cases)
                    Console.WriteLine($"{name}: {now} of {cases}");
            });
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"{name}: stopped at {done} of {cases}; the same command goes on from there");
        }
    }

    // In order of seed, so that the kept file does not depend on which thread was first.
    private static void Sort(string folder, string name) => SbcFile.Open(Path.Combine(folder, name + ".csv"), PlumeLocator.MethodVersion, retries: false).Dispose();

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }

    private static int Written(EvalContext context, string name, Action<TextWriter> write, CancellationTokenSource stop)
    {
        var path = Path.Combine(context.Results, name + ".md");
        var text = new StringWriter();
        text.WriteLine($"<!-- made by `eval/run {name}` -->");
        write(text);
        File.WriteAllText(path + ".tmp", text.ToString());
        File.Move(path + ".tmp", path, overwrite: true);
        Console.WriteLine(text);
        return stop.IsCancellationRequested ? 130 : 0;
    }

    private static int Asked(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var asked) && asked > 0 ? asked : otherwise;
}
