using Atalaya.Archive.Storage;

namespace Atalaya.Node.Storage;

/// <summary>Small files of a node: whole under their name, or not there.</summary>
internal static class DurableText
{
    /// <summary>Writes one that people may read and change, in the place of the one before.</summary>
    public static void Place(string path, ReadOnlySpan<byte> content)
    {
        Write(path, content, new());
        Move(path + DurableFile.StagingEnding, path);
    }

    /// <summary>Writes one that only its owner may read, where none stands yet.</summary>
    /// <exception cref="IOException">There is one already.</exception>
    public static void PlaceSecret(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(FolderOf(path));
        Write(path, content, OperatingSystem.IsWindows() ? new() : new() { UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        Move(path + DurableFile.StagingEnding, path, overwrite: false);
    }

    /// <summary>Gives a file another name for good.</summary>
    public static void Move(string from, string to, bool overwrite = true)
    {
        File.Move(from, to, overwrite);
        FolderSync.Sync(FolderOf(to));
    }

    private static void Write(string path, ReadOnlySpan<byte> content, FileStreamOptions options)
    {
        (options.Mode, options.Access) = (FileMode.Create, FileAccess.Write);
        using var file = new FileStream(path + DurableFile.StagingEnding, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;
}
