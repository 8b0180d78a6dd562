using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Checks;

/// <summary>What the values of one gas tell.</summary>
internal static class ValueChecks
{
    private const double StandardKelvin = 288.15;
    private const double StandardPascal = 101_325;
    private const double AllPartsPerMillion = 1_000_000;
    private const double ManyPartsPerMillion = 1000;
    private const int FewestOfSensor = 10;

    public static void Add(ReadingTable readings, GasSeries series, CheckRules rules, List<CheckFinding> findings)
    {
        var sorted = Quantile.Sorted(series.PartsPerMillion);
        if (sorted.Length < rules.FewestReadings && readings.Count >= rules.FewestReadings)
            findings.Add(new(CheckKind.TooFew, PlumeFlag.TooFewReadings, CheckWeight.Blocking) { Value = sorted.Length, Usual = rules.FewestReadings, Rows = sorted.Length });
        if (sorted.Length == 0)
            return;
        if (sorted[0] == sorted[^1])
        {
            findings.Add(new(sorted[0] == 0 ? CheckKind.AllZero : CheckKind.AllSame, PlumeFlag.NoVariation, CheckWeight.Blocking) { Value = sorted[0], Rows = sorted.Length });
            return;
        }

        Stuck(readings, series, rules, findings);
        Negative(readings, series, sorted, rules, findings);
        Units(readings, series, sorted, rules, findings);
        Repeats(readings, series, findings);
    }

    private static void Stuck(ReadingTable readings, GasSeries series, CheckRules rules, List<CheckFinding> findings)
    {
        foreach (var rows in Enumerable.Range(0, readings.Count).Where(i => double.IsFinite(series.PartsPerMillion[i])).GroupBy(i => readings.SensorOf[i]))
        {
            var (longest, run, count, end, before) = (0, 0, 0, -1, double.NaN);
            var distinct = new HashSet<double>();
            foreach (var i in rows)
            {
                var value = series.PartsPerMillion[i];
                run = value == before ? run + 1 : 1;
                before = value;
                count++;
                if (distinct.Count <= 3)
                    distinct.Add(value);

                // Zero again and again is a detection limit where the sensor also shows something else.
                if (run > longest && value != 0)
                    (longest, end) = (run, i);
            }

            var name = readings.Sensors[rows.Key].Name;
            if (distinct.Count == 1 && count >= FewestOfSensor)
                findings.Add(new(before == 0 ? CheckKind.ZeroSensor : CheckKind.StuckSensor, PlumeFlag.StuckSensor, CheckWeight.Warning) { Sensor = name, Row = rows.First(), Value = before, Rows = count });
            else if (longest >= rules.StuckReadings && longest >= rules.StuckShare * count && distinct.Count > 3)
                findings.Add(new(CheckKind.StuckSensor, PlumeFlag.StuckSensor, CheckWeight.Warning) { Sensor = name, Row = end, Value = series.PartsPerMillion[end], Rows = longest });
        }
    }

    // Where clean air holds the gas, no reading is below zero; else noise about zero is, up to a tenth of what is seen.
    private static void Negative(ReadingTable readings, GasSeries series, double[] sorted, CheckRules rules, List<CheckFinding> findings)
    {
        var least = series.Gas.BackgroundPartsPerMillion >= rules.LeastBackgroundPartsPerMillion ? 0 : -0.1 * Math.Max(Quantile.Of(sorted, 0.99), 0);
        var count = sorted.Count(value => value < least);
        if (count == 0)
            return;
        var row = Array.FindIndex(series.PartsPerMillion, value => value < least);
        findings.Add(new(CheckKind.Negative, PlumeFlag.NegativeReadings, count * 10 > sorted.Length ? CheckWeight.Blocking : CheckWeight.Warning)
        {
            Sensor = readings.Sensors[readings.SensorOf[row]].Name,
            Row = row,
            Value = series.PartsPerMillion[row],
            Rows = count,
        });
    }

