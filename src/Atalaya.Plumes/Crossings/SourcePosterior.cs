using Atalaya.Plumes.Answers;

namespace Atalaya.Plumes.Crossings;

/// <summary>From sampled states to sources with bounds: one name for each source through all states, the doubts that the states do not hold, quantiles and regions.</summary>
internal static class SourcePosterior
{
    /// <summary>One source's draws.</summary>
    internal sealed record Drawn(double[] X, double[] Y, double[] Height, double[] KilogramsPerHour);

    /// <summary>The draws of each source.</summary>
    /// <param name="sampled">States.</param>
    /// <param name="prior">What reads them.</param>
    /// <param name="rules">Rules.</param>
    /// <param name="count">Number of sources.</param>
    /// <param name="balanced">The rate by mass balance, towards which the rate of the crossings is drawn; both have the same errors, so its width stays.</param>
    /// <param name="isPlaceKnown">Whether the place was given.</param>
    /// <param name="seed">Seed.</param>
    public static Drawn[] Draw(SampledStates sampled, SourcePrior prior, CrossingRules rules, int count, BalancedRate? balanced, bool isPlaceKnown, ulong seed)
    {
        var n = rules.Draws;
        var draws = Enumerable.Range(0, count).Select(_ => new Drawn(new double[n], new double[n], new double[n], new double[n])).ToArray();
        var best = Array.IndexOf(sampled.LogLikelihood, sampled.LogLikelihood.Max());
        var centres = Enumerable.Range(0, count).Select(s => prior.SourceOf(sampled.States[best], s)).ToArray();
        var orders = new int[sampled.States.Length][];
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < orders.Length; i++)
                orders[i] = Match(Enumerable.Range(0, count).Select(s => prior.SourceOf(sampled.States[i], s)).ToArray(), centres);
            centres = [.. Enumerable.Range(0, count).Select(s => new ModelSource(
                orders.Select((o, i) => prior.SourceOf(sampled.States[i], o[s]).X).Average(),
                orders.Select((o, i) => prior.SourceOf(sampled.States[i], o[s]).Y).Average(), 0, 0))];
        }

        var shift = balanced is { } b ? (1 - rules.CrossingShareOfLoops) * (Math.Log(b.KilogramsPerSecond) - MeanLogRate(sampled, prior, count)) : 0;
        for (var i = 0; i < n; i++)
        {
            var random = new KeyedRandom(seed, 8000, i);
            var state = sampled.States[i % sampled.States.Length];
            var speed = rules.SpeedLogSpread * random.Normal();
            for (var s = 0; s < count; s++)
            {
                var source = prior.SourceOf(state, orders[i % orders.Length][s]);
                (draws[s].X[i], draws[s].Y[i], draws[s].Height[i]) = (source.X, source.Y, source.Height);
                draws[s].KilogramsPerHour[i] = 3600 * Math.Exp(source.LogRate + speed + shift);
            }
        }

        foreach (var drawn in draws)
        {
            var (x, y, rate) = (Quantile(drawn.X, 0.5), Quantile(drawn.Y, 0.5), Quantile(drawn.KilogramsPerHour, 0.5));
            for (var i = 0; i < n; i++)
            {
                drawn.KilogramsPerHour[i] = rate * Math.Pow(drawn.KilogramsPerHour[i] / rate, rules.RateStretch);
                if (!isPlaceKnown)
                    (drawn.X[i], drawn.Y[i]) = (x + (rules.PlaceStretch * (drawn.X[i] - x)), y + (rules.PlaceStretch * (drawn.Y[i] - y)));
            }
        }

        return draws;
    }

    /// <summary>Mean of the logarithm of all sources' rate in kg/s.</summary>
    public static double MeanLogRate(SampledStates sampled, SourcePrior prior, int count) =>
        sampled.States.Average(state => Math.Log(Enumerable.Range(0, count).Sum(s => Math.Exp(prior.SourceOf(state, s).LogRate))));

    /// <summary>A source's medians, bounds and regions.</summary>
    public static SourceEstimate Estimate(Drawn drawn)
    {
        var weight = new double[drawn.X.Length];
        Array.Fill(weight, 1.0 / weight.Length);
        var regions = DensityRegion.Of(drawn.X, drawn.Y, weight, 0.5, 0.8, 0.9);
        var rate = drawn.KilogramsPerHour;
        return new(
            Quantile(drawn.X, 0.5), Quantile(drawn.Y, 0.5), Quantile(drawn.Height, 0.5),
            new(Quantile(rate, 0.5), Quantile(rate, 0.05), Quantile(rate, 0.95)),
            regions[0], regions[1], regions[2])
        {
            Rate80 = (Quantile(rate, 0.1), Quantile(rate, 0.9)),
            Rate50 = (Quantile(rate, 0.25), Quantile(rate, 0.75)),
        };
    }

    private static double Quantile(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        var at = share * (sorted.Length - 1);
        var k = Math.Min((int)at, sorted.Length - 2);
        return sorted[k] + ((at - k) * (sorted[k + 1] - sorted[k]));
    }

    /// <summary>The order of sources that lies nearest to the centres; few sources, so each takes the nearest that is left.</summary>
    private static int[] Match(ModelSource[] sources, ModelSource[] centres)
    {
        var order = new int[sources.Length];
        Array.Fill(order, -1);
        var pairs = from c in Enumerable.Range(0, centres.Length)
                    from s in Enumerable.Range(0, sources.Length)
                    orderby Math.Pow(sources[s].X - centres[c].X, 2) + Math.Pow(sources[s].Y - centres[c].Y, 2)
                    select (c, s);
        foreach (var (c, s) in pairs)
        {
            if (order[c] < 0 && !order.Contains(s))
                order[c] = s;
        }

        return order;
    }
}
