using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;
using ParquetSharp.Arrow;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads Parquet files of rows of position reports.</summary>
/// <remarks>
/// Specification: Apache Parquet format (parquet.apache.org/docs/file-format); decoded by Apache Arrow's reader (ParquetSharp). Columns go by
/// their names under the synonyms, units and options of all rows (<see cref="RowNames"/>, <c>docs/formats/rows.md</c>); only those that
/// are known are read. A column may be a string, a number, a boolean, a decimal, or a time stamp of any unit: one that is
/// <c>isAdjustedToUTC</c> is an instant, any other a local time. Numbers in a column of times count from 1970 as in text. Null and NaN
/// stand for no value. Nested columns are not read.
/// </remarks>
internal sealed class RowParquet(Stream content, RowOptions options, Func<bool, RowEmitter> begin, FaultLimit faults, CancellationToken cancellation)
{
    /// <summary>Rows decoded at a time; about 10 MB.</summary>
    private const int BatchRows = 65_536;

    // Names and statistics; a schema of more columns than this is none.
    private const int MaxThriftString = 16 << 20;
    private const int MaxThriftElements = 200_000;

    private RowEmitter? emitter;
    private RowFields fields = new(options);
    private bool isOpenSky;
    private bool damaged;

    /// <summary>Whether stored bytes begin as Parquet does.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.StartsWith("PAR1"u8);

    /// <summary>Reads to the end; the emitter is null where the schema is none of position reports.</summary>
    public RowEmitter? Read()
    {
        if (Try(Open) is not { } reader)
            return null;
        using (reader)
        {
            if (Try(() => Columns(reader)) is { } wanted)
                Rows(reader, wanted);
        }

        emitter?.Finish();
        if (emitter is { Rows: > 0 } && fields.ZoneLessSeen && options.TimeZone is null)
            faults.Add(FaultReason.Assumed, field: "time", excerpt: "times carry no zone: UTC was assumed (--time-zone names another)");
        return emitter;
    }

