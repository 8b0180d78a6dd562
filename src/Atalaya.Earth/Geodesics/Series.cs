namespace Atalaya.Earth.Geodesics;

/// <summary>The series of Karney (2013) to the sixth order, for the WGS84 ellipsoid.</summary>
/// <remarks>Equations 17, 18, 21, 42, 43, 24, 25 and 63 of the paper, in the order used below. Truncation is below 5 nm.</remarks>
internal static class Series
{
    public const int Order = 6;

    // Polynomials in the third flattening n of eqs. 24, 25 and 63, evaluated once.
    private static readonly double[] A3Terms = EvaluateInN(
    [
        [1], [-1 / 2d, 1 / 2d], [-2 / 8d, -1 / 8d, 3 / 8d], [-1 / 16d, -3 / 16d, -1 / 16d], [-3 / 64d, -2 / 64d], [-3 / 128d],
    ]);

    private static readonly double[][] C3Terms =
    [
        [],
        EvaluateInN([[1 / 4d, -1 / 4d], [1 / 8d, 0, -1 / 8d], [3 / 64d, 3 / 64d, -1 / 64d], [5 / 128d, 2 / 128d], [3 / 128d]]),
        EvaluateInN([[2 / 32d, -3 / 32d, 1 / 32d], [3 / 64d, -2 / 64d, -3 / 64d], [3 / 128d, 1 / 128d], [5 / 256d]]),
        EvaluateInN([[5 / 192d, -9 / 192d, 5 / 192d], [9 / 384d, -10 / 384d], [7 / 512d]]),
        EvaluateInN([[7 / 512d, -14 / 512d], [7 / 512d]]),
        EvaluateInN([[21 / 2560d]]),
    ];

    private static readonly double[][] C4Terms =
    [
        EvaluateInN(
        [
            [30030 / 45045d, -12012 / 45045d, 3432 / 45045d, 572 / 45045d, 208 / 45045d, 100 / 45045d],
            [-3003 / 15015d, 6864 / 15015d, -4576 / 15015d, 624 / 15015d, 64 / 15015d],
            [-858 / 45045d, -4576 / 45045d, 14144 / 45045d, -10656 / 45045d],
            [1573 / 45045d, -4784 / 45045d, -224 / 45045d],
            [156 / 45045d, 1088 / 45045d],
            [97 / 15015d],
        ]),
        EvaluateInN(
        [
            [3003 / 135135d, -6864 / 135135d, 4576 / 135135d, -624 / 135135d, -64 / 135135d],
            [-2574 / 135135d, 9152 / 135135d, -11648 / 135135d, 5952 / 135135d],
            [-1287 / 135135d, 1040 / 135135d, 5792 / 135135d],
            [468 / 135135d, -2944 / 135135d],
            [1 / 9009d],
        ]),
        EvaluateInN(
        [
            [1716 / 225225d, -4576 / 225225d, 4160 / 225225d, -1440 / 225225d],
            [-1144 / 225225d, 4992 / 225225d, -8448 / 225225d],
            [-936 / 225225d, 1856 / 225225d],
            [8 / 10725d],
        ]),
        EvaluateInN([[1144 / 315315d, -3328 / 315315d, 3584 / 315315d], [-208 / 105105d, 1024 / 105105d], [-136 / 63063d]]),
        EvaluateInN([[832 / 405405d, -2560 / 405405d], [-128 / 135135d]]),
        EvaluateInN([[128 / 99099d]]),
    ];

    /// <summary>A1 − 1.</summary>
    public static double A1Minus1(double eps)
    {
        var e2 = eps * eps;
        var t = e2 * (64 + (e2 * (4 + e2))) / 256;
        return (t + eps) / (1 - eps);
    }

    /// <summary>A2 − 1.</summary>
    public static double A2Minus1(double eps)
    {
        var e2 = eps * eps;
        var t = e2 * (-192 + (e2 * (-28 - (11 * e2)))) / 256;
        return (t - eps) / (1 + eps);
    }

    /// <summary>A3.</summary>
    public static double A3(double eps) => Horner(A3Terms, eps);

