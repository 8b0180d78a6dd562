using System.Runtime.InteropServices;

namespace Atalaya.Archive.Storage;

/// <summary>Makes the names in a folder durable, for which .NET has no call.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Syncs a folder. On Windows the file system does so by itself.</summary>
    /// <exception cref="IOException">It could not be done.</exception>
    public static void Sync(string folder)
    {
        if (!TrySync(folder, out var problem))
            throw new IOException($"{folder} could not be synced: {problem}");
    }

    /// <summary>The same where a folder that cannot be synced is no reason to stop.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="problem">The system's words where it could not be done.</param>
    public static bool TrySync(string folder, out string problem)
    {
        problem = "";
        if (OperatingSystem.IsWindows())
            return true;
        var descriptor = Open(folder, ReadOnly);
        var isDone = descriptor >= 0 && Flush(descriptor) == 0;
        if (!isDone)
            problem = Marshal.GetLastPInvokeErrorMessage();
        if (descriptor >= 0)
            _ = Close(descriptor);
        return isDone;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
