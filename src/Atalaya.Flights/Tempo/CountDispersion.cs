using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;

namespace Atalaya.Flights.Tempo;

/// <summary>Whether the baseline's counts vary more than chance makes Poisson counts vary, and the window tested so.</summary>
/// <param name="BlockDays">Length of the stretches of the baseline that were counted, in days: the window's.</param>
/// <param name="Blocks">How many there are.</param>
/// <param name="Size">Size of the negative binomial (R's theta): a count of mean m has the variance m + m²/size. Infinite: Poisson.</param>
/// <param name="SizeLower">Lower profile bound of the size.</param>
/// <param name="SizeUpper">Upper profile bound; infinite where Poisson is not ruled out.</param>
/// <param name="LogLikelihood">Of the negative binomial.</param>
/// <param name="PoissonLogLikelihood">Of Poisson.</param>
/// <param name="P">Of the likelihood ratio against Poisson; half of the chi-squared tail, since the size is at the edge of its range.</param>
/// <param name="IsOverDispersed">Whether <paramref name="P"/> is at most the level: the window's test below then goes before the Poisson one.</param>
/// <param name="Ratio">Window's rate over the baseline's.</param>
/// <param name="Lower">Lower profile bound of the ratio.</param>
/// <param name="Upper">Upper profile bound; infinite where the baseline has no mission.</param>
/// <param name="TwoSidedP">Of the likelihood ratio against equal rates, with the size estimated under each.</param>
/// <param name="GreaterP">One-sided: of a window at least as busy.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record CountDispersion(
    int BlockDays, int Blocks, double Size, double SizeLower, double SizeUpper, double LogLikelihood, double PoissonLogLikelihood, double P, bool IsOverDispersed,
    double Ratio, double Lower, double Upper, double TwoSidedP, double GreaterP)
{
    // With fewer the size says nothing.
    private const int FewestBlocks = 8;

    // Thirty powers of e from the estimate nothing is a bound any more.
    private const double FarthestLogRatio = 30;

    /// <summary>Fits the baseline and tests the window under the fit.</summary>
    /// <param name="baseline">Days of the baseline in order.</param>
    /// <param name="window">The window.</param>
    /// <param name="rules">Levels.</param>
    /// <returns>Null where the baseline has fewer than eight stretches of the window's length, or no mission.</returns>
    public static CountDispersion? Of(IReadOnlyList<PeriodCount> baseline, PeriodCount window, TempoRules rules)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(rules);
        var blocks = Gathered(baseline, window.Days);
        if (blocks.Length < FewestBlocks || blocks.Sum(static b => b.Count) == 0 || window is not { Missions: { } missions, ObservedDays: > 0 })
            return null;
        return Test(blocks, (missions, window.ObservedDays), window.Days, rules);
    }

    /// <summary>The same on counts with exposures in days.</summary>
    internal static CountDispersion Test((long Count, double Exposure)[] blocks, (long Count, double Exposure) window, int blockDays, TempoRules rules)
    {
        var model = new NegativeBinomialModel(blocks);
        var (size, logLikelihood, _) = model.Maximize();
        var poisson = model.PoissonLogLikelihood();
        var loss = ChiSquared.InvCDF(1, rules.ConfidenceLevel) / 2;
        var p = double.IsInfinity(size) ? 1 : ChiSquaredTail(2 * (logLikelihood - poisson)) / 2;
        var logSize = double.IsInfinity(size) ? 18.4 : Math.Log(size);
        var (lower, upper) = (model.SizeAt(logSize, logLikelihood - loss, up: false), double.IsInfinity(size) ? size : model.SizeAt(logSize, logLikelihood - loss, up: true));

        var (_, free, rates) = new NegativeBinomialModel(blocks, [window]).Maximize();
        var ratio = rates[1] / rates[0];
        var twoSided = ChiSquaredTail(2 * (free - Profile(1)));
        return new(
            blockDays, blocks.Length, size, lower, upper, logLikelihood, poisson, p, p <= rules.Alpha,
            ratio, ratio == 0 ? 0 : Bound(up: false), Bound(up: true), twoSided, ratio > 1 ? twoSided / 2 : 1 - (twoSided / 2));

        // Under a given ratio the window is one more block whose exposure counts so many times.
        double Profile(double given) => new NegativeBinomialModel([.. blocks, (window.Count, window.Exposure * given)]).Maximize().LogLikelihood;

        double Bound(bool up)
        {
            var start = ratio > 0 ? Math.Log(ratio) : Math.Log(0.5 / window.Exposure / rates[0]);
            var (inside, outside) = (start, start + (up ? FarthestLogRatio : -FarthestLogRatio));
            if (Profile(Math.Exp(outside)) > free - loss)
                return up ? double.PositiveInfinity : 0;
            for (var i = 0; i < 45; i++)
            {
                var middle = inside + ((outside - inside) / 2);
                if (Profile(Math.Exp(middle)) > free - loss)
                    inside = middle;
                else
                    outside = middle;
            }

            return Math.Exp(inside);
        }
    }

    private static double ChiSquaredTail(double statistic) => statistic <= 0 ? 1 : MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(0.5, statistic / 2);

    /// <summary>The baseline in stretches of so many days, each begun anew where days are missing; those without input have no share.</summary>
    private static (long Count, double Exposure)[] Gathered(IReadOnlyList<PeriodCount> days, int length)
    {
        var blocks = new List<(long Count, double Exposure)>();
        for (var i = 0; i < days.Count;)
        {
            var (from, count, exposure) = (i, 0L, 0.0);
            while (i < days.Count && i - from < length && (i == from || days[i].From == days[i - 1].From.PlusDays(1)))
            {
                // A mission on a day without input has no exposure to be counted with.
                count += days[i].ObservedDays > 0 ? days[i].Missions ?? 0 : 0;
                exposure += days[i].ObservedDays;
                i++;
            }

            if (exposure > 0)
                blocks.Add((count, exposure));
        }

        return [.. blocks];
    }
}
