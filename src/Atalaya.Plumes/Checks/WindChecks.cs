using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Checks;

/// <summary>What the wind alone tells.</summary>
internal static class WindChecks
{
    private const double LargestRadians = 6.29;
    private const int FewestRows = 10;

    public static void Add(WindTable wind, CheckRules rules, List<CheckFinding> findings)
    {
        var speeds = Enumerable.Range(0, wind.Count).Select(i => Math.Sqrt((wind.East[i] * wind.East[i]) + (wind.North[i] * wind.North[i]))).ToArray();
        var sorted = Quantile.Sorted(speeds);
        if (sorted.Length == 0)
        {
            findings.Add(new(CheckKind.NoWind, PlumeFlag.NoWind, CheckWeight.Blocking));
            return;
        }

        var median = Quantile.Of(sorted, 0.5);
        if (sorted[^1] == 0)
            findings.Add(new(CheckKind.WindAllZero, PlumeFlag.CalmWind, CheckWeight.Blocking) { Rows = sorted.Length });
        else if (median < rules.CalmMetresPerSecond)
            findings.Add(new(CheckKind.CalmWind, PlumeFlag.CalmWind, CheckWeight.Warning) { Value = median, Usual = rules.CalmMetresPerSecond, Rows = sorted.Count(s => s < rules.CalmMetresPerSecond) });
        var isOnBoard = wind.Placement == WindPlacement.OnBoard;
        var impossible = rules.ImpossibleMetresPerSecond * (isOnBoard ? 2 : 1);
        if (sorted[^1] > impossible)
            findings.Add(new(CheckKind.WindImpossible, PlumeFlag.UnitsImplausible, sorted.Count(s => s > impossible) * 10 > sorted.Length ? CheckWeight.Blocking : CheckWeight.Warning) { Value = sorted[^1], Usual = impossible, Rows = sorted.Count(s => s > impossible) });
        if (!isOnBoard && median > rules.GaleMetresPerSecond)
            findings.Add(new(CheckKind.WindUnit, PlumeFlag.UnitsImplausible, CheckWeight.Blocking) { Value = median, Usual = rules.GaleMetresPerSecond, Rows = sorted.Length });
        if (wind.Count >= FewestRows && wind.East.Distinct().Count() == 1 && wind.North.Distinct().Count() == 1 && sorted[^1] > 0)
            findings.Add(new(CheckKind.WindStuck, PlumeFlag.SteadyWind, CheckWeight.Warning) { Value = median, Rows = wind.Count });
        else if (LooksLikeRadians(wind))
            findings.Add(new(CheckKind.WindRadians, PlumeFlag.UnitsImplausible, CheckWeight.Warning) { Value = LargestRadians });
        if (wind is { SigmaCross: null, SigmaUp: null, FrictionVelocity: null, ObukhovLength: null, Stability: null, Up: null })
            findings.Add(new(CheckKind.NoTurbulence, PlumeFlag.TurbulenceAssumed, CheckWeight.Note));
        if (double.IsNaN(wind.HeightMetres))
            findings.Add(new(CheckKind.NoWindHeight, PlumeFlag.WindHeightAssumed, CheckWeight.Note));
    }

    // Radians read as degrees leave all winds within 6.3° of one side, spread evenly over most of that.
    private static bool LooksLikeRadians(WindTable wind)
    {
        if (wind.Count < 3 * FewestRows)
            return false;
        foreach (var origin in (ReadOnlySpan<double>)[Math.PI, 0, Math.PI / 2])
        {
            var angles = new List<double>();
            for (var i = 0; i < wind.Count; i++)
            {
                if (wind.East[i] == 0 && wind.North[i] == 0)
                    continue;
                var turn = (Math.Atan2(wind.East[i], wind.North[i]) - origin) * 180 / Math.PI;
                angles.Add(origin == Math.PI / 2 ? -Math.IEEERemainder(turn, 360) : Math.IEEERemainder(turn, 360));
            }

            if (angles.Count > 0 && angles.TrueForAll(static angle => angle is > -1e-6 and <= LargestRadians) && angles.Max() - angles.Min() > 1.5)
                return true;
        }

        return false;
    }
}
