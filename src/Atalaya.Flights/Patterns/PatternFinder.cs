using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Patterns;

/// <summary>Names the stretches of a flight that have a shape. A pure function of its arguments.</summary>
/// <remarks>
/// From positions, times and heights; reported speed is used only where the sampling hides the loops, reported track never. Each model looks at the smoothed path at several scales and
/// says how well it explains a stretch; the set of stretches that together explains most is kept, and what no model explains stays unnamed.
/// See <c>docs/methods/patterns.md</c>.
/// </remarks>
public static class PatternFinder
{
    /// <summary>The patterns of a flight in time order, without overlaps. What fits nothing stays unnamed; no pattern reaches across a gap unless the shape is flown on both sides, and the gap's time is then not counted.</summary>
    public static IReadOnlyList<Pattern> Find(Flight flight, PatternRules rules)
    {
        ArgumentNullException.ThrowIfNull(flight);
        ArgumentNullException.ThrowIfNull(rules);
        if (!TransitTest.MayHoldPattern(flight.Track, rules))
            return [];
        var path = FlownPath.Build(flight, rules);
        if (path.Count < 8)
            return [];

        var hypotheses = new List<Hypothesis>();
        foreach (var scale in rules.LoopScalesMetres)
        {
            LoopModel.Find(path, scale, rules, hypotheses);
            FigureEightModel.Find(path, scale, hypotheses);
        }

        foreach (var tolerance in rules.LegScalesMetres)
        {
            var legs = LegFinder.Find(path, tolerance, Math.Max(8 * tolerance, rules.LegMetres));
            foreach (var chain in LegChain.Build(path, legs, rules))
            {
                RacetrackModel.Find(chain, rules, hypotheses);
                GridModel.Find(chain, rules, hypotheses);
            }
        }

        LoiterModel.Find(path, flight.Track, rules, hypotheses);
        CalibrationModel.Find(path, rules, hypotheses);
        // Evenly spaced lines say more than long laps: each lap of a grid is long, but not each racetrack's laps lie side by side.
        var grids = hypotheses.FindAll(h => h.Kind == PatternKind.Grid && h.Confidence >= rules.LeastConfidence);
        hypotheses.RemoveAll(h => h.Kind is PatternKind.Racetrack or PatternKind.Holding or PatternKind.Orbit or PatternKind.FigureEight
            && grids.Exists(g => Math.Min(g.Last, h.Last) - Math.Max(g.First, h.First) > 0.6 * (h.Last - h.First) && g.Last - g.First > 0.5 * (h.Last - h.First)));
        return Contest.Choose(path, hypotheses, rules).ConvertAll(h => Publish(flight.Track, path, h));
    }

    private static Pattern Publish(Track track, FlownPath path, Hypothesis h)
    {
        var (first, last) = (path.Report[h.First], path.Report[h.Last]);
        return new(
            h.Kind,
            first,
            last,
            Instant.FromUnixTimeMilliseconds(track.Times[first]),
            Instant.FromUnixTimeMilliseconds(track.Times[last]),
            Math.Clamp(h.Confidence, 0, 1),
            h.Geometry);
    }
}
