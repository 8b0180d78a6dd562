namespace Atalaya.Plumes.Dispersion;

/// <summary>(x/2)^ν · I₋ν(x) · exp(−x): the Bessel part of the vertical profile, for 0 ≤ |ν| &lt; 1.</summary>
internal static class BesselProfile
{
    /// <summary>
    /// Power series below 9, Hankel's expansion above: both within 1e-3 (Abramowitz and Stegun 9.6.10, 9.7.1). The powers of x/2 in front of the
    /// series cancel, so it costs neither a power nor a gamma function.
    /// </summary>
    /// <param name="order">ν.</param>
    /// <param name="overGamma">1/Γ(1 − ν), which the caller keeps.</param>
    /// <param name="x">Argument, not negative.</param>
    internal static double Scaled(double order, double overGamma, double x)
    {
        if (x < 9)
        {
            var quarter = x * x / 4;
            var term = 1.0;
            var sum = 1.0;
            for (var k = 1; k < 40; k++)
            {
                term *= quarter / (k * (k - order));
                sum += term;
                if (term < 1e-6 * sum)
                    break;
            }

            return Math.Exp(-x) * sum * overGamma;
        }

        var four = 4 * order * order;
        var first = (four - 1) / (8 * x);
        var second = first * (four - 9) / (16 * x);
        var third = second * (four - 25) / (24 * x);
        return Math.Pow(x / 2, order) * (1 - first + second - third) / Math.Sqrt(2 * Math.PI * x);
    }
}
