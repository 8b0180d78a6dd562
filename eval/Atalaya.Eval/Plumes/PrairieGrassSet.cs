using System.Globalization;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Eval.Plumes;

/// <summary>
/// Prairie Grass 1956, odd runs that have meteorology: SO2 over ten minutes on arcs centred on the source, so only the rate is judged.
/// The published factors of table 5.4 multiply the concentrations: they take back the water that evaporated from the samplers' solution.
/// With them the median flux through the 100 m towers is 0.99 of the metered rate; without them 1.06; divided by them 1.11.
/// </summary>
internal static class PrairieGrassSet
{
    public const string Name = "prairie_grass1956";

    /// <summary>Taken both ways, here from mg/m³ to ppm and in the product back again, so that it cancels.</summary>
    private const double Kelvin = 300;

    /// <summary>About 95 kPa at 600 m above the sea; cancels as the temperature does.</summary>
    private const double Pascal = 95_000;

    private const double Seconds = 600;

    public static IEnumerable<PlumeCase> Read(string folder)
    {
        var runs = CsvRows.Read(Path.Combine(folder, "runs.csv"));
        var arcs = CsvRows.Read(Path.Combine(folder, "arcs.csv"));
        var sulphurDioxide = Gas.Find("so2")!;
        var kilogramsPerPpm = sulphurDioxide.KilogramsPerCubicMetrePerPartPerMillion(Kelvin, Pascal);
        for (var i = 0; i < runs.Count; i++)
        {
            if (double.IsNaN(runs.Number(i, "ustar_m_s")))
                continue;
            var run = runs.Text(i, "run");
            var rows = new ReadingRows();
            for (var j = 0; j < arcs.Count; j++)
            {
                if (arcs.Text(j, "run") != run || !(arcs.Number(j, "conc_mg_m3") >= 0))
                    continue;
                var arc = arcs.Text(j, "arc_m");
                var factor = runs.Number(i, "so2corr_" + ((int)arcs.Number(j, "arc_m")).ToString(CultureInfo.InvariantCulture));
                var spot = new Spot(arcs.Number(j, "x_east_m"), arcs.Number(j, "y_north_m"), arcs.Number(j, "z_m"));
                rows.Add(0, $"{arc} m {arcs.Text(j, "azimuth_deg_from_north")}°", spot, spot, Kelvin, Pascal, arcs.Number(j, "conc_mg_m3") * 1e-6 * factor / kilogramsPerPpm);
            }

            var source = new Spot(0, 0, runs.Number(i, "source_height_m"));
            yield return new PlumeCase
            {
                Set = Name,
                Experiment = "prairie grass run " + run,
                Release = "run " + run,
                Readings = rows.Table(LocalFrame.Metres, sulphurDioxide, Seconds, hasDate: false),
                Wind = Wind(runs, i),
                TruthSpot = source,
                TruthKilogramsPerHour = runs.Number(i, "Q_g_s") * 3.6,
                RateOnly = true,
                Request = new LocateRequest(sulphurDioxide) { KnownPlace = source },
                Note = string.Create(CultureInfo.InvariantCulture, $"L = {runs.Number(i, "monin_obukhov_L_m"):F0} m"),
            };
        }
    }

    private static WindTable Wind(CsvRows runs, int i)
    {
        var speed = runs.Number(i, "wind_speed_2m_m_s");
        var from = runs.Number(i, "wind_from_deg") * Math.PI / 180;
        var mixing = runs.Number(i, "mixing_height_m");
        return new WindTable
        {
            Seconds = [0],
            AveragingSeconds = Seconds,
            Placement = WindPlacement.Station,
            HeightMetres = 2,
            East = [-speed * Math.Sin(from)],
            North = [-speed * Math.Cos(from)],
            SigmaCross = [speed * Math.Tan(runs.Number(i, "sigma_azimuth_deg") * Math.PI / 180)],
            FrictionVelocity = [runs.Number(i, "ustar_m_s")],
            ObukhovLength = [runs.Number(i, "monin_obukhov_L_m")],
            MixingHeight = [mixing > 0 ? mixing : double.NaN],
        };
    }

    /// <summary>The gas on the 100 m arc lies where the wind blows to; ten degrees are the vane's and the meander's.</summary>
    public static void HoldCentroid(PlumeCase run, Action<string, bool, double> hold)
    {
        double x = 0, y = 0;
        for (var i = 0; i < run.Readings.Count; i++)
        {
            var spot = run.Readings.From[i];
            if (Math.Abs(Math.Sqrt((spot.X * spot.X) + (spot.Y * spot.Y)) - 100) > 1)
                continue;
            x += run.Readings.Gases[0].PartsPerMillion[i] * spot.X;
            y += run.Readings.Gases[0].PartsPerMillion[i] * spot.Y;
        }

        var degrees = Math.IEEERemainder((Math.Atan2(y, x) - Math.Atan2(run.Wind.North[0], run.Wind.East[0])) * 180 / Math.PI, 360);
        hold($"Prairie Grass, {run.Release}: the 100 m arc's centroid lies downwind, degrees to the left", Math.Abs(degrees) < 15, degrees);
    }
}
