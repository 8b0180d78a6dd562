using System.Globalization;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Simulation;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Atalaya.Eval.Plumes;

/// <summary>Tables of simulation-based calibration.</summary>
internal static class SbcTable
{
    private const int Bins = 10;
    private const double Near = 5;
    private const double RateFactor = 1.5;
    private const int LeastSeen = 30;
    private static readonly string[] FreeNames = ["free-fixed-points", "free-beams"];
    private static readonly double[] AskedRates = [0.01, 0.05, 0.1];

    private static readonly (string Posterior, string Of, Func<SbcRow, double> Rank)[] RankKinds =
    [
        ("model", "x", static r => r.ModelRankX),
        ("model", "y", static r => r.ModelRankY),
        ("model", "log rate", static r => r.ModelRankLogRate),
        ("as stated", "x", static r => r.RankX),
        ("as stated", "y", static r => r.RankY),
        ("as stated", "log rate", static r => r.RankLogRate),
    ];

    /// <summary>All set-ups that have rows.</summary>
    public static void Write(string folder, TextWriter table)
    {
        var sets = SbcRun.Setups.Select(PlumeSetups.NameOf).Select(n => (Name: n, Rows: Rows(folder, n))).Where(static s => s.Rows.Count > 0).ToList();
        table.WriteLine("# Simulation-based calibration\n");
        table.WriteLine($"Method `{PlumeLocator.MethodVersion}`. Cases are simulated by Lagrangian particles (docs/methods/plume-simulation.md); the inversion gets readings, wind as measured and the area the source was drawn from. Regions and rates are scored where the truth was matched to a stated source; square brackets are Wilson's 95%.\n");
        Coverage(sets, table);
        Ranks(sets, table);
        FalseAlarms(folder, table);
    }

    /// <summary>Two sources at the site of Chilbolton.</summary>
    public static void WriteTwo(string path, TextWriter table)
    {
        var cases = SbcFile.Read(path).Where(static r => r.Method == PlumeLocator.MethodVersion).GroupBy(static r => r.Seed).ToList();
        table.WriteLine("# Two sources at once: beams and wind of Chilbolton\n");
        table.WriteLine($"Method `{PlumeLocator.MethodVersion}`; two sources 20 to 60 m apart in the beams' box, 0.5 to 40 kg/h, within a factor of two of one another; 139 minutes, the wind those of `source1_1min.csv` from a drawn beginning. *Found*: an estimate of its own within {Near} m, or the truth in its 90% region. *Rates*: found, and both within a factor of {RateFactor}. *Both seen*: each of the two alone raises at least {LeastSeen} of the 973 readings by more than three times the noise; the wind carries many others past no beam.\n");
        table.WriteLine("| pairs | cases | both found | both rates | P(2) is greatest | median error m | median seconds | failures |\n|---|--:|---|---|---|--:|--:|--:|");
        Pairs("all", cases, table);
        Pairs("both seen", [.. cases.Where(static c => c.All(static r => r.Seen >= LeastSeen))], table);
    }

    private static void Pairs(string name, List<IGrouping<ulong, SbcRow>> cases, TextWriter table)
    {
        var found = cases.Count(static c => c.All(IsFound));
        var rates = cases.Count(static c => c.All(static r => IsFound(r) && r.RateRatio is > 1 / RateFactor and < RateFactor));
        table.WriteLine($"| {name} | {cases.Count} | {Proportion.Of(found, cases.Count)} | {Proportion.Of(rates, cases.Count)} | {Proportion.Of(cases.Count(static c => c.First().LikeliestCount == 2), cases.Count)} | {Median(cases.SelectMany(static c => c).Select(static r => r.ErrorMetres)):F1} | {Median(cases.Select(static c => c.First().Seconds)):F1} | {cases.Count(static c => c.First().Failure.Length > 0)} |");
    }

    private static bool IsFound(SbcRow row) => row.Matched && (row.In90 || row.ErrorMetres <= Near);

    private static void Coverage(List<(string Name, List<SbcRow> Rows)> sets, TextWriter table)
    {
        table.WriteLine("| set-up | cases | failed | detected | true number likeliest | place in 50% | in 80% | in 90% | rate in 50% | in 80% | in 90% | median region m² | median error m | median rate error % | seconds |");
        table.WriteLine("|---|--:|--:|---|---|---|---|---|---|---|---|--:|--:|--:|--:|");
        foreach (var (name, rows) in sets)
        {
            var cases = rows.GroupBy(static r => r.Seed).Select(static g => g.First()).ToList();
            var matched = rows.Where(static r => r.Matched).ToList();
            string Part(Func<SbcRow, bool> holds) => Proportion.Of(matched.Count(holds), matched.Count);
            table.WriteLine(string.Join(" | ", [
                "| " + name, $"{cases.Count}", $"{cases.Count(static r => r.Failure.Length > 0)}", Proportion.Of(cases.Count(static r => r.Detected), cases.Count),
                Proportion.Of(cases.Count(static r => r.LikeliestCount == r.TrueSources), cases.Count),
                Part(static r => r.In50), Part(static r => r.In80), Part(static r => r.In90), Part(static r => r.Rate50), Part(static r => r.Rate80), Part(static r => r.Rate90),
                Figure(Median(matched.Select(static r => r.Area90)), 0), Figure(Median(matched.Select(static r => r.ErrorMetres)), 1),
                Figure(100 * Median(matched.Select(static r => Math.Abs(r.RateRatio - 1))), 0), Figure(Median(cases.Select(static r => r.Seconds)), 1)]) + " |");
        }
    }

