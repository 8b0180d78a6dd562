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

    /// <summary>e to a power; powers beyond ±700 are taken for ±700.</summary>
    internal static Vector256<double> Exp(Vector256<double> power)
    {
        var x = Vector256.Min(Vector256.Max(power, Vector256.Create(-MostExponent)), Vector256.Create(MostExponent));
        var shifted = (x * Log2OfE) + Vector256.Create(Shifter);
        var whole = shifted - Vector256.Create(Shifter);
        var rest = x - (whole * LogTwoHigh) - (whole * LogTwoLow);
        var scale = (shifted.AsInt64() + Vector256.Create(ExponentBias)) << MantissaBits;

        // The series to the twelfth power.
        var sum = Next(Vector256.Create(1.0 / 479001600), rest, 1.0 / 39916800);
        sum = Next(sum, rest, 1.0 / 3628800);
        sum = Next(sum, rest, 1.0 / 362880);
        sum = Next(sum, rest, 1.0 / 40320);
        sum = Next(sum, rest, 1.0 / 5040);
        sum = Next(sum, rest, 1.0 / 720);
        sum = Next(sum, rest, 1.0 / 120);
        sum = Next(sum, rest, 1.0 / 24);
        sum = Next(sum, rest, 1.0 / 6);
        sum = Next(sum, rest, 0.5);
        sum = Next(sum, rest, 1);
        return Next(sum, rest, 1) * scale.AsDouble();
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

        // ln m = 2·artanh s.
        var square = s * s;
        var sum = Next(Vector256.Create(2.0 / 21), square, 2.0 / 19);
        sum = Next(sum, square, 2.0 / 17);
        sum = Next(sum, square, 2.0 / 15);
        sum = Next(sum, square, 2.0 / 13);
        sum = Next(sum, square, 2.0 / 11);
        sum = Next(sum, square, 2.0 / 9);
        sum = Next(sum, square, 2.0 / 7);
        sum = Next(sum, square, 2.0 / 5);
        sum = Next(sum, square, 2.0 / 3);
        sum = Next(sum, square, 2);
        return (exponent * LogTwoHigh) + ((exponent * LogTwoLow) + (s * sum));
    }

    // One step of Horner's rule; written out, since this is where most time goes.
    private static Vector256<double> Next(Vector256<double> sum, Vector256<double> x, double term) => (sum * x) + Vector256.Create(term);
}
