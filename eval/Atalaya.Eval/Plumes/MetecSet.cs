using System.Globalization;
using Atalaya.Earth;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Eval.Plumes;

/// <summary>METEC, 9 to 11 May 2022: eight fixed sensors around a site, six metered releases of one emission point each. An experiment is a METEC experiment.</summary>
internal static class MetecSet
{
    public const string Name = "aded2022_metec";

    /// <summary>What an operator who does not know the times of the gas would add on either side.</summary>
    private const double PaddingSeconds = 1200;

    /// <summary>
    /// A control keeps so far from any metered release, and from any event that the published method found: on 11 May from 03:00 to 16:20
    /// up to 72 ppm were measured that no metered release accounts for.
    /// </summary>
    private const double ClearSeconds = 1800;

    private const double ControlSeconds = 2 * 3600;

    private const double Minute = 60;

    /// <summary>Not in the files. Standard atmosphere at the site's 1570 m; sea-level air would add a fifth to every rate.</summary>
    private const double Pascal = 83_900;

    /// <summary>Not in the files: a day in May.</summary>
    private const double Kelvin = 290;

    private static readonly Dictionary<string, string> GroupNames = new(StringComparer.Ordinal)
    {
        ["4T"] = "Tank",
        ["4W"] = "Wellhead.West",
        ["5W"] = "Wellhead.East",
        ["4S"] = "Separator.West",
        ["5S"] = "Separator.East",
    };

    /// <summary>A metered release.</summary>
    public sealed record Metered(string Experiment, string Group, double Start, double End, double GramsPerHour, int Points, Position Place, double Height)
    {
        /// <summary>Name of its group of equipment.</summary>
        public string Equipment => GroupNames[Group];
    }

    public static IEnumerable<PlumeCase> Read(string folder)
    {
        var observed = CsvRows.Read(Path.Combine(folder, "obs_1min.csv"));
        var sensors = ReadSensors(folder);
        var frame = Frame(sensors);
        double[] times = [.. Enumerable.Range(0, observed.Count).Select(i => observed.Seconds(i, "time_utc"))];
        var releases = Releases(folder);
        foreach (var release in releases.Where(r => r.Points == 1 && r.Start >= times[0] && r.End <= times[^1] + Minute))
        {
            yield return Case(release, 0, isCounted: true);
            yield return Case(release, PaddingSeconds, isCounted: false);
        }

        var published = DlqEvents.Read(folder).Select(static e => (From: e.Start, Until: e.End));
        foreach (var (from, until) in Clear(times, published.Concat(releases.Select(static r => (From: r.Start, Until: r.End)))))
        {
            var start = DateTimeOffset.FromUnixTimeSeconds((long)from);
            yield return Build(from, until) with { Experiment = "metec no gas " + start.ToString("d MMM HH:mm", CultureInfo.InvariantCulture), Release = start.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture) + " no gas" };
        }

        PlumeCase Case(Metered release, double padding, bool isCounted) => Build(release.Start - padding, release.End + padding) with
        {
            Experiment = "metec " + release.Experiment,
            Release = $"{DateTimeOffset.FromUnixTimeSeconds((long)release.Start).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)} {release.Equipment}{(padding > 0 ? " ±20 min" : "")}",
            TruthSpot = frame.ToSpot(release.Place, release.Height),
            TruthKilogramsPerHour = release.GramsPerHour / 1000,
            IsCounted = isCounted,
            Note = string.Create(CultureInfo.InvariantCulture, $"{(release.End - release.Start) / 3600:F1} h"),
        };

