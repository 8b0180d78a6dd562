using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Inference;

namespace Atalaya.Plumes.Crossings;

/// <summary>What the path as flown would have shown of a source of a rate at a distance upwind of it.</summary>
internal static class PathDetectability
{
    private const int Places = 10;
    private const int Draws = 12;
    private const int Distances = 6;

    /// <summary>Probability of detection by rate and distance, for places upwind of the path.</summary>
    public static IReadOnlyList<DetectionChance> Of(IReadOnlyList<FlownPath> paths, CrossingModel model, SourcePrior prior, PathWind wind, SearchArea area, ulong seed, CancellationToken cancellation)
    {
        if (model.Passes.Count == 0 || !(wind.Speed > 0))
            return [];
        var points = paths.SelectMany(p => Enumerable.Range(0, 120).Select(k => k * (p.Count - 1) / 119).Select(i => (X: p.X[i], Y: p.Y[i]))).ToArray();
        var extent = paths.Max(p => p.Extent);
        var (nearest, farthest) = (Math.Max(2, 0.05 * extent), Math.Max(10, 0.8 * Math.Max(area.East - area.West, area.North - area.South)));
        var (upX, upY) = (-wind.East / wind.Speed, -wind.North / wind.Speed);
        var shared = new (Nuisances Shared, double Height)[Draws];
        Span<double> state = stackalloc double[SourcePrior.Shared];
        for (var d = 0; d < Draws; d++)
        {
            var random = new KeyedRandom(seed, 9000, d);
            for (var i = 0; i < state.Length; i++)
                state[i] = random.Normal();
            shared[d] = (prior.SharedOf(state), Math.Abs(random.Normal()) * 3);
        }

        var steps = Enumerable.Range(0, Distances).Select(k => nearest * Math.Pow(farthest / nearest, k / (Distances - 1.0))).ToArray();
        var places = steps.Select(distance => Enumerable.Range(0, Places).Select(k => Upwind(points, points[((2 * k) + 1) * points.Length / (2 * Places)], distance, upX, upY)).ToArray()).ToArray();

        // The table runs over the decades in which something changes, in steps of 1, 2, 5.
        var rates = new List<double>();
        for (var decade = -6; decade <= 6; decade++)
        {
            foreach (var digit in (ReadOnlySpan<double>)[1, 2, 5])
                rates.Add(digit * Math.Pow(10, decade));
        }

        var chances = new List<DetectionChance>();

        // Beneath a path that flies over the plume no rate is certain to be seen: two decades beyond the best place's certainty end it.
        var (low, high) = (Find(0.02, isEverywhere: false), Math.Min(Find(0.98, isEverywhere: true), Find(0.98, isEverywhere: false) + 6));
        for (var r = Math.Max(0, low - 1); r <= Math.Min(rates.Count - 1, Math.Max(high, low + 3)); r++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var d = 0; d < steps.Length; d++)
                chances.Add(new(rates[r], steps[d], Chance(rates[r], places[d])));
        }

        return chances;

        // The first rate at which all distances, or one of them, pass the goal.
        int Find(double goal, bool isEverywhere)
        {
            var (from, to) = (0, rates.Count - 1);
            while (from < to)
            {
                var middle = (from + to) / 2;
                var best = isEverywhere ? places.Min(p => Chance(rates[middle], p)) : places.Max(p => Chance(rates[middle], p));
                if (best < goal)
                    from = middle + 1;
                else
                    to = middle;
            }

            return from;
        }

        double Chance(double kilogramsPerHour, (double X, double Y)[] at)
        {
            var (sum, logRate) = (0.0, Math.Log(kilogramsPerHour / 3600));
            foreach (var (x, y) in at)
            {
                foreach (var (nuisances, height) in shared)
                {
                    var missed = 1.0;
                    foreach (var pass in model.Passes)
                        missed *= model.MissProbability(pass, new(x, y, height, logRate), nuisances);
                    sum += 1 - missed;
                }
            }

            return sum / (at.Length * shared.Length);
        }
    }

    /// <summary>The place upwind of a point of the path that lies that far from all of the path.</summary>
    private static (double X, double Y) Upwind((double X, double Y)[] points, (double X, double Y) from, double distance, double upX, double upY)
    {
        var at = from;
        for (var i = 0; i < 40; i++)
        {
            var nearest = points.Min(p => Math.Sqrt(Math.Pow(p.X - at.X, 2) + Math.Pow(p.Y - at.Y, 2)));
            if (nearest >= 0.98 * distance)
                break;
            var step = Math.Max(distance - nearest, 0.05 * distance);
            at = (at.X + (step * upX), at.Y + (step * upY));
        }

        return at;
    }
}
