using System.Runtime.InteropServices;

namespace Atalaya.Node.Storage;

/// <summary>Makes the names in a folder durable, for which .NET has no call.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Syncs a folder. On Windows the file system does so by itself.</summary>
    /// <exception cref="IOException">It could not be done.</exception>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw Failure(folder);
        try
        {
            if (Flush(descriptor) != 0)
                throw Failure(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder) => new($"{folder} could not be synced: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
