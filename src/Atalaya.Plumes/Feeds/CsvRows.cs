using System.Text;
using Sylvan.Data.Csv;

namespace Atalaya.Plumes.Feeds;

/// <summary>Rows of delimited text. The header may stand below lines of other text, in a comment, or above a row of units.</summary>
internal sealed class CsvRows(MemoryStream bytes, PlumeFile file, PlumeReadOptions options, FaultLog log, CancellationToken cancellation)
{
    private const int SniffedRows = 60;
    private const int MostColumns = 4096;
    private const int MostRows = 20_000_000;
    private const int SniffedCharacters = 1 << 18;

    // In this order where two fit as well: a decimal comma also divides.
    private static readonly char[] Delimiters = [';', '\t', '|', ','];

    private readonly RawTable table = new(file.Name);
    private readonly List<(string[] Fields, long Line)> head = [];
    private char delimiter = ',';
    private bool allowComma;
    private string[]? header;
    private int width;

    public RawTable? Read()
    {
        var comments = Sniff();
        var csv = new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = delimiter,
            Comment = '#',
            CsvStyle = CsvStyle.Lax,
            BufferSize = 1 << 16,
            MaxBufferSize = 1 << 22,
            ResultSetMode = ResultSetMode.SingleResult,
        };
        try
        {
            bytes.Position = 0;
            using var text = new StreamReader(bytes, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
            using var reader = CsvDataReader.Create(text, csv);
            while (reader.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                if (!Take(reader, comments))
                    return null;
            }
        }
        catch (Exception error) when (error is CsvFormatException or CsvRecordTooLargeException or DecoderFallbackException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            log.Add(file.Name, error is CsvRecordTooLargeException ? InputFaultReason.TooLarge : InputFaultReason.Damaged, table.Count + 1, excerpt: error.Message);
        }

        if (header is null && !Begin(comments))
            return null;
        if (table.Count == 0)
            log.Add(file.Name, InputFaultReason.Empty, excerpt: string.Join(delimiter, header!));
        if (table.HasDecimalCommas)
            log.Assume(file.Name, Assumption.DecimalCommas);
        return table.Count == 0 ? null : table;
    }

    private bool Take(CsvDataReader reader, List<string[]> comments)
    {
        if (header is null)
        {
            head.Add((Fields(reader), reader.RowNumber));
            return head.Count < SniffedRows || Begin(comments);
        }

        if (table.Count >= MostRows)
        {
            log.Add(file.Name, InputFaultReason.TooLarge, reader.RowNumber, excerpt: $"more than {MostRows} rows");
            return false;
        }

        var count = reader.RowFieldCount;
        if (IsBlank(reader, count))
            return true;
        if (!Fits(count, i => reader.GetFieldSpan(i).Trim().Length == 0))
        {
            log.Add(file.Name, InputFaultReason.FieldCount, reader.RowNumber, excerpt: string.Join(delimiter, Fields(reader)));
            return true;
        }

        for (var i = 0; i < width; i++)
        {
            var hasComma = table.Columns[i].Add(reader.GetFieldSpan(i), allowComma);
            table.HasDecimalCommas |= hasComma;
        }

        table.Lines.Add(reader.RowNumber);
        return true;
    }

    private static bool IsBlank(CsvDataReader reader, int count) => count == 0 || (count == 1 && reader.GetFieldSpan(0).Trim().Length == 0);

    private bool Fits(int count, Func<int, bool> isEmpty)
    {
        for (var i = width; i < count; i++)
        {
            if (!isEmpty(i))
                return false;
        }

        return count >= width;
    }

    private static string[] Fields(CsvDataReader reader) => [.. Enumerable.Range(0, Math.Min(reader.RowFieldCount, MostColumns)).Select(i => reader.GetFieldSpan(i).ToString())];

    // Finds the header among the first rows and adds what stands below it.
    private bool Begin(List<string[]> comments)
    {
        var (best, at) = (0, -1);
        for (var i = 0; i < head.Count; i++)
        {
            var known = Known(head[i].Fields);
            if (known > best)
                (best, at) = (known, i);
        }

        var commented = comments.OrderByDescending(Known).FirstOrDefault();
        if (commented is not null && Known(commented) > best)
            (best, at, header) = (Known(commented), -1, commented);
        else if (at >= 0)
            header = head[at].Fields;
        if (header is null || best == 0 || header.Length > MostColumns)
        {
            var isLong = header is { Length: > MostColumns };
            log.Add(file.Name, isLong ? InputFaultReason.TooLarge : head.Count == 0 ? InputFaultReason.Empty : InputFaultReason.NoHeader, 1, excerpt: head.Count == 0 ? null : string.Join(delimiter, head[0].Fields));
            header ??= [];
            return false;
        }

        var rows = head.Skip(at + 1).ToList();
        NameColumns(rows);
        var units = rows.Count > 0 ? Units(rows[0].Fields) : 0;
        foreach (var (fields, line) in rows.Skip(units))
            AddRow(fields, line);
        return true;
    }

