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
        var shape = 0.97 * overlies * even * often * (1 - GridModel.Covers(chain));
        var approaches = LowPasses(chain);
        shape *= 1 - approaches;
        if (shape < 0.05)
            return;

        var residual = Math.Sqrt(chain.LapShifts.Average(static s => s * s));
        var geometry = chain.Describe((legs - 1) / 2.0, residual);
        var hold = Hold(chain, geometry, rules);
        if (hold > 0)
            found.Add(new(PatternKind.Holding, chain.First, chain.Last, shape * hold, geometry));
        var racetrack = shape * (1 - hold) * Ramp(length, 0.7 * rules.RacetrackLegMetres, 1.1 * rules.RacetrackLegMetres);
        if (racetrack > 0.05)
            found.Add(new(PatternKind.Racetrack, chain.First, chain.Last, racetrack, geometry));
    }

    /// <summary>How much the stretch is a wait for an approach: short legs, low, few laps, and a descent to the flight's end not far away.</summary>
    private static double Hold(LegChain chain, PatternGeometry geometry, PatternRules rules)
    {
        var path = chain.Path;
        if (geometry.AltitudeFeet is not { } altitude)
            return 0;
        var end = path.Count - 1;
        var final = path.MedianAltitude(Math.Max(chain.Last, end - 5), end) ?? altitude;
        var shape = Ramp(chain.Length, rules.HoldingLegMetres * 1.25, rules.HoldingLegMetres * 0.8)
            * Ramp(altitude, rules.HoldingAltitudeFeet * 1.1, rules.HoldingAltitudeFeet * 0.9)
            * Ramp(geometry.Laps, rules.HoldingLaps + 3, rules.HoldingLaps - 2);
        var descends = Ramp(altitude - final, 500, 2000);
        var near = Ramp(path.Length[end] - path.Length[chain.Last], 250_000, 120_000);
        return shape * descends * near;
    }

    /// <summary>How regularly the laps dip to one low height and climb again: approaches or circuits, not a watch.</summary>
    private static double LowPasses(LegChain chain)
    {
        var path = chain.Path;
        var lows = new List<double>();
        var ranges = new List<double>();
        for (var i = 2; i < chain.Legs.Count; i += 2)
        {
            double low = double.MaxValue, high = double.MinValue;
            for (var k = chain.Legs[i - 2].First; k <= chain.Legs[i].First; k++)
            {
                if (float.IsNaN(path.Altitude[k]))
                    continue;
                low = Math.Min(low, path.Altitude[k]);
                high = Math.Max(high, path.Altitude[k]);
            }

            if (high < low)
                continue;
            lows.Add(low);
            ranges.Add(high - low);
        }

        if (lows.Count == 0)
            return 0;
        var dips = Ramp(Median(ranges), 700, 1500);
        var same = lows.Count < 2 ? 0.5 : Ramp(Median(lows.ConvertAll(l => Math.Abs(l - lows[0]))), 900, 300);
        var level = Ramp(lows.Min(), 9000, 6000);
        return dips * same * level;
    }
}
