using System.Text.Json.Serialization;
using MathNet.Numerics;
using NodaTime;

namespace Atalaya.Flights.Tempo;

/// <summary>One day on which the rate may have changed, with its probability.</summary>
/// <param name="Day">First day of the new rate.</param>
/// <param name="Probability">0 to 1.</param>
public sealed record OnsetDay([property: JsonConverter(typeof(IsoDateConverter))] LocalDate Day, double Probability);

/// <summary>When the rate changed, if it changed once: a posterior over the day.</summary>
/// <param name="Likeliest">The day of the greatest probability.</param>
/// <param name="Days">The fewest days that together hold the level, in order of time.</param>
/// <param name="Level">Their probability is at least this.</param>
/// <param name="RiseProbability">Probability, if there was one change, that the rate rose.</param>
/// <param name="BeforePer30Days">Posterior mean of the rate before, in 30 days.</param>
/// <param name="AfterPer30Days">Posterior mean of the rate after.</param>
/// <param name="LogBayesFactor">Natural logarithm of how much better one change explains the counts than none.</param>
public sealed record ChangePoint(
    [property: JsonConverter(typeof(IsoDateConverter))] LocalDate Likeliest,
    IReadOnlyList<OnsetDay> Days,
    double Level,
    double RiseProbability,
    double BeforePer30Days,
    double AfterPer30Days,
    double LogBayesFactor)
{
    /// <summary>First day of <see cref="Days"/>.</summary>
    [JsonConverter(typeof(IsoDateConverter))]
    public LocalDate From => Days[0].Day;

    /// <summary>Last day of <see cref="Days"/>.</summary>
    [JsonConverter(typeof(IsoDateConverter))]
    public LocalDate To => Days[^1].Day;

    /// <summary>Finds the posterior by summing over all days.</summary>
    /// <remarks>
    /// Poisson counts with one rate before a day and another from it on, both with the same gamma prior, so that each stretch can be integrated
    /// in closed form; every day but the first is as likely beforehand: A. E. Raftery and V. E. Akman, Biometrika 73 (1986) 85–89. The prior has
    /// the shape that the rules name and the mean of all counts, so it weighs as much as that many missions.
    /// </remarks>
    /// <param name="counts">The counts.</param>
    /// <param name="rules">Level and prior.</param>
    /// <returns>Null where there is no mission, or no two days.</returns>
    public static ChangePoint? Find(MissionCounts counts, TempoRules rules)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(rules);
        var days = counts.Days;
        var cumulated = new (double Missions, double Observed)[days.Count + 1];
        for (var i = 0; i < days.Count; i++)
        {
            var observed = days[i].ObservedDays;
            cumulated[i + 1] = (cumulated[i].Missions + (observed > 0 ? days[i].Missions ?? 0 : 0), cumulated[i].Observed + observed);
        }

        var all = cumulated[^1];
        if (days.Count < 2 || all.Missions == 0 || all.Observed <= 0)
            return null;
        var (shape, rate) = (rules.ChangePriorShape, rules.ChangePriorShape * all.Observed / all.Missions);
        var logs = new double[days.Count];
        logs[0] = double.NegativeInfinity;
        for (var k = 1; k < days.Count; k++)
            logs[k] = Evidence(cumulated[k]) + Evidence((all.Missions - cumulated[k].Missions, all.Observed - cumulated[k].Observed));
        var greatest = logs.Max();
        var weights = logs.Select(l => Math.Exp(l - greatest)).ToArray();
        var total = weights.Sum();
        double rise = 0, before = 0, after = 0;
        for (var k = 1; k < days.Count; k++)
        {
            var share = weights[k] / total;
            var (shapeBefore, rateBefore) = (shape + cumulated[k].Missions, rate + cumulated[k].Observed);
            var (shapeAfter, rateAfter) = (shape + all.Missions - cumulated[k].Missions, rate + all.Observed - cumulated[k].Observed);

            // Of two gamma variables the first is the smaller one with the probability of a beta variable below this.
            rise += share * SpecialFunctions.BetaRegularized(shapeBefore, shapeAfter, rateBefore / (rateBefore + rateAfter));
            before += share * shapeBefore / rateBefore;
            after += share * shapeAfter / rateAfter;
        }

        return new(
            days[Array.IndexOf(logs, greatest)].From, Smallest(days, weights, total, rules.ConfidenceLevel), rules.ConfidenceLevel, Math.Clamp(rise, 0, 1),
            before * TippingPoint.MonthDays, after * TippingPoint.MonthDays,
            greatest + Math.Log(total / (days.Count - 1)) - Evidence(all));

        // The probability of the counts of a stretch, whatever its rate; what does not depend on the stretch is left out.
        double Evidence((double Missions, double Observed) stretch) =>
            (shape * Math.Log(rate)) - SpecialFunctions.GammaLn(shape)
            + SpecialFunctions.GammaLn(shape + stretch.Missions) - ((shape + stretch.Missions) * Math.Log(rate + stretch.Observed));
    }

    private static IReadOnlyList<OnsetDay> Smallest(IReadOnlyList<PeriodCount> days, double[] weights, double total, double level)
    {
        var chosen = new List<OnsetDay>();
        var held = 0.0;
        foreach (var k in Enumerable.Range(1, weights.Length - 1).OrderByDescending(k => weights[k]))
        {
            chosen.Add(new(days[k].From, weights[k] / total));
            held += weights[k] / total;
            if (held >= level)
                break;
        }

        return [.. chosen.OrderBy(static d => d.Day)];
    }
}
