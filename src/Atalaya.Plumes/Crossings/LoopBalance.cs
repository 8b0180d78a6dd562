namespace Atalaya.Plumes.Crossings;

/// <summary>Net flow of gas out of one loop.</summary>
/// <param name="Height">Mean height in m.</param>
/// <param name="Flux">Flow out of the loop for each metre of height, in kg/(m·s).</param>
internal readonly record struct LoopFlux(double Height, double Flux);

/// <summary>The rate inside stacked loops.</summary>
/// <param name="KilogramsPerSecond">Flow out of all heights.</param>
/// <param name="Error">Its standard error, without that of the wind.</param>
/// <param name="Levels">Number of separate heights.</param>
/// <param name="IsSpanned">Whether the plume lies between the lowest and the highest loop but for what continuity gives.</param>
internal readonly record struct BalancedRate(double KilogramsPerSecond, double Error, int Levels, bool IsSpanned);

/// <summary>
/// Mass balance by Gauss's theorem over stacked closed loops (Conley et al. 2017, doi:10.5194/amt-10-3345-2017): the rate inside is the
/// integral over height of ∮ c′ u·n dl.
/// </summary>
internal static class LoopBalance
{
    /// <summary>Scatter of one loop's flow about the mean of its height, as a share, before the loops say better (about 50%, as of one transect).</summary>
    private const double LoopScatter = 0.5;
    private const double ScatterFreedom = 4;

    /// <summary>Share of doubt of what is taken to lie below the lowest loop, and above the highest.</summary>
    private const double GroundDoubt = 0.35;
    private const double TopDoubt = 0.6;

    /// <summary>Flow out of one closed loop.</summary>
    /// <param name="x">East in m of each row; the last joins the first.</param>
    /// <param name="y">North in m.</param>
    /// <param name="excess">Excess in kg/m³ over the background.</param>
    /// <param name="east">Wind towards east in m/s.</param>
    /// <param name="north">Wind towards north in m/s.</param>
    public static double Outflow(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> excess, ReadOnlySpan<double> east, ReadOnlySpan<double> north)
    {
        var (flow, twiceArea) = (0.0, 0.0);
        for (int i = x.Length - 1, j = 0; j < x.Length; i = j++)
        {
            var (dx, dy) = (x[j] - x[i], y[j] - y[i]);
            twiceArea += (x[i] * y[j]) - (x[j] * y[i]);
            flow += 0.5 * ((excess[i] * ((east[i] * dy) - (north[i] * dx))) + (excess[j] * ((east[j] * dy) - (north[j] * dx))));
        }

        return twiceArea < 0 ? -flow : flow;
    }

    /// <summary>The flow out of each loop of a path.</summary>
    public static List<LoopFlux> Fluxes(FlownPath path, IReadOnlyList<Pass> loops, double[] background, PathWind wind, bool isOnBoard)
    {
        var fluxes = new List<LoopFlux>();
        foreach (var loop in loops)
        {
            var n = loop.Count;
            var (excess, east, north) = (new double[n], new double[n], new double[n]);
            for (var k = 0; k < n; k++)
            {
                var i = loop.First + k;
                excess[k] = (path.Value[i] - background[i]) * path.Density[i];
                var t = path.Seconds[i];
                var (e, v) = isOnBoard ? wind.Mean(t - 1, t + 1) : wind.Mean(t - 240, t + 30);
                var factor = isOnBoard ? 1 : wind.Profile(path.Z[i]);
                (east[k], north[k]) = (e * factor, v * factor);
            }

            fluxes.Add(new(
                Enumerable.Range(loop.First, n).Average(i => path.Z[i]),
                Outflow(path.X.AsSpan(loop.First, n), path.Y.AsSpan(loop.First, n), excess, east, north)));
        }

        return fluxes;
    }

    /// <summary>The rate from the flows: level to level linear, as at the lowest level down to the ground, and falling to nothing above the highest.</summary>
    /// <param name="fluxes">The flow out of each loop.</param>
    /// <param name="noise">Standard error in kg/(m·s) of one loop's flow from noise and background.</param>
    public static BalancedRate? Rate(IReadOnlyList<LoopFlux> fluxes, double noise)
    {
        if (fluxes.Count < 2)
            return null;
        var sorted = fluxes.OrderBy(f => f.Height).ToArray();
        var range = sorted[^1].Height - sorted[0].Height;
        var levels = new List<(double Height, double Flux, int Count)>();
        foreach (var f in sorted)
        {
            if (levels.Count > 0 && f.Height - levels[^1].Height < Math.Max(3, 0.03 * range))
            {
                var (height, flux, count) = levels[^1];
                levels[^1] = (((height * count) + f.Height) / (count + 1), ((flux * count) + f.Flux) / (count + 1), count + 1);
            }
            else
            {
                levels.Add((f.Height, f.Flux, 1));
            }
        }

        var k = levels.Count;
        var weights = new double[k];
        for (var i = 0; i + 1 < k; i++)
        {
            var half = (levels[i + 1].Height - levels[i].Height) / 2;
            weights[i] += half;
            weights[i + 1] += half;
        }

        var ground = Math.Max(0, levels[0].Height);
        var above = k > 1 ? (levels[^1].Height - levels[^2].Height) / 2 : ground / 2;
        weights[0] += ground;
        weights[^1] += above;
        var (rate, variance) = (0.0, 0.0);
        var scatter = Scatter(levels, noise);
        for (var i = 0; i < k; i++)
        {
            var (_, flux, count) = levels[i];
            rate += weights[i] * flux;
            variance += weights[i] * weights[i] * ((scatter * scatter * flux * flux) + (noise * noise)) / count;
        }

        variance += Math.Pow(GroundDoubt * ground * levels[0].Flux, 2) + Math.Pow(TopDoubt * above * levels[^1].Flux, 2);
        var most = levels.Max(l => l.Flux);
        var spanned = k >= 3 && levels[^1].Flux < (0.3 * most) + noise && ground * levels[0].Flux < 0.5 * rate;
        return new(rate, Math.Sqrt(variance), k, spanned);
    }

    /// <summary>Relative scatter of a level about the line between its neighbours, drawn towards what one transect scatters.</summary>
    private static double Scatter(List<(double Height, double Flux, int Count)> levels, double noise)
    {
        var (sum, freedom, most) = (ScatterFreedom * LoopScatter * LoopScatter, ScatterFreedom, levels.Max(l => Math.Abs(l.Flux)));
        for (var i = 1; i + 1 < levels.Count; i++)
        {
            var share = (levels[i].Height - levels[i - 1].Height) / (levels[i + 1].Height - levels[i - 1].Height);
            var between = ((1 - share) * levels[i - 1].Flux) + (share * levels[i + 1].Flux);
            var size = Math.Max(Math.Abs(between), 0.2 * most);
            if (!(size > 0))
                continue;
            var difference = levels[i].Flux - between;
            sum += Math.Min(4, Math.Max(0, (difference * difference) - (1.5 * noise * noise)) / (1.5 * size * size));
            freedom++;
        }

        return Math.Sqrt(sum / freedom);
    }
}
