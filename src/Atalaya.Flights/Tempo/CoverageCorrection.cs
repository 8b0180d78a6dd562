using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;
using NodaTime;

namespace Atalaya.Flights.Tempo;

/// <summary>How much of the airspace and time was covered in a period.</summary>
/// <param name="Share">Share of the cell-hours, 0 to 1.</param>
/// <param name="Lower">Lower bound of it.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="EffectiveNumber">With how many independent looks at the airspace it is as sure: cells and hours of one day are not independent, days nearly are.</param>
public sealed record CoveredShare(double Share, double Lower, double Upper, double EffectiveNumber);

/// <summary>The ratio of rates if a mission is heard in proportion to the covered share, its uncertainty included.</summary>
/// <param name="Window">Coverage of the window.</param>
/// <param name="Baseline">Coverage of the baseline.</param>
/// <param name="Ratio">Window's rate over baseline's, both per covered day.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound; may be infinite.</param>
/// <param name="GreaterP">Probability, were the rates equal, of a window at least as busy.</param>
/// <param name="Level">Level of all bounds.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record CoverageCorrection(CoveredShare Window, CoveredShare Baseline, double Ratio, double Lower, double Upper, double GreaterP, double Level)
{
    // Quantiles of each share over which tails are averaged; a test holds the bounds to within 2% of those with 257.
    private const int Quantiles = 65;

    /// <summary>Corrects the comparison of two counts.</summary>
    /// <remarks>
    /// The share of a period is a beta variable: its mean is that of the days, its weight is the number of independent looks that would make
    /// the mean vary as much as the days do (Jeffreys prior, half a look each way). Tails of the exact conditional test are averaged over both
    /// shares, and the bounds are the ratios at which the averaged tail is half of what the level leaves.
    /// </remarks>
    /// <param name="windowCount">Missions in the window.</param>
    /// <param name="windowShares">Covered share of each observed day of the window, 0 to 1.</param>
    /// <param name="baselineCount">Missions in the baseline.</param>
    /// <param name="baselineShares">The same of the baseline.</param>
    /// <param name="windowDays">Observed days of the window, above 0.</param>
    /// <param name="baselineDays">Observed days of the baseline, above 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Null where a period has no covered day, or both counts are 0.</returns>
    public static CoverageCorrection? Of(
        long windowCount, double windowDays, IReadOnlyList<double> windowShares, long baselineCount, double baselineDays, IReadOnlyList<double> baselineShares, double level)
    {
        ArgumentNullException.ThrowIfNull(windowShares);
        ArgumentNullException.ThrowIfNull(baselineShares);
        if (windowShares.Sum() <= 0 || baselineShares.Sum() <= 0 || windowCount + baselineCount == 0)
            return null;
        var (window, baseline) = (Look(windowShares), Look(baselineShares));
        var odds = new List<double>();
        foreach (var inWindow in Points(window))
        {
            foreach (var inBaseline in Points(baseline))
                odds.Add(windowDays * inWindow / (baselineDays * inBaseline));
        }

        var tail = (1 - level) / 2;
        var trials = windowCount + baselineCount;
        return new(
            Covered(window, windowShares, level), Covered(baseline, baselineShares, level),
            windowCount / (windowDays * windowShares.Average()) / (baselineCount / (baselineDays * baselineShares.Average())),
            windowCount == 0 ? 0 : Math.Exp(SaddlePoint.Solve(0, rising: true, u => Average(u, static (b, x) => b.AtLeast(x)) - tail)),
            baselineCount == 0 ? double.PositiveInfinity : Math.Exp(SaddlePoint.Solve(0, rising: false, u => Average(u, static (b, x) => b.AtMost(x)) - tail)),
            Average(0, static (b, x) => b.AtLeast(x)),
            level);

        double Average(double logRatio, Func<Binomial, long, double> side) =>
            odds.Average(o => side(new(trials, o * Math.Exp(logRatio) / (1 + (o * Math.Exp(logRatio))), 1 / (1 + (o * Math.Exp(logRatio)))), windowCount));
    }

    private static Beta Look(IReadOnlyList<double> shares)
    {
        var (mean, number) = (shares.Average(), EffectiveNumber(shares));
        return new((mean * number) + 0.5, ((1 - mean) * number) + 0.5);
    }

    private static double EffectiveNumber(IReadOnlyList<double> shares)
    {
        // One day alone says nothing of how days differ: it counts as one look.
        var mean = shares.Average();
        if (shares.Count < 2)
            return 1;
        var ofMean = shares.Sum(s => (s - mean) * (s - mean)) / (shares.Count - 1) / shares.Count;

        // Days that are all alike are no surer than one look an hour.
        return Math.Clamp(ofMean > 0 ? mean * (1 - mean) / ofMean : double.PositiveInfinity, 1, shares.Count * 24);
    }

    private static CoveredShare Covered(Beta look, IReadOnlyList<double> shares, double level) => new(
        shares.Average(), look.InverseCumulativeDistribution((1 - level) / 2), look.InverseCumulativeDistribution((1 + level) / 2), EffectiveNumber(shares));

    private static double[] Points(Beta look) => [.. Enumerable.Range(0, Quantiles).Select(i => look.InverseCumulativeDistribution((i + 0.5) / Quantiles))];

    /// <summary>Shares of the days of a period that were observed and whose coverage is known.</summary>
    internal static List<double> SharesOf(IEnumerable<PeriodCount> days, IReadOnlyDictionary<LocalDate, double> coverage) =>
        [.. days.Where(d => d.ObservedDays > 0 && coverage.ContainsKey(d.From)).Select(d => coverage[d.From])];
}
