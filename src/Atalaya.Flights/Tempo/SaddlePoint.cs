namespace Atalaya.Flights.Tempo;

/// <summary>The two terms from which binomial and Poisson probabilities are computed without cancellation.</summary>
/// <remarks>C. Loader, Fast and accurate computation of binomial probabilities, 2000; the method behind R's <c>dbinom</c> and <c>dpois</c>.</remarks>
internal static class SaddlePoint
{
    public const double LogTwoPi = 1.8378770664093454836;

    private const int LastExact = 15;
    private static readonly double[] ExactErrors = Exact();

    /// <summary>log n! less Stirling's formula.</summary>
    public static double StirlingError(double n)
    {
        if (n <= LastExact)
            return ExactErrors[(int)n];
        var nn = n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / nn)) / nn)) / nn)) / nn)) / n;
    }

    /// <summary>x log(x / mean) + mean − x, exact also where x is close to the mean.</summary>
    public static double Deviance(double x, double mean)
    {
        if (Math.Abs(x - mean) >= 0.1 * (x + mean))
            return (x * Math.Log(x / mean)) + mean - x;
        var v = (x - mean) / (x + mean);
        var sum = (x - mean) * v;
        var term = 2 * x * v;
        var square = v * v;
        for (var j = 1; ; j++)
        {
            term *= square;
            var next = sum + (term / ((2 * j) + 1));
            if (next == sum)
                return next;
            sum = next;
        }
    }

    /// <summary>Where a falling or rising function of the logarithm of a positive number crosses zero; doubles the step until it is enclosed, then halves to the last bit.</summary>
    public static double Solve(double start, bool rising, Func<double, double> function)
    {
        double low = start, high = start, step = 1;
        while (Before(low))
        {
            low -= step;
            step *= 2;
        }

        step = 1;
        while (!Before(high))
        {
            high += step;
            step *= 2;
        }

        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
                return middle;
            if (Before(middle))
                high = middle;
            else
                low = middle;
        }

        // True where the crossing lies below u.
        bool Before(double u) => rising ? function(u) > 0 : function(u) < 0;
    }

    private static double[] Exact()
    {
        var errors = new double[LastExact + 1];
        double factorial = 1;
        for (var n = 1; n <= LastExact; n++)
        {
            factorial *= n;
            errors[n] = Math.Log(factorial) - ((n + 0.5) * Math.Log(n)) + n - (LogTwoPi / 2);
        }

        return errors;
    }
}
