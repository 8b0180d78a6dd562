using Atalaya.Earth.Zones;
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
    /// <summary>The patterns of a flight that its way alone shows; a coastal loop needs the shore.</summary>
    public static IReadOnlyList<Pattern> Find(Flight flight, PatternRules rules) => FindShapes(flight, rules);

    /// <summary>All patterns of a flight in time order, without overlaps.</summary>
    /// <param name="flight">The flight.</param>
    /// <param name="rules">Thresholds.</param>
    /// <param name="zones">Where the shores are.</param>
    public static IReadOnlyList<Pattern> Find(Flight flight, PatternRules rules, ZoneMap zones)
    {
        var shapes = FindShapes(flight, rules);
        return CoastModel.MayFollowShore(flight, rules) ? CoastModel.Add(flight, shapes, zones, rules) : shapes;
    }

    /// <summary>The patterns of a flight in time order, without overlaps. What fits nothing stays unnamed; no pattern reaches across a gap unless the shape is flown on both sides, and the gap's time is then not counted.</summary>
    private static List<Pattern> FindShapes(Flight flight, PatternRules rules)
    {
        ArgumentNullException.ThrowIfNull(flight);
        ArgumentNullException.ThrowIfNull(rules);
        if (!TransitTest.MayHoldPattern(flight.Track, rules))
            return [];
        var scratch = PatternScratch.Own;
        var path = scratch.Path;
        path.Fill(flight, rules);
        if (path.Count < 8)
            return [];

        var hypotheses = scratch.Hypotheses;
        hypotheses.Clear();
        scratch.Loiter.Fill(path, flight.Track);
        FindLoops(scratch, rules);
        FindLegs(scratch, rules);
        LoiterModel.Find(path, scratch.Loiter, rules, hypotheses);
        HiddenTurnModel.Find(path, scratch.Loiter, rules, hypotheses);
        scratch.Vertices.Lay(path, CalibrationModel.ArcStep);
        CalibrationModel.Find(path, scratch.Vertices, scratch.Arcs, scratch.Radials, scratch.FineLegs, rules, hypotheses);
        if (hypotheses.Count == 0)
            return [];

        // Evenly spaced lines say more than long laps: each lap of a grid is long, but not each racetrack's laps lie side by side.
        var grids = hypotheses.FindAll(h => h.Kind == PatternKind.Grid && h.Confidence >= rules.LeastConfidence);
        hypotheses.RemoveAll(h => h.Kind is PatternKind.Racetrack or PatternKind.Holding or PatternKind.Orbit or PatternKind.FigureEight
            && grids.Exists(g => Math.Min(g.Last, h.Last) - Math.Max(g.First, h.First) > 0.6 * (h.Last - h.First) && g.Last - g.First > 0.5 * (h.Last - h.First)));
        var chosen = Contest.Choose(path, hypotheses, rules);
        if (HoldModel.Refute(path, chosen, hypotheses, rules))
            chosen = Contest.Choose(path, hypotheses, rules);
        return chosen.ConvertAll(h => Publish(flight.Track, path, h, rules));
    }

    private static void FindLoops(PatternScratch scratch, PatternRules rules)
    {
        var mayBeBroken = BrokenOrbitModel.MayBeBroken(scratch.Path);
        foreach (var scale in rules.LoopScalesMetres)
        {
            scratch.Vertices.Lay(scratch.Path, scale);
            LoopModel.Find(scratch.Path, scratch.Vertices, scale, rules, scratch.Hypotheses);
            FigureEightModel.Find(scratch.Path, scratch.Vertices, scratch.Hypotheses);
            if (mayBeBroken)
                BrokenOrbitModel.Find(scratch.Path, scratch.Vertices, scratch.Loiter, rules, scratch.Hypotheses);
        }
    }

    private static void FindLegs(PatternScratch scratch, PatternRules rules)
    {
        var (path, tolerances) = (scratch.Path, rules.LegScalesMetres);
        scratch.Corners.Find(path, tolerances.Min());
        for (var i = 0; i < tolerances.Count; i++)
        {
            var least = Math.Max(8 * tolerances[i], rules.LegMetres);
            var legs = i == 0 ? scratch.FineLegs : scratch.Legs;
            scratch.Corners.At(tolerances[i], scratch.CornersOfScale);

            // Calibration looks at legs of the first tolerance too, at somewhat longer ones by default.
            LegFinder.Find(path, scratch.CornersOfScale, tolerances[i], i == 0 ? Math.Min(least, rules.RacetrackLegMetres) : least, legs);
            foreach (var chain in LegChain.Build(path, i == 0 && least > rules.RacetrackLegMetres ? legs.FindAll(l => l.Length >= least) : legs, rules))
            {
                RacetrackModel.Find(chain, rules, scratch.Hypotheses);
                GridModel.Find(chain, rules, scratch.Hypotheses);
            }
        }
    }

    private static Pattern Publish(Track track, FlownPath path, Hypothesis h, PatternRules rules)
    {
        var (first, last) = (path.Report[h.First], path.Report[h.Last]);
        return new(
            h.Kind,
            first,
            last,
            Instant.FromUnixTimeMilliseconds(track.Times[first]),
            Instant.FromUnixTimeMilliseconds(track.Times[last]),
            Belief.Calibrated(h.Confidence, rules.Calibration),
            h.Geometry);
    }
}
