namespace Atalaya.Accords.Log;

/// <summary>
/// Where a log or a witness keeps its files. Paths are relative, with <c>/</c> between names. Nothing is durable until it is synced: content by
/// <see cref="Sync"/>, a new or changed name by <see cref="SyncFolder"/>. What fails throws, and the caller then trusts nothing that it wrote since.
/// </summary>
public interface ILogStorage
{
    /// <summary>The content of a file; null where there is none.</summary>
    byte[]? Read(string path);

    /// <summary>A part of a file, shorter where the file ends before; null where there is none.</summary>
    byte[]? Read(string path, long offset, int length);

    /// <summary>Writes a file anew, and the folders above it.</summary>
    void Write(string path, ReadOnlySpan<byte> content);

    /// <summary>Adds to the end of a file that is there.</summary>
    void Append(string path, ReadOnlySpan<byte> content);

    /// <summary>Cuts a file off.</summary>
    void Truncate(string path, long length);

    /// <summary>Makes a file's content durable.</summary>
    void Sync(string path);

    /// <summary>Makes the content of files durable, in no order; where there are many, together may cost less.</summary>
    void SyncAll(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        foreach (var path in paths)
            Sync(path);
    }

    /// <summary>Gives a file another name, at once and in place of what bore it.</summary>
    void Rename(string from, string to);

    /// <summary>Makes the names in a folder durable; <c>""</c> is the root.</summary>
    void SyncFolder(string path);

    /// <summary>Paths of the files and folders directly in a folder, in no order; none where there is no such folder.</summary>
    IReadOnlyList<string> List(string folder);
}
