using System.Globalization;
using Atalaya.Plumes.Readings;
using Sylvan.Data.Csv;

namespace Atalaya.Plumes.Simulation;

/// <summary>Reads what a simulation can borrow from a real site: its wind and its beams. Rows that cannot be read are left out and counted.</summary>
public static class SiteFiles
{
    /// <summary>
    /// A record of wind from CSV with <c>wind_speed_m_s</c>, <c>wind_toward_math_deg</c> and, if it has it, <c>tan_gamma_horizontal</c>;
    /// one row is one minute, in order. Null where a column is missing or no row can be read.
    /// </summary>
    public static (WindRecord? Record, int LeftOut) ReadWind(TextReader input)
    {
        var (rows, leftOut) = Read(input, ["wind_speed_m_s", "wind_toward_math_deg"], ["tan_gamma_horizontal"]);
        rows.RemoveAll(row => !(row[0] > 0) && ++leftOut > 0);
        if (rows.Count == 0)
            return (null, leftOut);
        var ratios = rows.Select(static r => r[2]).ToList();
        return (new([.. rows.Select(static r => r[0])], [.. rows.Select(static r => r[1])], ratios.TrueForAll(double.IsFinite) ? ratios : null), leftOut);
    }

    /// <summary>Beams from CSV with <c>sensor_x_m</c> … <c>reflector_z_m</c>, named beam1, beam2, … in order. Null where a column is missing or no row can be read.</summary>
    public static (IReadOnlyList<OpenPath>? Beams, int LeftOut) ReadBeams(TextReader input)
    {
        var (rows, leftOut) = Read(input, ["sensor_x_m", "sensor_y_m", "sensor_z_m", "reflector_x_m", "reflector_y_m", "reflector_z_m"], []);
        return (rows.Count == 0 ? null : [.. rows.Select(static (r, i) => new OpenPath($"beam{i + 1}", new Spot(r[0], r[1], r[2]), new Spot(r[3], r[4], r[5])))], leftOut);
    }

    /// <summary>A site to simulate at: its beams, and its wind over all minutes of the record.</summary>
    public static SetupWishes ReadSite(TextReader wind, TextReader beams)
    {
        var record = ReadWind(wind).Record;
        return new() { Wind = record, Beams = ReadBeams(beams).Beams, Minutes = record?.MetresPerSecond.Count };
    }

    private static (List<double[]> Rows, int LeftOut) Read(TextReader input, string[] needed, string[] wanted)
    {
        var rows = new List<double[]>();
        try
        {
            using var csv = CsvDataReader.Create(input, new CsvDataReaderOptions { OwnsReader = false });
            return (rows, Fill(csv, rows, needed, wanted));
        }
        catch (Exception bad) when (bad is CsvFormatException or CsvMissingHeadersException)
        {
            // What stood before the place that is no CSV is kept.
            return (rows, 1);
        }
    }

    private static int Fill(CsvDataReader csv, List<double[]> rows, string[] needed, string[] wanted)
    {
        var leftOut = 0;
        var names = Enumerable.Range(0, csv.FieldCount).ToLookup(csv.GetName, StringComparer.OrdinalIgnoreCase);
        if (!needed.All(names.Contains))
            return 0;
        int?[] columns = [.. needed.Concat(wanted).Select(n => names.Contains(n) ? names[n].First() : (int?)null)];
        while (csv.Read())
        {
            var row = columns.Select(c => c is { } at && at < csv.RowFieldCount && double.TryParse(csv.GetString(at), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
            if (row.Take(needed.Length).All(double.IsFinite))
                rows.Add(row);
            else
                leftOut++;
        }

        return leftOut;
    }
}
