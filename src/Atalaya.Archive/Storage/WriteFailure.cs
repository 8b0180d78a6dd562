using DuckDB.NET.Data;
using ParquetSharp;

namespace Atalaya.Archive.Storage;

/// <summary>Tells why writing failed, whichever library says so.</summary>
internal static class WriteFailure
{
    /// <summary>Whether an error comes from writing the archive, so that the run ends with a message and not a stack trace.</summary>
    public static bool IsWriteFailure(Exception error) => error is IOException or UnauthorizedAccessException or DuckDBException or ParquetException;

    /// <summary>Whether the disk is full.</summary>
    public static bool IsDiskFull(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            // 28 is ENOSPC; the libraries only pass its text on.
            if (error is IOException { HResult: 28 or unchecked((int)0x80070070) }
                || error.Message.Contains("No space left on device", StringComparison.OrdinalIgnoreCase)
                || error.Message.Contains("not enough space", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
