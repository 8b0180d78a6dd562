using System.Globalization;

namespace Atalaya.Eval.Plumes;

/// <summary>
/// Split-conformal factors with the experiment as the unit (hierarchical conformal prediction: Lee, Barber and Willett 2023,
/// arXiv:2306.06342; split-conformal: Lei et al. 2018). Scores are factors already: by how much a region or interval must be spread about
/// its middle to reach the truth. Each experiment weighs the same, its cases share its weight, and one unseen experiment more is counted as
/// infinitely bad; the factor of a level is the least that holds the level's share of the weight.
/// </summary>
internal static class Calibration
{
    /// <summary>The levels for which bounds are stated.</summary>
    public static readonly double[] Levels = [0.5, 0.8, 0.9];

    /// <summary>One quantity's scores.</summary>
    public sealed record Quantity(string Name, Func<CaseScore, bool> Has, Func<CaseScore, double[]> Scores);

    public static IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("place", static s => !s.RateOnly && !double.IsNaN(s.PlaceScores[2]), static s => s.PlaceScores),
        new("log rate", static s => !double.IsNaN(s.RateScores[2]), static s => s.RateScores),
    ];

    /// <summary>The factor for a level learnt on these cases; infinite where there are too few experiments for it.</summary>
    public static double Factor(IEnumerable<CaseScore> cases, Quantity quantity, int level)
    {
        var experiments = cases.Where(quantity.Has).GroupBy(static s => s.Experiment).Select(g => g.Select(s => quantity.Scores(s)[level]).ToArray()).ToArray();
        var share = Levels[level] * (experiments.Length + 1) / experiments.Length;
        if (share > 1)
            return double.PositiveInfinity;
        var scores = experiments.SelectMany(static e => e).ToArray();
        var weights = experiments.SelectMany(static e => e.Select(_ => 1.0 / e.Length)).ToArray();
        return Weighted.Quantile(scores, weights, share);
    }

    /// <summary>Coverage with the experiment as the unit, when each group is bounded with the factor learnt on the others.</summary>
    public static (double Share, int Experiments) LeftOut(IReadOnlyList<CaseScore> cases, Quantity quantity, int factorLevel, int level, Func<CaseScore, string> group)
    {
        var held = new List<(string Experiment, double Share)>();
        foreach (var left in cases.Where(quantity.Has).GroupBy(group))
        {
            var factor = Factor(cases.Where(s => group(s) != left.Key), quantity, factorLevel);
            held.AddRange(left.GroupBy(static s => s.Experiment).Select(e => (e.Key, e.Average(s => quantity.Scores(s)[level] <= factor ? 1.0 : 0))));
        }

        return (held.Count == 0 ? double.NaN : held.Average(static h => h.Share), held.Count);
    }

    /// <summary>Coverage as stated, with the experiment as the unit.</summary>
    public static (double Share, int Experiments) Stated(IEnumerable<CaseScore> cases, Func<CaseScore, bool> has, Func<CaseScore, bool> holds)
    {
        var experiments = cases.Where(has).GroupBy(static s => s.Experiment).Select(e => e.Average(s => holds(s) ? 1.0 : 0)).ToArray();
        return (experiments.Length == 0 ? double.NaN : experiments.Average(), experiments.Length);
    }

    public static string Text((double Share, int Experiments) coverage)
    {
        if (coverage.Experiments == 0)
            return "";
        var (low, high) = Weighted.Wilson(coverage.Share, coverage.Experiments);
        return string.Create(CultureInfo.InvariantCulture, $"{coverage.Share:F2} [{low:F2}, {high:F2}] n={coverage.Experiments}");
    }

    public static void Write(IReadOnlyList<CaseScore> all, TextWriter table)
    {
        CaseScore[] cases = [.. all.Where(static s => s.HasPlume && s.IsCounted && s.IsAnswered)];
        table.WriteLine("| quantity | level | experiments | factor beside the shipped | its range when one experiment is left out | held as shipped | held, experiment left out, own level's factor | held, experiment left out, 90% factor | held, site left out, 90% factor |");
        table.WriteLine("|---|--:|--:|--:|---|---|---|---|---|");
        foreach (var quantity in Quantities)
        {
            for (var level = 0; level < Levels.Length; level++)
            {
                var l = level;
                string[] experiments = [.. cases.Where(quantity.Has).Select(static s => s.Experiment).Distinct()];
                if (experiments.Length < 2)
                    continue;
                double[] ranges = [.. experiments.Select(e => Factor(cases.Where(s => s.Experiment != e), quantity, l))];
                table.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {quantity.Name} | {Levels[l]:P0} | {experiments.Length} | {Factor(cases, quantity, l):F2} | {ranges.Min():F2} to {ranges.Max():F2} | {Text(Stated(cases, quantity.Has, s => quantity.Scores(s)[l] <= 1))} | {Text(LeftOut(cases, quantity, l, l, static s => s.Experiment))} | {Text(LeftOut(cases, quantity, 2, l, static s => s.Experiment))} | {Text(LeftOut(cases, quantity, 2, l, static s => s.Set))} |"));
            }
        }

        table.WriteLine();
        table.WriteLine("| set | quantity | 90% factor from its own experiments | median score at 90% | experiments |");
        table.WriteLine("|---|---|--:|--:|--:|");
        foreach (var set in cases.GroupBy(static s => s.Set))
        {
            foreach (var quantity in Quantities)
            {
                CaseScore[] own = [.. set.Where(quantity.Has)];
                if (own.Length > 0)
                    table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {set.Key} | {quantity.Name} | {Factor(own, quantity, 2):F2} | {Weighted.Median(own.Select(s => quantity.Scores(s)[2])):F2} | {own.Select(static s => s.Experiment).Distinct().Count()} |"));
            }
        }
    }
}
