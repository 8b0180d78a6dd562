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
        var usual = UsualSpeed(path);
        foreach (var seconds in Windows)
        {
            int open = -1, close = -1;
            for (int i = 0, j = 0; i < path.Count; i++)
            {
                while (j + 1 < path.Count && path.T[j + 1] - path.T[i] <= seconds)
                    j++;
                if (path.T[j] - path.T[i] < 0.7 * seconds || j - i < rules.LoiterPoints - 1 || path.Silences[i] != path.Silences[j] || !Loiters(path, track, i, j, usual, rules))
                    continue;
                if (open >= 0 && i > close)
                {
                    Name(path, track, open, close, usual, rules, found);
                    open = -1;
                }

                open = open < 0 ? i : open;
                close = j;
            }

            if (open >= 0)
                Name(path, track, open, close, usual, rules, found);
        }
    }

    private static bool Loiters(FlownPath path, Track track, int i, int j, double usual, PatternRules rules)
    {
        var (radius, drift, _) = Spread(path, i, j);
        var speed = Speed(path, track, i, j, usual);
        var chords = path.Length[j] - path.Length[i];
        var duration = path.T[j] - path.T[i];
        var step = speed * duration / (j - i) / Math.Max(radius, 1);
        return step > rules.LoiterStepRadians
            && radius > rules.LoiterLeastRadiusMetres
            && chords > 0.5 * radius * (j - i)
            && drift < 0.5 * speed
            && speed * duration / (2 * Math.PI * radius) >= (j - i >= rules.LoiterPoints ? rules.LoiterTurns : 1.5 * rules.LoiterTurns);
    }

    private static void Name(FlownPath path, Track track, int first, int last, double usual, PatternRules rules, List<Hypothesis> found)
    {
        var duration = path.T[last] - path.T[first];
        var radii = new List<double>();
        var elongations = new List<double>();
        var span = Math.Max(rules.LoiterPoints - 1, 5);
        for (var i = first; i + span <= last; i++)
        {
            var (radius, _, elongation) = Spread(path, i, i + span);
            radii.Add(radius);
            elongations.Add(elongation);
        }

        if (radii.Count == 0)
        {
            var (radius, _, elongation) = Spread(path, first, last);
            radii.Add(radius);
            elongations.Add(elongation);
        }

        var around = Median(radii);
        var speed = Speed(path, track, first, last, usual);
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

    /// <summary>Root mean square distance of the points from a middle that moves evenly, the speed of that middle, and how long the cloud is against its width.</summary>
    private static (double Radius, double Drift, double Elongation) Spread(FlownPath path, int i, int j)
    {
        double n = j - i + 1, t = 0, tt = 0, x = 0, y = 0, tx = 0, ty = 0, xx = 0, yy = 0, xy = 0;
        var (x0, y0, t0) = (path.X[i], path.Y[i], path.T[i]);
        for (var k = i; k <= j; k++)
        {
            var (px, py, pt) = (path.X[k] - x0, path.Y[k] - y0, path.T[k] - t0);
            t += pt;
            tt += pt * pt;
            x += px;
            y += py;
            tx += pt * px;
            ty += pt * py;
            xx += px * px;
            yy += py * py;
            xy += px * py;
        }

        var ctt = tt - (t * t / n);
        if (ctt <= 0)
            return (0, 0, 1);
        var (vx, vy) = ((tx - (t * x / n)) / ctt, (ty - (t * y / n)) / ctt);

        // Two degrees of freedom went into the middle, two into its motion.
        var free = Math.Max(1, n - 2);
        var cxx = (xx - (x * x / n) - (vx * vx * ctt)) / free;
        var cyy = (yy - (y * y / n) - (vy * vy * ctt)) / free;
        var cxy = (xy - (x * y / n) - (vx * vy * ctt)) / free;
        var trace = Math.Max(1e-9, cxx + cyy);
        var root = Math.Sqrt(((cxx - cyy) * (cxx - cyy)) + (4 * cxy * cxy));
        return (Math.Sqrt(trace), Math.Sqrt((vx * vx) + (vy * vy)), Math.Sqrt((trace + root) / Math.Max(trace - root, 1e-3 * trace)));
    }

    private static double Speed(FlownPath path, Track track, int i, int j, double usual)
    {
        double sum = 0;
        var n = 0;
        for (var k = i; k <= j; k++)
        {
            var knots = track.GroundSpeedsKnots[path.Report[k]];
            if (float.IsNaN(knots))
                continue;
            sum += knots * 0.514444;
            n++;
        }

        // Chords can only understate the way flown.
        var chords = (path.Length[j] - path.Length[i]) / Math.Max(1, path.T[j] - path.T[i]);
        return n > (j - i) / 2 ? sum / n : Math.Max(usual, chords);
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
}
