using System.Globalization;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary>A small CSV that a test damages: each change gives a new one.</summary>
internal sealed record MadeSheet(IReadOnlyList<string> Header, IReadOnlyList<string[]> Rows)
{
    public static MadeSheet Read(string path)
    {
        var lines = File.ReadAllLines(path);
        return new(lines[0].Split(','), [.. lines.Skip(1).Select(static line => line.Split(','))]);
    }

    public void Write(string path) => File.WriteAllLines(path, Rows.Select(static row => string.Join(',', row)).Prepend(string.Join(',', Header)));

    /// <summary>Every number of the columns whose names begin so.</summary>
    public MadeSheet Numbers(string column, Func<double, double> change) => Each(column, (_, value) => change(value).ToString("0.######", CultureInfo.InvariantCulture));

    /// <summary>The same, told the row.</summary>
    public MadeSheet Numbers(string column, Func<int, double, double> change) => Each(column, (row, value) => change(row, value).ToString("0.######", CultureInfo.InvariantCulture));

    /// <summary>Every field of the columns whose names begin so, told row and number.</summary>
    public MadeSheet Each(string column, Func<int, double, string> change) => this with
    {
        Rows = [.. Rows.Select((row, r) => row.Select((field, c) => Header[c].StartsWith(column, StringComparison.Ordinal)
            ? change(r, double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN) : field).ToArray())],
    };

    public MadeSheet Texts(string column, Func<string, string> change) => this with
    {
        Rows = [.. Rows.Select(row => row.Select((field, c) => Header[c].StartsWith(column, StringComparison.Ordinal) ? change(field) : field).ToArray())],
    };

    public MadeSheet Times(TimeSpan later) => Texts("time_utc", text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).Add(later).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    public MadeSheet Renamed(string from, string to) => this with { Header = [.. Header.Select(name => name == from ? to : name)] };

    public MadeSheet Without(string column)
    {
        var kept = Enumerable.Range(0, Header.Count).Where(c => !Header[c].StartsWith(column, StringComparison.Ordinal)).ToArray();
        return new([.. kept.Select(c => Header[c])], [.. Rows.Select(row => kept.Select(c => row[c]).ToArray())]);
    }

    public MadeSheet First(int rows) => this with { Rows = [.. Rows.Take(rows)] };

    /// <summary>Every row twice, the second changed.</summary>
    public MadeSheet Doubled(Func<MadeSheet, MadeSheet> second)
    {
        var other = second(this);
        return this with { Rows = [.. Rows.Zip(other.Rows, static (a, b) => new[] { a, b }).SelectMany(static pair => pair)] };
    }
}
