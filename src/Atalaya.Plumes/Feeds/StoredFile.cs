using System.IO.Compression;

namespace Atalaya.Plumes.Feeds;

/// <summary>A file's bytes, unpacked where they are gzip, and its rows by what the bytes are.</summary>
internal static class StoredFile
{
    // A table of ten million rows is smaller; a gzip of a few bytes can unpack to more.
    private const int MostBytes = 1 << 30;

    /// <summary>The file as a table; null where nothing of it can be read.</summary>
    public static RawTable? Read(PlumeFile file, PlumeReadOptions options, FaultLog log, CancellationToken cancellation)
    {
        using var bytes = Unpacked(file, log, cancellation);
        if (bytes is null)
            return null;
        if (bytes.Length == 0)
        {
            log.Add(file.Name, InputFaultReason.Empty);
            return null;
        }

        var head = bytes.GetBuffer().AsSpan(0, (int)Math.Min(bytes.Length, 4096));
        if (head.StartsWith("PAR1"u8))
            return ParquetRows.Read(bytes, file.Name, log, cancellation);
        if (Foreign(head) is { } hint)
        {
            log.Add(file.Name, InputFaultReason.UnknownFormat, excerpt: hint);
            return null;
        }

        return new CsvRows(bytes, file, options, log, cancellation).Read();
    }

    private static string? Foreign(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK"u8))
            return "zip or xlsx";
        if (head is [0x89, (byte)'H', (byte)'D', (byte)'F', ..] || head.StartsWith("CDF"u8))
            return "HDF5 or netCDF";
        if (head.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[' or (byte)'<', ..])
            return "JSON or XML";
        var isWide = head is [0xff, 0xfe, ..] or [0xfe, 0xff, ..];
        return !isWide && head.Contains((byte)0) ? "binary" : null;
    }

    private static MemoryStream? Unpacked(PlumeFile file, FaultLog log, CancellationToken cancellation)
    {
        var stored = new MemoryStream();
        if (!Copy(file.Content, stored, file.Name, log, cancellation))
        {
            stored.Dispose();
            return null;
        }

        stored.Position = 0;
        if (stored.Length < 2 || stored.GetBuffer()[0] != 0x1f || stored.GetBuffer()[1] != 0x8b)
            return stored;
        var plain = new MemoryStream();
        using (stored)
        using (var gzip = new GZipStream(stored, CompressionMode.Decompress))
            Copy(gzip, plain, file.Name, log, cancellation);
        plain.Position = 0;
        return plain;
    }

    // What came before a damage is read.
    private static bool Copy(Stream from, MemoryStream to, string name, FaultLog log, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = from.Read(buffer, 0, buffer.Length)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                if (to.Length + read > MostBytes)
                {
                    log.Add(name, InputFaultReason.TooLarge, excerpt: "more than 1 GB");
                    return true;
                }

                to.Write(buffer, 0, read);
            }

            return true;
        }
        catch (InvalidDataException error)
        {
            log.Add(name, InputFaultReason.Damaged, excerpt: error.Message);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            log.Add(name, InputFaultReason.Unreadable, excerpt: error.Message);
            return false;
        }
    }
}
