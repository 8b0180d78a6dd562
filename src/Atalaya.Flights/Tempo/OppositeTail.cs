namespace Atalaya.Flights.Tempo;

/// <summary>The two-sided probability of an exact test: all outcomes no likelier than the one seen, as R's binom.test and poisson.test sum them.</summary>
internal static class OppositeTail
{
    // Outcomes as likely as the one seen count although rounding tells them apart; R's own tolerance.
    private const double TieTolerance = 1 + 1e-7;

    /// <summary>The two-sided probability of x.</summary>
    /// <param name="x">What was seen; not equal to the mean.</param>
    /// <param name="mean">Mean of the distribution.</param>
    /// <param name="most">One above the largest outcome, or null where there is none.</param>
    /// <param name="exactly">Probability of one outcome; falls away from the mean on both sides.</param>
    /// <param name="atMost">Probability of an outcome or less.</param>
    /// <param name="atLeast">Probability of an outcome or more.</param>
    public static double TwoSided(long x, double mean, long? most, Func<long, double> exactly, Func<long, double> atMost, Func<long, double> atLeast)
    {
        var limit = exactly(x) * TieTolerance;
        if (x < mean)
        {
            var low = (long)Math.Ceiling(mean);
            var high = most ?? FirstBeyond(low, limit, exactly);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                if (exactly(middle) <= limit)
                    high = middle;
                else
                    low = middle + 1;
            }

            return Math.Min(1, atMost(x) + atLeast(low));
        }
        else
        {
            long low = -1, high = (long)Math.Floor(mean);
            while (low < high)
            {
                var middle = high - ((high - low) / 2);
                if (exactly(middle) <= limit)
                    low = middle;
                else
                    high = middle - 1;
            }

            return Math.Min(1, atMost(low) + atLeast(x));
        }
    }

    private static long FirstBeyond(long low, double limit, Func<long, double> exactly)
    {
        var high = low + 1;
        while (exactly(high) > limit)
            high *= 2;
        return high;
    }
}
