namespace Atalaya.Eval;

/// <summary>Runs evaluations by name and writes their tables beside, then renames.</summary>
internal static class EvalRunner
{
    private sealed record Evaluation(string Name, Action<EvalContext, TextWriter> Run);

    private static readonly Evaluation[] Evaluations =
    [
        new("files", Files.FileTable.Run),
        new("cutting", (context, table) => Cutting.CuttingTable.Run(context.Data, table)),
        new("reconstructions", static (context, table) => Reconstructions.ReconstructionScores.Run(Path.Combine(context.Scratch, "reconstructions"), table, Seeds())),
        new("missions", static (context, table) => Missions.MissionTable.Run(context.Data, context.Scratch, table)),
        new("plumes", static (context, table) => Plumes.PlumeEval.Run(context, table)),
        new("plumes-stress", static (context, table) => Plumes.PlumeEval.Stress(context, table)),
        new("patterns", static (context, table) => Patterns.PatternEval.Run(context.Data, table)),
        new("particles", static (context, table) => Plumes.ParticleTable.Run(context.Data, table)),
        new("zones", (c, t) => Zones.ZoneTruth.Run(c.Data, t)),
    ];

    /// <summary>200, or as many as asked for.</summary>
    private static int Seeds() => int.TryParse(Environment.GetEnvironmentVariable("ATALAYA_SEEDS"), out var seeds) ? seeds : 200;

    public static int Run(string[] names)
    {
        var context = EvalContext.Create();

        // These take tens of minutes and go on where they were stopped, so they run only when named, and alone.
        if (names is ["sbc", .. var setups])
            return Plumes.SbcRun.Calibrate(context, setups);
        if (names is ["two-sources"])
            return Plumes.SbcRun.TwoSources(context);
        foreach (var unknown in names.Where(n => Evaluations.All(e => e.Name != n)))
        {
            Console.Error.WriteLine($"no evaluation is called {unknown}; there are: {string.Join(", ", Evaluations.Select(e => e.Name))}");
            return 2;
        }

        foreach (var evaluation in Evaluations.Where(e => names.Length == 0 || names.Contains(e.Name)))
        {
            Console.WriteLine($"== {evaluation.Name}");
            var path = Path.Combine(context.Results, evaluation.Name + ".md");
            var text = new StringWriter();
            text.WriteLine($"<!-- made by `eval/run {evaluation.Name}` -->");
            evaluation.Run(context, text);
            File.WriteAllText(path + ".tmp", text.ToString());
            File.Move(path + ".tmp", path, overwrite: true);
            Console.WriteLine(text);
        }

        return 0;
    }
}

/// <summary>Where data, results and scratch space are.</summary>
/// <param name="Data">The shared data.</param>
/// <param name="Results">Where tables go.</param>
/// <param name="Scratch">Emptied before each run.</param>
internal sealed record EvalContext(string Data, string Results, string Scratch)
{
    public static EvalContext Create()
    {
        var root = Path.GetFullPath(".");
        var scratch = Path.Combine(root, ".build", "eval");
        if (Directory.Exists(scratch))
            Directory.Delete(scratch, recursive: true);
        Directory.CreateDirectory(scratch);
        var results = Path.Combine(root, "eval", "results");
        Directory.CreateDirectory(results);
        return new(DataFolder(), results, scratch);
    }

    public static string DataFolder() =>
        Path.GetFullPath(Environment.GetEnvironmentVariable("ATALAYA_DATA") is { Length: > 0 } named ? named : Path.Combine("..", "shared", "data"));
}
