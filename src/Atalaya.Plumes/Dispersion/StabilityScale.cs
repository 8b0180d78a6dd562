using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Dispersion;

/// <summary>Obukhov lengths of Pasquill's classes by roughness, after Golder (1972).</summary>
internal static class StabilityScale
{
    // 1/L = a + b·log10(z0), z0 in m.
    private static readonly (double A, double B)[] Golder =
    [
        (0, 0), (-0.096, 0.029), (-0.037, 0.029), (-0.002, 0.018), (0, 0), (0.004, -0.018), (0.035, -0.036),
    ];

    /// <summary>1/L in 1/m; 0 for neutral or unknown.</summary>
    internal static double InverseLength(StabilityClass stability, double roughnessMetres)
    {
        var (a, b) = Golder[(int)stability];
        return a + (b * Math.Log10(Math.Clamp(roughnessMetres, 0.001, 0.5)));
    }
}
