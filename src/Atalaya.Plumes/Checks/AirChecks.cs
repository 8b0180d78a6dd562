using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Checks;

/// <summary>Temperature and pressure.</summary>
internal static class AirChecks
{
    public static void Add(ReadingTable readings, CheckRules rules, List<CheckFinding> findings)
    {
        if (!Array.Exists(readings.Kelvin, double.IsFinite) || !Array.Exists(readings.Pascal, double.IsFinite))
            findings.Add(new(CheckKind.NoAir, PlumeFlag.AirAssumed, CheckWeight.Note));
        Range(readings, readings.Kelvin, rules.Kelvin, CheckKind.Temperature, findings);
        Range(readings, readings.Pascal, rules.Pascal, CheckKind.Pressure, findings);
    }

    private static void Range(ReadingTable readings, double[] values, (double Least, double Most) range, CheckKind kind, List<CheckFinding> findings)
    {
        var (first, rows, all) = (-1, 0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                continue;
            all++;
            if (values[i] >= range.Least && values[i] <= range.Most)
                continue;
            first = first < 0 ? i : first;
            rows++;
        }

        if (rows > 0)
            findings.Add(new(kind, PlumeFlag.UnitsImplausible, rows * 2 > all ? CheckWeight.Blocking : CheckWeight.Warning) { Sensor = readings.Sensors[readings.SensorOf[first]].Name, Row = first, Value = values[first], Rows = rows });
    }
}
