using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Missions;

/// <summary>What the patterns of a flight say: each kind once, by its strongest stretch, in proportion to the pattern's own confidence.</summary>
internal static class PatternEvidence
{
    public static void Weigh(Evidence evidence, Flight flight, IReadOnlyList<Pattern> patterns, StationTime station, AircraftRole? role, MissionRules rules)
    {
        foreach (var kind in patterns.Count == 0 ? [] : patterns.GroupBy(static p => p.Kind).OrderBy(static g => g.Key).AsEnumerable())
        {
            var weighed = kind.Select(p => (Pattern: p, Weight: Weight(p, role, rules) * p.Confidence)).ToList();
            var (strongest, weight) = weighed.MaxBy(static w => Math.Abs(w.Weight));
            if (weight == 0)
                continue;
            var minutes = kind.Sum(p => StationTime.HeardMinutes(flight, p));
            if (kind.Key == PatternKind.Thermalling)
                weight *= Math.Min(1, minutes / rules.ThermalMinutes) * Math.Min(1, (double)kind.Count() / rules.ThermalStretches);
            var geometry = strongest.Geometry;
            switch (kind.Key)
            {
                case PatternKind.Racetrack:
                    evidence.Weigh(IsLong(strongest, rules) ? "long-racetrack" : "short-racetrack", weight, (geometry.LegMetres ?? 0) / 1000, kind.Sum(static p => p.Geometry.Laps), minutes);
                    if (role?.Kind == RoleKind.Tanker)
                        evidence.Suggest(Activity.Refuelling, weight);
                    else if (role?.Kind == RoleKind.Survey)
                        evidence.Suggest(Activity.Survey, weight);
                    break;
                case PatternKind.Orbit:
                    evidence.Weigh(IsSmallAndLow(strongest, rules) ? "small-low-orbit" : "orbit", weight, (geometry.RadiusMetres ?? 0) / 1000, kind.Sum(static p => p.Geometry.Laps), minutes);
                    break;
                case PatternKind.FigureEight:
                    evidence.Weigh("figure-eight", weight, kind.Sum(static p => p.Geometry.Laps), minutes);
                    break;
                case PatternKind.CoastalLoop:
                    evidence.Weigh("coastal-loop", weight, minutes);
                    break;
                case PatternKind.Grid:
                    evidence.Weigh(weight > 0 ? "search-grid" : "grid", weight, kind.Sum(static p => p.Geometry.Laps), (geometry.LegMetres ?? 0) / 1000, (geometry.SpacingMetres ?? 0) / 1000);
                    evidence.Suggest(Activity.Survey, -Math.Min(weight, 0));
                    break;
                case PatternKind.Thermalling:
                    evidence.Weigh("thermalling", weight, kind.Count(), minutes);
                    evidence.Suggest(Activity.Soaring, -weight);
                    break;
                case PatternKind.Calibration:
                    evidence.Weigh("calibration", weight, minutes);
                    evidence.Suggest(Activity.Calibration, -weight);
                    break;
                default:
                    evidence.Weigh("holding", weight, minutes);
                    evidence.Suggest(Activity.Transport, -weight);
                    break;
            }
        }

        if (station.Minutes > rules.StationMinutes)
            evidence.Weigh("time-on-station", Math.Min(rules.StationPerDoubling * Math.Log2(station.Minutes / rules.StationMinutes), rules.StationMost), station.Minutes);
        if (station.AltitudeSpreadFeet > rules.UnsteadyFeet)
        {
            evidence.Weigh("unsteady-height", rules.UnsteadyHeight, station.AltitudeSpreadFeet);
            evidence.Suggest(Activity.Training, -rules.UnsteadyHeight / 2);
        }

        if (station.DriftShare >= rules.DriftShare && station.DriftKilometres >= Math.Max(rules.DriftKilometres, rules.DriftSizes * station.SizeKilometres))
        {
            evidence.Weigh("wandering", rules.WanderingPattern, station.DriftKilometres);
            evidence.Suggest(Activity.Relay, -rules.WanderingPattern);
        }
    }

    private static double Weight(Pattern pattern, AircraftRole? role, MissionRules rules) => pattern.Kind switch
    {
        PatternKind.Racetrack => IsLong(pattern, rules) ? rules.LongRacetrack : rules.ShortRacetrack,
        PatternKind.Orbit when pattern.Geometry.Laps < rules.LeastLaps => 0,
        PatternKind.Orbit => IsSmallAndLow(pattern, rules) ? rules.SmallLowOrbit : rules.Orbit,
        PatternKind.FigureEight => pattern.Geometry.Laps < rules.LeastLaps ? 0 : rules.FigureEight,
        PatternKind.CoastalLoop => rules.CoastalLoop,
        PatternKind.Grid => role is { Watches: true } ? rules.SearchGrid : rules.Grid,
        PatternKind.Thermalling => rules.Thermalling,
        PatternKind.Calibration => rules.Calibration,
        _ => rules.Holding,
    };

    private static bool IsLong(Pattern pattern, MissionRules rules) => pattern.Geometry.LegMetres >= rules.LongLegKilometres * 1000;

    private static bool IsSmallAndLow(Pattern pattern, MissionRules rules) =>
        pattern.Geometry.RadiusMetres < rules.SmallCircleKilometres * 1000 && pattern.Geometry.AltitudeFeet < rules.SmallCircleFeet;
}
