namespace Atalaya.Archive.Storage;

/// <summary>Brings finished files to their place so that a crash leaves either the old state or the new one.</summary>
internal static class DurableFile
{
    /// <summary>Files with this ending are unfinished and are removed at the next start.</summary>
    public const string StagingEnding = ".part";

    /// <summary>Forces a staged file to disk and gives it its name.</summary>
    public static void Publish(string staged, string final)
    {
        using (var handle = File.OpenHandle(staged, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(handle);
        File.Move(staged, final, overwrite: true);
        _ = FolderSync.TrySync(Path.GetDirectoryName(final)!, out _);
    }
}
