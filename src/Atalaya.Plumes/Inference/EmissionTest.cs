using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Inference;

/// <summary>
/// Whether there is any emission: by how much one steady source anywhere raises the likelihood, how far the sensors' offsets lie apart being fitted with and
/// without it, held against the same figure for readings without a source. Those are made of the residuals themselves (runs of blocks, all sensors of a block
/// together, each run's sign by chance) and of the sensors' own levels dealt out anew, so that neither noise that hangs together in time or among sensors nor
/// sensors that differ pass for a plume.
/// </summary>
internal sealed class EmissionTest
{
    private const int LeastRun = 8;
    private const int LeastSets = 199;

    private EmissionTest(DetectionTest test, double threshold, double gain) => (Test, Threshold, Strength) = (test, threshold, gain);

    /// <summary>
    /// The same with the odds of the full model taken in: under its own null hypothesis a Bayes factor is an e-value, so that its inverse is a p-value that is
    /// too large if anything (Vovk and Wang 2021). It sees what the quick test cannot: plumes that come in bursts. Two looks at the same readings cost a factor
    /// of two (Bonferroni), and what the full model holds for less likely than no source at all raises no alarm.
    /// </summary>
    internal EmissionTest With(double logBayesFactor)
    {
        var p = logBayesFactor > 0 ? Math.Min(1, 2 * Math.Min(Test.PValue, Math.Exp(-logBayesFactor))) : 1;
        return new(Test with { PValue = p, IsDetected = p <= Test.FalseAlarmRate }, Threshold, Strength);
    }

    internal DetectionTest Test { get; }

    /// <summary>Gain in log likelihood that one source brings: p-values of strong plumes all end at the same least one.</summary>
    internal double Strength { get; }

    /// <summary>Gain in log likelihood that the asked false-alarm rate needs.</summary>
    internal double Threshold { get; }

    internal static EmissionTest Run(PosteriorDensity density, CandidateMap map, LocateRequest request, LocateRules rules, CancellationToken cancellation)
    {
        var background = density.Background;
        var maps = background.WidestOffset > 1.5 * background.UsualOffset
            ? [map, map.WithOffsets(background.UsualOffset), map.WithOffsets(Math.Sqrt(background.UsualOffset * background.WidestOffset))]
            : new[] { map };
        var values = map.Values([]);
        var observed = Gain(maps, values);
        var shuffle = Shuffle(density, map, values);

        // Costs grow with places times readings: fewer sets where both are many, and a tail fitted beyond them.
        var sets = (int)Math.Clamp(1.2e9 / ((double)maps.Length * map.Places.Length * Math.Max(1, values.Length)), LeastSets, rules.NullSets);
        var nulls = new double[sets];
        Parallel.For(0, sets, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation }, i =>
            nulls[i] = Gain(maps, shuffle.Draw(new RandomStream(request.Seed ^ 0xE5F1, (ulong)i + 1), LeastRun)));
        Array.Sort(nulls);
        var above = nulls.Count(n => n >= observed);
        var counted = (above + 1.0) / (sets + 1);
        var p = above > 5 ? counted : Math.Min(counted, Tail(nulls, observed));
        return new(new(p <= request.FalseAlarmRate, p, request.FalseAlarmRate), Quantile(nulls, 1 - request.FalseAlarmRate), observed);
    }

    // Log likelihoods with the noise's level fitted: -n/2·ln(squares), less half the determinant of the background.
    private static double Gain(CandidateMap[] maps, double[] values)
    {
        double with = double.NegativeInfinity, without = with;
        foreach (var map in maps)
        {
            var (gain, total) = map.Best(values);
            total = Math.Max(total, 1e-300);
            with = Math.Max(with, (-0.5 * values.Length * Math.Log(Math.Max(total - gain, 1e-9 * total))) - (0.5 * map.LogDeterminant));
            without = Math.Max(without, (-0.5 * values.Length * Math.Log(total)) - (0.5 * map.LogDeterminant));
        }

        return with - without;
    }

    private static BlockShuffle Shuffle(PosteriorDensity density, CandidateMap map, double[] values)
    {
        var scores = map.Score(values);
        var best = 0;
        for (var g = 1; g < scores.Length; g++)
        {
            if (scores[g].Gain > scores[best].Gain)
                best = g;
        }

        var residuals = map.Residuals(values, scores[best].KilogramsPerHour > 0 ? best : -1, scores[best].KilogramsPerHour);
        return new(density, values, residuals, map.Weights());
    }

    // Exponential beyond the upper decile: steeper tails only make the p-value too large.
    private static double Tail(double[] sorted, double value)
    {
        var from = (int)(0.9 * sorted.Length);
        var mean = 0.0;
        for (var i = from + 1; i < sorted.Length; i++)
            mean += (sorted[i] - sorted[from]) / (sorted.Length - from - 1);
        return Math.Max(1e-12, 0.1 * Math.Exp(-(value - sorted[from]) / Math.Max(mean, 1e-6)));
    }

    private static double Quantile(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length))];
}
