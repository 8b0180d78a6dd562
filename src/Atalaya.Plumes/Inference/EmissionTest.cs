using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Inference;

/// <summary>
/// Whether there is any emission: the greatest share of the sum of squares that one steady source anywhere explains, held against the same figure for readings
/// without a source. Those are made of the residuals themselves (runs of blocks, all sensors of a block together, each run's sign by chance), so that noise that
/// hangs together in time or among sensors does not pass for a plume.
/// </summary>
internal sealed class EmissionTest
{
    private const int RunLength = 8;

    private EmissionTest(DetectionTest test, double threshold) => (Test, Threshold) = (test, threshold);

    internal DetectionTest Test { get; }

    /// <summary>Ratio of explained to remaining squares that the asked false-alarm rate needs.</summary>
    internal double Threshold { get; }

    internal static EmissionTest Run(PosteriorDensity density, CandidateMap map, LocateRequest request, LocateRules rules, CancellationToken cancellation)
    {
        var values = map.Values([]);
        var scores = map.Score(values);
        var best = 0;
        for (var g = 1; g < scores.Length; g++)
        {
            if (scores[g].Gain > scores[best].Gain)
                best = g;
        }

        var (gain, total) = map.Best(values);
        var observed = Ratio(gain, total);
        var residuals = map.Residuals(values, scores[best].KilogramsPerHour > 0 ? best : -1, scores[best].KilogramsPerHour);
        var weights = map.Weights().ToArray();
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] *= Math.Sqrt(weights[i]);

        // Costs grow with places times readings: fewer sets where both are many, and a tail fitted beyond them.
        var sets = (int)Math.Clamp(6e8 / ((double)map.Places.Length * Math.Max(1, values.Length)), 199, rules.NullSets);
        var nulls = new double[sets];
        var shuffle = new BlockShuffle(density.Table, residuals);
        Parallel.For(0, sets, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation }, i =>
        {
            var drawn = shuffle.Draw(new RandomStream(request.Seed ^ 0xE5F1, (ulong)i + 1), RunLength);
            for (var j = 0; j < drawn.Length; j++)
                drawn[j] /= Math.Sqrt(weights[j]);
            var (g, t) = map.Best(drawn);
            nulls[i] = Ratio(g, t);
        });
        Array.Sort(nulls);
        var above = nulls.Length - LowerBound(nulls, observed);
        var counted = (above + 1.0) / (sets + 1);
        var p = above > 5 ? counted : Math.Min(counted, Tail(nulls, observed));
        return new(new(p <= request.FalseAlarmRate, p, request.FalseAlarmRate), Quantile(nulls, 1 - request.FalseAlarmRate));
    }

    private static double Ratio(double gain, double total) => gain / Math.Max(total - gain, 1e-12 * Math.Max(total, 1e-300));

    private static int LowerBound(double[] sorted, double value)
    {
        var at = Array.BinarySearch(sorted, value);
        at = at < 0 ? ~at : at;
        while (at > 0 && sorted[at - 1] >= value)
            at--;
        return at;
    }

    // Exponential beyond the upper decile of the logarithms: steeper tails only make the p-value too large.
    private static double Tail(double[] sorted, double value)
    {
        var from = (int)(0.9 * sorted.Length);
        var threshold = Math.Log(Math.Max(sorted[from], 1e-300));
        var mean = 0.0;
        for (var i = from + 1; i < sorted.Length; i++)
            mean += (Math.Log(sorted[i]) - threshold) / (sorted.Length - from - 1);
        return Math.Max(1e-12, 0.1 * Math.Exp(-(Math.Log(Math.Max(value, 1e-300)) - threshold) / Math.Max(mean, 1e-6)));
    }

    private static double Quantile(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length))];
}
