using System.Runtime.Intrinsics;

namespace Atalaya.Plumes.Dispersion;

/// <summary>How wide a plume is across the wind: σ_y = σ_v·t·f(t), after Taylor with the fit of Draxler (1976) for sources near the ground.</summary>
internal static class LateralSpread
{
    /// <summary>Draxler's time scale in s for sources near the ground: f = 1/(1 + 0.9·√(t/T)).</summary>
    internal const double TimeScale = 1000;

    /// <summary>σ_y in m without the source's own size, of four plumes at once.</summary>
    /// <param name="sigmaCross">Standard deviation of the crosswind speed in m/s.</param>
    /// <param name="seconds">Times since the gas left, in s.</param>
    internal static Vector256<double> Sigma(double sigmaCross, Vector256<double> seconds) =>
        sigmaCross * seconds / (Vector256.Create(1.0) + (0.9 * Vector256.Sqrt(seconds * (1 / TimeScale))));
}