    private static void Ranks(List<(string Name, List<SbcRow> Rows)> sets, TextWriter table)
    {
        table.WriteLine("\n## Ranks of the truth within the posterior\n");
        table.WriteLine("The model's posterior is what the inference draws; as stated, places and rates of fixed sensors and beams are widened by what real sites taught (`Calibration.Blocks`), and ranks gather in the middle where the simulated world has no such faults. Only cases whose stated number of sources is the true one have ranks.\n");
        table.WriteLine("Ten equal bins; flat where the posterior is calibrated. *Band*: where each count of a flat histogram lies 99 times in 100. *Outside*: bins beyond it. The two sources of one case count as two, though they are not independent.\n");
        table.WriteLine("| set-up | posterior | of | n | counts | band | outside | χ² p |\n|---|---|---|--:|---|---|--:|--:|");
        foreach (var (name, rows) in sets)
        {
            foreach (var (whose, of, rank) in RankKinds)
            {
                var ranks = rows.Select(rank).Where(double.IsFinite).ToList();
                if (ranks.Count == 0)
                    continue;
                var counts = Histogram(ranks);
                var (low, high) = Band(ranks.Count, 1.0 / Bins, 0.99);
                table.WriteLine($"| {name} | {whose} | {of} | {ranks.Count} | {string.Join(' ', counts)} | {low}–{high} | {counts.Count(c => c < low || c > high)} | {FlatProbability(counts).ToString("F3", CultureInfo.InvariantCulture)} |");
            }
        }
    }

    private static void FalseAlarms(string folder, TextWriter table)
    {
        table.WriteLine("\n## False alarms without any plume\n");
        table.WriteLine("*Band*: alarms of an honest test 99 times in 100.\n");
        table.WriteLine("| cases | n | asked | alarms | rate | band | failed |\n|---|--:|--:|--:|---|---|--:|");
        var all = FreeNames.Select(n => (Name: n, Rows: Rows(folder, n))).ToList();
        foreach (var (name, rows) in all.Append((Name: "both", Rows: all.SelectMany(static s => s.Rows).ToList())).Where(static s => s.Rows.Count > 0))
        {
            var tested = rows.Where(static r => double.IsFinite(r.PValue)).ToList();
            foreach (var asked in AskedRates)
            {
                var alarms = tested.Count(r => r.PValue <= asked);
                var (low, high) = Band(tested.Count, asked, 0.99);
                table.WriteLine($"| {name} | {tested.Count} | {asked} | {alarms} | {Proportion.Of(alarms, tested.Count)} | {low}–{high} | {rows.Count - tested.Count} |");
            }
        }
    }

    /// <summary>Counts of ranks in equal bins.</summary>
    internal static int[] Histogram(IEnumerable<double> ranks)
    {
        var counts = new int[Bins];
        foreach (var rank in ranks)
            counts[Math.Clamp((int)(rank * Bins), 0, Bins - 1)]++;
        return counts;
    }

    /// <summary>Least and greatest count of a binomial that holds the asked share, equal tails.</summary>
    internal static (int Low, int High) Band(int n, double probability, double share)
    {
        var tail = (1 - share) / 2;
        int low = 0, high = n;
        while (low < n && Binomial.CDF(probability, n, low) < tail)
            low++;
        while (high > 0 && 1 - Binomial.CDF(probability, n, high - 1) < tail)
            high--;
        return (low, high);
    }

    /// <summary>Probability of so uneven a histogram if ranks are uniform (Pearson's χ², nine degrees of freedom).</summary>
    internal static double FlatProbability(int[] counts)
    {
        var expected = counts.Sum() / (double)counts.Length;
        var statistic = counts.Sum(c => (c - expected) * (c - expected) / expected);
        return SpecialFunctions.GammaUpperRegularized((counts.Length - 1) / 2.0, statistic / 2);
    }

    private static List<SbcRow> Rows(string folder, string name) => [.. SbcFile.Read(Path.Combine(folder, name + ".csv")).Where(static r => r.Method == PlumeLocator.MethodVersion)];

    private static string Figure(double value, int decimals) => double.IsFinite(value) ? value.ToString("F" + decimals, CultureInfo.InvariantCulture) : "";

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToList();
        return sorted.Count == 0 ? double.NaN : 0.5 * (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]);
    }
}
