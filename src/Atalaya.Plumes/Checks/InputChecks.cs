using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Checks;

/// <summary>Looks for what readings and wind tell by themselves to be wrong or missing, before any inference.</summary>
public static class InputChecks
{
    /// <summary>All findings, the gravest first.</summary>
    /// <param name="readings">Readings; null: none was usable.</param>
    /// <param name="wind">Wind; null: none was given.</param>
    /// <param name="gas">Which gas is asked for.</param>
    /// <param name="rules">Thresholds; null: the usual ones.</param>
    public static IReadOnlyList<CheckFinding> Check(ReadingTable? readings, WindTable? wind, Gas gas, CheckRules? rules = null)
    {
        rules ??= CheckRules.Default;
        var findings = new List<CheckFinding>();
        if (wind is null || wind.Count == 0)
            findings.Add(new(CheckKind.NoWind, PlumeFlag.NoWind, CheckWeight.Blocking));
        else
            WindChecks.Add(wind, rules, findings);
        if (readings is null || readings.Count == 0)
        {
            findings.Add(new(CheckKind.TooFew, PlumeFlag.TooFewReadings, CheckWeight.Blocking) { Value = 0, Usual = rules.FewestReadings });
            return Ordered(findings);
        }

        PlaceChecks.Add(readings, rules, findings);
        AirChecks.Add(readings, rules, findings);
        if (readings.Gases.FirstOrDefault(series => series.Gas == gas) is { } series)
            ValueChecks.Add(readings, series, rules, findings);
        else
            findings.Add(new(CheckKind.NoSuchGas, PlumeFlag.TooFewReadings, CheckWeight.Blocking));
        if (wind is { Count: > 0 })
        {
            ClockChecks.Add(readings, wind, rules, findings);
            if (readings.Gases.FirstOrDefault(s => s.Gas == gas) is { } signal && WindSide.IsReversed(readings, signal, wind, rules) is { } correlation)
                findings.Add(new(CheckKind.WindReversed, PlumeFlag.WindPerhapsReversed, CheckWeight.Warning) { Value = correlation });
        }

        return Ordered(findings);
    }

    private static List<CheckFinding> Ordered(List<CheckFinding> findings) => [.. findings.OrderByDescending(static finding => finding.Weight)];
}
