using Atalaya.Accords.Publishing;
using Atalaya.Archive.Storage;

namespace Atalaya.Node.Storage;

/// <summary>A published folder on this machine. A reader finds the old one or the new one, whole.</summary>
public static class PublicFolder
{
    /// <summary>
    /// Writes the files into a fresh folder beside the given one and puts it in that one's place. Nothing of the old one stays: what no verifier
    /// checks must not lie beside what they do.
    /// </summary>
    /// <param name="folder">Where the public looks.</param>
    /// <param name="files">From <see cref="PublishedFolder.Files"/>.</param>
    /// <exception cref="IOException">A file cannot be written; the old folder is as it was, or lies beside under <c>.old</c>.</exception>
    public static void Replace(string folder, IEnumerable<PublicFile> files)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(files);
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var (fresh, old) = (target + ".part", target + ".old");
        Remove(fresh);
        foreach (var file in files)
        {
            var path = Path.GetFullPath(Path.Combine(fresh, file.Path));
            if (!path.StartsWith(fresh + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new ArgumentException($"{file.Path} leads out of the folder.", nameof(files));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
            RandomAccess.Write(handle, file.Content.Span, 0);
            RandomAccess.FlushToDisk(handle);
        }

        Remove(old);
        if (Directory.Exists(target))
            Directory.Move(target, old);
        Directory.Move(fresh, target);
        FolderSync.Sync(Path.GetDirectoryName(target)!);
        Remove(old);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
