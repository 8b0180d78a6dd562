using Apache.Arrow;
using Apache.Arrow.Types;
using ParquetSharp;
using ParquetSharp.Arrow;

namespace Atalaya.Plumes.Feeds;

/// <summary>Reads Parquet files of readings or wind: numbers, texts and time stamps; nested columns are not read.</summary>
internal static class ParquetRows
{
    private const int BatchRows = 65_536;
    private const int MaxThriftString = 16 << 20;
    private const int MaxThriftElements = 200_000;
    private const int MostColumns = 4096;

    public static RawTable? Read(Stream content, string source, FaultLog log, CancellationToken cancellation)
    {
        var table = new RawTable(source);

        // The libraries below throw whatever they like at damaged bytes, System.Exception itself among it.
        try
        {
            Rows(content, table, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.Add(source, InputFaultReason.Damaged, table.Count > 0 ? table.Count + 1 : null, excerpt: error.Message);
        }

        if (table.Count == 0 && !log.Has(InputFaultReason.Damaged))
            log.Add(source, InputFaultReason.Empty);
        return table.Count == 0 ? null : table;
    }

    private static void Rows(Stream content, RawTable table, CancellationToken cancellation)
    {
        using var properties = ReaderProperties.GetDefaultReaderProperties();
        properties.SetThriftStringSizeLimit(MaxThriftString);
        properties.SetThriftContainerSizeLimit(MaxThriftElements);
        using var arrow = ArrowReaderProperties.GetDefault();
        arrow.BatchSize = BatchRows;
        arrow.UseThreads = false;
        using var reader = new FileReader(content, properties, arrow, leaveOpen: true);
        var schema = reader.Schema.FieldsList;
        var (leaf, wanted) = (0, new List<int>());
        foreach (var field in schema)
        {
            if (field.DataType is not NestedType && wanted.Count < MostColumns)
            {
                wanted.Add(leaf);
                var column = table.Add(field.Name);
                if (field.DataType is TimestampType stamp)
                    (column.IsInstant, column.IsZoneLess) = (true, string.IsNullOrEmpty(stamp.Timezone));
            }

            leaf += Leaves(field.DataType);
        }

        using var batches = reader.GetRecordBatchReader(columns: [.. wanted]);
        while (batches.ReadNextRecordBatchAsync(cancellation).AsTask().GetAwaiter().GetResult() is { } batch)
        {
            using (batch)
            {
                if (batch.ColumnCount != table.Columns.Count)
                    throw new InvalidDataException("other columns than the schema's");
                for (var i = 0; i < batch.ColumnCount; i++)
                    Column(batch.Column(i), table.Columns[i], batch.Length);
                for (var i = 0; i < batch.Length; i++)
                    table.Lines.Add(table.Lines.Count + 1);
            }

            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static int Leaves(IArrowType type) => type is NestedType nested ? nested.Fields.Sum(static field => Leaves(field.DataType)) : 1;

    private static void Column(IArrowArray array, RawColumn column, int length)
    {
        if (array.Length != length)
            throw new InvalidDataException("columns of unequal length");
        for (var i = 0; i < length; i++)
        {
            if (array.IsNull(i))
                column.AddNothing();
            else
                Cell(array, column, i);
        }
    }

    private static void Cell(IArrowArray array, RawColumn column, int i)
    {
        switch (array)
        {
            case DoubleArray values:
                Number(column, values.Values[i]);
                break;
            case FloatArray values:
                // The shortest decimal of a single is what its writer meant: 24.5123, not 24.51230049.
                column.Add(values.Values[i].ToString("R", System.Globalization.CultureInfo.InvariantCulture));
                break;
            case HalfFloatArray values:
                Number(column, (double)values.Values[i]);
                break;
            case Int64Array values:
                column.Add(values.Values[i]);
                break;
            case Int32Array values:
                column.Add(values.Values[i]);
                break;
            case Int16Array values:
                column.Add(values.Values[i]);
                break;
            case Int8Array values:
                column.Add(values.Values[i]);
                break;
            case UInt64Array values:
                column.Add(values.Values[i]);
                break;
            case UInt32Array values:
                column.Add(values.Values[i]);
                break;
            case UInt16Array values:
                column.Add(values.Values[i]);
                break;
            case UInt8Array values:
                column.Add(values.Values[i]);
                break;
            case BooleanArray values:
                column.Add(values.GetValue(i) == true ? 1 : 0);
                break;
            case TimestampArray values:
                Number(column, values.Values[i] / PerSecond(((TimestampType)values.Data.DataType).Unit));
                break;
            case DictionaryArray values:
                Dictionary(values, column, i);
                break;
            case LargeStringArray values:
                column.Add(values.GetString(i));
                break;
            case StringViewArray values:
                column.Add(values.GetString(i));
                break;
            case StringArray values:
                column.Add(values.GetString(i));
                break;
            case Decimal128Array values:
                column.Add(values.GetString(i));
                break;
            default:
                column.AddNothing();
                break;
        }
    }

    private static void Number(RawColumn column, double value) => column.Add(double.IsFinite(value) ? value : double.NaN);

    private static double PerSecond(Apache.Arrow.Types.TimeUnit unit) => unit switch
    {
        Apache.Arrow.Types.TimeUnit.Second => 1,
        Apache.Arrow.Types.TimeUnit.Millisecond => 1e3,
        Apache.Arrow.Types.TimeUnit.Microsecond => 1e6,
        _ => 1e9,
    };

    private static void Dictionary(DictionaryArray values, RawColumn column, int i)
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
        if (values.Dictionary.IsNull((int)index))
            column.AddNothing();
        else
            Cell(values.Dictionary, column, (int)index);
    }
}
