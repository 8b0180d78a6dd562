using System.Globalization;

namespace Atalaya.Eval.Plumes;

/// <summary>Rows of a set's CSV by column name. The sets hold no quoted commas; a missing value is empty or <c>NA</c>.</summary>
internal sealed class CsvRows
{
    private readonly Dictionary<string, int> columns;
    private readonly List<string[]> rows;

    private CsvRows(Dictionary<string, int> columns, List<string[]> rows)
    {
        this.columns = columns;
        this.rows = rows;
    }

    public int Count => rows.Count;

    public IReadOnlyCollection<string> Columns => columns.Keys;

    public static CsvRows Read(string path)
    {
        var lines = File.ReadLines(path).Where(static l => l.Length > 0).Select(static l => l.Split(',').Select(static f => f.Trim('"')).ToArray());
        List<string[]> all = [.. lines];
        var columns = all[0].Select(static (name, i) => (name, i)).ToDictionary(static c => c.name, static c => c.i, StringComparer.Ordinal);
        all.RemoveAt(0);
        return new CsvRows(columns, all);
    }

    public string Text(int row, string column) => rows[row][columns[column]];

    /// <summary>NaN where missing.</summary>
    public double Number(int row, string column)
    {
        var text = Text(row, column);
        return text is "" or "NA" ? double.NaN : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds since 1970 of a time with or without zone; without one its clock is taken for UTC.</summary>
    public double Seconds(int row, string column) => Seconds(Text(row, column));

    /// <summary>Seconds since 1970 of a time with or without zone; without one its clock is taken for UTC.</summary>
    public static double Seconds(string text) =>
        (DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - DateTimeOffset.UnixEpoch).TotalSeconds;
}
