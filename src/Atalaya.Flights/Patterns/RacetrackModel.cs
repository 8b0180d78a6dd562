using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>Two anti-parallel legs flown again and again, each lap over the last; short, low, few and before an approach it is a hold.</summary>
internal static class RacetrackModel
{
    public static void Find(LegChain chain, PatternRules rules, List<Hypothesis> found)
    {
        if (chain.Length > rules.LongestLegMetres)
            return;
        var length = chain.Length;
        var legs = chain.Legs.Count;
        var lapShift = Median(chain.LapShifts);
        var overlies = Ramp(lapShift / length, 0.4, 0.12) * Ramp(Median(chain.LapOverlaps), 0.4, 0.75);
        var even = Ramp(Scatter(chain.Legs.ConvertAll(static l => l.Length)), 0.6, 0.25);

        // Two legs out and one over them are one lap and a half: enough where the legs are long, for nobody flies 60 km back by chance.
        var often = Ramp(legs + Ramp(length, 15_000, 50_000), 2, 5);
        var shape = 0.97 * chain.HalfTurns(rules) * overlies * even * often * (1 - GridModel.Covers(chain, rules));
        var approaches = LowPasses(chain.Path, chain.First, chain.Last, (legs - 1) / 2.0, rules);
        shape *= 1 - approaches;
        if (shape < 0.05)
            return;

        var residual = Math.Sqrt(chain.LapShifts.Average(static s => s * s));
        Name(chain.Path, chain.First, chain.Last, shape, chain.Describe((legs - 1) / 2.0, residual), rules, found);
    }

    /// <summary>The same from laps that are long: it does not need the corners, which short legs and coarse sampling blur.</summary>
    public static void FromLaps(FlownPath path, List<Lap> laps, int first, int last, PatternGeometry loops, double steady, PatternRules rules, List<Hypothesis> found)
    {
        var elongation = Median(laps.ConvertAll(static l => l.Elongation));
        var (axis, agree) = CommonAxis(laps);
        var shifts = new List<double>();
        for (var i = 1; i < laps.Count; i++)
            shifts.Add(laps[i].Shift(laps[i - 1]));
        var (along, across) = Extent(path, laps, axis);
        var length = along - across;
        var drift = shifts.Count == 0 ? 0 : Median(shifts) / along;
        var shape = 0.95 * steady * Ramp(elongation, rules.RoundElongation - 0.2, rules.RoundElongation + 0.15) * Ramp(agree, 0.7, 0.95) * Ramp(drift, 0.5, 0.2)
            * Ramp(loops.Laps, rules.OrbitTurns - 0.7, rules.OrbitTurns + 0.5) * (1 - LowPasses(path, first, last, loops.Laps, rules));
        if (shape < 0.05 || length > rules.LongestLegMetres)
            return;
        var geometry = loops with
        {
            RadiusMetres = null,
            LegMetres = length,
            SpacingMetres = across,
            AxisDegrees = (double.RadiansToDegrees(axis) + 360) % 180,
            ResidualMetres = shifts.Count == 0 ? null : Math.Sqrt(shifts.Average(static s => s * s)),
        };
        Name(path, first, last, shape, geometry, rules, found);
    }

    private static void Name(FlownPath path, int first, int last, double shape, PatternGeometry geometry, PatternRules rules, List<Hypothesis> found)
    {
        var length = geometry.LegMetres ?? 0;
        var hold = Hold(path, first, last, geometry, rules);

        // What waits but takes too long or too short a time for a lap is a ragged figure before an approach: neither.
        var lap = path.HeardSeconds(first, last, rules.SilenceSeconds) / Math.Max(1, geometry.Laps);
        var timed = hold * Ramp(lap, 0.75 * rules.HoldingLeastLapSeconds, 0.95 * rules.HoldingLeastLapSeconds) * Ramp(lap, 1.25 * rules.HoldingMostLapSeconds, rules.HoldingMostLapSeconds);
        if (timed > 0.05)
            found.Add(new(PatternKind.Holding, first, last, shape * timed, geometry));
        var racetrack = shape * (1 - hold) * Ramp(length, 0.7 * rules.RacetrackLegMetres, 1.1 * rules.RacetrackLegMetres);
        if (racetrack > 0.05)
            found.Add(new(PatternKind.Racetrack, first, last, racetrack, geometry));
    }

