namespace Atalaya.Cli.Plumes.Pages;

/// <summary>Values along one side of a chart.</summary>
/// <param name="Least">Value at <paramref name="Start"/>.</param>
/// <param name="Most">Value at <paramref name="End"/>.</param>
/// <param name="Start">Sheet units.</param>
/// <param name="End">Sheet units; less than <paramref name="Start"/> where values grow upwards.</param>
/// <param name="IsLogarithmic">Whether equal ratios are equally long.</param>
internal sealed record PlotScale(double Least, double Most, double Start, double End, bool IsLogarithmic = false)
{
    /// <summary>Where a value stands; beyond the ends it stands at the end.</summary>
    public double At(double value)
    {
        var share = IsLogarithmic ? Math.Log(value / Least) / Math.Log(Most / Least) : (value - Least) / (Most - Least);
        return Start + ((End - Start) * Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1));
    }

    /// <summary>Round values inside the scale.</summary>
    /// <param name="about">About how many.</param>
    public IReadOnlyList<double> Ticks(int about)
    {
        if (!(Most > Least) || !double.IsFinite(Most - Least))
            return [];
        if (IsLogarithmic)
            return Decades(about);
        var step = Step((Most - Least) / about);
        var ticks = new List<double>();
        for (var i = Math.Ceiling((Least / step) - 1e-9); i * step <= Most + (step * 1e-9); i++)
            ticks.Add((i * step) + 0.0);
        return ticks;
    }

    /// <summary>A length of one, two or five of some power of ten that is no shorter than a wanted one.</summary>
    public static double Step(double wanted)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        double[] factors = [1, 2, 5, 10];
        return factors.First(f => f * power >= wanted * 0.999_999) * power;
    }

    /// <summary>Decimals that tell ticks apart.</summary>
    public static int Decimals(IReadOnlyList<double> ticks)
    {
        if (ticks.Count == 0)
            return 0;
        var least = ticks.Count > 1 ? ticks.Zip(ticks.Skip(1)).Min(static p => p.Second - p.First) : Math.Abs(ticks[0]);
        return least > 0 ? Math.Clamp((int)Math.Ceiling(-Math.Log10(least) - 1e-9), 0, 6) : 0;
    }

    private List<double> Decades(int about)
    {
        double[] factors = Math.Log10(Most / Least) > about ? [1] : Math.Log10(Most / Least) > about / 3.0 ? [1, 3] : [1, 2, 5];
        var ticks = new List<double>();
        for (var power = Math.Floor(Math.Log10(Least)); power <= Math.Log10(Most); power++)
            ticks.AddRange(factors.Select(f => f * Math.Pow(10, power)).Where(t => t >= Least * 0.999_999 && t <= Most * 1.000_001));
        return ticks;
    }
}
