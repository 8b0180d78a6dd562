namespace Atalaya.Plumes.Checks;

/// <summary>Order statistics of columns.</summary>
internal static class Quantile
{
    /// <summary>The finite values in order.</summary>
    public static double[] Sorted(IEnumerable<double> values) => [.. values.Where(double.IsFinite).Order()];

    /// <summary>A quantile of sorted values; NaN where there is none.</summary>
    public static double Of(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(share * sorted.Length, sorted.Length - 1)];
}
