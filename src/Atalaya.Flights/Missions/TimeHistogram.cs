namespace Atalaya.Flights.Missions;

/// <summary>Time spent at each value of a quantity, from which quantiles are read.</summary>
/// <param name="width">Width of a bin.</param>
/// <param name="bins">How many bins, from zero up; what lies outside counts in the first or last.</param>
internal sealed class TimeHistogram(double width, int bins)
{
    private readonly double[] weights = new double[bins];
    private double total;

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        Array.Clear(weights);
        total = 0;
    }

    /// <summary>Adds time at a value; an unknown one adds nothing.</summary>
    public void Add(double value, double weight)
    {
        if (double.IsNaN(value))
            return;
        weights[Math.Clamp((int)(value / width), 0, bins - 1)] += weight;
        total += weight;
    }

    /// <summary>The value below which a share of the time was spent; NaN where nothing is known.</summary>
    public double Quantile(double share)
    {
        if (total <= 0)
            return double.NaN;
        var reached = 0.0;
        for (var i = 0; i < bins; i++)
        {
            if (weights[i] > 0 && reached + weights[i] >= total * share)
                return (i + (((total * share) - reached) / weights[i])) * width;
            reached += weights[i];
        }

        return bins * width;
    }
}
