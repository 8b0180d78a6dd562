namespace Atalaya.Flights.Tempo;

/// <summary>A Poisson distribution.</summary>
internal readonly struct Poisson(double mean)
{
    /// <summary>Probability of exactly x.</summary>
    public double Exactly(long x) =>
        x < 0 ? 0
        : x == 0 ? Math.Exp(-mean)
        : Math.Exp(-SaddlePoint.StirlingError(x) - SaddlePoint.Deviance(x, mean) - (0.5 * (SaddlePoint.LogTwoPi + Math.Log(x))));

    /// <summary>Probability of x or more.</summary>
    public double AtLeast(long x) => x <= 0 ? 1 : x > mean ? SumUp(x) : 1 - SumDown(x - 1);

    /// <summary>Probability of x or less.</summary>
    public double AtMost(long x) => x < 0 ? 0 : x < mean ? SumDown(x) : 1 - SumUp(x + 1);

    /// <summary>Probability of a result no likelier than x.</summary>
    public double TwoSided(long x)
    {
        if (x == mean)
            return 1;
        return OppositeTail.TwoSided(x, mean, null, Exactly, AtMost, AtLeast);
    }

    /// <summary>The mean at which x or more has the probability alpha; 0 for x = 0.</summary>
    public static double LowerMean(long x, double alpha) =>
        x == 0 ? 0 : Math.Exp(SaddlePoint.Solve(Math.Log(x), rising: true, u => new Poisson(Math.Exp(u)).AtLeast(x) - alpha));

    /// <summary>The mean at which x or less has the probability alpha.</summary>
    public static double UpperMean(long x, double alpha) =>
        Math.Exp(SaddlePoint.Solve(Math.Log(x + 1), rising: false, u => new Poisson(Math.Exp(u)).AtMost(x) - alpha));

    private double SumUp(long x)
    {
        var term = Exactly(x);
        var sum = term;
        for (var i = x; term > sum * 1e-18; i++)
        {
            term *= mean / (i + 1.0);
            sum += term;
        }

        return Math.Min(1, sum);
    }

    private double SumDown(long x)
    {
        var term = Exactly(x);
        var sum = term;
        for (var i = x; i > 0 && term > sum * 1e-18; i--)
        {
            term *= i / mean;
            sum += term;
        }

        return Math.Min(1, sum);
    }
}
