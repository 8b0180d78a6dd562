using System.Runtime.InteropServices;

namespace Atalaya.Archive.Storage;

/// <summary>Brings finished files to their place so that a crash leaves either the old state or the new one.</summary>
internal static partial class DurableFile
{
    /// <summary>Files with this ending are unfinished and are removed at the next start.</summary>
    public const string StagingEnding = ".part";

    /// <summary>Forces a staged file to disk and gives it its name.</summary>
    public static void Publish(string staged, string final)
    {
        using (var handle = File.OpenHandle(staged, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(handle);
        File.Move(staged, final, overwrite: true);
        FlushFolder(Path.GetDirectoryName(final)!);
    }

    /// <summary>Forces names in a folder to disk, where the system has a way to do so.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
            return;
        _ = Flush(descriptor);
        _ = CloseDescriptor(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
