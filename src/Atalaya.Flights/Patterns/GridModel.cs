using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>Parallel lines that cover an area: neighbour by neighbour, or interleaved (out on the near half, back on the far half).</summary>
internal static class GridModel
{
    // Standard over median absolute deviation of a normal distribution.
    private const double NormalDeviation = 1.4826;

    /// <summary>How surely the chain's lines lie side by side, none upon another, 0 to 1.</summary>
    public static double Covers(LegChain chain, PatternRules rules)
        => Math.Max(Progress(chain), Math.Max(Lattice(chain), Scattered(chain))) * Ramp(chain.AxisScatterDegrees, rules.GridParallelDegrees * 2, rules.GridParallelDegrees);

    public static void Find(LegChain chain, PatternRules rules, List<Hypothesis> found)
    {
        var lines = chain.Legs.Count;
        if (lines < rules.GridLines)
            return;
        var confidence = 0.97 * Covers(chain, rules) * chain.HalfTurns(rules)
            * Ramp(lines, rules.GridLines - 1.5, rules.GridLines + 2)
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

        // Lines that lie within half a percent of their length are one line flown again.
        return Ramp(total / chain.Steps.Count / chain.Length, 0.004, 0.009) * Ramp(Math.Abs(sum) / total, 0.7, 0.92);
    }

    /// <summary>Lines in no order, but none upon another: from lap to lap they move farther than from line to line.</summary>
    private static double Scattered(LegChain chain)
        => chain.Legs.Count < 6 ? 0 : Ramp(chain.Spacing / chain.Length, 0.01, 0.03) * Ramp(Median(chain.LapShifts) / Math.Max(1, chain.Spacing), 0.7, 1.2);

    /// <summary>Whatever their order, the lines end up evenly spaced without a hole but for lines that may lie in a silence.</summary>
    private static double Lattice(LegChain chain)
    {
        var places = chain.Offsets();
        if (places.Count < 6)
            return 0;
        places.Sort();
        var gaps = new List<double>();
        for (var i = 1; i < places.Count; i++)
            gaps.Add(places[i] - places[i - 1]);
        var hidden = chain.LinesUnheard;
        var steps = Steps(gaps, hidden);
        double sum = 0, squares = 0;
        var count = steps.Sum();
        for (var i = 0; i < gaps.Count; i++)
        {
            sum += gaps[i];
            squares += gaps[i] * gaps[i] / steps[i];
        }

        var mean = sum / count;
        var variation = Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))) / Math.Max(mean, 1);

        // A racetrack whose axis wanders may fill the plane evenly by chance; its laps do not move by equal steps. A line that was not heard makes two of them longer.
        var shift = chain.LapShifts.Average();
        var unevenness = hidden > 0
            ? NormalDeviation * Scatter(chain.LapShifts)
            : Math.Sqrt(chain.LapShifts.Average(s => (s - shift) * (s - shift))) / Math.Max(shift, 1);
        return Ramp(mean / chain.Length, 0.004, 0.009) * Ramp(variation, 0.75, 0.4) * Ramp(unevenness, 0.3, 0.12) * Ramp(chain.AxisScatterDegrees, 1.6, 0.8);
    }

    /// <summary>How many spacings lie in each gap: one, or more where no more lines are missing than may not have been heard.</summary>
    private static List<int> Steps(List<double> gaps, double hidden)
    {
        var middle = Median(gaps);
        var steps = gaps.ConvertAll(g => hidden > 0 && middle > 0 ? Math.Max(1, (int)Math.Round(Math.Min(g / middle, 100))) : 1);
        return steps.Sum() - gaps.Count <= hidden ? steps : gaps.ConvertAll(static _ => 1);
    }
}
