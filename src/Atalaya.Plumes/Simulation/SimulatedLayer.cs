namespace Atalaya.Plumes.Simulation;

/// <summary>
/// The air near flat ground by Monin-Obukhov similarity, with the vertical turbulence and its Lagrangian timescale in the form that
/// backward Lagrangian models of emission use (Flesch, Wilson, Harper, Crenna and Sharpe, Journal of Applied Meteorology 43, 2004,
/// 487-502; the 0.5 of the timescale was set on Project Prairie Grass by Wilson, Thurtell and Kidd 1981).
/// </summary>
/// <param name="FrictionVelocity">Friction velocity u* in m/s.</param>
/// <param name="InverseObukhov">1/L in 1/m: negative unstable, 0 neutral, positive stable.</param>
/// <param name="RoughnessMetres">Roughness length in m.</param>
/// <param name="DepthMetres">Depth of the layer in m, whose lid sends particles back.</param>
public sealed record SimulatedLayer(double FrictionVelocity, double InverseObukhov, double RoughnessMetres, double DepthMetres)
{
    private const double VonKarman = 0.4;

    // Similarity of the surface layer ends at some tenths of the whole depth; above it the profiles stay as they are there.
    private const double SimilarShare = 0.2;

    /// <summary>Obukhov length in m; infinite where neutral.</summary>
    public double ObukhovLength => 1 / InverseObukhov;

    /// <summary>The layer whose mean wind at a height is that speed.</summary>
    public static SimulatedLayer OfSpeed(double metresPerSecond, double heightMetres, double inverseObukhov, double roughnessMetres, double depthMetres)
    {
        var unit = new SimulatedLayer(1, inverseObukhov, roughnessMetres, depthMetres);
        return unit with { FrictionVelocity = metresPerSecond / unit.SpeedAt(heightMetres) };
    }

    /// <summary>Mean wind speed in m/s at a height; Businger-Dyer profiles.</summary>
    public double SpeedAt(double z)
    {
        var height = Math.Clamp(z, 1.02 * RoughnessMetres, SimilarShare * DepthMetres);
        return FrictionVelocity / VonKarman * (Math.Log(height / RoughnessMetres) - Psi(height) + Psi(RoughnessMetres));
    }

    /// <summary>Standard deviation in m/s of the vertical speed at a height.</summary>
    public double SigmaUpAt(double z)
    {
        var ratio = Similar(z) * InverseObukhov;
        return 1.25 * FrictionVelocity * (ratio < 0 ? Math.Cbrt(1 - (3 * ratio)) : 1);
    }

    /// <summary>Lagrangian timescale in s of the vertical speed at a height.</summary>
    public double TimescaleAt(double z)
    {
        var height = Similar(z);
        var ratio = height * InverseObukhov;
        return 0.5 * height / SigmaUpAt(z) * (ratio < 0 ? Math.Sqrt(Math.Sqrt(1 - (6 * ratio))) : 1 / (1 + (5 * ratio)));
    }

    private double Similar(double z) => Math.Clamp(z, RoughnessMetres, SimilarShare * DepthMetres);

    private double Psi(double z)
    {
        var ratio = z * InverseObukhov;
        if (ratio >= 0)
            return -5 * ratio;
        var x = Math.Sqrt(Math.Sqrt(1 - (16 * ratio)));
        return (2 * Math.Log((1 + x) / 2)) + Math.Log((1 + (x * x)) / 2) - (2 * Math.Atan(x)) + (Math.PI / 2);
    }
}
