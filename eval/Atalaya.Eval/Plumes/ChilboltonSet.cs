using System.Globalization;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Eval.Plumes;

/// <summary>
/// Chilbolton 2017, source 1. The 139 one-minute rows join three releases. Each row was matched with the means of 60 s of the raw beams
/// (to 5e-6 ppm): rows 0 to 17 are 9 May 11:26 to 11:43 (rel02), 18 to 78 are 12:49 to 13:49 (rel03), 79 to 138 are 10 May 15:14 to
/// 16:13 (rel07); so each row has a clock again.
/// </summary>
internal static class ChilboltonSet
{
    public const string Name = "chilbolton2017";

    private sealed record Part(string Release, string Experiment, int FirstRow, int LastRow, string FirstMinute);

    private static readonly Part[] Parts =
    [
        new("rel02", "chilbolton 9 May", 0, 17, "2017-05-09T11:26:00Z"),
        new("rel03", "chilbolton 9 May", 18, 78, "2017-05-09T12:49:00Z"),
        new("rel07", "chilbolton 10 May", 79, 138, "2017-05-10T15:14:00Z"),
    ];

    /// <summary>Counted from here: the clock's zone is not stated.</summary>
    private static readonly double Midnight = CsvRows.Seconds("2017-05-09T00:00:00Z");

    public static IEnumerable<PlumeCase> Read(string folder)
    {
        var minutes = CsvRows.Read(Path.Combine(folder, "source1_1min.csv"));
        var beams = ReadBeams(folder);
        var truth = CsvRows.Read(Path.Combine(folder, "truth_sources.csv"));
        var spot = new Spot(truth.Number(0, "x_m"), truth.Number(0, "y_m"), truth.Number(0, "z_m"));
        var rate = truth.Number(0, "rate_kg_per_s") * 3600;
        var raw = Parts.ToDictionary(static p => p.Release, p => new RawRecord(folder, p.Release));
        yield return Case("joined", "chilbolton 9 and 10 May", MinuteReadings(minutes, beams, Parts, raw), MinuteWind(minutes, Parts), isCounted: false, "all 139 minutes");
        foreach (var part in Parts)
            yield return Case(part.Release, part.Experiment, MinuteReadings(minutes, beams, [part], raw), MinuteWind(minutes, [part]), isCounted: true, $"{part.LastRow - part.FirstRow + 1} minutes");
        foreach (var part in Parts)
        {
            var from = CsvRows.Seconds(part.FirstMinute);
            var until = from + (60 * (part.LastRow - part.FirstRow + 1));
            yield return Case($"{part.Release} raw", part.Experiment, raw[part.Release].Readings(beams, from, until, Midnight), raw[part.Release].Wind(from, until, Midnight), isCounted: false, "every 3 to 5 s");
        }

        PlumeCase Case(string release, string experiment, ReadingTable readings, WindTable wind, bool isCounted, string note) => new()
        {
            Set = Name,
            Experiment = experiment,
            Release = release,
            Readings = readings,
            Wind = wind,
            TruthSpot = spot,
            TruthKilogramsPerHour = rate,
            Request = new LocateRequest(Gas.Methane),
            IsCounted = isCounted,
            Note = note,
        };
    }

    /// <summary>
    /// Median difference in ppm between the one-minute file and the means of the raw beams over the same minutes; the clock of the rows
    /// stands or falls with it. (Some minutes differ, since a raw reading at a minute's edge falls to either side.)
    /// </summary>
    public static double MinuteMismatch(string folder)
    {
        var minutes = CsvRows.Read(Path.Combine(folder, "source1_1min.csv"));
        var differences = new List<double>();
        foreach (var part in Parts)
        {
            var raw = new RawRecord(folder, part.Release);
            for (var row = part.FirstRow; row <= part.LastRow; row++)
            {
                differences.AddRange(Enumerable.Range(1, 7)
                    .Select(b => Math.Abs(raw.Mean(b, Start(part, row), 60) - minutes.Number(row, Column(b)))).Where(static d => !double.IsNaN(d)));
            }
        }

        differences.Sort();
        return differences[differences.Count / 2];
    }

