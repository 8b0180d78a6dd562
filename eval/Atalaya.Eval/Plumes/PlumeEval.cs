using System.Globalization;

namespace Atalaya.Eval.Plumes;

/// <summary>Runs all cases, keeps their scores beside the table, and writes the table.</summary>
internal static class PlumeEval
{
    private const string ScoreFile = "plumes-scores.tsv";

    public static void Run(EvalContext context, TextWriter table)
    {
        List<CaseScore> scores = [.. CaseRunner.Run(PlumeSets.Read(context.Data), Console.Out)];
        Save(context, scores);
        PlumeTable.Write(scores, context.Data, table);
    }

    /// <summary>Only the sets or releases whose name holds a word; prints, keeps nothing.</summary>
    public static void RunSome(string word)
    {
        var cases = PlumeSets.Read(EvalContext.DataFolder()).Where(c => (c.Set + " " + c.Release).Contains(word, StringComparison.OrdinalIgnoreCase));
        List<CaseScore> scores = [.. CaseRunner.Run(cases, Console.Error)];
        Console.WriteLine(CaseScore.Header);
        foreach (var score in scores)
            Console.WriteLine(score.Line());
        if (scores.Any(static s => s.HasPlume && s.IsCounted))
            PlumeTable.Write(scores, EvalContext.DataFolder(), Console.Out);
    }

    /// <summary>The factors and the table again from the kept scores.</summary>
    public static void Calibrate()
    {
        var context = EvalContext.Create();
        List<CaseScore> scores = [.. File.ReadLines(Path.Combine(context.Results, ScoreFile)).Skip(1).Select(CaseScore.Parse)];
        Calibration.Write(scores, Console.Out);
    }

    /// <summary>Wind and turbulence told wrongly, on the cases that count.</summary>
    public static void Stress(EvalContext context, TextWriter table)
    {
        PlumeCase[] cases = [.. PlumeSets.Read(context.Data).Where(static c => c.HasPlume && c.IsCounted).Where(IsStressed)];
        table.WriteLine("# Wind and turbulence told wrongly");
        table.WriteLine();
        table.WriteLine("The releases that count: all of Chilbolton and METEC, every third of the others. Coverage: shares of experiments as stated, with Wilson's 95% interval; the shipped constants know nothing of these faults.");
        table.WriteLine();
        table.WriteLine("| told | cases | answered | median place error, m | place 90% holds | 90% region, median m² | median abs. rate error | median log rate less as given | rate 90% holds |");
        table.WriteLine("|---|--:|--:|--:|---|--:|--:|--:|---|");
        Dictionary<string, double> given = [];
        foreach (var (name, make) in CaseStress.All)
        {
            List<CaseScore> scores = [.. CaseRunner.Run(cases.Select(make).OfType<PlumeCase>(), Console.Out)];
            var answered = scores.Where(static s => s.IsAnswered).ToArray();
            foreach (var s in answered)
                given.TryAdd(s.Set + s.Release, s.Rate.Median);
            var shift = Weighted.Median(answered.Select(s => Math.Log(s.Rate.Median / given[s.Set + s.Release])));
            table.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {scores.Count} | {answered.Length} | {Weighted.Median(answered.Select(static s => s.PlaceError)):F1} | {Calibration.Text(Calibration.Stated(answered, static s => !s.RateOnly, static s => s.InRegions[2]))} | {Weighted.Median(answered.Where(static s => !s.RateOnly).Select(static s => s.Areas[2])):F0} | {Weighted.Median(answered.Select(static s => Math.Abs(s.RateError))):P0} | {shift:+0.00;-0.00} | {Calibration.Text(Calibration.Stated(answered, static _ => true, static s => s.InRate(2)))} |"));
        }
    }

    private static bool IsStressed(PlumeCase c, int index) => c.Set is ChilboltonSet.Name or MetecSet.Name || index % 3 == 0;

    private static void Save(EvalContext context, List<CaseScore> scores)
    {
        var path = Path.Combine(context.Results, ScoreFile);
        File.WriteAllLines(path + ".tmp", scores.Select(static s => s.Line()).Prepend(CaseScore.Header));
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
