using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>
/// A circle that silences break: no piece of it is an orbit by itself, but all pieces lie on one circle and are flown round it in one sense. Where most of a circle was heard its middle, radius and
/// rate of turn are known; from there the path is followed both ways as long as it stays on that circle and goes round it at that rate.
/// </summary>
/// <remarks>
/// Turns that a short pause hides are counted, for the rate says how many they were and the place where the aircraft is heard again must agree. Turns in a silence are not: whoever flies on
/// the same circle after it was only found there once more, which is worth <see cref="AgainTurns"/>.
/// </remarks>
internal static class BrokenOrbitModel
{
    // Steps up to which loops are followed point by point: without a longer one LoopModel knows better.
    private const double LongStepSeconds = 15;

    // So much of a circle shows its middle and its radius: less, and a fit of noisy points runs away.
    private const double SeedTurn = 1.4 * Math.PI;
    private const int SeedPoints = 6;
    private const double MostSeedResidual = 0.25;

    // One piece at least is a full circle, less what its ends may lack.
    private const double LeastPiece = (2 * Math.PI) - 0.35;

    // A point is on the circle if it lies off it by less than this part of the radius, and by so many metres of jitter.
    private const double RingPart = 0.45;
    private const double RingMetres = 60;

    // What a step may turn more or less than the rate says: jitter and unevenly flown circles, in radians and as a part.
    private const double Disagreement = 0.8;
    private const double DisagreementPart = 0.4;

    // With more turns between two fixes, place and rate together no longer tell how many.
    private const double MostHiddenTurn = 2.5 * Math.PI;

    // Longest silence behind which the same circle is still the same task, and how much of the circle must be heard there.
    internal const double MostSilenceSeconds = 600;
    private const double AgainTurn = Math.PI / 2;

    // To be heard again on one circle after a silence says as much as so many turns.
    private const double AgainTurns = 0.4;

    // What of the way that was flown in a silence a straight way at the circle's speed leaves over was flown round it; so much of it a wind or a change of speed may be.
    private const double SpeedDoubt = 0.1;

    // Nothing of it was heard, so it can say no more than that the circle heard was not the only one.
    private const double MostLateTurns = 0.8;

    private readonly record struct Ring(double X, double Y, double Radius, int Sense, double Rate);

    private readonly record struct Way(int End, double Turn, double TurnBeforeSilence, int Again, bool Broken, double Late);

