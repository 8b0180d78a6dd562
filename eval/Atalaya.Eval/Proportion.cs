using System.Globalization;

namespace Atalaya.Eval;

/// <summary>Parts of a whole, as tables show them.</summary>
internal static class Proportion
{
    /// <summary>Below so many a class is a case, never a rate.</summary>
    public const int LeastScored = 5;

    /// <summary>Wilson's interval at 95% (E. B. Wilson, Journal of the American Statistical Association 22, 1927, 209-212).</summary>
    public static (double Low, double High) Bounds(int hits, int n)
    {
        const double Z = 1.959963984540054;
        if (n == 0)
            return (0, 1);
        var p = (double)hits / n;
        var middle = p + (Z * Z / (2 * n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4.0 * n * n)));
        return (Math.Max(0, (middle - half) / (1 + (Z * Z / n))), Math.Min(1, (middle + half) / (1 + (Z * Z / n))));
    }

    /// <summary>Share with bounds, whatever n.</summary>
    public static string Of(int hits, int n, double scale = 1)
    {
        if (n == 0)
            return "";
        var (low, high) = Bounds(hits, n);
        return string.Create(CultureInfo.InvariantCulture, $"{scale * hits / n:F2} [{scale * low:F2}, {scale * high:F2}]");
    }

    /// <summary>Share with bounds where there are flights enough, else the bare counts.</summary>
    public static string Scored(int hits, int n) => n == 0 ? "" : n < LeastScored ? $"case: {hits} of {n}" : $"{hits}/{n} = {Of(hits, n)}";

    /// <summary>Share with counts, or nothing where nothing was counted.</summary>
    public static string Part(int right, int n) => n == 0 ? "" : ((double)right / n).ToString("F2", CultureInfo.InvariantCulture);
}
