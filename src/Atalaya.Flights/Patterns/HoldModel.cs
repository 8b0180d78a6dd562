namespace Atalaya.Flights.Patterns;

/// <summary>Whether a short racetrack waits for an approach can be told only from the rest of the flight: whoever works on station before it or after it only happens to fly two legs there.</summary>
internal static class HoldModel
{
    /// <summary>Takes away the holds among the hypotheses that the rest of the flight speaks against. True where there was one, and the contest is open again.</summary>
    public static bool Refute(FlownPath path, List<Hypothesis> chosen, List<Hypothesis> hypotheses, PatternRules rules)
        => chosen.Exists(h => h.Kind == PatternKind.Holding && IsPartOfWork(path, h, chosen, rules))
            && hypotheses.RemoveAll(h => h.Kind == PatternKind.Holding && IsPartOfWork(path, h, chosen, rules)) > 0;

    /// <summary>Whether more time than that of the hold was spent on other shapes of the flight. Checks of a navaid hold between approaches.</summary>
    private static bool IsPartOfWork(FlownPath path, Hypothesis hold, List<Hypothesis> chosen, PatternRules rules)
    {
        var work = 0.0;
        foreach (var other in chosen)
        {
            if (other.Kind is not (PatternKind.Holding or PatternKind.Calibration) && (other.First > hold.Last || other.Last < hold.First))
                work += path.HeardSeconds(other.First, other.Last, rules.SilenceSeconds);
        }

        return work > path.HeardSeconds(hold.First, hold.Last, rules.SilenceSeconds);
    }
}
