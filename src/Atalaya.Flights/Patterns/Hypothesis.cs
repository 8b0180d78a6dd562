namespace Atalaya.Flights.Patterns;

/// <summary>A shape that a model claims for a stretch of the path, from point <paramref name="First"/> to <paramref name="Last"/>.</summary>
internal sealed record Hypothesis(PatternKind Kind, int First, int Last, double Confidence, PatternGeometry Geometry)
{
    /// <summary>How much of the stretch the model accounts for, 0 to 1: one that strings single pieces of evidence together explains less than one that fits every lap.</summary>
    public double Explained { get; init; } = 1;
}

/// <summary>Small functions that turn measures into degrees of belief.</summary>
internal static class Belief
{
    /// <summary>0 at or below <paramref name="low"/>, 1 at or above <paramref name="high"/>, smooth between. With low above high it falls.</summary>
    public static double Ramp(double value, double low, double high)
    {
        var t = Math.Clamp((value - low) / (high - low), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>The share that was right of what was stated so surely.</summary>
    public static double Calibrated(double stated, IReadOnlyList<(double Stated, double Right)> knots)
    {
        for (var k = 1; k < knots.Count; k++)
        {
            var (a, b) = (knots[k - 1], knots[k]);
            if (stated <= b.Stated)
                return a.Right + ((b.Right - a.Right) * Math.Clamp((stated - a.Stated) / (b.Stated - a.Stated), 0, 1));
        }

        return knots[^1].Right;
    }

    /// <summary>Brings an angle in radians into (−π, π].</summary>
    public static double Wrap(double radians)
    {
        while (radians > Math.PI)
            radians -= 2 * Math.PI;
        while (radians <= -Math.PI)
            radians += 2 * Math.PI;
        return radians;
    }

    public static double Median(List<double> values)
    {
        if (values.Count == 0)
            return double.NaN;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half] + sorted[half - 1]) / 2;
    }

    /// <summary>Median absolute deviation over the median.</summary>
    public static double Scatter(List<double> values)
    {
        var middle = Median(values);
        return middle == 0 ? 0 : Median(values.ConvertAll(v => Math.Abs(v - middle))) / Math.Abs(middle);
    }
}
