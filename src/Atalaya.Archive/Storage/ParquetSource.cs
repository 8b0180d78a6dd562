using System.Runtime.InteropServices;

using ParquetSharp;

namespace Atalaya.Archive.Storage;

/// <summary>Reads back what <see cref="ParquetTable"/> wrote, one column of one row group at a time.</summary>
internal sealed class ParquetSource(string path) : IDisposable
{
    private readonly ParquetFileReader reader = new(path);

    public int Groups => reader.FileMetaData.NumRowGroups;

    public int Rows(int group)
    {
        using var source = reader.RowGroup(group);
        return checked((int)source.MetaData.NumRows);
    }

    public T[] Required<T>(int group, int column) where T : unmanaged
    {
        using var source = reader.RowGroup(group);
        var values = new T[source.MetaData.NumRows];
        using var from = (ColumnReader<T>)source.Column(column);
        for (var read = 0; read < values.Length;)
        {
            from.ReadBatch(values.Length - read, [], [], values.AsSpan(read), out var got);
            read += (int)got;
        }

        return values;
    }

    /// <summary>Values with NaN where there is none.</summary>
    public float[] Optional(int group, int column, float scale)
    {
        using var source = reader.RowGroup(group);
        var values = new float[source.MetaData.NumRows];
        var levels = new short[values.Length];
        var found = new int[values.Length];
        using var from = (ColumnReader<int>)source.Column(column);
        for (var read = 0; read < values.Length;)
        {
            var rows = (int)from.ReadBatch(values.Length - read, levels.AsSpan(read), [], found, out _);
            var next = 0;
            for (var i = read; i < read + rows; i++)
                values[i] = levels[i] == 0 ? float.NaN : found[next++] / scale;
            read += rows;
        }

        return values;
    }

    public string?[] Texts(int group, int column, bool optional)
    {
        using var source = reader.RowGroup(group);
        var texts = new string?[source.MetaData.NumRows];
        var levels = new short[texts.Length];
        var found = new ByteArray[texts.Length];
        var known = new Dictionary<ByteArray, string>();
        using var from = (ColumnReader<ByteArray>)source.Column(column);
        for (var read = 0; read < texts.Length;)
        {
            var rows = (int)from.ReadBatch(texts.Length - read, optional ? levels.AsSpan(read) : [], [], found, out var got);
            rows = optional ? rows : (int)got;
            var next = 0;
            known.Clear();
            for (var i = read; i < read + rows; i++)
                texts[i] = optional && levels[i] == 0 ? null : Text(found[next++], known);
            read += rows;
        }

        return texts;
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Texts come from a dictionary page, so equal ones mostly share an address.</summary>
    private static string Text(ByteArray bytes, Dictionary<ByteArray, string> known)
    {
        if (known.TryGetValue(bytes, out var text))
            return text;
        var copy = new byte[bytes.Length];
        if (copy.Length > 0)
            Marshal.Copy(bytes.Pointer, copy, 0, copy.Length);
        return known[bytes] = System.Text.Encoding.UTF8.GetString(copy);
    }
}
