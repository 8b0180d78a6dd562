using System.Globalization;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Eval.Plumes;

/// <summary>The raw record of one Chilbolton release: seven beams in turn, each row with the sonic's wind. The sonic's axes are turned: site u = -wind_y, v = +wind_x.</summary>
internal sealed class RawRecord
{
    private sealed record Row(int Beam, double Seconds, double Kelvin, double Pascal, double U, double V, double W, double PartsPerMillion, double Error);

    private readonly Row[] rows;

    public RawRecord(string folder, string release)
    {
        var meta = CsvRows.Read(Path.Combine(folder, "release_beam_meta.csv"));
        var starts = Enumerable.Range(0, meta.Count).Where(i => meta.Text(i, "release") == release)
            .ToDictionary(i => (int)meta.Number(i, "beam"), i => Start(meta.Text(i, "record_start_MMDDYYYY")));
        var raw = CsvRows.Read(Path.Combine(folder, $"raw_{release}.csv"));
        rows = [.. Enumerable.Range(0, raw.Count).Select(i => new Row(
            (int)raw.Number(i, "beam"),
            starts[(int)raw.Number(i, "beam")] + raw.Number(i, "elapsed_s"),
            raw.Number(i, "temp_K"),
            raw.Number(i, "press_Pa"),
            -raw.Number(i, "wind_y_m_s"),
            raw.Number(i, "wind_x_m_s"),
            raw.Number(i, "wind_z_m_s"),
            raw.Number(i, "ch4_ppmv"),
            raw.Number(i, "ch4_err_ppmv"))).OrderBy(static r => r.Seconds)];
    }

    public double Mean(int beam, double from, double seconds)
    {
        var within = rows.Where(r => r.Beam == beam && r.Seconds >= from && r.Seconds < from + seconds).ToArray();
        return within.Length == 0 ? double.NaN : within.Average(static r => r.PartsPerMillion);
    }

    public (double U, double V) MeanWind(double from, double seconds)
    {
        var within = Within(from, from + seconds);
        return (within.Average(static r => r.U), within.Average(static r => r.V));
    }

    public (double Kelvin, double Pascal) MeanAir(double from, double seconds)
    {
        var within = Within(from, from + seconds);
        return (within.Average(static r => r.Kelvin), within.Average(static r => r.Pascal));
    }

    public ReadingTable Readings(Dictionary<int, (Spot From, Spot To)> beams, double from, double until, double zero)
    {
        var table = new ReadingRows();
        foreach (var row in Within(from, until))
        {
            var (near, far) = beams[row.Beam];
            table.Add(row.Seconds - zero, "beam" + row.Beam.ToString(CultureInfo.InvariantCulture), near, far, row.Kelvin, row.Pascal, row.PartsPerMillion, row.Error > 0 ? row.Error : double.NaN);
        }

        return table.Table(LocalFrame.Metres, Gas.Methane, averagingSeconds: 0, hasDate: false);
    }

    /// <summary>All beams' rows read one sonic, at instants a little apart: together they are its record.</summary>
    public WindTable Wind(double from, double until, double zero)
    {
        Row[] distinct = [.. Within(from, until).DistinctBy(static r => r.Seconds)];
        return new WindTable
        {
            Seconds = Array.ConvertAll(distinct, r => r.Seconds - zero),
            AveragingSeconds = 0,
            Placement = WindPlacement.Station,
            HeightMetres = double.NaN,
            East = Array.ConvertAll(distinct, static r => r.U),
            North = Array.ConvertAll(distinct, static r => r.V),
            Up = Array.ConvertAll(distinct, static r => r.W),
        };
    }

    private Row[] Within(double from, double until) => [.. rows.Where(r => r.Seconds >= from && r.Seconds < until)];

    /// <summary>The records' start bears month, day, year; its zone is not stated.</summary>
    private static double Start(string text)
    {
        var start = DateTime.ParseExact(text, "MM/dd/yyyy  HH:mm:ss.ffff", CultureInfo.InvariantCulture);
        return (start - DateTime.UnixEpoch).TotalSeconds;
    }
}
