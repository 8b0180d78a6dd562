using System.Globalization;

namespace Atalaya.Plumes.Feeds;

/// <summary>A file as columns, before anything is understood of it.</summary>
internal sealed class RawTable(string source)
{
    private readonly TextPool pool = new();

    public string Source { get; } = source;

    public List<RawColumn> Columns { get; } = [];

    /// <summary>1-based line of text, or row of Parquet, of each row.</summary>
    public List<long> Lines { get; } = [];

    public int Count => Lines.Count;

    public bool HasDecimalCommas { get; set; }

    public RawColumn Add(string name)
    {
        var column = new RawColumn(name, pool);
        Columns.Add(column);
        return column;
    }

    /// <summary>The rows of some numbers alone.</summary>
    public RawTable Only(IReadOnlyList<int> rows)
    {
        var only = new RawTable(Source) { HasDecimalCommas = HasDecimalCommas };
        only.Columns.AddRange(Columns.Select(column => column.Only(rows)));
        only.Lines.AddRange(rows.Select(row => Lines[row]));
        return only;
    }

    public RawColumn? Find(string name) => Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Each text once: names of sensors and times occur again and again.</summary>
internal sealed class TextPool
{
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public TextPool() => lookup = index.GetAlternateLookup<ReadOnlySpan<char>>();

    public string this[int i] => texts[i];

    public int Add(ReadOnlySpan<char> text)
    {
        if (lookup.TryGetValue(text, out var found))
            return found;
        var kept = text.ToString();
        index.Add(kept, texts.Count);
        texts.Add(kept);
        return texts.Count - 1;
    }
}

/// <summary>A column whose cells are numbers, texts, or nothing.</summary>
internal sealed class RawColumn(string name, TextPool pool)
{
    private const int IsNumber = -1;
    private const int IsNothing = -2;
    private const int LongestText = 200;

    private readonly List<double> numbers = [];
    private readonly List<int> texts = [];

    public string Name { get; } = name;

    /// <summary>Unit from a row of units below the names.</summary>
    public string? Unit { get; set; }

    /// <summary>Numbers are seconds since 1970 (a time stamp of Parquet).</summary>
    public bool IsInstant { get; set; }

    /// <summary>Those seconds are of a clock without a zone.</summary>
    public bool IsZoneLess { get; set; }

    public int Count => numbers.Count;

    public void Add(double number)
    {
        numbers.Add(number);
        texts.Add(double.IsNaN(number) ? IsNothing : IsNumber);
    }

    public void AddNothing() => Add(double.NaN);

    /// <summary>Adds a cell of text; a number where it is one.</summary>
    /// <returns>Whether the number had a decimal comma.</returns>
    public bool Add(ReadOnlySpan<char> text, bool allowComma = false)
    {
        text = text.Trim();
        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"')
            text = text[1..^1].Trim();
        if (IsMissing(text))
        {
            AddNothing();
            return false;
        }

        if (TryNumber(text, out var number))
        {
            Add(number);
            return false;
        }

        Span<char> dotted = stackalloc char[32];
        if (allowComma && text.Length <= dotted.Length && text.Count(',') == 1 && !text.Contains('.'))
        {
            text.Replace(dotted, ',', '.');
            if (TryNumber(dotted[..text.Length], out number))
            {
                Add(number);
                return true;
            }
        }

        numbers.Add(double.NaN);
        texts.Add(pool.Add(text.Length > LongestText ? text[..LongestText] : text));
        return false;
    }

    public bool HasNothing(int row) => texts[row] == IsNothing;

    public bool HasText(int row) => texts[row] >= 0;

    /// <summary>The number of a cell, NaN where it is none.</summary>
    public double Number(int row) => numbers[row];

    /// <summary>The cell as text; null where there is nothing.</summary>
    public string? Text(int row) => texts[row] switch
    {
        IsNothing => null,
        IsNumber => numbers[row].ToString("R", CultureInfo.InvariantCulture),
        var at => pool[at],
    };

    public RawColumn Only(IReadOnlyList<int> rows)
    {
        var only = new RawColumn(Name, pool) { Unit = Unit, IsInstant = IsInstant, IsZoneLess = IsZoneLess };
        only.numbers.AddRange(rows.Select(row => numbers[row]));
        only.texts.AddRange(rows.Select(row => texts[row]));
        return only;
    }

    public static bool IsMissing(ReadOnlySpan<char> text) => text.Length switch
    {
        0 => true,
        1 => text[0] is '-' or '.' or '–',
        > 10 => false,
        _ => text.Equals("NA", StringComparison.OrdinalIgnoreCase) || text.Equals("NaN", StringComparison.OrdinalIgnoreCase) || text.Equals("null", StringComparison.OrdinalIgnoreCase)
            || text.Equals("N/A", StringComparison.OrdinalIgnoreCase) || text.Equals("none", StringComparison.OrdinalIgnoreCase) || text.Equals("missing", StringComparison.OrdinalIgnoreCase)
            || text.Equals("#N/A", StringComparison.OrdinalIgnoreCase) || text is "--" or "---" or "\\N",
    };

    public static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
