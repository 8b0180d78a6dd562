using Atalaya.Flights.Tracks;
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

    public static void Find(FlownPath path, Track track, PatternRules rules, List<Hypothesis> found)
    {
        var sums = new Sums(path, track, UsualSpeed(path));
        foreach (var seconds in Windows)
        {
            int open = -1, close = -1;
            for (int i = 0, j = 0; i < path.Count; i++)
            {
                while (j + 1 < path.Count && path.T[j + 1] - path.T[i] <= seconds)
                    j++;
                if (path.T[j] - path.T[i] < 0.7 * seconds || j - i < rules.LoiterPoints - 1 || path.Silences[i] != path.Silences[j] || !Loiters(path, sums, i, j, rules))
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

    private static bool Loiters(FlownPath path, Sums sums, int i, int j, PatternRules rules)
    {
        var (radius, drift, _) = sums.Spread(i, j);
        var speed = sums.Speed(i, j);
        var chords = path.Length[j] - path.Length[i];
        var duration = path.T[j] - path.T[i];
        var step = speed * duration / (j - i) / Math.Max(radius, 1);
        return step > rules.LoiterStepRadians
            && radius > rules.LoiterLeastRadiusMetres
            && chords > 0.5 * radius * (j - i)
            && drift < 0.5 * speed
            && speed * duration / (2 * Math.PI * radius) >= (j - i >= rules.LoiterPoints ? rules.LoiterTurns : 1.5 * rules.LoiterTurns);
    }

    private static void Name(FlownPath path, Sums sums, int first, int last, PatternRules rules, List<Hypothesis> found)
    {
        var duration = path.T[last] - path.T[first];
        var radii = new List<double>();
        var elongations = new List<double>();
        var span = Math.Max(rules.LoiterPoints - 1, 5);
        for (var i = first; i + span <= last; i++)
        {
            var (radius, _, elongation) = sums.Spread(i, i + span);
            radii.Add(radius);
            elongations.Add(elongation);
        }

        if (radii.Count == 0)
        {
            var (radius, _, elongation) = sums.Spread(first, last);
            radii.Add(radius);
            elongations.Add(elongation);
        }

        var around = Median(radii);
        var speed = sums.Speed(first, last);
        var laps = speed * duration / (2 * Math.PI * Math.Max(around, 1));
        var climb = path.ClimbMetresPerSecond(first, last);
        var (x, y) = (0.0, 0.0);
        for (var i = first; i <= last; i++)
            (x, y) = (x + path.X[i], y + path.Y[i]);
        var count = last - first + 1;
        var geometry = new PatternGeometry
        {
            Centre = path.Plane.Unproject(x / count, y / count),
            RadiusMetres = around,
            Turns = laps,
            TurnBias = 0,
            Sense = TurnSense.Both,
            Laps = laps,
            AltitudeFeet = path.MedianAltitude(first, last),
        };
        var sure = rules.LoiterConfidence * Ramp(laps, rules.LoiterTurns - 1, rules.LoiterTurns + 1) * Ramp(Median(elongations), 3.5, 2) * (1 - RacetrackModel.LowPasses(path, first, last, laps / 4, rules));
        var thermal = LoopModel.Thermal(around, speed, climb, climb * duration, rules);
        if (thermal > 0.5)
            found.Add(new(PatternKind.Thermalling, first, last, sure * thermal, geometry));
        else if (around < rules.LoiterRadiusMetres)
            found.Add(new(PatternKind.Orbit, first, last, sure * (1 - thermal), geometry));
    }

    /// <summary>Upper quartile of the speed along chords, in metres a second: straight flight, where chords do not cut corners. Damped, for who loiters flies slower than who travels.</summary>
    private static double UsualSpeed(FlownPath path)
    {
        var speeds = new List<double>(path.Count);
        for (var i = 1; i < path.Count; i++)
        {
            if (path.Silences[i] == path.Silences[i - 1])
                speeds.Add((path.Length[i] - path.Length[i - 1]) / Math.Max(0.1, path.T[i] - path.T[i - 1]));
        }

        if (speeds.Count == 0)
            return 0;
        speeds.Sort();
        return 0.75 * speeds[speeds.Count * 3 / 4];
    }

    /// <summary>Sums from the start of the path, so that any window costs the same. Taken about the first point; a metre is still seen at 1,000 km.</summary>
    private sealed class Sums
    {
        private readonly FlownPath path;
        private readonly double usual;
        private readonly (double T, double TT, double X, double Y, double TX, double TY, double XX, double YY, double XY, double Speed, int Known)[] before;

        public Sums(FlownPath path, Track track, double usual)
        {
            (this.path, this.usual) = (path, usual);
            before = new (double, double, double, double, double, double, double, double, double, double, int)[path.Count + 1];
            var speeds = track.GroundSpeedsKnots;
            for (var k = 0; k < path.Count; k++)
            {
                var (t, x, y) = (path.T[k] - path.T[0], path.X[k] - path.X[0], path.Y[k] - path.Y[0]);
                var knots = speeds[path.Report[k]];
                var known = !float.IsNaN(knots);
                ref var b = ref before[k];
                before[k + 1] = (b.T + t, b.TT + (t * t), b.X + x, b.Y + y, b.TX + (t * x), b.TY + (t * y), b.XX + (x * x), b.YY + (y * y), b.XY + (x * y),
                    b.Speed + (known ? knots * 0.514444 : 0), b.Known + (known ? 1 : 0));
            }
        }

        /// <summary>Root mean square distance of the points from a middle that moves evenly, the speed of that middle, and how long the cloud is against its width.</summary>
        public (double Radius, double Drift, double Elongation) Spread(int i, int j)
        {
            ref var a = ref before[i];
            ref var b = ref before[j + 1];
            double n = j - i + 1;
            var (t, x, y) = (b.T - a.T, b.X - a.X, b.Y - a.Y);
            var ctt = b.TT - a.TT - (t * t / n);
            if (ctt <= 0)
                return (0, 0, 1);
            var (vx, vy) = ((b.TX - a.TX - (t * x / n)) / ctt, (b.TY - a.TY - (t * y / n)) / ctt);

            // Two degrees of freedom went into the middle and its motion.
            var free = Math.Max(1, n - 2);
            var cxx = Math.Max(0, b.XX - a.XX - (x * x / n) - (vx * vx * ctt)) / free;
            var cyy = Math.Max(0, b.YY - a.YY - (y * y / n) - (vy * vy * ctt)) / free;
            var cxy = (b.XY - a.XY - (x * y / n) - (vx * vy * ctt)) / free;
            var trace = Math.Max(1e-9, cxx + cyy);
            var root = Math.Sqrt(((cxx - cyy) * (cxx - cyy)) + (4 * cxy * cxy));
            return (Math.Sqrt(trace), Math.Sqrt((vx * vx) + (vy * vy)), Math.Sqrt((trace + root) / Math.Max(trace - root, 1e-3 * trace)));
        }

        /// <summary>Mean speed in metres a second: the reported one, or the aircraft's usual one; chords can only understate it.</summary>
        public double Speed(int i, int j)
        {
            var known = before[j + 1].Known - before[i].Known;
            return known > (j - i) / 2
                ? (before[j + 1].Speed - before[i].Speed) / known
                : Math.Max(usual, (path.Length[j] - path.Length[i]) / Math.Max(1, path.T[j] - path.T[i]));
        }
    }
}