    /// <summary>Median angle in degrees between the raw sonic's minute means, turned into the site's axes, and the one-minute file.</summary>
    public static double WindMismatchDegrees(string folder)
    {
        var minutes = CsvRows.Read(Path.Combine(folder, "source1_1min.csv"));
        var angles = new List<double>();
        foreach (var part in Parts)
        {
            var raw = new RawRecord(folder, part.Release);
            for (var row = part.FirstRow; row <= part.LastRow; row++)
            {
                var (u, v) = raw.MeanWind(Start(part, row), 60);
                angles.Add(Math.Abs(Math.IEEERemainder((Math.Atan2(v, u) * 180 / Math.PI) - minutes.Number(row, "wind_toward_math_deg"), 360)));
            }
        }

        angles.Sort();
        return angles[angles.Count / 2];
    }

    private static double Start(Part part, int row) => CsvRows.Seconds(part.FirstMinute) + (60 * (row - part.FirstRow));

    private static string Column(int beam) => "ch4_ppm_beam" + beam.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<int, (Spot From, Spot To)> ReadBeams(string folder)
    {
        var rows = CsvRows.Read(Path.Combine(folder, "beams.csv"));
        return Enumerable.Range(0, rows.Count).ToDictionary(
            i => (int)rows.Number(i, "beam"),
            i => (new Spot(rows.Number(i, "sensor_x_m"), rows.Number(i, "sensor_y_m"), rows.Number(i, "sensor_z_m")),
                new Spot(rows.Number(i, "reflector_x_m"), rows.Number(i, "reflector_y_m"), rows.Number(i, "reflector_z_m"))));
    }

    private static ReadingTable MinuteReadings(CsvRows minutes, Dictionary<int, (Spot From, Spot To)> beams, IEnumerable<Part> parts, Dictionary<string, RawRecord> raw)
    {
        var rows = new ReadingRows();
        foreach (var part in parts)
        {
            var (kelvin, pascal) = raw[part.Release].MeanAir(Start(part, part.FirstRow), 60 * (part.LastRow - part.FirstRow + 1));
            for (var row = part.FirstRow; row <= part.LastRow; row++)
            {
                foreach (var (beam, (from, to)) in beams)
                {
                    var value = minutes.Number(row, Column(beam));
                    if (!double.IsNaN(value))
                        rows.Add(Start(part, row) - Midnight, Column(beam)[8..], from, to, kelvin, pascal, value);
                }
            }
        }

        return rows.Table(LocalFrame.Metres, Gas.Methane, 60, hasDate: false);
    }

    private static WindTable MinuteWind(CsvRows minutes, IEnumerable<Part> parts)
    {
        var rows = parts.SelectMany(static p => Enumerable.Range(p.FirstRow, p.LastRow - p.FirstRow + 1).Select(row => (Part: p, Row: row))).ToArray();
        double Speed(int row) => minutes.Number(row, "wind_speed_m_s");
        double Angle(int row) => minutes.Number(row, "wind_toward_math_deg") * Math.PI / 180;
        return new WindTable
        {
            Seconds = Array.ConvertAll(rows, static r => Start(r.Part, r.Row) - Midnight),
            AveragingSeconds = 60,
            Placement = WindPlacement.Station,
            HeightMetres = double.NaN,
            East = Array.ConvertAll(rows, r => Speed(r.Row) * Math.Cos(Angle(r.Row))),
            North = Array.ConvertAll(rows, r => Speed(r.Row) * Math.Sin(Angle(r.Row))),
            SigmaCross = Array.ConvertAll(rows, r => Speed(r.Row) * minutes.Number(r.Row, "tan_gamma_horizontal")),
            SigmaUp = Array.ConvertAll(rows, r => Speed(r.Row) * minutes.Number(r.Row, "tan_gamma_vertical")),
        };
    }
}
