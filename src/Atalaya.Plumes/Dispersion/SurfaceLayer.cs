namespace Atalaya.Plumes.Dispersion;

/// <summary>
/// The lowest tens of metres of air over flat ground, by Monin and Obukhov: wind and eddy diffusivity as functions of height.
/// Profiles after Högström (1988), which go with von Kármán's 0.4; the diffusivity of a gas is that of heat, as van Ulden (1978) found for emissions near the ground.
/// </summary>
/// <param name="FrictionVelocity">u* in m/s, above 0.</param>
/// <param name="InverseObukhovLength">1/L in 1/m; negative where unstable, 0 where neutral.</param>
/// <param name="RoughnessMetres">z0 in m, above 0.</param>
public readonly record struct SurfaceLayer(double FrictionVelocity, double InverseObukhovLength, double RoughnessMetres)
{
    /// <summary>Von Kármán's constant.</summary>
    public const double Karman = 0.4;

    private const double NeutralPrandtl = 0.95;

    /// <summary>Wind speed in m/s at a height in m.</summary>
    public double Speed(double height)
    {
        var z = Math.Max(height, RoughnessMetres * 1.5);
        return FrictionVelocity / Karman * Math.Max(0.3, Math.Log(z / RoughnessMetres) - Psi(z * InverseObukhovLength) + Psi(RoughnessMetres * InverseObukhovLength));
    }

    /// <summary>Eddy diffusivity of a gas in m²/s at a height in m.</summary>
    public double Diffusivity(double height)
    {
        var z = Math.Max(height, RoughnessMetres);
        var stability = z * InverseObukhovLength;
        var phi = stability < 0 ? NeutralPrandtl / Math.Sqrt(1 - (11.6 * stability)) : NeutralPrandtl + (7.8 * stability);
        return Karman * FrictionVelocity * z / phi;
    }

    /// <summary>Standard deviation of the vertical speed in m/s at a height in m (Panofsky et al. 1977).</summary>
    public double SigmaUp(double height) => SigmaUpRatio(height * InverseObukhovLength) * FrictionVelocity;

    /// <summary>The air above ground of a roughness, from a speed at a height and what else is known; NaN for what is not.</summary>
    /// <param name="speed">Wind speed in m/s at <paramref name="height"/>.</param>
    /// <param name="height">Height of the measurement in m.</param>
    /// <param name="roughness">Roughness length in m.</param>
    /// <param name="frictionVelocity">u* in m/s, or NaN.</param>
    /// <param name="obukhovLength">L in m, or NaN.</param>
    /// <param name="sigmaUp">Standard deviation of the vertical speed in m/s at that height, or NaN.</param>
    public static SurfaceLayer From(double speed, double height, double roughness, double frictionVelocity, double obukhovLength, double sigmaUp)
    {
        var hasLength = double.IsFinite(obukhovLength) && obukhovLength != 0;
        var inverse = hasLength ? Math.Clamp(1 / obukhovLength, -0.5, 0.5) : 0;
        if (frictionVelocity > 0)
        {
            if (!hasLength && sigmaUp > 0)
                inverse = InverseOfRatio(sigmaUp / frictionVelocity, height);

            // The roughness is what makes the speed agree; where it cannot, the speed at the measurement counts.
            var exponent = (Karman * speed / frictionVelocity) + Psi(height * inverse);
            return new(frictionVelocity, inverse, Math.Clamp(height * Math.Exp(-exponent), 1e-4, height / 3));
        }

        if (!hasLength && sigmaUp > 0)
            inverse = InverseOfGustiness(sigmaUp / speed, height, roughness);
        return new(speed / UnitSpeed(height, roughness, inverse), inverse, roughness);
    }

    private static double SigmaUpRatio(double stability) => stability < 0 ? 1.25 * Math.Cbrt(1 - (3 * stability)) : 1.25;

    // u/u*: speed for a friction velocity of one.
    private static double UnitSpeed(double height, double roughness, double inverse) => new SurfaceLayer(1, inverse, roughness).Speed(height);

    private static double InverseOfRatio(double ratio, double height)
    {
        var cube = Math.Pow(ratio / 1.25, 3);
        return cube <= 1 ? 0 : Math.Max(-0.5, (1 - cube) / 3 / height);
    }

    // Bisection: sigma_w/u rises with instability, since u/u* falls and sigma_w/u* grows.
    private static double InverseOfGustiness(double gustiness, double height, double roughness)
    {
        double low = -0.5, high = 0.2;
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            var at = SigmaUpRatio(height * middle) / UnitSpeed(height, roughness, middle);
            if (at > gustiness)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    private static double Psi(double stability)
    {
        if (stability >= 0)
            return stability < 1 ? -6 * stability : -6 * (1 + Math.Log(stability));
        var x = Math.Sqrt(Math.Sqrt(1 - (19.3 * stability)));
        return (2 * Math.Log((1 + x) / 2)) + Math.Log((1 + (x * x)) / 2) - (2 * Math.Atan(x)) + (Math.PI / 2);
    }
}
