using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>
/// Circling that is sampled too coarsely to see the circles: the aircraft flies on, the place stays. Points lie about an evenly moving middle
/// while the speed says that the way round them was flown several times.
/// </summary>
/// <remarks>
/// The speed is the reported one where there is one, else the aircraft's own between far apart points of the same flight. Where loops can be
/// seen point by point this model is silent: <see cref="LoopModel"/> knows better.
/// </remarks>
internal static class LoiterModel
{
    private static readonly double[] Windows = [150, 240, 420, 720];

    // The middle may move with so much of the speed.
    private const double MostDrift = 0.5;

    // The bank of an ordinary turn.
    private const double OrdinaryBankDegrees = 30;

    public static void Find(FlownPath path, LoiterSums sums, PatternRules rules, List<Hypothesis> found)
    {
        var farthest = FarthestAdvance(rules);
        var points = sums.Points;
        var knowsEverySpeed = sums.KnowsEverySpeed;
        var fewestSteps = rules.LoiterPoints - 1;
        foreach (var seconds in Windows)
        {
            var least = 0.7 * seconds;
            int open = -1, close = -1;
            for (int i = 0, j = 0; i < points.Length - 1; i++)
            {
                ref readonly var a = ref points[i];
                while (points[j + 1].T - a.T <= seconds)
                    j++;
                ref readonly var b = ref points[j];
                var duration = b.T - a.T;
                if (duration < least || j - i < fewestSteps)
                    continue;

                // Who flies straight on is out after a few multiplications; divisions are for the others.
                if (knowsEverySpeed)
                {
                    var n = j - i + 1;
                    var (dx, dy, way) = ((b.X - a.X) * n, (b.Y - a.Y) * n, farthest * duration * (points[j + 1].SpeedBefore - a.SpeedBefore));
                    if ((dx * dx) + (dy * dy) > way * way)
                        continue;
                }
                else if (sums.Advances(i, j, farthest))
                {
                    continue;
                }

                if (path.Silences[i] != path.Silences[j] || !Loiters(path, sums, i, j, rules))
                    continue;
                if (open >= 0 && i > close)
                {
                    Name(path, sums, open, close, rules, found);
                    open = -1;
                }

                open = open < 0 ? i : open;
                close = j;
            }

            if (open >= 0)
                Name(path, sums, open, close, rules, found);
        }
    }

    /// <summary>
    /// How far apart the ends of a loitering window can be, against the way flown in it. The middle moves by half of that way at most; the two ends lie off
    /// it by √(2(n − 2)) radii at most, for all n points together make n − 2 squared radii; and a radius is at most the way over n − 1 steps and over the turns.
    /// </summary>
    private static double FarthestAdvance(PatternRules rules)
    {
        // With few points the turns bound the radius, with many the steps: the worst is where the two bounds meet.
        var perTurns = 1 / (2 * Math.PI * Math.Max(rules.LoiterTurns, 1e-3));
        var points = Math.Max(1 + (1 / (perTurns * Math.Max(rules.LoiterStepRadians, 1e-3))), rules.LoiterPoints);

        // A twentieth more, for the sums' rounding.
        return 1.05 * (MostDrift + (perTurns * Math.Sqrt(2 * Math.Max(1, points - 2))));
    }

    private static bool Loiters(FlownPath path, LoiterSums sums, int i, int j, PatternRules rules)
    {
        var speed = sums.Speed(i, j);
        var way = speed * (path.T[j] - path.T[i]);
        var (radius, drift) = sums.Spread(i, j);
        var chords = path.Length[j] - path.Length[i];
        var step = way / (j - i) / Math.Max(radius, 1);
        return step > rules.LoiterStepRadians
            && radius > rules.LoiterLeastRadiusMetres
            && chords > 0.5 * radius * (j - i)
            && drift < MostDrift * speed
            && way / (2 * Math.PI * radius) >= (j - i >= rules.LoiterPoints ? rules.LoiterTurns : 1.5 * rules.LoiterTurns);
    }

    private static void Name(FlownPath path, LoiterSums sums, int first, int last, PatternRules rules, List<Hypothesis> found)
    {
        var duration = path.T[last] - path.T[first];
        var radii = new List<double>();
        var elongations = new List<double>();
        var span = Math.Max(rules.LoiterPoints - 1, 5);
        for (var i = first; i + span <= last; i++)
        {
            var (radius, elongation) = sums.Shape(i, i + span);
            radii.Add(radius);
            elongations.Add(elongation);
        }

        if (radii.Count == 0)
        {
            var (radius, elongation) = sums.Shape(first, last);
            radii.Add(radius);
            elongations.Add(elongation);
        }

        var around = Median(radii);

        // Windows of a stop join the way to it: what is left is a place.
        if (around < rules.LoiterLeastRadiusMetres)
            return;
        var speed = sums.Speed(first, last);
        var laps = speed * duration / (2 * Math.PI * Math.Max(around, 1));
        var climb = path.ClimbMetresPerSecond(first, last);
        var geometry = GeometryOf(path, first, last, around, laps);
        var sure = rules.LoiterConfidence * Ramp(laps, rules.LoiterTurns - 1, rules.LoiterTurns + 1) * Round(Median(elongations), around, sums.MostSpeed(first, last)) * (1 - RacetrackModel.LowPasses(path, first, last, laps / 4, rules));
        var thermal = LoopModel.Thermal(around, speed, climb, climb * duration, rules);
        if (thermal > 0.5)
            found.Add(new(PatternKind.Thermalling, first, last, sure * thermal, geometry));
        else if (around < rules.LoiterRadiusMetres)
            found.Add(new(PatternKind.Orbit, first, last, sure * (1 - thermal), geometry));
    }

    /// <summary>
    /// How much a cloud of points may be circles, 0 to 1. A long one is legs flown to and fro, unless there is no room for legs: a fix every half circle lies on a line
    /// too, and who turns round within two or three radii of an ordinary turn never flies straight.
    /// </summary>
    public static double Round(double elongation, double radius, double speed)
    {
        var turn = speed * speed / (9.81 * Math.Tan(double.DegreesToRadians(OrdinaryBankDegrees)));
        return Math.Max(Ramp(elongation, 3.5, 2), Ramp(radius, 4 * turn, 2 * turn));
    }

    /// <summary>Geometry of a place that is flown about without laps that can be told apart: its middle is that of the points.</summary>
    internal static PatternGeometry GeometryOf(FlownPath path, int first, int last, double radiusMetres, double turns)
    {
        var (x, y) = (0.0, 0.0);
        for (var i = first; i <= last; i++)
            (x, y) = (x + path.X[i], y + path.Y[i]);
        var count = last - first + 1;
        return new()
        {
            Centre = path.Plane.Unproject(x / count, y / count),
            RadiusMetres = radiusMetres,
            Turns = turns,
            TurnBias = 0,
            Sense = TurnSense.Both,
            Laps = turns,
            AltitudeFeet = path.MedianAltitude(first, last),
        };
    }
}
