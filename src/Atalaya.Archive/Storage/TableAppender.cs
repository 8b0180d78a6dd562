using System.Runtime.CompilerServices;
using System.Text;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using NodaTime;

namespace Atalaya.Archive.Storage;

/// <summary>
/// Appends rows to a table, value by value in the order of its columns, straight into DuckDB's own columns. The library's appender takes some
/// hundred instructions and an object a value; an archive has a value a report.
/// </summary>
internal sealed unsafe class TableAppender : IDisposable
{
    private const int ChunkRows = 2048;
    private const long TicksPerMicrosecond = 10;
    private const int InlinedBytes = 12;

    private readonly string table;
    private readonly DuckDB.NET.Native.DuckDBAppender appender;
    private readonly DuckDBLogicalType[] types;
    private readonly DuckDBDataChunk chunk;
    private readonly nint[] vectors;
    private readonly nint[] columns;
    private readonly int[] sizes;
    private readonly byte[] text = new byte[1 << 12];
    private int row;
    private int column;

    public TableAppender(DuckDBConnection connection, string table)
    {
        this.table = table;
        if (NativeMethods.Appender.DuckDBAppenderCreate(connection.NativeConnection, null!, table, out appender) != DuckDBState.Success)
            throw Failure();
        types = new DuckDBLogicalType[(int)NativeMethods.Appender.DuckDBAppenderColumnCount(appender)];
        for (var i = 0; i < types.Length; i++)
            types[i] = NativeMethods.Appender.DuckDBAppenderColumnType(appender, (ulong)i);
        chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. types.Select(static t => t.DangerousGetHandle())], (ulong)types.Length);
        vectors = new nint[types.Length];
        columns = new nint[types.Length];
        sizes = [.. types.Select(static t => SizeOf(NativeMethods.LogicalType.DuckDBGetTypeId(t)))];
        Begin();
    }

    public TableAppender Add(long value) => Put(value);

    public TableAppender Add(ulong value) => Put(value);

    public TableAppender Add(int value) => Put(value);

    public TableAppender Add(short value) => Put(value);

    public TableAppender Add(byte value) => Put(value);

    public TableAppender Add(bool value) => Put(value ? (byte)1 : (byte)0);

    public TableAppender Add(double value) => Put(value);

    public TableAppender Add(double? value) => value is { } number ? Put(number) : AddNull();

    /// <summary>A float; NaN is no value.</summary>
    public TableAppender AddKnown(float value) => float.IsNaN(value) ? AddNull() : Put(value);

    /// <summary>An instant, to the microsecond.</summary>
    public TableAppender Add(Instant instant) => Put(instant.ToUnixTimeTicks() / TicksPerMicrosecond);

    /// <summary>An instant as milliseconds since 1970.</summary>
    public TableAppender AddTime(long milliseconds) => Put(milliseconds * 1000);

    public TableAppender Add(string? value)
    {
        if (value is null)
            return AddNull();
        Check(sizeof(DuckDBString));
        Assign(vectors[column], columns[column], row, value);
        column++;
        return this;
    }

    public TableAppender Add(IReadOnlyList<string> values)
    {
        Check(sizeof(ListEntry));
        var vector = vectors[column];
        var child = NativeMethods.Vectors.DuckDBListVectorGetChild(vector);
        var first = (ulong)NativeMethods.Vectors.DuckDBListVectorGetSize(vector);
        var end = first + (ulong)values.Count;
        Expect(NativeMethods.Vectors.DuckDBListVectorReserve(vector, end));
        Expect(NativeMethods.Vectors.DuckDBListVectorSetSize(vector, end));
        var items = (nint)NativeMethods.Vectors.DuckDBVectorGetData(child);
        for (var i = 0; i < values.Count; i++)
            Assign(child, items, (int)first + i, values[i]);
        ((ListEntry*)columns[column])[row] = new(first, (ulong)values.Count);
        column++;
        return this;
    }

    public TableAppender AddNull()
    {
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vectors[column]);
        NativeMethods.Vectors.DuckDBVectorGetValidity(vectors[column])[row / 64] &= ~(1UL << (row % 64));
        column++;
        return this;
    }

    /// <summary>Ends a row, which must have a value for every column.</summary>
    public void End()
    {
        if (column != columns.Length)
            throw new InvalidOperationException($"{table} has {columns.Length} columns, a row has {column}.");
        column = 0;
        if (++row == ChunkRows)
            Flush();
    }

    /// <summary>Hands all rows over.</summary>
    public void Close()
    {
        Flush();
        Expect(NativeMethods.Appender.DuckDBAppenderClose(appender));
    }

    public void Dispose()
    {
        chunk.Dispose();
        foreach (var type in types)
            type.Dispose();
        appender.Dispose();
    }

    private TableAppender Put<T>(T value) where T : unmanaged
    {
        Check(sizeof(T));
        ((T*)columns[column++])[row] = value;
        return this;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Check(int size)
    {
        if (column >= sizes.Length || sizes[column] != size)
            throw new InvalidOperationException($"Column {column} of {table} does not take a value of {size} bytes.");
    }

    private void Assign(nint vector, nint data, int index, string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var bytes = most <= text.Length ? text : new byte[most];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        if (length <= InlinedBytes)
        {
            // duckdb_string_t: the length, then the bytes themselves where they are few, with zeros behind them.
            var inlined = new Span<byte>((byte*)data + ((long)index * sizeof(DuckDBString)), sizeof(DuckDBString));
            inlined.Clear();
            BitConverter.TryWriteBytes(inlined, length);
            bytes.AsSpan(0, length).CopyTo(inlined[sizeof(uint)..]);
            return;
        }

        fixed (byte* start = bytes)
            NativeMethods.Vectors.DuckDBUnsafeVectorAssignStringElementLength(vector, (ulong)index, start, length);
    }

    private void Begin()
    {
        for (var i = 0; i < columns.Length; i++)
        {
            vectors[i] = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i);
            columns[i] = (nint)NativeMethods.Vectors.DuckDBVectorGetData(vectors[i]);
        }
    }

    private void Flush()
    {
        if (row == 0)
            return;
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)row);
        Expect(NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk));
        NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
        row = 0;
        Begin();
    }

    private void Expect(DuckDBState state)
    {
        if (state != DuckDBState.Success)
            throw Failure();
    }

    // The library wraps the text of the database in this kind of error; a full disk is told by it.
    private IOException Failure()
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        return new($"{table}: {NativeMethods.ErrorData.DuckDBErrorDataMessage(error)}");
    }

    private static int SizeOf(DuckDBType type) => type switch
    {
        DuckDBType.Boolean or DuckDBType.TinyInt or DuckDBType.UnsignedTinyInt => 1,
        DuckDBType.SmallInt or DuckDBType.UnsignedSmallInt => 2,
        DuckDBType.Integer or DuckDBType.UnsignedInteger or DuckDBType.Float or DuckDBType.Date => 4,
        DuckDBType.BigInt or DuckDBType.UnsignedBigInt or DuckDBType.Double or DuckDBType.Timestamp => 8,
        DuckDBType.Varchar => sizeof(DuckDBString),
        DuckDBType.List => sizeof(ListEntry),
        _ => 0,
    };

    /// <summary>Where a list's items are in the vector of items.</summary>
    private readonly record struct ListEntry(ulong Offset, ulong Length);
}
