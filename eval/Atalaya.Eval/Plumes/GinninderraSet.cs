using System.Globalization;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Eval.Plumes;

/// <summary>Ginninderra 2015, period 1: each unbroken time of one steady rate is a case, each day an experiment. The gas flows by day and rests by night.</summary>
internal static class GinninderraSet
{
    public const string Name = "ginninderra2015";

    /// <summary>Five minutes a row.</summary>
    private const double Step = 300;

    /// <summary>Shorter times of one rate are left out.</summary>
    private const double LeastSeconds = 7200;

    /// <summary>Longest silence of the instruments within a case; the gas flowed at the same rate on either side.</summary>
    private const double LongestGap = 4 * 3600;

    /// <summary>A control begins so long after the gas was closed: a night's light wind takes its time to carry the rest away.</summary>
    private const double ClearSeconds = 3600;

    /// <summary>Longest control.</summary>
    private const double ControlSeconds = 4 * 3600;

    private static readonly double Midnight = CsvRows.Seconds("2015-05-21T00:00:00Z");

    private sealed record Slot(double Seconds, double Rate, List<int> Rows);

    public static IEnumerable<PlumeCase> Read(string folder)
    {
        var csv = CsvRows.Read(Path.Combine(folder, "period1.csv"));
        var slots = Slots(csv);
        foreach (var run in Runs(slots, static (a, b) => a.Rate > 1 && Math.Abs(b.Rate - a.Rate) < 0.1 * a.Rate))
        {
            if (run[0].Rate > 1 && run[^1].Seconds + Step - run[0].Seconds >= LeastSeconds)
                yield return Case(csv, run, new Spot(csv.Number(run[0].Rows[0], "source_x"), csv.Number(run[0].Rows[0], "source_y"), 0.3), isCounted: true);
        }

        foreach (var run in Controls(slots))
            yield return Case(csv, run, null, isCounted: true);
    }

    /// <summary>Largest number of different winds or rates stated for one time; one if the rows of a time agree.</summary>
    public static int MostWindsOfOneTime(string folder)
    {
        var csv = CsvRows.Read(Path.Combine(folder, "period1.csv"));
        return Slots(csv).Max(s => s.Rows.Select(r => (csv.Text(r, "wind_speed"), csv.Text(r, "wind_dir"), csv.Text(r, "L"), csv.Text(r, "release_rate"))).Distinct().Count());
    }

    private static List<Slot> Slots(CsvRows csv) =>
        [.. Enumerable.Range(0, csv.Count).GroupBy(i => csv.Seconds(i, "Time")).OrderBy(static g => g.Key)
            .Select(g => new Slot(g.Key, csv.Number(g.First(), "release_rate"), [.. g]))];

    /// <summary>Unbroken runs whose neighbours pass.</summary>
    private static IEnumerable<List<Slot>> Runs(List<Slot> slots, Func<Slot, Slot, bool> goOn)
    {
        List<Slot> run = [];
        foreach (var slot in slots)
        {
            if (run.Count > 0 && (slot.Seconds - run[^1].Seconds > LongestGap || !goOn(run[0], slot)))
            {
                yield return run;
                run = [];
            }

            run.Add(slot);
        }

        if (run.Count > 0)
            yield return run;
    }

    private static IEnumerable<List<Slot>> Controls(List<Slot> slots)
    {
        var lastGas = double.NegativeInfinity;
        List<Slot> clear = [];
        foreach (var slot in slots)
        {
            if (slot.Rate > 0)
                lastGas = slot.Seconds + Step;
            else if (slot.Seconds - lastGas >= ClearSeconds)
                clear.Add(slot);
        }

        return Runs(clear, static (a, b) => b.Seconds - a.Seconds < ControlSeconds).Where(static r => r[^1].Seconds + Step - r[0].Seconds >= LeastSeconds);
    }

    private static PlumeCase Case(CsvRows csv, List<Slot> run, Spot? spot, bool isCounted)
    {
        var start = DateTimeOffset.FromUnixTimeSeconds((long)run[0].Seconds);
        var rate = run.Average(static s => s.Rate);
        var rows = new ReadingRows();
        foreach (var i in run.SelectMany(static s => s.Rows))
        {
            var value = csv.Number(i, "Concentration");
            if (double.IsNaN(value))
                continue;
            var z = csv.Number(i, "z");
            var from = new Spot(csv.Number(i, "x1"), csv.Number(i, "y1"), z);
            var to = double.IsNaN(csv.Number(i, "x2")) ? from : new Spot(csv.Number(i, "x2"), csv.Number(i, "y2"), z);
            rows.Add(csv.Seconds(i, "Time") - Midnight, csv.Text(i, "inst_name"), from, to, csv.Number(i, "air_temp"), csv.Number(i, "air_pressure"), value);
        }

        return new PlumeCase
        {
            Set = Name,
            Experiment = (spot is null ? "ginninderra night " : "ginninderra ") + start.ToString("d MMM", CultureInfo.InvariantCulture),
            Release = start.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture) + (spot is null ? " no gas" : ""),
            Readings = rows.Table(LocalFrame.Metres, Gas.Methane, Step, hasDate: false),
            Wind = Wind(csv, run),
            TruthSpot = spot,
            TruthKilogramsPerHour = rate * 60 / 1000,
            Request = new LocateRequest(Gas.Methane),
            IsCounted = isCounted,
            Note = string.Create(CultureInfo.InvariantCulture, $"{(run[^1].Seconds + Step - run[0].Seconds) / 3600:F1} h, {rate:F1} g/min"),
        };
    }

    /// <summary>Directions are where the wind comes from, clockwise from north. The sonic's <c>Ux_stdev.</c> lies along its own axis; it stands in for the crosswind's.</summary>
    private static WindTable Wind(CsvRows csv, List<Slot> run)
    {
        Slot[] slots = [.. run];
        double Number(Slot s, string column) => csv.Number(s.Rows[0], column);
        return new WindTable
        {
            Seconds = Array.ConvertAll(slots, static s => s.Seconds - Midnight),
            AveragingSeconds = Step,
            Placement = WindPlacement.Station,
            HeightMetres = double.NaN,
            East = Array.ConvertAll(slots, s => -Number(s, "wind_speed") * Math.Sin(Number(s, "wind_dir") * Math.PI / 180)),
            North = Array.ConvertAll(slots, s => -Number(s, "wind_speed") * Math.Cos(Number(s, "wind_dir") * Math.PI / 180)),
            SigmaCross = Array.ConvertAll(slots, s => Number(s, "Ux_stdev.")),
            ObukhovLength = Array.ConvertAll(slots, s => Number(s, "L")),
        };
    }
}
