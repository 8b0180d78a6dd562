namespace Atalaya.Accords.Log;

/// <summary>Files that are whole under their name or not there, whenever the power fails.</summary>
internal static class DurableWrites
{
    /// <summary>Files with this ending were being written; nobody reads them, and the next write of the same file replaces them.</summary>
    public const string StagingEnding = ".part";

    /// <summary>Writes files beside their place, syncs them, renames them, and syncs every folder above them. Returns once all is durable.</summary>
    public static void WriteDurably(this ILogStorage storage, params IEnumerable<(string Path, ReadOnlyMemory<byte> Content)> files)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal) { "" };
        var staged = new List<string>();
        foreach (var (path, content) in files)
        {
            storage.Write(path + StagingEnding, content.Span);
            staged.Add(path + StagingEnding);
            for (var end = path.LastIndexOf('/'); end >= 0; end = end == 0 ? -1 : path.LastIndexOf('/', end - 1))
                folders.Add(path[..end]);
        }

        storage.SyncAll(staged);
        foreach (var path in staged)
            storage.Rename(path, path[..^StagingEnding.Length]);
        // From below, so that no name is durable before what it leads to.
        foreach (var folder in folders.Reverse())
            storage.SyncFolder(folder);
    }
}
