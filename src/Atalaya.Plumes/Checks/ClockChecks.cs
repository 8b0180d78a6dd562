using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Checks;

/// <summary>Whether readings and wind share a clock.</summary>
internal static class ClockChecks
{
    // A clock that counts from its own start stays below (1973).
    private const double LeastUnixSeconds = 1e8;
    private const double SecondsPerHour = 3600;
    private const int MostProbes = 2000;

    public static void Add(ReadingTable readings, WindTable wind, CheckRules rules, List<CheckFinding> findings)
    {
        if (readings.HasDate != wind.Seconds[^1] > LeastUnixSeconds && !(wind.Count == 1 && readings.Seconds[^1] == wind.Seconds[0]))
        {
            findings.Add(new(CheckKind.ClocksDiffer, PlumeFlag.TimesApart, CheckWeight.Blocking));
            return;
        }

        var covered = Covered(readings, wind, 0);
        var (hours, best) = Shift(readings, wind, rules);
        if (covered == 0)
            findings.Add(new(CheckKind.TimesApart, PlumeFlag.TimesApart, CheckWeight.Blocking) { Value = Gap(readings, wind) / SecondsPerHour });
        if (hours != 0 && best >= 0.5 && best > covered + 0.02 && (covered == 0 || best > 0.995))
            findings.Add(new(CheckKind.ZoneShift, PlumeFlag.TimesApart, covered < 0.5 ? CheckWeight.Blocking : CheckWeight.Warning) { Value = hours, Usual = best });
        else if (covered > 0 && covered < 1 - rules.WindlessShare)
            findings.Add(new(CheckKind.WindPartly, PlumeFlag.TimesApart, CheckWeight.Warning) { Value = covered });
    }

    private static (double Hours, double Covered) Shift(ReadingTable readings, WindTable wind, CheckRules rules)
    {
        var best = (Hours: 0.0, Covered: Covered(readings, wind, 0));
        for (var half = 1; half <= 2 * rules.MostZoneHours; half++)
        {
            foreach (var hours in (ReadOnlySpan<double>)[half / 2.0, -half / 2.0])
            {
                // Whole hours come first: half ones have to explain more.
                var covered = Covered(readings, wind, hours * SecondsPerHour) - (hours % 1 == 0 ? 0 : 0.01);
                if (covered > best.Covered + 0.005)
                    best = (hours, covered);
            }
        }

        return best;
    }

    private static double Covered(ReadingTable readings, WindTable wind, double shift)
    {
        var step = Math.Max(readings.Count / MostProbes, 1);
        var reach = WindRow.Reach(wind, readings);
        var (with, all) = (0, 0);
        for (var i = 0; i < readings.Count; i += step)
        {
            all++;
            with += WindRow.At(wind, readings.Seconds[i] - shift, reach) >= 0 ? 1 : 0;
        }

        return (double)with / all;
    }

    private static double Gap(ReadingTable readings, WindTable wind) =>
        readings.Seconds[0] > wind.Seconds[^1] ? readings.Seconds[0] - wind.Seconds[^1] : Math.Max(wind.Seconds[0] - readings.Seconds[^1], 0);
}