    /// <summary>C1, indices 1 to 6.</summary>
    public static void C1(double eps, Span<double> c)
    {
        var e2 = eps * eps;
        var e = eps;
        c[1] = e * (-16 + (e2 * (6 - e2))) / 32;
        e *= eps;
        c[2] = e * (-128 + (e2 * (64 - (9 * e2)))) / 2048;
        e *= eps;
        c[3] = e * (-16 + (9 * e2)) / 768;
        e *= eps;
        c[4] = e * (-5 + (3 * e2)) / 512;
        e *= eps;
        c[5] = -7 * e / 1280;
        e *= eps;
        c[6] = -7 * e / 2048;
    }

    /// <summary>C1', the reversion of C1, indices 1 to 6.</summary>
    public static void C1Reverted(double eps, Span<double> c)
    {
        var e2 = eps * eps;
        var e = eps;
        c[1] = e * (768 + (e2 * (-432 + (205 * e2)))) / 1536;
        e *= eps;
        c[2] = e * (3840 + (e2 * (-4736 + (4005 * e2)))) / 12288;
        e *= eps;
        c[3] = e * (116 - (225 * e2)) / 384;
        e *= eps;
        c[4] = e * (2695 - (7173 * e2)) / 7680;
        e *= eps;
        c[5] = 3467 * e / 7680;
        e *= eps;
        c[6] = 38081 * e / 61440;
    }

    /// <summary>C2, indices 1 to 6.</summary>
    public static void C2(double eps, Span<double> c)
    {
        var e2 = eps * eps;
        var e = eps;
        c[1] = e * (16 + (e2 * (2 + e2))) / 32;
        e *= eps;
        c[2] = e * (384 + (e2 * (64 + (35 * e2)))) / 2048;
        e *= eps;
        c[3] = e * (80 + (15 * e2)) / 768;
        e *= eps;
        c[4] = e * (35 + (7 * e2)) / 512;
        e *= eps;
        c[5] = 63 * e / 1280;
        e *= eps;
        c[6] = 77 * e / 2048;
    }

    /// <summary>C3, indices 1 to 5.</summary>
    public static void C3(double eps, Span<double> c)
    {
        var e = 1d;
        for (var l = 1; l < Order; l++)
        {
            e *= eps;
            c[l] = e * Horner(C3Terms[l], eps);
        }
    }

    /// <summary>C4, indices 0 to 5.</summary>
    public static void C4(double eps, Span<double> c)
    {
        var e = 1d;
        for (var l = 0; l < Order; l++)
        {
            c[l] = e * Horner(C4Terms[l], eps);
            e *= eps;
        }
    }

    /// <summary>Σ c[i] sin(2 i x), i from 1 to n, by Clenshaw.</summary>
    public static double Sines(double sinX, double cosX, ReadOnlySpan<double> c, int n)
    {
        var ar = 2 * (cosX - sinX) * (cosX + sinX);
        double y1 = 0, y0 = 0;
        for (var i = n; i > 0; i--)
            (y0, y1) = ((ar * y0) - y1 + c[i], y0);
        return 2 * sinX * cosX * y0;
    }

    /// <summary>Σ c[i] cos((2 i + 1) x), i from 0 to n − 1, by Clenshaw.</summary>
    public static double OddCosines(double sinX, double cosX, ReadOnlySpan<double> c, int n)
    {
        var ar = 2 * (cosX - sinX) * (cosX + sinX);
        double y1 = 0, y0 = 0;
        for (var i = n - 1; i >= 0; i--)
            (y0, y1) = ((ar * y0) - y1 + c[i], y0);
        return cosX * (y0 - y1);
    }

    private static double[] EvaluateInN(double[][] polynomials) =>
        [.. polynomials.Select(p => Horner(p, Ellipsoid.ThirdFlattening))];

    private static double Horner(double[] ascending, double x)
    {
        var y = 0d;
        for (var i = ascending.Length - 1; i >= 0; i--)
            y = (y * x) + ascending[i];
        return y;
    }
}
