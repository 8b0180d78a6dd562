namespace Atalaya.Plumes.Crossings;

/// <summary>What a source would show at one place downwind.</summary>
/// <param name="LogIntegral">Logarithm of the crosswind integral in kg/m² per kg/s.</param>
/// <param name="RelativeHeight">Height from the plume's middle, or from the ground, in vertical standard deviations.</param>
/// <param name="SigmaTotal">Standard deviation in m across the wind over many minutes.</param>
internal readonly record struct PlumeSection(double LogIntegral, double RelativeHeight, double SigmaTotal);

/// <summary>
/// How a plume widens and mixes downwind. Across: Taylor (1921) with an exponential autocorrelation's σ_v·T/√(1 + T/2T_L) (Draxler 1976).
/// Vertical: the same with a time scale that grows with the plume's own height near the ground, T_L = z/(2σ_w), so that the growth follows
/// the surface layer's; σ_w grows with height where heat drives the air, as (1 − 3z/L)^⅓ (Panofsky et al. 1977), and the time scale falls
/// where it is stable and rises where it is not; both are bounded by the mixed layer. The speed that carries and thins it is that at its mean height.
/// </summary>
internal sealed class PlumeShape
{
    private const double LateralTimeScale = 250;
    private const double MostMiddle = 300;
    private const double LogTop = 7.6;
    private const int Steps = 128;
    private readonly double[] _profile;
    private readonly double _intensityCross;
    private readonly double _intensityUp;
    private readonly double _mixing;
    private readonly double _inverseObukhov;
    private readonly double _heatAtReference;

    /// <summary>The shape under a wind.</summary>
    public PlumeShape(PathWind wind)
    {
        _profile = new double[Steps + 2];
        for (var k = 0; k < _profile.Length; k++)
            _profile[k] = wind.Profile(Math.Exp((k * LogTop / Steps) - 1));
        var speed = Math.Max(wind.ScalarSpeed, 0.1);
        (_intensityCross, _intensityUp) = (wind.SigmaCross / speed, wind.SigmaUp / speed);
        (_mixing, _inverseObukhov) = (wind.MixingHeight, wind.InverseObukhov);
        _heatAtReference = Math.Cbrt(1 - (3 * Math.Min(0, _inverseObukhov) * wind.ReferenceHeight));
    }

    /// <summary>The section at a distance along the wind.</summary>
    /// <param name="distance">Distance in m.</param>
    /// <param name="height">Height in m of the place.</param>
    /// <param name="sourceHeight">Height in m of the source.</param>
    /// <param name="speed">Wind in m/s at its height of measurement.</param>
    /// <param name="lateralFactor">Factor on the lateral spread.</param>
    /// <param name="verticalFactor">Factor on the vertical spread.</param>
    public PlumeSection At(double distance, double height, double sourceHeight, double speed, double lateralFactor, double verticalFactor)
    {
        var sigmaUp = _intensityUp * verticalFactor * speed;
        var sigmaZ = 0.5 * _intensityUp * verticalFactor * distance;
        var (carry, time) = (speed, 0.0);
        for (var round = 0; round < 3; round++)
        {
            carry = Math.Max(0.1, speed * Profile(Math.Min(sourceHeight + (0.7 * sigmaZ), 0.5 * _mixing)));
            time = distance / carry;
            var middle = Math.Min(Math.Max(sourceHeight, 0.6 * sigmaZ), Math.Min(MostMiddle, 0.3 * _mixing));
            var sigma = _inverseObukhov < 0 ? sigmaUp * Math.Cbrt(1 - (3 * _inverseObukhov * middle)) / _heatAtReference : sigmaUp;
            var scale = 0.5 * middle / sigma * Lasting(_inverseObukhov * middle);
            sigmaZ = Math.Max(0.05, sigma * time / Math.Sqrt(1 + (time / (2 * Math.Max(scale, 0.1)))));
        }

        var sigmaY = Math.Max(0.05, lateralFactor * _intensityCross * speed * time / Math.Sqrt(1 + (time / (2 * LateralTimeScale))));
        var relative = (sourceHeight < sigmaZ ? height : height - sourceHeight) / sigmaZ;
        return new(LogVertical(height, sourceHeight, sigmaZ) - Math.Log(carry), relative, sigmaY);
    }

    // Eddies that heat drives last longer, those that it damps shorter (Flesch, Wilson, Harper, Crenna and Sharpe 2004).
    private static double Lasting(double stability) => stability < 0 ? Math.Sqrt(Math.Sqrt(1 - (6 * stability))) : 1 / (1 + (5 * stability));

    private double LogVertical(double z, double h, double sigma)
    {
        if (sigma > 0.8 * _mixing)
            return -Math.Log(_mixing);
        var near = Exponent(z - h, sigma);
        var sum = 1 + Math.Exp(Exponent(z + h, sigma) - near);
        if (sigma > 0.25 * _mixing)
        {
            for (var n = 1; n <= 2; n++)
            {
                var shift = 2 * n * _mixing;
                sum += Math.Exp(Exponent(shift - z - h, sigma) - near) + Math.Exp(Exponent(shift - z + h, sigma) - near)
                    + Math.Exp(Exponent(shift + z - h, sigma) - near) + Math.Exp(Exponent(shift + z + h, sigma) - near);
            }
        }

        return Math.Max(-60, near + Math.Log(sum / (sigma * Math.Sqrt(2 * Math.PI))));

        static double Exponent(double offset, double sigma) => -0.5 * offset * offset / (sigma * sigma);
    }

    private double Profile(double height)
    {
        var at = Math.Clamp((Math.Log(Math.Max(height, 0.01)) + 1) * Steps / LogTop, 0, Steps);
        var k = (int)at;
        return _profile[k] + ((at - k) * (_profile[k + 1] - _profile[k]));
    }
}
