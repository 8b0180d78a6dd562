using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>Wide exact arcs, radials that meet in one point, and low approaches on one line: the checks of a navaid (ICAO Doc 8071, vol. I).</summary>
internal static class CalibrationModel
{
    /// <summary>Metres of the chords on which arcs are sought: a tenth of the least radius.</summary>
    public const double ArcStep = 1000;

    // Laps of one orbit differ by so much of its radius, as those of a habit do whose centres are so near.
    private const double RingPart = 0.2;

    // A leg that ends so few seconds before the flight is its landing.
    private const double LastSeconds = 100;

    /// <param name="path">The path.</param>
    /// <param name="vertices">Its vertices at <see cref="ArcStep"/>.</param>
    /// <param name="arcFinder">The thread's own.</param>
    /// <param name="radialFinder">The thread's own.</param>
    /// <param name="legs">Its legs at the first tolerance; those shorter than <see cref="PatternRules.RacetrackLegMetres"/> do not count.</param>
    /// <param name="rules">Thresholds.</param>
    /// <param name="found">Where what is found goes.</param>
    public static void Find(FlownPath path, Vertices vertices, ArcFinder arcFinder, RadialFinder radialFinder, List<Leg> legs, PatternRules rules, List<Hypothesis> found)
    {
        var arcs = arcFinder.Find(path, vertices, rules);
        var (radials, x, y) = radialFinder.Find(arcs, legs, rules);
        var approaches = Approaches(path, legs, rules);
        if (arcs.Count == 0 && radials.Count == 0 && approaches.Count == 0)
            return;
        // A silence cuts a circle into arcs: each weighs as all of its circle does.
        var span = arcs.Sum(a => a.Span * Ramp(arcs.Where(b => Near(a, b)).Sum(static b => b.Span), Math.PI / 3, 2 * Math.PI / 3)) / (2 * Math.PI);

        // A habit of many laps about one place is a watch, whatever its width.
        var habit = arcs.Count == 0 ? 0 : arcs.Max(a => Math.Max(arcs.Where(b => Near(a, b)).Sum(static b => b.Span), TurnedAbout(path, vertices, a))) / (2 * Math.PI);
        var score = (Math.Min(span, 1.5) * Ramp(habit, 6, 3.5)) + (rules.RadialWeight * Math.Max(0, radials.Count - 1)) + (rules.ApproachWeight * Math.Max(0, approaches.Count - 2));
        if (score < 0.5)
            return;

        var evidence = arcs.Select(static a => (a.First, a.Last)).Concat(radials.Select(static l => (l.First, l.Last))).Concat(approaches).ToList();
        var first = evidence.Min(static e => e.First);
        var last = evidence.Max(static e => e.Last);
        var covered = evidence.Sum(e => path.Length[e.Last] - path.Length[e.First]) / Math.Max(1, path.Length[last] - path.Length[first]);
        var confidence = 0.95 * Ramp(score, 0.45, 1.45) * Ramp(covered, 0.08, 0.25);
        var largest = arcs.Count > 0 ? arcs.MaxBy(static a => a.Span) : default;
        var centre = arcs.Count > 0 ? (largest.X, largest.Y) : radials.Count > 0 ? (x, y) : (path.X[approaches[0].Last], path.Y[approaches[0].Last]);
        double net = 0, total = 0;
        for (var k = 0; k < vertices.Count; k++)
        {
            if (vertices.Points[k] < first || vertices.Points[k] > last)
                continue;
            net += vertices.Turn[k];
            total += Math.Abs(vertices.Turn[k]);
        }

        found.Add(new(PatternKind.Calibration, first, last, confidence, new()
        {
            Centre = path.Plane.Unproject(centre.Item1, centre.Item2),
            RadiusMetres = arcs.Count > 0 ? largest.Radius : null,
            LegMetres = radials.Count > 0 ? Median(radials.ConvertAll(static l => l.Length)) : null,
            Turns = total / (2 * Math.PI),
            TurnBias = total == 0 ? 0 : net / total,
            Sense = Math.Abs(net) < 0.5 * total ? TurnSense.Both : net > 0 ? TurnSense.Right : TurnSense.Left,
            Laps = span + approaches.Count,
            AltitudeFeet = path.MedianAltitude(first, last),
        })
        {
            // Positioning between the checks is part of a set; where it is more than the checks themselves, it is not theirs to claim.
            Explained = Math.Min(1, 3 * covered),
        });
    }

    /// <summary>
    /// Radians flown round an arc's centre at its distance, arcs or not: of an orbit about as wide as the least arc only some laps are exact and wide enough to be arcs.
    /// </summary>
    private static double TurnedAbout(FlownPath path, Vertices vertices, in Arc arc)
    {
        var (turned, before) = (0.0, double.NaN);
        for (var k = 0; k < vertices.Count; k++)
        {
            var (east, north) = (path.X[vertices.Points[k]] - arc.X, path.Y[vertices.Points[k]] - arc.Y);
            var bearing = Math.Abs(Math.Sqrt((east * east) + (north * north)) - arc.Radius) < RingPart * arc.Radius ? Math.Atan2(east, north) : double.NaN;
            if (!double.IsNaN(bearing) && !double.IsNaN(before))
                turned += Math.Abs(Wrap(bearing - before));
            before = bearing;
        }

        return turned;
    }

    private static bool Near(in Arc a, in Arc b)
        => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y))) < 0.2 * Math.Min(a.Radius, b.Radius);

    /// <summary>Legs of one line that end low, between climbs: at least three of them.</summary>
    private static List<(int First, int Last)> Approaches(FlownPath path, List<Leg> legs, PatternRules rules)
    {
        List<Leg> low = [];
        foreach (var leg in legs)
        {
            if (leg.Length < rules.RacetrackLegMetres)
                continue;
            var around = Math.Max(1, (leg.Last - leg.First) / 4);
            var least = Extreme(leg.First, Math.Min(path.Count - 1, leg.Last + around), -1);
            if (!(Extreme(Math.Max(0, leg.First - 1), leg.Last - 1, 1) - least >= rules.ApproachDescentFeet))
                continue;
            if (path.T[path.Count - 1] - path.T[leg.Last] < LastSeconds || Extreme(leg.Last, Math.Min(path.Count - 1, leg.Last + Math.Max(2, leg.Last - leg.First)), 1) - least >= rules.ApproachDescentFeet)
                low.Add(leg);
        }

        List<(int, int)> best = [];
        foreach (var runway in low)
        {
            var same = low.FindAll(l => Math.Abs(Wrap(2 * (l.Heading - runway.Heading))) < 0.14 && Math.Abs(runway.Across(l.EndX, l.EndY)) < 700 && Math.Abs(runway.Along(l.EndX, l.EndY) - runway.Length) < 15_000);
            if (same.Count > best.Count)
                best = same.ConvertAll(static l => (l.First, l.Last));
        }

        return best.Count >= 3 ? best : [];

        double Extreme(int first, int last, int sign)
        {
            var extreme = float.NaN;
            foreach (var altitude in path.Altitude.AsSpan(first, last - first + 1))
            {
                if (!(sign * altitude <= sign * extreme) && !float.IsNaN(altitude))
                    extreme = altitude;
            }

            return extreme;
        }
    }
}
