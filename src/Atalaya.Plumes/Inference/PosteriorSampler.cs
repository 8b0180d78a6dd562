using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Inference;

/// <summary>Weighted draws of a posterior.</summary>
/// <param name="Layout">Layout of each draw.</param>
/// <param name="Draws">Parameters.</param>
/// <param name="Weights">Weights, sum 1, tail smoothed.</param>
/// <param name="LogEvidence">Logarithm of the integral of prior times likelihood.</param>
/// <param name="TailShape">k̂ of the weights.</param>
/// <param name="EffectiveDraws">Effective number of draws.</param>
internal sealed record PosteriorDraws(ParameterLayout Layout, double[][] Draws, double[] Weights, double LogEvidence, double TailShape, double EffectiveDraws);

/// <summary>
/// Adaptive multiple importance sampling (Cornuet et al. 2012) from a mixture of t about each mode, a quarter of it three times as wide:
/// draws of all rounds are weighted by the mixture of all rounds' proposals. No mode is dropped.
/// </summary>
internal static class PosteriorSampler
{
    private const int Freedom = 6;
    private const double Wide = 3;
    private const double WideShare = 0.2;
    private const int LeastRounds = 3;
    private const int MostRounds = 8;
    private const double TrustedTail = 0.7;

    internal static PosteriorDraws Draw(
        PosteriorDensity density, ParameterLayout layout, IReadOnlyList<Mode> modes, int drawsPerRound, double wanted, ulong seed, int threads, CancellationToken cancellation)
    {
        var rounds = new List<Proposal>();
        var draws = new List<double[]>();
        var logs = new List<double>();
        var proposal = new Proposal(modes);
        PosteriorDraws? result = null;
        for (var round = 0; round < MostRounds; round++)
        {
            rounds.Add(proposal);
            var fresh = new double[drawsPerRound][];
            var freshLogs = new double[drawsPerRound];
            var current = proposal;
            var stream = round;
            Parallel.For(0, drawsPerRound, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, density.NewScratch, (i, _, scratch) =>
            {
                fresh[i] = current.Draw(new RandomStream(seed, (ulong)((stream * 1_000_003) + i + 1)));
                freshLogs[i] = density.Log(layout, fresh[i], scratch);
                return scratch;
            }, static _ => { });
            draws.AddRange(fresh);
            logs.AddRange(freshLogs);
            result = Weigh(layout, draws, logs, rounds);
            if (round + 1 >= LeastRounds && result.TailShape < TrustedTail && result.EffectiveDraws >= wanted)
                break;
            proposal = proposal.Adapt(result);
        }

        return result!;
    }

    private static PosteriorDraws Weigh(ParameterLayout layout, List<double[]> draws, List<double> logs, List<Proposal> rounds)
    {
        var n = draws.Count;
        var ratio = new double[n];
        var most = double.NegativeInfinity;
        var parts = new double[rounds.Count];
        for (var i = 0; i < n; i++)
        {
            for (var r = 0; r < rounds.Count; r++)
                parts[r] = rounds[r].LogDensity(draws[i]);
            ratio[i] = logs[i] - LogMean(parts);
            if (double.IsFinite(ratio[i]))
                most = Math.Max(most, ratio[i]);
        }

        var weights = new double[n];
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            sum += weights[i] = double.IsFinite(ratio[i]) ? Math.Exp(ratio[i] - most) : 0;
        var evidence = most + Math.Log(sum / n);
        for (var i = 0; i < n; i++)
            weights[i] /= sum;
        var tail = ParetoTail.Smooth(weights);
        var again = weights.Sum();
        var squares = 0.0;
        for (var i = 0; i < n; i++)
        {
            weights[i] /= again;
            squares += weights[i] * weights[i];
        }

        return new(layout, [.. draws], weights, evidence, tail, 1 / squares);
    }

    private static double LogMean(ReadOnlySpan<double> logs)
    {
        var most = double.NegativeInfinity;
        foreach (var value in logs)
            most = Math.Max(most, value);
        var sum = 0.0;
        foreach (var value in logs)
            sum += Math.Exp(value - most);
        return most + Math.Log(sum / logs.Length);
    }

