using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>
/// Circles between fixes: from one fix to the next an aircraft gets less far than it flies, so it must have turned. The least turning that bends a way of
/// length L to a chord c is a circular arc of angle θ with sin(θ/2) / (θ/2) = c/L. Where the speed does not tell, the directions from fix to fix do. The sum over fixes that stay about one place says how often it went round.
/// </summary>
/// <remarks>
/// Needs no track and no second fix on any circle, so it sees what <see cref="LoopModel"/> and <see cref="LoiterModel"/> cannot: two or three circles of a helicopter at a fix a
/// minute. Of the sense it knows nothing.
/// </remarks>
internal static class HiddenTurnModel
{
    // Below so many seconds between fixes loops are seen point by point.
    private const double LeastStepSeconds = 15;

    // A step that gets farther than this part of the way flown is straight, within what a speed that is reported once a step can tell: 0.8 is a quarter turn or a gust.
    private const double StraightPart = 0.75;

    // Steps that turn one way by this angle at both ends, and such as turn back at both, bend whatever their speed: four and three to a circle.
    private const double LeastBend = Math.PI / 3;
    private const double LeastReversal = 110 * Math.PI / 180;

    // Points may lie so many radii from their middle: one on a circle, and as much again for a circle that is none.
    private const double MostSpread = 2;

    // The middle may move with so much of the speed.
    private const double MostDrift = 0.5;

    // Longest silence that parts what may be one.
    private const double MostSilenceSeconds = 600;

    // The turns counted are the least that bend the way, so fewer are asked for than where they are seen, which is 0.7 more. Eval, tuning half: two more patrols at 30 s and at 60 s, two more fire flights at both, no transit.
    private const double HiddenMargin = 0.3;

    private readonly record struct Run(int First, int Last, double Turn);

    public static void Find(FlownPath path, LoiterSums sums, PatternRules rules, List<Hypothesis> found)
    {
        var before = default(Run);
        for (var i = 0; i + 1 < path.Count;)
        {
            var (first, turn) = (i, 0.0);
            while (i + 1 < path.Count && Angle(path, sums, i, rules) is var angle && angle > 0)
                (turn, i) = (turn + angle, i + 1);
            if (turn == 0)
            {
                i++;
                continue;
            }

            var run = new Run(first, i, turn);
            Judge(path, sums, run, rules, found);

            // What a silence parts may be one: two pieces about one place, each bent, say together what neither says alone.
            if (before.Turn > 0 && first == before.Last + 1 && path.T[first] - path.T[before.Last] < MostSilenceSeconds && path.Silences[first] > path.Silences[before.Last])
            {
                run = new Run(before.First, i, before.Turn + turn);
                Judge(path, sums, run, rules, found);
            }

            before = run;
        }
    }

    /// <summary>The least angle in radians by which the way from a point to the next bends; 0 where it may be straight.</summary>
    private static double Angle(FlownPath path, LoiterSums sums, int i, PatternRules rules)
    {
        var seconds = path.T[i + 1] - path.T[i];
        if (!IsStep(seconds, rules))
            return 0;
        var way = seconds * sums.Speed(i, i + 1);
        var square = path.SquaredDistance(i, i + 1);
        var arc = square < StraightPart * StraightPart * way * way ? ArcAngle(Math.Sqrt(square) / way) : 0;
        return Math.Max(arc, Bend(path, i, rules));
    }

    /// <summary>The same from the directions of the steps before and after, which need no speed: half of what lies between each and this one.</summary>
    private static double Bend(FlownPath path, int i, PatternRules rules)
    {
        if (i == 0 || i + 2 >= path.Count || !IsStep(path.T[i] - path.T[i - 1], rules) || !IsStep(path.T[i + 2] - path.T[i + 1], rules))
            return 0;
        var (before, after) = (Corner(path, i), Corner(path, i + 1));
        var less = Math.Min(Math.Abs(before), Math.Abs(after));
        return less > LeastReversal || (less > LeastBend && Math.Sign(before) == Math.Sign(after)) ? (Math.Abs(before) + Math.Abs(after)) / 2 : 0;
    }

    /// <summary>Change of direction at a point in radians; 0 where it is less than <see cref="LeastBend"/>.</summary>
    private static double Corner(FlownPath path, int i)
    {
        var (ax, ay) = (path.X[i] - path.X[i - 1], path.Y[i] - path.Y[i - 1]);
        var (bx, by) = (path.X[i + 1] - path.X[i], path.Y[i + 1] - path.Y[i]);
        var dot = (ax * bx) + (ay * by);
        return dot > 0 && dot * dot > 0.25 * ((ax * ax) + (ay * ay)) * ((bx * bx) + (by * by)) ? 0 : Math.Atan2((ay * bx) - (ax * by), dot);
    }

    private static bool IsStep(double seconds, PatternRules rules) => seconds >= LeastStepSeconds && seconds <= rules.SilenceSeconds;

    private static void Judge(FlownPath path, LoiterSums sums, Run run, PatternRules rules, List<Hypothesis> found)
    {
        var (first, last, turn) = run;

        // Without reported speeds a stop at either end of what was heard looks the same.
        if (!sums.Knows(first, last) && (first == 0 || last == path.Count - 1))
            return;
        var way = 0.0;
        for (var i = first; i < last; i++)
        {
            if (path.Silences[i + 1] == path.Silences[i])
                way += Math.Max((path.T[i + 1] - path.T[i]) * sums.Speed(i, i + 1), path.Distance(i, i + 1));
        }

        var turns = turn / (2 * Math.PI);
        if (turns < rules.OrbitTurns - 0.7)
            return;
        var radius = way / turn;
        var (spread, drift) = sums.Spread(first, last);
        var seconds = path.HeardSeconds(first, last, rules.SilenceSeconds);
        var speed = way / seconds;
        if (radius < rules.LoiterLeastRadiusMetres || radius > rules.LoiterRadiusMetres || drift > MostDrift * speed)
            return;
        var geometry = LoiterModel.GeometryOf(path, first, last, radius, turns);
        var count = last - first + 1;
        var sure = rules.LoiterConfidence * Ramp(turns, rules.OrbitTurns - 0.7, rules.OrbitTurns + HiddenMargin)
            * Ramp(spread, (MostSpread + 1) * radius, MostSpread * radius)
            * (count < 6 ? 1 : LoiterModel.Round(sums.Shape(first, last).Elongation, spread, sums.MostSpeed(first, last)))
            * (1 - RacetrackModel.LowPasses(path, first, last, turns, rules));
        var climb = path.ClimbMetresPerSecond(first, last);
        var thermal = LoopModel.Thermal(radius, speed, climb, climb * seconds, rules);
        if (sure * Math.Max(thermal, 1 - thermal) > 0.05)
            found.Add(new(thermal > 0.5 ? PatternKind.Thermalling : PatternKind.Orbit, first, last, sure * Math.Max(thermal, 1 - thermal), geometry));
    }

    /// <summary>The angle of an arc whose chord is such a part of its length, 0 to 2π.</summary>
    public static double ArcAngle(double chordPart)
    {
        if (chordPart >= 1)
            return 0;
        double low = 0, high = Math.PI;
        for (var i = 0; i < 24; i++)
        {
            var half = (low + high) / 2;
            (low, high) = Math.Sin(half) > chordPart * half ? (half, high) : (low, half);
        }

        return low + high;
    }
}