        PlumeCase Build(double from, double until)
        {
            int[] rows = [.. Enumerable.Range(0, times.Length).Where(i => times[i] >= from && times[i] + Minute <= until)];
            return new PlumeCase
            {
                Set = Name,
                Experiment = "",
                Release = "",
                Readings = Readings(observed, times, rows, sensors, frame),
                Wind = Wind(observed, times, rows),
                TruthSpot = null,
                TruthKilogramsPerHour = 0,
                Request = new LocateRequest(Gas.Methane),
            };
        }
    }

    /// <summary>All metered releases, of one point or several.</summary>
    public static List<Metered> Releases(string folder)
    {
        var csv = CsvRows.Read(Path.Combine(folder, "releases_full.csv"));
        var sources = CsvRows.Read(Path.Combine(folder, "sources.csv"));
        var heights = Enumerable.Range(0, sources.Count).ToDictionary(i => sources.Text(i, "name"), i => sources.Number(i, "height"));
        return [.. Enumerable.Range(0, csv.Count).Where(i => GroupNames.ContainsKey(csv.Text(i, "tc_EquipmentGroupID"))).Select(i => new Metered(
            csv.Text(i, "tc_ExperimentID"),
            csv.Text(i, "tc_EquipmentGroupID"),
            csv.Seconds(i, "tc_ExpStartDatetime"),
            csv.Seconds(i, "tc_ExpEndDatetime"),
            csv.Number(i, "tc_C1MassFlow"),
            (int)csv.Number(i, "tc_ExpEPCount"),
            new Position(csv.Number(i, "tc_Latitude"), csv.Number(i, "tc_Longitude")),
            heights[GroupNames[csv.Text(i, "tc_EquipmentGroupID")]])).OrderBy(static r => r.Start)];
    }

    /// <summary>Distance in m from each observed release to the middle of its group of equipment; a wrong frame or swapped coordinates would show.</summary>
    public static double FarthestFromItsGroup(string folder)
    {
        var sources = CsvRows.Read(Path.Combine(folder, "sources.csv"));
        var places = Enumerable.Range(0, sources.Count).ToDictionary(i => sources.Text(i, "name"), i => new Position(sources.Number(i, "lat"), sources.Number(i, "lon")));
        var from = CsvRows.Seconds("2022-05-09T00:00:00Z");
        return Releases(folder).Where(r => r.Points == 1 && r.Start >= from && r.Start < from + (3 * 86400))
            .Max(r => Earth.Geodesics.Geodesic.DistanceMetres(r.Place, places[r.Equipment]));
    }

    /// <summary>The middles of the groups of equipment, in the frame of the cases.</summary>
    public static Dictionary<string, (double X, double Y)> Equipment(string folder)
    {
        var frame = Frame(ReadSensors(folder));
        var sources = CsvRows.Read(Path.Combine(folder, "sources.csv"));
        return Enumerable.Range(0, sources.Count).ToDictionary(i => sources.Text(i, "name"), i =>
        {
            var spot = frame.ToSpot(new Position(sources.Number(i, "lat"), sources.Number(i, "lon")), 0);
            return (spot.X, spot.Y);
        });
    }

    /// <summary>Its origin is the mean of the sensors' positions.</summary>
    private static LocalFrame Frame(Dictionary<string, (Position Place, double Height)> sensors) =>
        new(new Position(sensors.Values.Average(static s => s.Place.Latitude), sensors.Values.Average(static s => s.Place.Longitude)));

    private static Dictionary<string, (Position Place, double Height)> ReadSensors(string folder)
    {
        var csv = CsvRows.Read(Path.Combine(folder, "sensors.csv"));
        return Enumerable.Range(0, csv.Count).ToDictionary(i => csv.Text(i, "name"), i => (new Position(csv.Number(i, "lat"), csv.Number(i, "lon")), csv.Number(i, "height")));
    }

    private static IEnumerable<(double From, double Until)> Clear(double[] times, IEnumerable<(double From, double Until)> gas)
    {
        var busy = gas.Select(static g => (From: g.From - ClearSeconds, Until: g.Until + ClearSeconds)).Where(b => b.Until > times[0]).OrderBy(static b => b.From).ToList();
        var at = times[0];
        foreach (var (from, until) in busy.Append((From: times[^1], Until: times[^1])))
        {
            var end = Math.Min(from, times[^1]);
            for (; end - at >= ControlSeconds; at += ControlSeconds)
                yield return (at, at + ControlSeconds);
            at = Math.Max(at, until);
        }
    }

    private static ReadingTable Readings(CsvRows observed, double[] times, int[] rows, Dictionary<string, (Position Place, double Height)> sensors, LocalFrame frame)
    {
        var table = new ReadingRows();
        var spots = sensors.ToDictionary(static s => s.Key, s => frame.ToSpot(s.Value.Place, s.Value.Height));
        foreach (var i in rows)
        {
            foreach (var (name, spot) in spots)
            {
                var value = observed.Number(i, "ch4_ppm_" + name);
                if (!double.IsNaN(value))
                    table.Add(times[i], name, spot, spot, Kelvin, Pascal, value);
            }
        }

        return table.Table(frame, Gas.Methane, Minute, hasDate: true);
    }

    private static WindTable Wind(CsvRows observed, double[] times, int[] rows)
    {
        double Speed(int i) => observed.Number(i, "wind_speed_m_s");
        double Angle(int i) => observed.Number(i, "wind_toward_math_rad");
        int[] known = [.. rows.Where(i => !double.IsNaN(Speed(i)) && !double.IsNaN(Angle(i)))];
        return new WindTable
        {
            Seconds = Array.ConvertAll(known, i => times[i]),
            AveragingSeconds = Minute,
            Placement = WindPlacement.Station,
            HeightMetres = double.NaN,
            East = Array.ConvertAll(known, i => Speed(i) * Math.Cos(Angle(i))),
            North = Array.ConvertAll(known, i => Speed(i) * Math.Sin(Angle(i))),
        };
    }
}