    // The libraries below throw whatever they like at damaged bytes, System.Exception itself among it. Only they are called in here: what
    // the taker of rows throws (a full disk) is no damage of this file.
    private T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            faults.Add(FaultReason.DamagedParquet, emitter is { Rows: > 0 } ? emitter.Rows + 1 : null, excerpt: error.Message);
            damaged = true;
            return null;
        }
    }

    private FileReader Open()
    {
        using var properties = ReaderProperties.GetDefaultReaderProperties();
        properties.SetThriftStringSizeLimit(MaxThriftString);
        properties.SetThriftContainerSizeLimit(MaxThriftElements);
        properties.EnableBufferedStream();
        using var arrow = ArrowReaderProperties.GetDefault();
        arrow.BatchSize = BatchRows;
        arrow.UseThreads = false;
        arrow.PreBuffer = false;
        return new FileReader(content, properties, arrow, leaveOpen: true);
    }

    // The columns to read by their number among the leaves of the schema; null where it is none of position reports.
    private List<(int Leaf, RowMeaning Meaning)>? Columns(FileReader reader)
    {
        var schema = reader.Schema.FieldsList;
        var names = schema.Select(static field => field.Name).ToList();
        var all = string.Join(", ", names.Take(100));
        if (names.FirstOrDefault(RowNames.IsRefused) is { } refused)
        {
            faults.Add(FaultReason.Refused, 1, 0, refused, all);
            return null;
        }

        isOpenSky = OpenSkyNames.Are(System.Text.Encoding.UTF8.GetBytes(all));
        fields = isOpenSky ? new(options with { Altitude = null, Speed = null, VerticalRate = null }, isOpenSky: true) : fields;
        var meanings = names.ConvertAll(fields.Find);
        if (!fields.Complete(meanings, faults, all))
            return null;
        var (leaf, wanted) = (0, new List<(int Leaf, RowMeaning Meaning)>());
        for (var i = 0; i < names.Count; i++)
        {
            if (meanings[i].Column != RowColumn.Ignored && schema[i].DataType is not NestedType)
                wanted.Add((leaf, meanings[i]));
            leaf += Leaves(schema[i].DataType);
        }

        return wanted;
    }

    private void Rows(FileReader reader, List<(int Leaf, RowMeaning Meaning)> wanted)
    {
        emitter = begin(isOpenSky);
        if (Try(() => reader.GetRecordBatchReader(columns: [.. wanted.Select(static column => column.Leaf)])) is not { } batches)
            return;
        using (batches)
        {
            while (Try(() => batches.ReadNextRecordBatchAsync(cancellation).AsTask().GetAwaiter().GetResult()) is { } batch)
            {
                using (batch)
                {
                    if (!Batch(batch, wanted))
                        return;
                }
            }
        }

        if (emitter.Rows == 0 && !damaged)
            faults.Add(FaultReason.Empty, 1, excerpt: "a schema without rows");
    }

    private static int Leaves(IArrowType type) => type is NestedType nested ? nested.Fields.Sum(static field => Leaves(field.DataType)) : 1;

    private bool Batch(RecordBatch batch, List<(int Leaf, RowMeaning Meaning)> wanted)
    {
        var columns = Try(() => batch.ColumnCount == wanted.Count ? wanted.Select((column, i) => (Array: batch.Column(i), column.Meaning)).ToArray() : throw new InvalidDataException("other columns than the schema's"));
        for (var i = 0; columns is not null && i < batch.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = RowDraft.Empty;
            row.Line = emitter!.Rows + 1;
            if (!Row(ref row, columns, i))
                return false;
            emitter.Add(row);
        }

        return columns is not null;
    }

    private bool Row(ref RowDraft row, (IArrowArray Array, RowMeaning Meaning)[] columns, int i)
    {
        try
        {
            foreach (var (array, meaning) in columns)
                Set(ref row, meaning, array, i);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            faults.Add(FaultReason.DamagedParquet, row.Line, excerpt: error.Message);
            return false;
        }
    }

    private void Set(ref RowDraft row, in RowMeaning meaning, IArrowArray array, int i)
    {
        if (array.IsNull(i))
            return;
        switch (array)
        {
            case DoubleArray values:
                fields.Set(ref row, meaning, values.Values[i]);
                break;
            case FloatArray values:
                Single(ref row, meaning, values.Values[i]);
                break;
            case HalfFloatArray values:
                Single(ref row, meaning, (float)values.Values[i]);
                break;
            case Int64Array values:
                fields.Set(ref row, meaning, values.Values[i]);
                break;
            case Int32Array values:
                fields.Set(ref row, meaning, (double)values.Values[i]);
                break;
            case Int16Array values:
                fields.Set(ref row, meaning, (double)values.Values[i]);
                break;
            case Int8Array values:
                fields.Set(ref row, meaning, (double)values.Values[i]);
                break;
            case UInt64Array values:
                fields.Set(ref row, meaning, values.Values[i]);
                break;
            case UInt32Array values:
                fields.Set(ref row, meaning, (double)values.Values[i]);
                break;
            case UInt16Array values:
                fields.Set(ref row, meaning, (double)values.Values[i]);
                break;
            case UInt8Array values:
                fields.Set(ref row, meaning, (double)values.Values[i]);
                break;
            case BooleanArray values:
                fields.Set(ref row, meaning, values.GetValue(i) == true ? "true"u8 : "false"u8);
                break;
            case TimestampArray values:
                Time(ref row, meaning, values, i);
                break;
            case DictionaryArray values:
                Dictionary(ref row, meaning, values, i);
                break;
            case LargeStringArray values:
                fields.Set(ref row, meaning, Bounded(values.GetBytes(i)));
                break;
            case StringViewArray values:
                fields.Set(ref row, meaning, Bounded(values.GetBytes(i)));
                break;
            case BinaryArray values:
                fields.Set(ref row, meaning, Bounded(values.GetBytes(i)));
                break;
            case Decimal128Array values:
                fields.Set(ref row, meaning, System.Text.Encoding.UTF8.GetBytes(values.GetString(i)));
                break;
            default:
                fields.Set(ref row, meaning, System.Text.Encoding.UTF8.GetBytes($"({array.Data.DataType.Name})"));
                break;
        }
    }

    private static ReadOnlySpan<byte> Bounded(ReadOnlySpan<byte> text) => text[..Math.Min(text.Length, 80)];

    // The shortest decimal of a single is what its writer meant: 24.5123, not 24.51230049.
    private void Single(ref RowDraft row, in RowMeaning meaning, float value)
    {
        Span<byte> text = stackalloc byte[32];
        if (float.IsNaN(value))
            return;
        value.TryFormat(text, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        fields.Set(ref row, meaning, text[..length]);
    }

    private void Time(ref RowDraft row, in RowMeaning meaning, TimestampArray values, int i)
    {
        var type = (TimestampType)values.Data.DataType;
        var value = values.Values[i];
        var milliseconds = type.Unit switch
        {
            Apache.Arrow.Types.TimeUnit.Second => (double)value * 1000,
            Apache.Arrow.Types.TimeUnit.Millisecond => value,
            Apache.Arrow.Types.TimeUnit.Microsecond => value / 1e3,
            _ => value / 1e6,
        };
        if (Math.Abs(milliseconds) < long.MaxValue / 2)
            fields.Set(ref row, meaning, (long)Math.Round(milliseconds), isLocal: string.IsNullOrEmpty(type.Timezone));
        else
            fields.Set(ref row, meaning, "beyond every calendar"u8);
    }

    private void Dictionary(ref RowDraft row, in RowMeaning meaning, DictionaryArray values, int i)
    {
        var index = values.Indices switch
        {
            Int32Array indices => indices.Values[i],
            Int64Array indices => indices.Values[i],
            Int16Array indices => indices.Values[i],
            Int8Array indices => indices.Values[i],
            UInt32Array indices => indices.Values[i],
            UInt16Array indices => indices.Values[i],
            UInt8Array indices => indices.Values[i],
            _ => -1,
        };
        if (index < 0 || index >= values.Dictionary.Length || values.Dictionary is DictionaryArray)
            throw new InvalidDataException("a value points outside its dictionary");
        Set(ref row, meaning, values.Dictionary, (int)index);
    }
}