    private static void Units(ReadingTable readings, GasSeries series, double[] sorted, CheckRules rules, List<CheckFinding> findings)
    {
        var usual = series.Gas.BackgroundPartsPerMillion;
        var (low, median) = (Quantile.Of(sorted, 0.1), Quantile.Of(sorted, 0.5));
        if (sorted[^1] > AllPartsPerMillion)
        {
            var row = Array.FindIndex(series.PartsPerMillion, static value => value > AllPartsPerMillion);
            findings.Add(new(CheckKind.MoreThanAll, PlumeFlag.UnitsImplausible, CheckWeight.Blocking) { Sensor = readings.Sensors[readings.SensorOf[row]].Name, Row = row, Value = series.PartsPerMillion[row], Usual = AllPartsPerMillion, Rows = sorted.Count(static v => v > AllPartsPerMillion) });
        }

        if (usual < rules.LeastBackgroundPartsPerMillion)
        {
            if (median > ManyPartsPerMillion)
                findings.Add(new(CheckKind.PpbAsPpm, PlumeFlag.UnitsImplausible, CheckWeight.Warning) { Value = median, Usual = usual, Rows = sorted.Length });
            return;
        }

        // 1 ppm in mg/m³.
        var mass = series.Gas.KilogramsPerCubicMetrePerPartPerMillion(StandardKelvin, StandardPascal) * 1e6;
        CheckKind? kind = median > rules.PpbRatio * usual ? CheckKind.PpbAsPpm
            : low >= 0 && Math.Abs(median) < rules.PpmRatio * usual ? CheckKind.PpmAsPpb
            : LooksLike(mass, low / usual) && LooksLike(mass, median / usual) ? CheckKind.MassAsPpm
            : low < rules.LeastBackgroundRatio * usual ? CheckKind.BelowBackground : null;
        if (kind is { } wrong)
            findings.Add(new(wrong, PlumeFlag.UnitsImplausible, wrong is CheckKind.PpbAsPpm or CheckKind.PpmAsPpb ? CheckWeight.Blocking : CheckWeight.Warning) { Value = wrong == CheckKind.BelowBackground ? low : median, Usual = usual, Rows = sorted.Length });
    }

    private static bool LooksLike(double expected, double ratio) => Math.Abs(expected - 1) > 0.2 && Math.Abs((ratio / expected) - 1) < 0.1;

    private static void Repeats(ReadingTable readings, GasSeries series, List<CheckFinding> findings)
    {
        var (same, other) = ((First: -1, Rows: 0), (First: -1, Rows: 0));
        var seen = new Dictionary<int, double>();
        var time = double.NaN;
        for (var i = 0; i < readings.Count; i++)
        {
            if (readings.Seconds[i] != time)
                seen.Clear();
            time = readings.Seconds[i];
            var value = series.PartsPerMillion[i];
            if (!double.IsFinite(value))
                continue;
            if (!seen.TryAdd(readings.SensorOf[i], value))
            {
                if (seen[readings.SensorOf[i]] == value)
                    same = (same.First < 0 ? i : same.First, same.Rows + 1);
                else
                    other = (other.First < 0 ? i : other.First, other.Rows + 1);
            }
        }

        if (same.Rows > 0)
            findings.Add(new(CheckKind.Duplicates, PlumeFlag.TimesApart, CheckWeight.Warning) { Sensor = Name(same.First), Row = same.First, Value = series.PartsPerMillion[same.First], Rows = same.Rows });
        if (other.Rows > 0)
            findings.Add(new(CheckKind.Contradictions, PlumeFlag.TimesApart, CheckWeight.Warning) { Sensor = Name(other.First), Row = other.First, Value = series.PartsPerMillion[other.First], Rows = other.Rows });

        string Name(int row) => readings.Sensors[readings.SensorOf[row]].Name;
    }
}
