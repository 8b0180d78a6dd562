namespace Atalaya.Earth.Geodesics;

/// <summary>Degrees without the rounding that a detour by radians brings at the cardinal points.</summary>
internal static class Angles
{
    private const double RadiansPerDegree = Math.PI / 180;

    /// <summary>Sine and cosine of an angle in degrees, exact at multiples of 90°.</summary>
    public static (double Sin, double Cos) SinCos(double degrees)
    {
        var quarter = Math.Round(degrees / 90);
        return SinCosFromQuarter(degrees - (90 * quarter), 0, quarter);
    }

    /// <summary>The same for an angle given as a sum of which the second part is tiny.</summary>
    public static (double Sin, double Cos) SinCos(double degrees, double tiny)
    {
        var quarter = Math.Round(degrees / 90);
        return SinCosFromQuarter(degrees - (90 * quarter), tiny, quarter);
    }

    /// <summary>Arc tangent in degrees, exact at multiples of 90°, in [−180, 180].</summary>
    public static double Atan2(double y, double x)
    {
        var swap = Math.Abs(y) > Math.Abs(x);
        if (swap)
            (x, y) = (y, x);
        var negative = double.IsNegative(x);
        var angle = Math.Atan2(y, negative ? -x : x) / RadiansPerDegree;
        return (swap, negative) switch
        {
            (false, false) => angle,
            (false, true) => Math.CopySign(180, y) - angle,
            (true, false) => 90 - angle,
            (true, true) => -90 + angle,
        };
    }

    /// <summary>to − from in (−180, 180], with the rounding error of the difference.</summary>
    public static double Difference(double from, double to, out double error)
    {
        var sum = TwoSum(Math.IEEERemainder(-from, 360), Math.IEEERemainder(to, 360), out var e);
        sum = TwoSum(Math.IEEERemainder(sum, 360), e, out error);
        if (sum == 0 || Math.Abs(sum) == 180)
            sum = Math.CopySign(sum, error == 0 ? to - from : -error);
        return sum;
    }

    /// <summary>Rounds angles below a tiny size so that differences near the cardinal points are exact.</summary>
    public static double Round(double degrees)
    {
        const double Sixteenth = 1 / 16d;
        var size = Math.Abs(degrees);
        if (size < Sixteenth)
            size = Sixteenth - (Sixteenth - size);
        return Math.CopySign(size, degrees);
    }

    public static void Normalize(ref double sin, ref double cos)
    {
        var length = double.Hypot(sin, cos);
        sin /= length;
        cos /= length;
    }

    private static double TwoSum(double u, double v, out double error)
    {
        var s = u + v;
        var up = s - v;
        var vp = s - up;
        up -= u;
        vp -= v;
        error = s != 0 ? -(up + vp) : s;
        return s;
    }

    private static (double Sin, double Cos) SinCosFromQuarter(double rest, double tiny, double quarter)
    {
        var (s, c) = Math.SinCos(Round(rest + tiny) * RadiansPerDegree);
        return ((int)((long)quarter & 3)) switch
        {
            0 => (s, c),
            1 => (c, 0 - s),
            2 => (0 - s, 0 - c),
            _ => (0 - c, s),
        };
    }
}
