using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace Atalaya.Flights.Feeds;

/// <summary>Rows as delimited text, with a header line, a comment for a header (<c># name name ...</c>), or column numbers named by the user.</summary>
internal sealed class RowCsv(ByteWindow window, RowFields fields, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
{
    private const int SniffBytes = 64 * 1024;

    private char delimiter = ',';
    private RowMeaning[] meanings = [];
    private int width;
    private long mended;

    public void Read()
    {
        if (!FindHeader(out var headerIsRow))
            return;
        var options = new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = delimiter,
            Comment = '#',
            CsvStyle = CsvStyle.Lax,
            MaxBufferSize = 1 << 20,
            BufferSize = 1 << 16,
            ResultSetMode = ResultSetMode.SingleResult,
        };
        try
        {
            using var text = new StreamReader(window.AsStream(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
            using var reader = CsvDataReader.Create(text, options);
            var skip = headerIsRow;
            while (reader.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                if (!skip)
                    Row(reader);
                skip = false;
            }
        }
        catch (Exception error) when (error is CsvFormatException or CsvRecordTooLargeException or DecoderFallbackException)
        {
            faults.Add(error is CsvRecordTooLargeException ? FaultReason.TooLarge : FaultReason.UnknownFormat, emitter.Rows + 1, window.Offset, excerpt: error.Message);
        }

        if (emitter.Rows == 0)
            faults.Add(FaultReason.Empty, 1, excerpt: "a header without rows");
        if (mended > 0)
            faults.Add(FaultReason.Assumed, field: "columns", excerpt: string.Create(CultureInfo.InvariantCulture, $"{mended} rows have one field too many and exactly one empty: the empty one was left out"));
    }

    // The header is the first line whose names we know: a row, or else a comment before the rows.
    private bool FindHeader(out bool isRow)
    {
        isRow = false;
        var head = Encoding.UTF8.GetString(window.Bytes[..Math.Min(window.Bytes.Length, SniffBytes)]);
        var lines = head.Split('\n').Select(static line => line.TrimEnd('\r')).Where(static line => line.Length > 0).ToList();
        var rows = lines.Where(static line => line[0] != '#').Take(20).ToList();
        if (rows.Count == 0)
        {
            faults.Add(FaultReason.UnknownFormat, offset: 0, excerpt: "text without rows");
            return false;
        }

        delimiter = Delimiter(rows);
        var names = Split(rows[0], delimiter);
        isRow = Known(names);
        if (!isRow)
        {
            var comments = lines.TakeWhile(static line => line[0] == '#').Select(static line => line.TrimStart('#', ' ')).Reverse();
            var commented = comments.SelectMany(line => (string[][])[Split(line, delimiter), line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)]).FirstOrDefault(Known);

            // Without any header the user may name columns by their number, from 1.
            names = commented ?? [.. Enumerable.Range(1, names.Length).Select(static i => i.ToString(CultureInfo.InvariantCulture))];
        }

        var refused = names.FirstOrDefault(RowNames.IsRefused);
        if (refused is not null)
        {
            faults.Add(FaultReason.Refused, 1, 0, refused, rows[0]);
            return false;
        }

        meanings = [.. names.Select(fields.Find)];
        width = Width(rows.Skip(isRow ? 1 : 0), names.Length);
        return fields.Complete(meanings, faults, rows[0]);
    }

    private bool Known(string[] names)
    {
        var columns = names.Select(name => fields.Find(name).Column).ToHashSet();
        return columns.Contains(RowColumn.Latitude) || columns.Contains(RowColumn.Longitude)
            || (columns.Contains(RowColumn.Time) && columns.Contains(RowColumn.Identity));
    }

    // How many fields most rows have.
    private static int WidthOf(IEnumerable<int> widths, int otherwise) =>
        widths.GroupBy(static count => count).OrderByDescending(static group => group.Count()).Select(static group => group.Key).FirstOrDefault(otherwise);

    private int Width(IEnumerable<string> rows, int otherwise) => Math.Max(WidthOf(rows.Select(row => Split(row, delimiter).Length), otherwise), 1);

    private static char Delimiter(List<string> rows)
    {
        var best = ',';
        foreach (var candidate in (ReadOnlySpan<char>)[',', ';', '\t', '|'])
        {
            if (rows[^1].Count(c => c == candidate) > rows[^1].Count(c => c == best))
                best = candidate;
        }

        return best;
    }

    private static string[] Split(string line, char delimiter) => line.Split(delimiter);

    private void Row(CsvDataReader reader)
    {
        var row = RowDraft.Empty;
        row.Line = reader.RowNumber;
        var count = reader.RowFieldCount;
        var leftOut = count == width + 1 ? OnlyEmpty(reader, count) : -1;
        if (leftOut >= 0)
            mended++;
        else if (count < Math.Min(width, meanings.Length))
            faults.Add(FaultReason.Missing, row.Line, field: "columns", excerpt: faults.IsFull ? null : Raw(reader, count));
        Span<byte> utf8 = stackalloc byte[256];
        for (var i = 0; i < count; i++)
        {
            var place = leftOut >= 0 && i > leftOut ? i - 1 : i;
            if (place >= meanings.Length || i == leftOut || meanings[place].Column == RowColumn.Ignored)
                continue;
            var text = reader.GetFieldSpan(i);
            if (text.Length > 80)
                text = text[..80];
            fields.Set(ref row, meanings[place], utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        }

        emitter.Add(row);
    }

    private static int OnlyEmpty(CsvDataReader reader, int count)
    {
        var found = -1;
        for (var i = 0; i < count; i++)
        {
            if (reader.GetFieldSpan(i).Trim().Length > 0)
                continue;
            if (found >= 0)
                return -1;
            found = i;
        }

        return found;
    }

    private static string Raw(CsvDataReader reader, int count) =>
        string.Join(',', Enumerable.Range(0, Math.Min(count, 30)).Select(i => reader.GetFieldSpan(i).ToString()));
}
