namespace Atalaya.Plumes.Dispersion;

/// <summary>
/// How high a plume reaches as it drifts, for one block of air: the solution of the advection-diffusion equation for power-law profiles
/// (Rounds 1955; Huang 1979), with the powers and the depth taken from the Monin-Obukhov profiles at the height that the plume has reached
/// (van Ulden 1978 did so for a source on the ground). Exact for power laws, any height of source and reading, reflection at the ground included.
/// </summary>
/// <remarks>
/// With α = 2 + p − n, ζ = z/H, η = h/H and ν = (1 − n)/α the crosswind integral is
/// Q·α/(U·H) · (ζη)^((1−n)/2) · exp(−ζ^α − η^α) · I₋ν(2(ζη)^(α/2)), where dH/dx = α·K(H)/(H·u(H)) and U = u(H).
/// </remarks>
internal sealed class VerticalGrowth
{
    private const int Nodes = 56;
    // A source has some depth of its own: vents, flanges and frames are not points.
    private const double OwnDepth = 0.3;
    private const double Nearest = 0.25;
    private const double Farthest = 20_000;
    private static readonly double LogNearest = Math.Log(Nearest);
    private static readonly double Step = Math.Log(Farthest / Nearest) / (Nodes - 1);

    private readonly double[] _depth = new double[Nodes];
    private readonly double[] _speed = new double[Nodes];
    private readonly double[] _alpha = new double[Nodes];
    private readonly double[] _order = new double[Nodes];
    private readonly double[] _overGamma = new double[Nodes];
    private readonly double _mixingHeight;

    internal VerticalGrowth(SurfaceLayer air, double mixingHeight)
    {
        _mixingHeight = mixingHeight > 0 ? mixingHeight : double.PositiveInfinity;
        var x = 0.0;
        var depth = Math.Max(2 * air.RoughnessMetres, OwnDepth);
        for (var i = 0; i < Nodes; i++)
        {
            var end = Nearest * Math.Exp(i * Step);
            // The growth slows as the plume rises; four steps of the midpoint rule a node keep it within a percent.
            for (var k = 0; k < 4; k++)
            {
                var dx = (end - x) / (4 - k);
                var half = depth + (dx / 2 * Growth(air, depth));
                depth += dx * Growth(air, half);
                x += dx;
            }

            _depth[i] = depth;
            _speed[i] = air.Speed(depth);
            var (p, n) = Powers(air, depth);
            _alpha[i] = 2 + p - n;
            _order[i] = (1 - n) / _alpha[i];
            _overGamma[i] = 1 / MathNet.Numerics.SpecialFunctions.Gamma(1 - _order[i]);
        }
    }

    /// <summary>Speed in m/s with which the plume drifts at a distance in m, where its growth is stretched by a factor.</summary>
    internal double DriftSpeed(double distance, double stretch)
    {
        var (i, f) = Node(distance * stretch);
        return _speed[i] + (f * (_speed[i + 1] - _speed[i]));
    }

    /// <summary>Crosswind-integrated concentration in kg/m² for a source of 1 kg/s, at a distance and height in m.</summary>
    /// <param name="distance">Downwind distance in m, above 0.</param>
    /// <param name="height">Height of the reading in m.</param>
    /// <param name="sourceHeight">Height of the source in m.</param>
    /// <param name="stretch">Factor on the diffusivity; 1 as the profiles say.</param>
    internal double Integral(double distance, double height, double sourceHeight, double stretch)
    {
        var (i, f) = Node(distance * stretch);
        var depth = _depth[i] + (f * (_depth[i + 1] - _depth[i]));
        var speed = _speed[i] + (f * (_speed[i + 1] - _speed[i]));
        var alpha = _alpha[i] + (f * (_alpha[i + 1] - _alpha[i]));
        var order = _order[i] + (f * (_order[i + 1] - _order[i]));
        var overGamma = _overGamma[i] + (f * (_overGamma[i + 1] - _overGamma[i]));
        var value = Profile(height / depth, sourceHeight / depth, alpha, order, overGamma) * alpha / (speed * depth);
        if (depth * 2 < _mixingHeight)
            return value;

        // A lid: what would have risen above it is mixed below. Between the free and the mixed plume, whichever is denser.
        return Math.Max(value, 1 / (speed * _mixingHeight));
    }

    private static double Profile(double z, double h, double alpha, double order, double overGamma)
    {
        var za = Math.Exp(alpha * Math.Log(Math.Max(z, 1e-6)));
        if (h < 1e-4)
            return Math.Exp(-za) * overGamma;
        var ha = Math.Exp(alpha * Math.Log(h));
        var argument = 2 * Math.Sqrt(za * ha);
        return Math.Exp(argument - za - ha) * BesselProfile.Scaled(order, overGamma, argument);
    }

    private static (int Index, double Fraction) Node(double distance)
    {
        var at = (Math.Log(Math.Max(distance, Nearest)) - LogNearest) / Step;
        var index = Math.Min((int)at, Nodes - 2);
        return (index, Math.Min(at - index, 1));
    }

    private static double Growth(SurfaceLayer air, double depth)
    {
        var (p, n) = Powers(air, depth);
        return (2 + p - n) * air.Diffusivity(depth) / (depth * air.Speed(depth));
    }

    private static (double Speed, double Diffusivity) Powers(SurfaceLayer air, double depth)
    {
        const double Ratio = 1.3;
        double low = depth / Ratio, high = depth * Ratio;
        var log = Math.Log(Ratio * Ratio);
        var p = Math.Log(air.Speed(high) / air.Speed(low)) / log;
        var n = Math.Log(air.Diffusivity(high) / air.Diffusivity(low)) / log;
        return (Math.Clamp(p, 0.01, 0.8), Math.Clamp(n, 0.1, 1.6));
    }
}
