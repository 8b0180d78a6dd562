namespace Atalaya.Flights.Tempo;

/// <summary>A binomial distribution by its two probabilities, both given so that neither is lost to rounding.</summary>
internal readonly struct Binomial(long trials, double success, double failure)
{
    /// <summary>Beyond this a tail would be summed for seconds.</summary>
    public const long MostTrials = 1_000_000_000;

    /// <summary>Probability of exactly x.</summary>
    public double Exactly(long x)
    {
        if (x < 0 || x > trials)
            return 0;
        if (x == 0)
            return Math.Exp(trials * LogFailure);
        if (x == trials)
            return Math.Exp(trials * LogSuccess);
        double n = trials;
        var log = SaddlePoint.StirlingError(n) - SaddlePoint.StirlingError(x) - SaddlePoint.StirlingError(n - x)
            - SaddlePoint.Deviance(x, n * success) - SaddlePoint.Deviance(n - x, n * failure);
        return Math.Exp(log - (0.5 * (SaddlePoint.LogTwoPi + Math.Log(x) + Math.Log((n - x) / n))));
    }

    /// <summary>Probability of x or more.</summary>
    public double AtLeast(long x) =>
        x <= 0 ? 1 : x > trials ? 0 : x > trials * success ? SumUp(x) : 1 - SumDown(x - 1);

    /// <summary>Probability of x or less.</summary>
    public double AtMost(long x) =>
        x < 0 ? 0 : x >= trials ? 1 : x < trials * success ? SumDown(x) : 1 - SumUp(x + 1);

    /// <summary>Probability of a result no likelier than x.</summary>
    public double TwoSided(long x)
    {
        var mean = trials * success;
        if (trials == 0 || x == mean)
            return 1;
        return OppositeTail.TwoSided(x, mean, trials + 1, Exactly, AtMost, AtLeast);
    }

    /// <summary>Odds of success at which x or more has the probability alpha: the lower bound of Clopper and Pearson, as odds.</summary>
    public static double LowerOdds(long x, long trials, double alpha) =>
        Math.Exp(SaddlePoint.Solve(Start(x, trials), rising: true, u => OfLogOdds(trials, u).AtLeast(x) - alpha));

    /// <summary>Odds of success at which x or less has the probability alpha: the upper bound.</summary>
    public static double UpperOdds(long x, long trials, double alpha) =>
        Math.Exp(SaddlePoint.Solve(Start(x, trials), rising: false, u => OfLogOdds(trials, u).AtMost(x) - alpha));

    private static double Start(long x, long trials) => Math.Log((x + 0.5) / (trials - x + 0.5));

    private static Binomial OfLogOdds(long trials, double u) => new(trials, 1 / (1 + Math.Exp(-u)), 1 / (1 + Math.Exp(u)));

    // The logarithm of the larger probability comes from the smaller one.
    private double LogSuccess => success > 0.5 ? LogOnePlus(-failure) : Math.Log(success);

    private double LogFailure => failure > 0.5 ? LogOnePlus(-success) : Math.Log(failure);

    private double SumUp(long x)
    {
        var term = Exactly(x);
        var sum = term;
        var odds = success / failure;
        for (var i = x; i < trials && term > sum * 1e-18; i++)
        {
            term *= (trials - i) / (i + 1.0) * odds;
            sum += term;
        }

        return Math.Min(1, sum);
    }

    private double SumDown(long x)
    {
        var term = Exactly(x);
        var sum = term;
        var odds = failure / success;
        for (var i = x; i > 0 && term > sum * 1e-18; i--)
        {
            term *= i / (trials - i + 1.0) * odds;
            sum += term;
        }

        return Math.Min(1, sum);
    }

    // log(1 + x) without the loss of 1 + x for small x (Kahan).
    private static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
