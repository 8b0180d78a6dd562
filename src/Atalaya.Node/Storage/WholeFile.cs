using Atalaya.Accords.Log;

namespace Atalaya.Node.Storage;

/// <summary>Small files that are whole under their name or not there, whenever the power fails.</summary>
internal static class WholeFile
{
    private const string StagingEnding = ".part";

    /// <summary>Writes beside the place, syncs, renames, and syncs the folder. Returns once it is durable.</summary>
    public static void Place(ILogStorage storage, string path, ReadOnlySpan<byte> content)
    {
        storage.Write(path + StagingEnding, content);
        storage.Sync(path + StagingEnding);
        storage.Rename(path + StagingEnding, path);
        storage.SyncFolder("");
    }
}
