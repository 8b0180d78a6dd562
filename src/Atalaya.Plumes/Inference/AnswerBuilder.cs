using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Numerics;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Regions;

namespace Atalaya.Plumes.Inference;

/// <summary>From weighted draws to what is published.</summary>
internal static class AnswerBuilder
{
    // Most places are off by little and some by much (Ginninderra): a t of two degrees of freedom, whose tail alone holds both.
    private const int ErrorFreedom = 2;
    private const int Published = 2000;

    // The outline of a region in a heavy tail wants more draws than anybody wants to read.
    private const int Finer = 8;
    private const int All = Published * Finer;
    private const int MostTries = 40;
    private static readonly double[] Shares = [0.5, 0.8, 0.9];

    /// <summary>Draws of each source, relabelled to the mode, widened by the calibration and by the error of the wind's speed.</summary>
    internal static List<PosteriorDraw> Draws(PosteriorDraws drawn, double[] centre, LocateRules rules, Calibration calibration, PosteriorDensity density, ulong seed)
    {
        var layout = drawn.Layout;
        var (area, known) = (density.Area, density.Known);
        var all = new List<PosteriorDraw>(All * layout.Sources);
        var random = new RandomStream(seed ^ 0x5EED, 77);
        drawn = Resampled(drawn, random.Uniform());
        var wind = new double[drawn.Draws.Length];
        for (var i = 0; i < wind.Length; i++)
            wind[i] = rules.SpeedError * random.Normal();
        var order = drawn.Draws.Select(d => Match(layout, d, centre)).ToArray();
        for (var k = 0; k < layout.Sources; k++)
        {
            var x = new double[drawn.Draws.Length];
            var y = new double[drawn.Draws.Length];
            var rate = new double[drawn.Draws.Length];
            for (var i = 0; i < x.Length; i++)
            {
                var source = order[i][k];
                x[i] = known?.X ?? drawn.Draws[i][ParameterLayout.X(source)];
                y[i] = known?.Y ?? drawn.Draws[i][ParameterLayout.Y(source)];
                rate[i] = drawn.Draws[i][ParameterLayout.LogRate(source)] + wind[i];
            }

            if (known is null)
            {
                var error = calibration.PlaceShare * PlumeReach.Of(density.Table, density.Term(layout, centre, k));
                for (var i = 0; i < x.Length; i++)
                {
                    // Drawn anew where it leaves the area: held at its edge, far errors would pile up there and pass for places of their own.
                    var (east, north) = (x[i], y[i]);
                    for (var tries = 0; tries < MostTries; tries++)
                    {
                        var stretch = error * Math.Sqrt(ErrorFreedom / random.ChiSquare(ErrorFreedom));
                        (x[i], y[i]) = (east + (stretch * random.Normal()), north + (stretch * random.Normal()));
                        if (area.Contains(x[i], y[i]))
                            break;
                    }

                    (x[i], y[i]) = (Math.Clamp(x[i], area.West, area.East), Math.Clamp(y[i], area.South, area.North));
                }
            }

            Widen(rate, drawn.Weights, calibration.Rate);
            for (var i = 0; i < x.Length; i++)
                all.Add(new(layout.Sources, k, x[i], y[i], Math.Exp(drawn.Draws[i][layout.LogHeight]), Math.Exp(rate[i]), drawn.Weights[i]));
        }

        return all;
    }

    /// <summary>Those of the draws that are handed out.</summary>
    internal static List<PosteriorDraw> Handed(List<PosteriorDraw> draws) => [.. draws.Where(static (_, i) => i % Finer == 0).Select(static d => d with { Weight = 1.0 / Published })];

    /// <summary>The estimate of one source from its draws.</summary>
    internal static SourceEstimate Estimate(IReadOnlyList<PosteriorDraw> draws)
    {
        var x = draws.Select(static d => d.X).ToArray();
        var y = draws.Select(static d => d.Y).ToArray();
        var weights = draws.Select(static d => d.Weight).ToArray();
        var sum = weights.Sum();
        var rates = draws.Select(static d => d.KilogramsPerHour).ToArray();
        double Rate(double share) => DensityGrid.Quantile(rates, weights, sum, share);
        var regions = RegionBuilder.Build(x, y, weights, Shares);
        return new(DensityGrid.Quantile(x, weights, sum, 0.5), DensityGrid.Quantile(y, weights, sum, 0.5), DensityGrid.Quantile([.. draws.Select(static d => d.Height)], weights, sum, 0.5),
            new(Rate(0.5), Rate(0.05), Rate(0.95)), regions[0], regions[1], regions[2])
        {
            Rate80 = (Rate(0.1), Rate(0.9)),
            Rate50 = (Rate(0.25), Rate(0.75)),
        };
    }

    // Equal weights: errors that are added to heavy draws one by one would move medians.
    private static PosteriorDraws Resampled(PosteriorDraws drawn, double offset)
    {
        var draws = new double[All][];
        var at = 0;
        var passed = drawn.Weights[0];
        for (var i = 0; i < All; i++)
        {
            while (passed < (i + offset) / All && at + 1 < drawn.Draws.Length)
                passed += drawn.Weights[++at];
            draws[i] = drawn.Draws[at];
        }

        return drawn with { Draws = draws, Weights = [.. Enumerable.Repeat(1.0 / All, All)] };
    }

    private static void Widen(double[] values, double[] weights, double factor)
    {
        if (factor == 1)
            return;
        var median = DensityGrid.Quantile(values, weights, weights.Sum(), 0.5);
        for (var i = 0; i < values.Length; i++)
            values[i] = median + (factor * (values[i] - median));
    }

    // Which source of a draw is which of the mode: nearest pairs first.
    private static int[] Match(ParameterLayout layout, double[] draw, double[] centre)
    {
        var order = new int[layout.Sources];
        if (layout.Sources == 1)
            return order;
        var taken = new bool[layout.Sources];
        var given = new bool[layout.Sources];
        for (var round = 0; round < layout.Sources; round++)
        {
            var best = (Distance: double.PositiveInfinity, Of: 0, Source: 0);
            for (var k = 0; k < layout.Sources; k++)
            {
                for (var s = 0; s < layout.Sources && !given[k]; s++)
                {
                    var (dx, dy) = (draw[ParameterLayout.X(s)] - centre[ParameterLayout.X(k)], draw[ParameterLayout.Y(s)] - centre[ParameterLayout.Y(k)]);
                    var distance = (dx * dx) + (dy * dy);
                    if (!taken[s] && distance < best.Distance)
                        best = (distance, k, s);
                }
            }

            order[best.Of] = best.Source;
            taken[best.Source] = given[best.Of] = true;
        }

        return order;
    }
}