    private void NameColumns(List<(string[] Fields, long Line)> rows)
    {
        var names = header!.Select(static name => name.Trim().Trim('"', '\uFEFF').Trim()).ToList();

        // R's write.table leaves the names of rows without a heading.
        var usual = rows.Count == 0 ? names.Count : rows.GroupBy(static row => row.Fields.Length).MaxBy(static group => group.Count())!.Key;
        if (usual == names.Count + 1 && rows.TrueForAll(row => row.Fields.Length != names.Count))
            names.Insert(0, "");
        while (names.Count > 1 && names[^1].Length == 0 && usual < names.Count)
            names.RemoveAt(names.Count - 1);
        names.ForEach(name => table.Add(name));
        width = names.Count;
    }

    // A row of units, and one more of text (kinds of means) that some loggers write below it.
    private int Units(string[] fields)
    {
        if (fields.Length != width || fields.Any(static field => RawColumn.TryNumber(field.Trim(), out _)) || !fields.Any(static field => UnitName.Parse(field) is not null))
            return 0;
        for (var i = 0; i < width; i++)
            table.Columns[i].Unit = fields[i].Trim();
        var below = head.SkipWhile(row => !ReferenceEquals(row.Fields, fields)).Skip(1).Select(static row => row.Fields).FirstOrDefault();
        return below is not null && below.Length == width && below.All(static field => field.Length == 0 || field.All(char.IsLetter)) && below.Any(static field => field is "Avg" or "Smp" or "Std" or "avg" or "smp") ? 2 : 1;
    }

    private void AddRow(string[] fields, long line)
    {
        if (fields.Length <= 1 && fields.All(string.IsNullOrWhiteSpace))
            return;
        if (!Fits(fields.Length, i => string.IsNullOrWhiteSpace(fields[i])))
        {
            log.Add(file.Name, InputFaultReason.FieldCount, line, excerpt: string.Join(delimiter, fields));
            return;
        }

        for (var i = 0; i < width; i++)
        {
            var hasComma = table.Columns[i].Add(fields[i], allowComma);
            table.HasDecimalCommas |= hasComma;
        }

        table.Lines.Add(line);
    }

    private int Known(string[] names) => names.Any(static name => RawColumn.TryNumber(name, out _)) && names.Count(static name => RawColumn.TryNumber(name, out _)) * 2 > names.Length
        ? 0
        : names.Count(IsKnown);

    private bool IsKnown(string name)
    {
        var trimmed = name.Trim().Trim('"', '\uFEFF').Trim();
        return options.Columns.Values.Contains(trimmed, StringComparer.OrdinalIgnoreCase) || ColumnReader.Read(new(trimmed, new()), file.Role).Meaning != PlumeColumn.Ignored;
    }

    private List<string[]> Sniff()
    {
        bytes.Position = 0;
        using var text = new StreamReader(bytes, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 14, leaveOpen: true);
        var buffer = new char[SniffedCharacters];
        var length = text.ReadBlock(buffer, 0, buffer.Length);
        var lines = new string(buffer, 0, length).Split('\n').Take(4 * SniffedRows).Select(static line => line.TrimEnd('\r')).Where(static line => line.Length > 0).ToList();
        var rows = lines.Where(static line => line[0] != '#').Take(SniffedRows).ToList();
        delimiter = Delimiters.MaxBy(candidate => Consistent(rows, candidate));
        allowComma = delimiter != ',';
        return [.. lines.TakeWhile(static line => line[0] == '#').Select(line => line.TrimStart('#', ' ').Split(delimiter))];
    }

    // How many lines have as many of a delimiter as most have.
    private static int Consistent(List<string> rows, char candidate)
    {
        var counts = rows.Select(row => Outside(row, candidate)).Where(static count => count > 0).GroupBy(static count => count).Select(static group => group.Count()).ToList();
        return counts.Count == 0 ? 0 : counts.Max();
    }

    private static int Outside(string row, char candidate)
    {
        var (isQuoted, count) = (false, 0);
        foreach (var c in row)
        {
            isQuoted ^= c == '"';
            count += !isQuoted && c == candidate ? 1 : 0;
        }

        return count;
    }
}