    /// <summary>Whether anything breaks a flight's way.</summary>
    public static bool MayBeBroken(FlownPath path)
    {
        var times = path.T.AsSpan(0, path.Count);
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] - times[i - 1] > LongStepSeconds)
                return true;
        }

        return false;
    }

    public static void Find(FlownPath path, Vertices vertices, LoiterSums sums, PatternRules rules, List<Hypothesis> found)
    {
        if (vertices.Count < 4 || vertices.TotalTurn[vertices.Count - 1] < SeedTurn)
            return;
        var reached = -1;
        for (int i = 0, reach = 0; i < vertices.Count; i++)
        {
            while (reach < vertices.Count && vertices.TotalTurn[reach] - vertices.TotalTurn[i] < SeedTurn)
                reach++;
            if (reach == vertices.Count)
                break;
            if (vertices.Points[i] <= reached || reach - i > 64)
                continue;
            var k = vertices.FirstTurned(i, reach, Math.Min(vertices.Count - 1, i + 64), SeedTurn);
            if (k > 0 && vertices.TotalTurn[k] - vertices.TotalTurn[i] < 1.25 * Math.Abs(vertices.Heading[k] - vertices.Heading[i]))
                reached = Math.Max(reached, Judge(path, sums, vertices.Points[i], vertices.Points[k], Math.Sign(vertices.Heading[k] - vertices.Heading[i]), rules, found));
        }
    }

    /// <summary>The last point of the circle that was found; −1 where there is none.</summary>
    private static int Judge(FlownPath path, LoiterSums sums, int first, int last, int sense, PatternRules rules, List<Hypothesis> found)
    {
        if (last - first + 1 < SeedPoints || path.Silences[first] != path.Silences[last])
            return -1;
        var fit = new CircleFit(path.X[first], path.Y[first]);
        for (var i = first; i <= last; i++)
            fit.Add(path.X[i], path.Y[i]);
        if (!fit.TrySolve(out var x, out var y, out var radius, out var residual)
            || residual > MostSeedResidual * radius || radius < rules.LoiterLeastRadiusMetres || radius > rules.OrbitRadiusMetres)
            return -1;
        var turned = 0.0;
        for (var i = first + 1; i <= last; i++)
            turned += sense * Wrap(Angle(path, i, x, y) - Angle(path, i - 1, x, y));
        if (turned < 0.8 * SeedTurn)
            return -1;
        var ring = new Ring(x, y, radius, sense, turned / (path.T[last] - path.T[first]));
        var (after, before) = (Follow(path, sums, ring, last, 1, rules), Follow(path, sums, ring, first, -1, rules));
        var late = after.Late + before.Late;
        if (!after.Broken && !before.Broken && late == 0)
            return -1;

        // A lobe of an eight comes back too, but never closes.
        if (turned + before.TurnBeforeSilence + after.TurnBeforeSilence < LeastPiece)
            return -1;
        (first, last) = (before.End, after.End);
        var turns = (turned + after.Turn + before.Turn) / (2 * Math.PI);
        var shown = turns + (AgainTurns * Math.Min(1, after.Again + before.Again)) + Math.Min(MostLateTurns, late);
        var heard = path.HeardSeconds(first, last, rules.SilenceSeconds);
        var climb = path.ClimbMetresPerSecond(first, last);

        // Turns that a pause hides bring no dip with them.
        var sure = rules.LoiterConfidence * Ramp(shown, rules.OrbitTurns - 0.7, rules.OrbitTurns + 0.5)
            * Ramp(residual / radius, MostSeedResidual, 0.6 * MostSeedResidual)
            * (1 - LoopModel.Thermal(radius, ring.Rate * radius, climb, climb * heard, rules))
            * (1 - RacetrackModel.LowPasses(path, first, last, turns / 2, rules))
            * (1 - (late > 0 ? LowPassesAround(path, first, last, ring, rules) : 0));
        if (sure < rules.LeastConfidence)
            return -1;
        found.Add(new(PatternKind.Orbit, first, last, sure, new()
        {
            Centre = path.Plane.Unproject(x, y),
            RadiusMetres = radius,
            Turns = turns,
            TurnBias = sense,
            Sense = sense > 0 ? TurnSense.Right : TurnSense.Left,
            Laps = turns,
            AltitudeFeet = path.MedianAltitude(first, last),
            ResidualMetres = residual,
        }));
        return last;
    }

    /// <summary>How regularly an aircraft that was heard on one circle only dips to one low height before it and after it: who flies circuits comes late too.</summary>
    private static double LowPassesAround(FlownPath path, int first, int last, in Ring ring, PatternRules rules)
    {
        var (from, to) = (first, last);
        while (from > 0 && path.T[first] - path.T[from - 1] < MostSilenceSeconds)
            from--;
        while (to + 1 < path.Count && path.T[to + 1] - path.T[last] < MostSilenceSeconds)
            to++;
        return RacetrackModel.LowPasses(path, from, to, path.HeardSeconds(from, to, rules.SilenceSeconds) * ring.Rate / (2 * Math.PI) / 2, rules);
    }

    /// <summary>Follows the path from a point on while it stays on the circle.</summary>
    private static Way Follow(FlownPath path, LoiterSums sums, in Ring ring, int from, int direction, PatternRules rules)
    {
        var (end, turn, unbroken, again, broken) = (from, 0.0, 0.0, 0, false);
        var (pending, isSilent, hasPause) = (0.0, false, false);
        for (var i = from + direction; i >= 0 && i < path.Count; i += direction)
        {
            var seconds = Math.Abs(path.T[i] - path.T[i - direction]);
            var off = Math.Sqrt(Square(path.X[i] - ring.X) + Square(path.Y[i] - ring.Y)) - ring.Radius;
            if (Math.Abs(off) > RingMetres + (RingPart * ring.Radius) || seconds > MostSilenceSeconds)
                break;
            var expected = ring.Rate * seconds;
            if (seconds > rules.SilenceSeconds || expected > MostHiddenTurn)
            {
                // Two silences without a piece of circle between them are one that is longer.
                if (isSilent)
                    break;
                (isSilent, pending) = (true, 0);
                continue;
            }

            var step = ring.Sense * direction * Wrap(Angle(path, i, ring.X, ring.Y) - Angle(path, i - direction, ring.X, ring.Y));
            step += 2 * Math.PI * Math.Round((expected - step) / (2 * Math.PI));
            if (Math.Abs(step - expected) > Disagreement + (DisagreementPart * expected))
                break;
            pending += step;
            hasPause |= seconds > LongStepSeconds;
            if (isSilent && pending < AgainTurn)
                continue;
            (again, broken, isSilent) = (again + (isSilent ? 1 : 0), broken | isSilent | hasPause, false);
            (end, turn, pending) = (i, turn + pending, 0);
            unbroken = again == 0 ? turn : unbroken;
        }

        return new(end, turn, unbroken, again, broken, Late(path, sums, ring, end, end + direction));
    }

    /// <summary>Turns round the circle by which an aircraft comes late from it or to it, over a silence: the way that it had time to fly beyond the straight one.</summary>
    private static double Late(FlownPath path, LoiterSums sums, in Ring ring, int on, int off)
    {
        if (off < 0 || off >= path.Count)
            return 0;
        var seconds = Math.Abs(path.T[off] - path.T[on]);
        if (seconds is <= LongStepSeconds or > MostSilenceSeconds)
            return 0;
        var (first, last) = (Math.Min(on, off), Math.Max(on, off));
        var speed = sums.Knows(first, last) ? sums.Speed(first, last) : ring.Rate * ring.Radius;
        return Math.Max(0, ((1 - SpeedDoubt) * seconds * speed) - path.Distance(on, off)) / (2 * Math.PI * ring.Radius);
    }

    private static double Angle(FlownPath path, int i, double x, double y) => Math.Atan2(path.X[i] - x, path.Y[i] - y);

    private static double Square(double value) => value * value;
}
