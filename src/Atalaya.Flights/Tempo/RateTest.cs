using System.Text.Json.Serialization;

namespace Atalaya.Flights.Tempo;

/// <summary>Which deviations speak against equal rates.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Alternative>))]
public enum Alternative
{
    /// <summary>Either.</summary>
    TwoSided,

    /// <summary>A window busier than its baseline.</summary>
    Greater,

    /// <summary>A window calmer than its baseline.</summary>
    Less,
}

/// <summary>An exact comparison of a window's rate with a baseline's.</summary>
/// <param name="WindowCount">Missions in the window.</param>
/// <param name="WindowDays">Observed days in the window.</param>
/// <param name="BaselineCount">Missions in the baseline; null where the baseline is a stated rate.</param>
/// <param name="BaselineDays">Observed days in the baseline; null where the baseline is a stated rate.</param>
/// <param name="NullRatio">The ratio of rates that is tested, 1 as a rule.</param>
/// <param name="Ratio">Window's rate over baseline's; infinite where the baseline has no mission, NaN where neither has.</param>
/// <param name="TwoSidedP">Probability, if the ratio were <paramref name="NullRatio"/>, of a result no likelier than this one.</param>
/// <param name="GreaterP">Probability, if so, of a window at least as busy.</param>
/// <param name="LessP">Probability, if so, of a window at most as busy.</param>
/// <param name="Alternative">Which bounds are given: both, only the lower (<see cref="Alternative.Greater"/>) or only the upper.</param>
/// <param name="Level">Confidence level of the bounds, between 0 and 1.</param>
/// <param name="Lower">Lower bound of the ratio.</param>
/// <param name="Upper">Upper bound of the ratio; may be infinite.</param>
[method: JsonConstructor]
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record RateTest(
    long WindowCount,
    double WindowDays,
    long? BaselineCount,
    double? BaselineDays,
    double NullRatio,
    double Ratio,
    double TwoSidedP,
    double GreaterP,
    double LessP,
    Alternative Alternative,
    double Level,
    double Lower,
    double Upper)
{
    /// <summary>The p-value of the chosen alternative.</summary>
    [JsonIgnore]
    public double P => Alternative switch { Alternative.Greater => GreaterP, Alternative.Less => LessP, _ => TwoSidedP };

    /// <summary>
    /// Compares two counted rates: given their sum, the window's count is binomial. The same numbers as R's
    /// <c>poisson.test(c(x1, x2), c(t1, t2), r, alternative, conf.level)</c>, except that two empty counts give p = 1 and bounds
    /// from 0 to infinity, where R stops with an error.
    /// </summary>
    /// <remarks>Przyborowski and Wilenski, Biometrika 31 (1940) 313–323; bounds of Clopper and Pearson, Biometrika 26 (1934) 404–413.</remarks>
    /// <param name="windowCount">Missions in the window, 0 or more.</param>
    /// <param name="windowDays">Observed days in the window, above 0.</param>
    /// <param name="baselineCount">Missions in the baseline, 0 or more.</param>
    /// <param name="baselineDays">Observed days in the baseline, above 0.</param>
    /// <param name="nullRatio">The ratio to test, above 0.</param>
    /// <param name="alternative">Which bounds to give.</param>
    /// <param name="level">Confidence level, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static RateTest Compare(
        long windowCount, double windowDays, long baselineCount, double baselineDays,
        double nullRatio = 1, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Check(windowCount, windowDays, nullRatio, level);
        ArgumentOutOfRangeException.ThrowIfNegative(baselineCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(baselineCount, Binomial.MostTrials - windowCount);
        ThrowIfNotPositive(baselineDays);

        var trials = windowCount + baselineCount;
        var scaled = nullRatio * windowDays;
        var binomial = new Binomial(trials, scaled / (scaled + baselineDays), baselineDays / (scaled + baselineDays));
        var (lowerAlpha, upperAlpha) = Alphas(alternative, level);
        var perDay = baselineDays / windowDays;
        var lower = windowCount == 0 || lowerAlpha == 0 ? 0 : Binomial.LowerOdds(windowCount, trials, lowerAlpha) * perDay;
        var upper = baselineCount == 0 || upperAlpha == 0 ? double.PositiveInfinity : Binomial.UpperOdds(windowCount, trials, upperAlpha) * perDay;
        var ratio = windowCount / windowDays / (baselineCount / baselineDays);
        return new(
            windowCount, windowDays, baselineCount, baselineDays, nullRatio, ratio,
            binomial.TwoSided(windowCount), binomial.AtLeast(windowCount), binomial.AtMost(windowCount),
            alternative, level, lower, upper);
    }

    /// <summary>
    /// Compares a count with a rate that is taken as known exactly. The same numbers as R's
    /// <c>poisson.test(x, t, r * rate, alternative, conf.level)</c>, its estimate and bounds divided by the rate.
    /// </summary>
    /// <remarks>Bounds of Garwood, Biometrika 28 (1936) 437–442.</remarks>
    /// <param name="windowCount">Missions in the window, 0 or more.</param>
    /// <param name="windowDays">Observed days in the window, above 0.</param>
    /// <param name="missionsPerDay">The stated rate, above 0.</param>
    /// <param name="nullRatio">The ratio to test, above 0.</param>
    /// <param name="alternative">Which bounds to give.</param>
    /// <param name="level">Confidence level, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static RateTest CompareWithStated(
        long windowCount, double windowDays, double missionsPerDay,
        double nullRatio = 1, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Check(windowCount, windowDays, nullRatio, level);
        ThrowIfNotPositive(missionsPerDay);

        var poisson = new Poisson(nullRatio * missionsPerDay * windowDays);
        var (lowerAlpha, upperAlpha) = Alphas(alternative, level);
        var expected = missionsPerDay * windowDays;
        var lower = lowerAlpha == 0 ? 0 : Poisson.LowerMean(windowCount, lowerAlpha) / expected;
        var upper = upperAlpha == 0 ? double.PositiveInfinity : Poisson.UpperMean(windowCount, upperAlpha) / expected;
        return new(
            windowCount, windowDays, null, null, nullRatio, windowCount / expected,
            poisson.TwoSided(windowCount), poisson.AtLeast(windowCount), poisson.AtMost(windowCount),
            alternative, level, lower, upper);
    }

    private static (double Lower, double Upper) Alphas(Alternative alternative, double level) => alternative switch
    {
        Alternative.Greater => (1 - level, 0),
        Alternative.Less => (0, 1 - level),
        _ => ((1 - level) / 2, (1 - level) / 2),
    };

    private static void Check(long windowCount, double windowDays, double nullRatio, double level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(windowCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(windowCount, Binomial.MostTrials);
        ThrowIfNotPositive(windowDays);
        ThrowIfNotPositive(nullRatio);
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level lies between 0 and 1.");
    }

    private static void ThrowIfNotPositive(double value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(double.IsFinite(value) && value > 0))
            throw new ArgumentOutOfRangeException(name, value, "Must be a finite number above zero.");
    }
}
