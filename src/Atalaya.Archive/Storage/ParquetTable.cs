using System.Text;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Atalaya.Archive.Storage;

/// <summary>A Parquet file that is written row group by row group, column by column, from spans.</summary>
internal sealed class ParquetTable : IDisposable
{
    private readonly ParquetFileWriter writer;
    private readonly WriterProperties properties;
    private readonly GroupNode schema;
    private readonly Dictionary<string, ByteArray> texts = [];
    private readonly List<byte[]> pinned = [];
    private short[] levels = [];
    private ByteArray[] textColumn = [];
    private RowGroupWriter? group;

    public ParquetTable(string path, string name, IReadOnlyList<ParquetColumn> columns)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.Version(ParquetVersion.PARQUET_2_6).Compression(Compression.Zstd).CompressionLevel(1).CreatedBy("Atalaya").DisableDictionary();
        foreach (var column in columns)
        {
            if (column.Encoding is { } encoding)
                builder.Encoding(column.Name, encoding);
            else
                builder.EnableDictionary(column.Name);
            if (!column.Statistics)
                builder.DisableStatistics(column.Name);
        }

        properties = builder.Build();
        var nodes = columns.Select(static Node (c) => new PrimitiveNode(
            c.Name, c.Optional ? Repetition.Optional : Repetition.Required, c.Logical, c.Physical)).ToArray();
        schema = new GroupNode("schema", Repetition.Required, nodes);
        foreach (var node in nodes)
            node.Dispose();
        writer = new ParquetFileWriter(path, schema, properties, new Dictionary<string, string> { ["atalaya.table"] = name });
    }

    public void BeginGroup() => group = writer.AppendRowGroup();

    public void EndGroup()
    {
        group?.Dispose();
        group = null;
        texts.Clear();
        pinned.Clear();
    }

    /// <summary>Writes the next column.</summary>
    public void Write<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        using var column = (ColumnWriter<T>)group!.NextColumn();
        column.WriteBatch(values);
    }

    /// <summary>Writes the next column, of which some values are missing.</summary>
    /// <param name="present">Whether each row has a value.</param>
    /// <param name="values">The values of the rows that have one.</param>
    public void Write<T>(ReadOnlySpan<bool> present, ReadOnlySpan<T> values) where T : unmanaged
    {
        if (levels.Length < present.Length)
            levels = new short[present.Length];
        for (var i = 0; i < present.Length; i++)
            levels[i] = present[i] ? (short)1 : (short)0;
        using var column = (ColumnWriter<T>)group!.NextColumn();
        column.WriteBatch(present.Length, levels.AsSpan(0, present.Length), [], values);
    }

    /// <summary>Writes the next column, of texts that repeat; null only where the column is optional.</summary>
    public void Write(ReadOnlySpan<string?> values, bool optional)
    {
        if (textColumn.Length < values.Length)
            (textColumn, levels) = (new ByteArray[values.Length], new short[Math.Max(levels.Length, values.Length)]);
        int kept = 0;
        string? last = null;
        ByteArray bytes = default;
        for (var i = 0; i < values.Length; i++)
        {
            var text = values[i];
            levels[i] = text is null ? (short)0 : (short)1;
            if (text is null)
                continue;
            if (!ReferenceEquals(text, last))
                (bytes, last) = (Pinned(text), text);
            textColumn[kept++] = bytes;
        }

        using var column = (ColumnWriter<ByteArray>)group!.NextColumn();
        if (optional)
            column.WriteBatch(values.Length, levels.AsSpan(0, values.Length), [], textColumn.AsSpan(0, kept));
        else
            column.WriteBatch(textColumn.AsSpan(0, kept));
    }

    public void Close() => writer.Close();

    public void Dispose()
    {
        group?.Dispose();
        writer.Dispose();
        schema.Dispose();
        properties.Dispose();
    }

    private ByteArray Pinned(string text)
    {
        if (texts.TryGetValue(text, out var known))
            return known;
        var bytes = GC.AllocateUninitializedArray<byte>(Math.Max(1, Utf8.GetByteCount(text)), pinned: true);
        var length = Utf8.GetBytes(text, bytes);
        pinned.Add(bytes);
        return texts[text] = new ByteArray(System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0), length);
    }

    private static readonly UTF8Encoding Utf8 = new(false);
}

/// <summary>A column of a Parquet file; without an encoding it has a dictionary.</summary>
internal sealed record ParquetColumn(
    string Name, PhysicalType Physical, Func<LogicalType> MakeLogical, ParquetSharp.Encoding? Encoding, bool Optional = false, bool Statistics = true)
{
    public LogicalType Logical => MakeLogical();
}
