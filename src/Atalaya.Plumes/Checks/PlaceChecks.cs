using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Checks;

/// <summary>Where sensors are, and how they move.</summary>
internal static class PlaceChecks
{
    public static void Add(ReadingTable readings, CheckRules rules, List<CheckFinding> findings)
    {
        if (readings.Count < rules.FewestReadings)
            findings.Add(new(CheckKind.TooFew, PlumeFlag.TooFewReadings, CheckWeight.Blocking) { Value = readings.Count, Usual = rules.FewestReadings, Rows = readings.Count });
        Beams(readings, rules, findings);
        Fixed(readings, rules, findings);
        Moving(readings, rules, findings);
        var below = Array.FindIndex(readings.From, static spot => spot.Z < -0.5);
        if (below >= 0)
            findings.Add(new(CheckKind.BelowGround, PlumeFlag.UnitsImplausible, CheckWeight.Warning) { Sensor = Name(readings, below), Row = below, Value = readings.From[below].Z, Rows = readings.From.Count(static spot => spot.Z < -0.5) });
        if (readings.Sensors is [{ IsBeam: false, IsMoving: false }])
            findings.Add(new(CheckKind.OnePlace, PlumeFlag.DegenerateGeometry, CheckWeight.Warning) { Sensor = readings.Sensors[0].Name });
    }

    private static string Name(ReadingTable readings, int row) => readings.Sensors[readings.SensorOf[row]].Name;

    private static void Beams(ReadingTable readings, CheckRules rules, List<CheckFinding> findings)
    {
        var told = new HashSet<(int, CheckKind)>();
        for (var i = 0; i < readings.Count; i++)
        {
            var s = readings.SensorOf[i];
            if (!readings.Sensors[s].IsBeam || (i > 0 && readings.SensorOf[i - 1] == s && readings.To[i] == readings.To[i - 1]))
                continue;
            var (a, b) = (readings.From[i], readings.To[i]);
            var metres = Math.Sqrt((a.PlaneDistance(b) * a.PlaneDistance(b)) + ((a.Z - b.Z) * (a.Z - b.Z)));
            CheckKind? kind = metres < rules.ShortestBeamMetres ? CheckKind.BeamWithoutLength : metres > rules.LongestBeamMetres ? CheckKind.BeamTooLong : null;
            if (kind is { } wrong && told.Add((s, wrong)))
                findings.Add(new(wrong, PlumeFlag.DegenerateGeometry, wrong == CheckKind.BeamTooLong ? CheckWeight.Warning : CheckWeight.Blocking) { Sensor = readings.Sensors[s].Name, Row = i, Value = metres, Usual = wrong == CheckKind.BeamTooLong ? rules.LongestBeamMetres : rules.ShortestBeamMetres });
        }
    }

    // The sensor that lies farthest from the middle of all.
    private static void Fixed(ReadingTable readings, CheckRules rules, List<CheckFinding> findings)
    {
        var first = new Dictionary<int, int>();
        for (var i = 0; i < readings.Count; i++)
        {
            if (!readings.Sensors[readings.SensorOf[i]].IsMoving)
                first.TryAdd(readings.SensorOf[i], i);
        }

        if (first.Count < 2)
            return;
        var (x, y) = (Quantile.Of(Quantile.Sorted(first.Values.Select(i => readings.From[i].X)), 0.5), Quantile.Of(Quantile.Sorted(first.Values.Select(i => readings.From[i].Y)), 0.5));
        var (far, metres) = first.Values.Select(i => (i, readings.From[i].PlaneDistance(new(x, y, 0)))).MaxBy(static pair => pair.Item2);
        if (metres > rules.FarApartMetres)
            findings.Add(new(CheckKind.FarApart, PlumeFlag.UnitsImplausible, CheckWeight.Blocking) { Sensor = Name(readings, far), Row = far, Value = metres, Usual = rules.FarApartMetres });
    }

    private static void Moving(ReadingTable readings, CheckRules rules, List<CheckFinding> findings)
    {
        foreach (var s in Enumerable.Range(0, readings.Sensors.Count).Where(s => readings.Sensors[s].IsMoving))
        {
            var (before, row, worst, rows) = (-1, -1, 0.0, 0);
            for (var i = 0; i < readings.Count; i++)
            {
                if (readings.SensorOf[i] != s)
                    continue;
                var seconds = before < 0 ? 0 : readings.Seconds[i] - readings.Seconds[before];
                var speed = seconds > 0 ? readings.From[i].PlaneDistance(readings.From[before]) / seconds : 0;
                rows += speed > rules.FastestMetresPerSecond ? 1 : 0;
                if (speed > worst)
                    (worst, row) = (speed, i);
                before = i;
            }

            if (rows > 0)
                findings.Add(new(CheckKind.TooFast, PlumeFlag.UnitsImplausible, CheckWeight.Warning) { Sensor = readings.Sensors[s].Name, Row = row, Value = worst, Usual = rules.FastestMetresPerSecond, Rows = rows });
        }
    }
}
