namespace Atalaya.Cli.Plumes.Pages;

/// <summary>Keeps of a long series what a chart can show.</summary>
internal static class Thinning
{
    /// <summary>Indices of at most so many rows, in order: of each stretch of equally many rows the least and the greatest, so that no peak is lost.</summary>
    /// <param name="values">The series; NaN is passed over.</param>
    /// <param name="most">How many rows at most.</param>
    public static List<int> Extremes(IReadOnlyList<double> values, int most)
    {
        var kept = new List<int>();
        if (values.Count <= most)
        {
            kept.AddRange(Enumerable.Range(0, values.Count).Where(i => !double.IsNaN(values[i])));
            return kept;
        }

        var stretches = Math.Max(1, most / 2);
        for (var s = 0; s < stretches; s++)
        {
            int from = (int)((long)values.Count * s / stretches), to = (int)((long)values.Count * (s + 1) / stretches), low = -1, high = -1;
            for (var i = from; i < to; i++)
            {
                if (double.IsNaN(values[i]))
                    continue;
                low = low < 0 || values[i] < values[low] ? i : low;
                high = high < 0 || values[i] > values[high] ? i : high;
            }

            if (low < 0)
                continue;
            kept.Add(Math.Min(low, high));
            if (low != high)
                kept.Add(Math.Max(low, high));
        }

        return kept;
    }
}
