using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Checks;

/// <summary>Whether the gas of fixed sensors comes from where the wind blows to.</summary>
internal static class WindSide
{
    // Lines nearly side by side cross anywhere; 20°.
    private const double LeastSine = 0.342;
    private const double LeastResultant = 0.3;
    private const int FewestPairs = 3;

    // Of noise the highest fiftieth lies 1.6 times as far above the middle as the lowest tenth below it; a plume lifts it far more.
    private const double LeastSkew = 3;
    private const int FewestReadings = 30;

    /// <summary>
    /// Each sensor's gas points upwind, to its source; two such lines cross ahead of both sensors. Where they cross behind both instead, the
    /// wind is the wrong way round. Returns the share of such pairs where it tells so, else null.
    /// </summary>
    public static double? IsReversed(ReadingTable readings, GasSeries series, WindTable wind, CheckRules rules)
    {
        if (readings.Sensors.Any(static sensor => sensor.IsMoving) || readings.Sensors.Count is < 3 or > 200)
            return null;
        var rays = Rays(readings, series, wind);
        var (ahead, behind) = (0, 0);
        for (var i = 0; i < rays.Count; i++)
        {
            for (var j = i + 1; j < rays.Count; j++)
            {
                var (a, b) = (rays[i], rays[j]);
                var sine = (a.X * b.Y) - (a.Y * b.X);
                if (Math.Abs(sine) < LeastSine)
                    continue;
                var (dx, dy) = (b.Place.X - a.Place.X, b.Place.Y - a.Place.Y);
                var (along, alongOther) = (((dx * b.Y) - (dy * b.X)) / sine, ((dx * a.Y) - (dy * a.X)) / sine);
                ahead += along > 0 && alongOther > 0 ? 1 : 0;
                behind += along < 0 && alongOther < 0 ? 1 : 0;
            }
        }

        return behind >= FewestPairs && behind >= rules.ReversedShare * (ahead + behind) ? (double)behind / (ahead + behind) : null;
    }

    private static List<(Spot Place, double X, double Y)> Rays(ReadingTable readings, GasSeries series, WindTable wind)
    {
        var rays = new List<(Spot, double, double)>();
        foreach (var rows in Enumerable.Range(0, readings.Count).Where(i => double.IsFinite(series.PartsPerMillion[i])).GroupBy(i => readings.SensorOf[i]))
        {
            var values = Quantile.Sorted(rows.Select(i => series.PartsPerMillion[i]));
            if (values.Length < FewestReadings)
                continue;

            // The top fifth is gas; its excess is held below ten times the median one so that no single reading decides.
            var (high, higher) = (Quantile.Of(values, 0.8), Quantile.Of(values, 0.98));
            if (higher - Quantile.Of(values, 0.5) < LeastSkew * (Quantile.Of(values, 0.5) - Quantile.Of(values, 0.1)))
                continue;
            double x = 0, y = 0, sum = 0;
            foreach (var i in rows)
            {
                var weight = Math.Min(series.PartsPerMillion[i], higher) - high;
                var at = WindRow.At(wind, readings, i);
                if (!(weight > 0) || at < 0 || Speed(wind, at) == 0)
                    continue;
                (x, y, sum) = (x - (weight * wind.East[at] / Speed(wind, at)), y - (weight * wind.North[at] / Speed(wind, at)), sum + weight);
            }

            var resultant = Math.Sqrt((x * x) + (y * y));
            if (sum > 0 && resultant / sum > LeastResultant)
                rays.Add((Middle(readings, rows.First()), x / resultant, y / resultant));
        }

        return rays;
    }

    private static Spot Middle(ReadingTable readings, int row) =>
        new((readings.From[row].X + readings.To[row].X) / 2, (readings.From[row].Y + readings.To[row].Y) / 2, readings.From[row].Z);

    private static double Speed(WindTable wind, int at) => Math.Sqrt((wind.East[at] * wind.East[at]) + (wind.North[at] * wind.North[at]));
}
