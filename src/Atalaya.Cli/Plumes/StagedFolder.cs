namespace Atalaya.Cli.Plumes;

/// <summary>Writes files beside their places and gives them their names at the end, all together: whoever stops in between leaves none of them.</summary>
internal sealed class StagedFolder : IDisposable
{
    private const string Ending = ".new";

    private readonly string folder;
    private readonly bool isOurs;
    private readonly List<string> names = [];
    private bool isPublished;

    /// <summary>Makes the folder where there is none.</summary>
    public StagedFolder(string folder)
    {
        this.folder = folder;
        isOurs = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
    }

    /// <summary>Writes a file as a stream.</summary>
    public void Write(string name, Action<Stream> fill)
    {
        using var file = new FileStream(Staged(name), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        fill(file);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Lets a file be written by its path.</summary>
    public void WriteAt(string name, Action<string> fill)
    {
        var path = Staged(name);
        fill(path);
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Gives all files their names.</summary>
    public void Publish()
    {
        foreach (var name in names)
            File.Move(Path.Combine(folder, name) + Ending, Path.Combine(folder, name), overwrite: true);
        isPublished = true;
    }

    /// <summary>Removes what was not published.</summary>
    public void Dispose()
    {
        if (isPublished)
            return;
        foreach (var name in names)
            File.Delete(Path.Combine(folder, name) + Ending);
        if (isOurs && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private string Staged(string name)
    {
        names.Add(name);
        return Path.Combine(folder, name) + Ending;
    }
}
