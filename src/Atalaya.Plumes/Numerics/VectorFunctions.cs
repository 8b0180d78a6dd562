using System.Runtime.Intrinsics;

namespace Atalaya.Plumes.Numerics;

/// <summary>
/// Exponentials and logarithms of four numbers at once, within 4 units in the last place, of multiplications and additions alone. Those of the framework use fused
/// ones where the compiler finds them at that moment, so that the same readings would give answers a little apart as code is compiled anew while it runs.
/// </summary>
internal static class VectorFunctions
{
    private const double Log2OfE = 1.4426950408889634;

    // ln 2 in two parts, the first with so few bits that a whole number times it is exact (Cody and Waite 1980).
    private const double LogTwoHigh = 6.93147180369123816490e-01;
    private const double LogTwoLow = 1.90821492927058770002e-10;
    private const double MostExponent = 700;

    // Added to a small whole number it leaves that number in the lowest bits.
    private const double Shifter = 6755399441055744.0;
    private const double TwoTo52 = 4503599627370496.0;
    private const long ExponentBias = 1023;
    private const long MantissaMask = 0x000F_FFFF_FFFF_FFFF;
    private const long HalfBits = 0x3FE0_0000_0000_0000;
    private const int MantissaBits = 52;

    // 1/n! from the twelfth down.
    private static readonly double[] ExpTerms =
        [1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1];

    // 2/(2n + 1) from the tenth down: ln m = 2·artanh((m − 1)/(m + 1)).
    private static readonly double[] LogTerms =
        [2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13, 2.0 / 11, 2.0 / 9, 2.0 / 7, 2.0 / 5, 2.0 / 3, 2.0];

    /// <summary>e to a power; powers beyond ±700 are taken for ±700.</summary>
    internal static Vector256<double> Exp(Vector256<double> power)
    {
        var x = Vector256.Min(Vector256.Max(power, Vector256.Create(-MostExponent)), Vector256.Create(MostExponent));
        var shifted = (x * Log2OfE) + Vector256.Create(Shifter);
        var whole = shifted - Vector256.Create(Shifter);
        var rest = x - (whole * LogTwoHigh) - (whole * LogTwoLow);
        var scale = (shifted.AsInt64() + Vector256.Create(ExponentBias)) << MantissaBits;
        return Polynomial(ExpTerms, rest) * scale.AsDouble();
    }

    /// <summary>Natural logarithm of positive numbers that are neither tiny (below 1e-300) nor infinite.</summary>
    internal static Vector256<double> Log(Vector256<double> value)
    {
        var bits = value.AsInt64();
        var exponent = ((bits >>> MantissaBits) | Vector256.Create(TwoTo52).AsInt64()).AsDouble() - Vector256.Create(TwoTo52 + ExponentBias - 1);

        // In [½, 1), and from there to about 1.
        var mantissa = ((bits & Vector256.Create(MantissaMask)) | Vector256.Create(HalfBits)).AsDouble();
        var low = Vector256.LessThan(mantissa, Vector256.Create(Math.Sqrt(0.5)));
        mantissa += mantissa & low;
        exponent -= Vector256.Create(1.0) & low;
        var s = (mantissa - Vector256.Create(1.0)) / (mantissa + Vector256.Create(1.0));
        return (exponent * LogTwoHigh) + ((exponent * LogTwoLow) + (s * Polynomial(LogTerms, s * s)));
    }

    private static Vector256<double> Polynomial(double[] terms, Vector256<double> x)
    {
        var sum = Vector256.Create(terms[0]);
        for (var i = 1; i < terms.Length; i++)
            sum = (sum * x) + Vector256.Create(terms[i]);
        return sum;
    }
}
