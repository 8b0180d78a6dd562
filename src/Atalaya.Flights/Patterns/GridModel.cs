using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>Parallel lines that cover an area: neighbour by neighbour, or interleaved (out on the near half, back on the far half).</summary>
internal static class GridModel
{
    /// <summary>How surely the chain's lines lie side by side, none upon another, 0 to 1.</summary>
    public static double Covers(LegChain chain) => Math.Max(Progress(chain), Lattice(chain));

    public static void Find(LegChain chain, PatternRules rules, List<Hypothesis> found)
    {
        var lines = chain.Legs.Count;
        if (lines < rules.GridLines)
            return;
        var confidence = 0.97 * Covers(chain)
            * Ramp(lines, rules.GridLines - 2, rules.GridLines + 1)
            * Ramp(chain.AxisScatterDegrees, rules.GridParallelDegrees * 2, rules.GridParallelDegrees)
            * Ramp(Scatter(chain.Legs.ConvertAll(static l => l.Length)), 0.7, 0.35);
        if (confidence > 0.05)
            found.Add(new(PatternKind.Grid, chain.First, chain.Last, confidence, chain.Describe(lines, null)));
    }

    /// <summary>Each line lies on the same side of the one before.</summary>
    private static double Progress(LegChain chain)
    {
        double sum = 0, total = 0;
        foreach (var step in chain.Steps)
        {
            sum += step;
            total += Math.Abs(step);
        }

        // Lines closer than a wing's sway (60 m) are one line flown again.
        return total < 60 * chain.Steps.Count ? 0 : Ramp(Math.Abs(sum) / total, 0.5, 0.85);
    }

    /// <summary>Whatever their order, the lines end up evenly spaced without a hole.</summary>
    private static double Lattice(LegChain chain)
    {
        var places = chain.Offsets();
        if (places.Count < 6)
            return 0;
        places.Sort();
        double sum = 0, squares = 0;
        var gaps = places.Count - 1;
        for (var i = 1; i < places.Count; i++)
        {
            var gap = places[i] - places[i - 1];
            sum += gap;
            squares += gap * gap;
        }

        var mean = sum / gaps;
        var variation = Math.Sqrt(Math.Max(0, (squares / gaps) - (mean * mean))) / Math.Max(mean, 1);
        return Ramp(mean, 100, 250) * Ramp(variation, 0.95, 0.45);
    }
}