    /// <summary>The laps' common direction in radians, and how well they agree on it, 0 to 1.</summary>
    public static (double Axis, double Agreement) CommonAxis(List<Lap> laps)
    {
        double sine = 0, cosine = 0;

        // The first lap may hold a part of the way in.
        var from = laps.Count > 2 ? 1 : 0;
        for (var i = from; i < laps.Count; i++)
        {
            sine += Math.Sin(2 * laps[i].Axis);
            cosine += Math.Cos(2 * laps[i].Axis);
        }

        return (0.5 * Math.Atan2(sine, cosine), Math.Sqrt((sine * sine) + (cosine * cosine)) / (laps.Count - from));
    }

    /// <summary>Median extents of the laps along and across the common axis.</summary>
    public static (double Along, double Across) Extent(FlownPath path, List<Lap> laps, double axis)
    {
        var (sine, cosine) = Math.SinCos(axis);
        var along = new List<double>();
        var across = new List<double>();
        foreach (var lap in laps)
        {
            double lowA = double.MaxValue, highA = double.MinValue, lowB = double.MaxValue, highB = double.MinValue;
            for (var i = lap.First; i <= lap.Last; i++)
            {
                var a = (path.X[i] * sine) + (path.Y[i] * cosine);
                var b = (path.X[i] * cosine) - (path.Y[i] * sine);
                (lowA, highA, lowB, highB) = (Math.Min(lowA, a), Math.Max(highA, a), Math.Min(lowB, b), Math.Max(highB, b));
            }

            along.Add(highA - lowA);
            across.Add(highB - lowB);
        }

        return (Median(along), Median(across));
    }

    /// <summary>How much the stretch is a wait for an approach: short legs, low, few laps, and a descent soon after.</summary>
    private static double Hold(FlownPath path, int first, int last, PatternGeometry geometry, PatternRules rules)
    {
        if (geometry.AltitudeFeet is not { } altitude)
            return 0;
        var low = altitude;
        var reach = last;
        for (; reach < path.Count && path.T[reach] - path.T[last] < rules.HoldingToApproachSeconds; reach++)
        {
            if (path.Altitude[reach] < low)
                low = path.Altitude[reach];
        }

        var speed = (path.Length[last] - path.Length[first]) / Math.Max(1, path.T[last] - path.T[first]);
        return Ramp(speed, 0.75 * rules.HoldingMetresPerSecond, 1.1 * rules.HoldingMetresPerSecond)
            * Ramp(geometry.LegMetres ?? 0, rules.HoldingLegMetres * 1.25, rules.HoldingLegMetres * 0.8)
            * Ramp(altitude, rules.HoldingAltitudeFeet * 1.1, rules.HoldingAltitudeFeet * 0.9)
            * Ramp(geometry.Laps, rules.HoldingLaps + 3, rules.HoldingLaps - 2)
            * Ramp(altitude - low, 500, 1500);
    }

    /// <summary>How regularly the laps dip to one low height and climb again, 0 to 1: approaches or circuits, not a watch.</summary>
    public static double LowPasses(FlownPath path, int first, int last, double laps, PatternRules rules)
    {
        var lows = new List<double>();
        var (high, low, down) = (float.NaN, float.NaN, false);
        for (var k = first; k <= last; k++)
        {
            var altitude = path.Altitude[k];
            if (float.IsNaN(altitude))
                continue;
            if (down)
            {
                low = Math.Min(low, altitude);
                if (altitude < low + rules.DipFeet)
                    continue;
                lows.Add(low);
                (down, high) = (false, altitude);
                continue;
            }

            high = float.IsNaN(high) ? altitude : Math.Max(high, altitude);
            if (altitude <= high - rules.DipFeet)
                (down, low) = (true, altitude);
        }

        // The last dip may end with the stretch: a landing.
        if (down)
            lows.Add(low);
        if (lows.Count < 2)
            return 0;
        var middle = Median(lows);
        return Ramp(lows.Count / Math.Max(1, laps), 0.3, 0.7)
            * Ramp(Median(lows.ConvertAll(l => Math.Abs(l - middle))), 600, 200)
            * Ramp(middle, 9000, 6000);
    }
}