    private sealed class Proposal
    {
        private readonly IReadOnlyList<Mode> _modes;
        private readonly double[] _shares;

        internal Proposal(IReadOnlyList<Mode> modes)
        {
            _modes = modes;
            var most = modes.Max(static m => m.LogMass);
            _shares = [.. modes.Select(m => Math.Max(Math.Exp(m.LogMass - most), 0.05))];
            var sum = _shares.Sum();
            for (var i = 0; i < _shares.Length; i++)
                _shares[i] /= sum;
        }

        internal double[] Draw(RandomStream random)
        {
            var at = random.Uniform();
            var k = 0;
            while (k + 1 < _shares.Length && at > _shares[k])
                at -= _shares[k++];
            return _modes[k].Draw(random, random.Uniform() < WideShare ? Wide : 1.05, Freedom);
        }

        internal double LogDensity(double[] at)
        {
            var sum = 0.0;
            var most = double.NegativeInfinity;
            Span<double> logs = stackalloc double[2 * _modes.Count];
            for (var k = 0; k < _modes.Count; k++)
            {
                logs[2 * k] = Math.Log(_shares[k] * (1 - WideShare)) + _modes[k].LogDensity(at, 1.05, Freedom);
                logs[(2 * k) + 1] = Math.Log(_shares[k] * WideShare) + _modes[k].LogDensity(at, Wide, Freedom);
                most = Math.Max(most, Math.Max(logs[2 * k], logs[(2 * k) + 1]));
            }

            foreach (var log in logs)
                sum += Math.Exp(log - most);
            return most + Math.Log(sum);
        }

        // Each mode moves to the mean and spread of the draws that are likeliest its own; few effective draws move it little.
        internal Proposal Adapt(PosteriorDraws result)
        {
            var n = _modes[0].Dimensions;
            var next = new List<Mode>();
            var owner = result.Draws.Select(d => Enumerable.Range(0, _modes.Count).MaxBy(k => _modes[k].LogDensity(d, Wide, Freedom))).ToArray();
            for (var k = 0; k < _modes.Count; k++)
            {
                double mass = 0, squares = 0;
                var mean = new double[n];
                for (var i = 0; i < owner.Length; i++)
                {
                    if (owner[i] != k)
                        continue;
                    mass += result.Weights[i];
                    squares += result.Weights[i] * result.Weights[i];
                    for (var j = 0; j < n; j++)
                        mean[j] += result.Weights[i] * result.Draws[i][j];
                }

                if (!(mass > 1e-9))
                {
                    next.Add(_modes[k] with { LogMass = -40 });
                    continue;
                }

                var effective = mass * mass / squares;
                var trust = effective / (effective + (3 * n));
                for (var j = 0; j < n; j++)
                    mean[j] = (trust * mean[j] / mass) + ((1 - trust) * _modes[k].Centre[j]);
                var covariance = new double[n * n];
                for (var i = 0; i < owner.Length; i++)
                {
                    if (owner[i] != k)
                        continue;
                    for (var a = 0; a < n; a++)
                    {
                        for (var b = 0; b <= a; b++)
                            covariance[(a * n) + b] += result.Weights[i] / mass * (result.Draws[i][a] - mean[a]) * (result.Draws[i][b] - mean[b]);
                    }
                }

                for (var a = 0; a < n; a++)
                {
                    for (var b = 0; b <= a; b++)
                    {
                        var before = 0.0;
                        for (var j = 0; j <= b; j++)
                            before += _modes[k].Root[(a * n) + j] * _modes[k].Root[(b * n) + j];
                        covariance[(a * n) + b] = covariance[(b * n) + a] = (trust * covariance[(a * n) + b]) + ((1 - trust) * before);
                    }
                }

                next.Add(Mode.OfCovariance(mean, covariance, Math.Log(mass)) ?? _modes[k]);
            }

            return new(next);
        }
    }
}
