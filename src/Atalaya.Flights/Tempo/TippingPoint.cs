namespace Atalaya.Flights.Tempo;

/// <summary>How busy normal times would have to have been for the window to be no surge.</summary>
/// <param name="Alpha">One-sided significance level, 0.05 as a rule.</param>
/// <param name="KnownPer30Days">Missions in 30 days, were the normal rate known exactly, from which on the window is no surge. Zero for a window without missions, which never is one.</param>
/// <param name="EstimatedCount">Least baseline count, over the baseline's own days, at which the exact test no longer calls the window a surge; null without a counted baseline.</param>
/// <param name="EstimatedPer30Days">That count as missions in 30 days.</param>
public sealed record TippingPoint(double Alpha, double KnownPer30Days, long? EstimatedCount, double? EstimatedPer30Days)
{
    /// <summary>Days in the "month" of rates.</summary>
    public const double MonthDays = 30;

    /// <summary>Finds the tipping point of a window.</summary>
    /// <param name="windowCount">Missions in the window, 0 or more.</param>
    /// <param name="windowDays">Observed days in the window, above 0.</param>
    /// <param name="baselineDays">Observed days in the baseline, above 0; null for a baseline that was only stated.</param>
    /// <param name="alpha">One-sided significance level, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static TippingPoint Find(long windowCount, double windowDays, double? baselineDays, double alpha)
    {
        // Validates the arguments, and the lower bound against one mission a day is the rate per day itself.
        var known = RateTest.CompareWithStated(windowCount, windowDays, 1, 1, Alternative.Greater, 1 - alpha).Lower * MonthDays;
        if (baselineDays is not { } days)
            return new(alpha, known, null, null);

        long low = 0, high = 1;
        while (IsSurge(high))
        {
            low = high;
            high *= 2;
        }

        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (IsSurge(middle))
                low = middle + 1;
            else
                high = middle;
        }

        return new(alpha, known, low, low / days * MonthDays);

        bool IsSurge(long baselineCount) =>
            new Binomial(windowCount + baselineCount, windowDays / (windowDays + days), days / (windowDays + days)).AtLeast(windowCount) <= alpha;
    }
}
