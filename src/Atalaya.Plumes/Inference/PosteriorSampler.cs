using System.Runtime.InteropServices;
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
/// Adaptive multiple importance sampling (Cornuet et al. 2012) from a mixture of t about each mode, a part of it three times as wide:
/// draws of all rounds are weighted by the mixture of all rounds' proposals. No mode is dropped. Can be gone on with where it stopped.
/// </summary>
internal sealed class PosteriorSampler(PosteriorDensity density, FoundModes found, int drawsPerRound, ulong seed, int threads, CancellationToken cancellation)
{
    private const int Freedom = 6;
    private const double Wide = 3;
    private const double WideShare = 0.2;
    private const double TrustedTail = 0.7;

    // A spread in n dimensions wants some draws for each; fewer effective ones than that, and the next proposal would close in on a handful.
    private const int DrawsADimension = 6;

    private readonly List<Proposal> _rounds = [];
    private readonly List<double[]> _draws = [];
    private readonly List<double> _logs = [];
    private readonly List<List<double>> _proposed = [];
    private PosteriorDraws? _result;

    /// <summary>The draw of the greatest density.</summary>
    internal double[] Highest => _draws[Enumerable.Range(0, _logs.Count).MaxBy(i => double.IsFinite(_logs[i]) ? _logs[i] : double.NegativeInfinity)];

    /// <summary>Draws until there are enough.</summary>
    /// <param name="least">Rounds that are always made.</param>
    /// <param name="most">Rounds after which it ends in any case.</param>
    /// <param name="wanted">Effective draws that are enough, where the tail of the weights can be trusted too.</param>
    internal PosteriorDraws Draw(int least, int most, double wanted)
    {
        while (_rounds.Count < least || (_rounds.Count < most && !(_result!.TailShape < TrustedTail && _result.EffectiveDraws >= wanted)))
        {
            var proposal = _result is null ? new Proposal(found.Modes) : _rounds[^1].Adapt(_result);
            var fresh = new double[drawsPerRound][];
            var freshLogs = new double[drawsPerRound];
            var stream = _rounds.Count;
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
            Parallel.For(0, drawsPerRound, options, density.NewScratch, (i, _, scratch) =>
            {
                fresh[i] = proposal.Draw(new RandomStream(seed, (ulong)((stream * 1_000_003) + i + 1)));
                freshLogs[i] = density.Log(found.Layout, fresh[i], scratch);
                return scratch;
            }, static _ => { });
            _rounds.Add(proposal);
            _draws.AddRange(fresh);
            _logs.AddRange(freshLogs);
            while (_proposed.Count < _draws.Count)
                _proposed.Add([]);
            Parallel.For(0, _draws.Count, options, i =>
            {
                for (var r = _proposed[i].Count; r < _rounds.Count; r++)
                    _proposed[i].Add(_rounds[r].LogDensity(_draws[i]));
            });
            _result = Weigh();
        }

        return _result!;
    }

    private PosteriorDraws Weigh()
    {
        var n = _draws.Count;
        var ratio = new double[n];
        var most = double.NegativeInfinity;
        for (var i = 0; i < n; i++)
        {
            ratio[i] = _logs[i] - LogMean(CollectionsMarshal.AsSpan(_proposed[i]));
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
        for (var i = 0; i < n; i++)
            weights[i] /= again;
        return new(found.Layout, [.. _draws], weights, evidence, tail, Effective(weights));
    }

    private static double Effective(double[] weights)
    {
        double sum = 0, squares = 0;
        foreach (var weight in weights)
        {
            sum += weight;
            squares += weight * weight;
        }

        return sum * sum / squares;
    }

    // The weights to a power under one, so that enough draws carry them: a wider spread to propose from, which weighing puts right again (Koblents and Míguez 2015).
    private static double[] Flattened(double[] weights, double wanted)
    {
        if (Effective(weights) >= wanted)
            return weights;
        double low = 0, high = 1;
        var flat = weights;
        for (var i = 0; i < 12; i++)
        {
            var power = (low + high) / 2;
            flat = [.. weights.Select(w => w > 0 ? Math.Pow(w, power) : 0)];
            if (Effective(flat) >= wanted)
                low = power;
            else
                high = power;
        }

        var sum = flat.Sum();
        return [.. flat.Select(w => w / sum)];
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
            var weights = Flattened(result.Weights, DrawsADimension * n);
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
                    mass += weights[i];
                    squares += weights[i] * weights[i];
                    for (var j = 0; j < n; j++)
                        mean[j] += weights[i] * result.Draws[i][j];
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
                            covariance[(a * n) + b] += weights[i] / mass * (result.Draws[i][a] - mean[a]) * (result.Draws[i][b] - mean[b]);
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
