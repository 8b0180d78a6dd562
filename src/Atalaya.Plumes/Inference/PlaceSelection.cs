using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Inference;

/// <summary>
/// The best few places of a candidate map together: one is added, then each is exchanged for whatever explains more beside the rest, until nothing does.
/// One source placed between two is a compromise from which no climb leads to both; this looks at sets at once, with rates not negative.
/// </summary>
internal sealed class PlaceSelection
{
    private const int Most = 160;
    private const int Rounds = 4;

    private readonly Candidate[] _places;
    private readonly double[] _gram;
    private readonly double[] _products;

    internal PlaceSelection(CandidateMap map, ReadOnlySpan<double> values, int threads, CancellationToken cancellation)
    {
        var scores = map.Score(values);
        var kept = Enumerable.Range(0, scores.Length).Where(g => scores[g].Gain > 0).OrderByDescending(g => scores[g].Gain).ThenBy(static g => g).Take(Most).ToArray();
        _places = [.. kept.Select(g => scores[g])];
        _products = [.. kept.Select(g => scores[g].KilogramsPerHour * map.Norm(g))];
        var n = kept.Length;
        _gram = new double[n * n];
        Parallel.For(0, n, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            var projected = map.Projected(kept[i]);
            for (var j = 0; j <= i; j++)
                _gram[(i * n) + j] = _gram[(j * n) + i] = CandidateMap.Product(map.Field(kept[j]), projected);
        });
    }

    /// <summary>The best set of a size found, with its rates; empty where there are not as many places that help.</summary>
    internal IReadOnlyList<Candidate> Best(int size)
    {
        var chosen = new List<int>();
        while (chosen.Count < size)
        {
            var next = Replacement(chosen, -1);
            if (next < 0)
                return [];
            chosen.Add(next);
            for (var round = 0; round < Rounds; round++)
            {
                var changed = false;
                for (var k = 0; k < chosen.Count; k++)
                {
                    var other = Replacement(chosen, k);
                    if (other >= 0 && other != chosen[k])
                    {
                        chosen[k] = other;
                        changed = true;
                    }
                }

                if (!changed)
                    break;
            }
        }

        var (rates, _) = Solve([.. chosen]);
        return rates.Any(static r => r <= 0) ? [] : [.. chosen.Select((c, k) => _places[c] with { KilogramsPerHour = rates[k] })];
    }

    // The place that explains most beside the chosen ones, the one at an index left out; its present holder where nothing beats it.
    private int Replacement(List<int> chosen, int without)
    {
        var set = new int[without < 0 ? chosen.Count + 1 : chosen.Count];
        var at = 0;
        for (var k = 0; k < chosen.Count; k++)
        {
            if (k != without)
                set[at++] = chosen[k];
        }

        var best = without < 0 ? -1 : chosen[without];
        var bestGain = double.NegativeInfinity;
        if (without >= 0)
        {
            set[^1] = best;
            bestGain = Solve(set).Gain * (1 + 1e-9);
        }

        for (var g = 0; g < _places.Length; g++)
        {
            if (chosen.Contains(g))
                continue;
            set[^1] = g;
            var (rates, gain) = Solve(set);
            if (rates[^1] > 0 && gain > bestGain)
                (best, bestGain) = (g, gain);
        }

        return best;
    }

    // Rates that are not negative: those that would be are dropped, worst first, and the rest solved again.
    private (double[] Rates, double Gain) Solve(int[] set)
    {
        var n = _places.Length;
        var active = Enumerable.Range(0, set.Length).ToList();
        var rates = new double[set.Length];
        while (active.Count > 0)
        {
            var m = active.Count;
            var matrix = new double[m * m];
            var right = new double[m];
            for (var i = 0; i < m; i++)
            {
                right[i] = _products[set[active[i]]];
                for (var j = 0; j < m; j++)
                    matrix[(i * m) + j] = _gram[(set[active[i]] * n) + set[active[j]]] * (i == j ? 1 + 1e-9 : 1);
            }

            if (!Cholesky.Factor(matrix, m))
                return (rates, 0);
            var solved = (double[])right.Clone();
            Cholesky.Solve(matrix, m, solved);
            var worst = Enumerable.Range(0, m).MinBy(i => solved[i]);
            if (solved[worst] > 0)
            {
                for (var i = 0; i < m; i++)
                    rates[active[i]] = solved[i];
                return (rates, solved.Select((s, i) => s * right[i]).Sum());
            }

            active.RemoveAt(worst);
        }

        return (rates, 0);
    }
}
