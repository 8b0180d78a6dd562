namespace Atalaya.Plumes.Crossings;

/// <summary>Weighted states and the evidence of one number of sources.</summary>
/// <param name="States">One state a row, equally weighted.</param>
/// <param name="LogLikelihood">Log-likelihood of each.</param>
/// <param name="LogEvidence">Logarithm of the marginal likelihood.</param>
/// <param name="Acceptance">Share of the last moves that were accepted.</param>
internal sealed record SampledStates(double[][] States, double[] LogLikelihood, double LogEvidence, double Acceptance);

/// <summary>
/// Sequential Monte Carlo from a drawn beginning to the posterior along the geometric bridge (Neal 2001; Del Moral, Doucet and Jasra 2006),
/// each step as long as half the particles stay effective, with moves along the difference of two particles (ter Braak 2006), which take
/// the posterior's shape by themselves. Every random number is named by its step and particle: threads change nothing.
/// </summary>
internal static class TemperedSampler
{
    private const double LeastEffective = 0.5;
    private const int MostSteps = 40;

    /// <summary>Samples the posterior of a number of sources.</summary>
    public static SampledStates Sample(CrossingModel model, SourcePrior prior, CrossingRules rules, int count, ulong seed, int threads, CancellationToken cancellation)
    {
        var (n, dimensions) = (rules.Particles, SourcePrior.Shared + (count * SourcePrior.PerSource));
        var now = new double[n][];
        var (start, target) = (new double[n], new double[n]);
        var likelihood = new double[n];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellation };
        Parallel.For(0, n, options, i =>
        {
            var random = new KeyedRandom(seed, count * 1000, i);
            now[i] = new double[dimensions];
            prior.Draw(now[i], count, ref random);
            (start[i], target[i], likelihood[i]) = Weigh(now[i]);
        });

        var (beta, evidence, step, accepted) = (0.0, count * prior.LogShareInside(seed), 0, 0.0);
        while (beta < 1 && step < MostSteps)
        {
            cancellation.ThrowIfCancellationRequested();
            step++;
            var next = NextBeta(beta, start, target, step == MostSteps, out var gain);
            evidence += gain;
            var picked = Resample(start, target, next - beta, new KeyedRandom(seed, (count * 1000) + step, -1));
            beta = next;
            now = [.. picked.Select(i => now[i].ToArray())];
            (start, target, likelihood) = ([.. picked.Select(i => start[i])], [.. picked.Select(i => target[i])], [.. picked.Select(i => likelihood[i])]);
            var sweeps = beta >= 1 ? 2 * rules.Sweeps : rules.Sweeps;
            for (var sweep = 0; sweep < sweeps; sweep++)
            {
                var before = now;
                var moved = new double[n][];
                var takes = new int[n];
                var stage = (count * 1000) + 100 + (step * 20) + sweep;
                Parallel.For(0, n, options, i =>
                {
                    var random = new KeyedRandom(seed, stage, i);
                    var trial = Propose(before, i, dimensions, ref random);
                    var (trialStart, trialTarget, trialLikelihood) = Weigh(trial);
                    var ratio = (beta * (trialTarget - target[i])) + (beta < 1 ? (1 - beta) * (trialStart - start[i]) : 0);
                    if (Math.Log(random.Uniform()) < ratio)
                        (moved[i], start[i], target[i], likelihood[i], takes[i]) = (trial, trialStart, trialTarget, trialLikelihood, 1);
                    else
                        moved[i] = before[i];
                });
                now = moved;
                accepted = takes.Sum() / (double)n;
            }
        }

        return new(now, likelihood, evidence, accepted);

        (double Start, double Target, double Likelihood) Weigh(double[] state)
        {
            var p = prior.LogPrior(state, count);
            if (double.IsNegativeInfinity(p))
                return (double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity);
            Span<ModelSource> sources = stackalloc ModelSource[count];
            for (var s = 0; s < count; s++)
                sources[s] = prior.SourceOf(state, s);
            var l = model.LogLikelihood(sources, prior.SharedOf(state));
            return double.IsNaN(l) ? (double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity) : (prior.LogDraw(state, count), p + l, l);
        }
    }

    private static double[] Propose(double[][] states, int own, int dimensions, ref KeyedRandom random)
    {
        var trial = states[own].ToArray();
        var n = states.Length;
        var (a, b) = (states[random.Below(n)], states[random.Below(n)]);
        var kind = random.Uniform();

        // Mostly along differences of particles; at times the whole difference, which leaps between modes; at times one coordinate alone.
        if (kind < 0.2)
        {
            var d = random.Below(dimensions);
            trial[d] += 1.2 * (a[d] - b[d]);
            return trial;
        }

        var scale = kind > 0.92 ? 1 : 2.38 / Math.Sqrt(2 * dimensions) * (0.3 + random.Uniform());
        for (var d = 0; d < dimensions; d++)
            trial[d] += (scale * (a[d] - b[d])) + (1e-4 * random.Normal());
        return trial;
    }

    private static double NextBeta(double beta, double[] start, double[] target, bool isLast, out double gain)
    {
        var (low, high) = (0.0, 1 - beta);
        var step = high;
        if (!isLast && Effective(high, out _) < LeastEffective)
        {
            for (var i = 0; i < 30; i++)
            {
                step = (low + high) / 2;
                if (Effective(step, out _) < LeastEffective)
                    high = step;
                else
                    low = step;
            }

            step = Math.Max(low, 1e-6);
        }

        Effective(step, out gain);
        return beta + step >= 1 - 1e-9 ? 1 : beta + step;

        double Effective(double delta, out double logMean)
        {
            var (top, alive) = (double.NegativeInfinity, 0);
            for (var i = 0; i < start.Length; i++)
            {
                if (double.IsNegativeInfinity(target[i]))
                    continue;
                alive++;
                top = Math.Max(top, delta * (target[i] - start[i]));
            }

            var (sum, squares) = (0.0, 0.0);
            for (var i = 0; i < start.Length; i++)
            {
                if (double.IsNegativeInfinity(target[i]))
                    continue;
                var w = Math.Exp((delta * (target[i] - start[i])) - top);
                (sum, squares) = (sum + w, squares + (w * w));
            }

            logMean = alive == 0 ? double.NegativeInfinity : top + Math.Log(sum / start.Length);
            return alive == 0 ? 1 : sum * sum / squares / alive;
        }
    }

    private static int[] Resample(double[] start, double[] target, double delta, KeyedRandom random)
    {
        var n = start.Length;
        var weights = new double[n];
        var top = double.NegativeInfinity;
        for (var i = 0; i < n; i++)
        {
            weights[i] = double.IsNegativeInfinity(target[i]) ? double.NegativeInfinity : delta * (target[i] - start[i]);
            top = Math.Max(top, weights[i]);
        }

        if (double.IsNegativeInfinity(top))
            return [.. Enumerable.Range(0, n)];
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            sum += weights[i] = Math.Exp(weights[i] - top);
        var picked = new int[n];
        var (at, reached) = (0, weights[0]);
        var offset = random.Uniform();
        for (var i = 0; i < n; i++)
        {
            var goal = (i + offset) * sum / n;
            while (reached < goal && at < n - 1)
                reached += weights[++at];
            picked[i] = at;
        }

        return picked;
    }
}
