namespace Atalaya.Flights.Patterns;

/// <summary>Chooses among overlapping hypotheses those that together explain most.</summary>
internal static class Contest
{
    // Neighbours may share so much of the shorter one; it is then given to the surer.
    private const double SharedPart = 0.15;

    /// <summary>The best set without overlaps, in time order. Weighted interval scheduling (Kleinberg and Tardos, 6.1): seconds heard and explained times confidence squared.</summary>
    public static List<Hypothesis> Choose(FlownPath path, List<Hypothesis> hypotheses, PatternRules rules)
    {
        var sorted = hypotheses.FindAll(h => h.Confidence >= rules.LeastConfidence);
        sorted.Sort(static (a, b) => a.Last != b.Last ? a.Last.CompareTo(b.Last) : a.First.CompareTo(b.First));
        var n = sorted.Count;
        var best = new double[n + 1];
        var taken = new bool[n];
        var before = new int[n];
        for (var i = 0; i < n; i++)
        {
            var h = sorted[i];
            var shared = (int)(SharedPart * (h.Last - h.First));
            var p = i;
            while (p > 0 && sorted[p - 1].Last > h.First + Math.Min(shared, SharedPart * (sorted[p - 1].Last - sorted[p - 1].First)))
                p--;
            before[i] = p;
            var worth = path.HeardSeconds(h.First, h.Last, rules.SilenceSeconds) * h.Explained * Math.Pow(h.Confidence, 2);
            taken[i] = best[p] + worth > best[i];
            best[i + 1] = Math.Max(best[i], best[p] + worth);
        }

        var chosen = new List<Hypothesis>();
        for (var i = n; i > 0;)
        {
            if (taken[i - 1])
            {
                chosen.Add(sorted[i - 1]);
                i = before[i - 1];
            }
            else
            {
                i--;
            }
        }

        chosen.Reverse();
        for (var i = 1; i < chosen.Count; i++)
        {
            var (a, b) = (chosen[i - 1], chosen[i]);
            if (b.First > a.Last)
                continue;
            if (a.Confidence >= b.Confidence)
                chosen[i] = b with { First = a.Last + 1 };
            else
                chosen[i - 1] = a with { Last = b.First - 1 };
        }

        return chosen.ConvertAll(h => FlownOnBothSides(path, h, rules));
    }

    /// <summary>Cuts a stretch at a silence where less than half a lap was flown on one side of it.</summary>
    private static Hypothesis FlownOnBothSides(FlownPath path, Hypothesis h, PatternRules rules)
    {
        // Checks of a navaid have no laps: they begin and end with a piece of evidence, on whatever side of a silence.
        if (h.Kind == PatternKind.Calibration || path.Silences[h.First] == path.Silences[h.Last])
            return h;
        var half = path.HeardSeconds(h.First, h.Last, rules.SilenceSeconds) / Math.Max(1, h.Geometry.Laps) / 2;
        for (var i = h.First + 1; i <= h.Last; i++)
        {
            if (path.Silences[i] == path.Silences[i - 1])
                continue;
            if (path.HeardSeconds(h.First, i - 1, rules.SilenceSeconds) < half)
                return FlownOnBothSides(path, h with { First = i }, rules);
            if (path.HeardSeconds(i, h.Last, rules.SilenceSeconds) < half)
                return h with { Last = i - 1 };
        }

        return h;
    }
}
