using Atalaya.Accords.Log;
using Atalaya.Archive.Storage;
using Microsoft.Win32.SafeHandles;

namespace Atalaya.Node.Storage;

/// <summary>The files of a log or a witness in one folder of this machine, for one process at a time.</summary>
public sealed class FileLogStorage : ILogStorage, IDisposable
{
    private const string LockName = ".lock";
    private const int SyncsAtOnce = 16;
    private readonly string _root;
    private readonly FileStream _lock;
    private readonly Lock _gate = new();

    // Files that are appended to stay open: a sync through the descriptor that wrote hears of every failed write-back.
    private readonly Dictionary<string, (SafeFileHandle Handle, long Length)> _appended = new(StringComparer.Ordinal);

    /// <summary>Takes a folder, which is made where it is missing, until disposed.</summary>
    /// <exception cref="IOException">Another process, or another storage in this one, has it.</exception>
    public FileLogStorage(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _root = Path.GetFullPath(folder);
        MakeFolder(_root);
        _lock = new FileStream(Path.Combine(_root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    /// <inheritdoc/>
    public byte[]? Read(string path) => File.Exists(At(path)) ? File.ReadAllBytes(At(path)) : null;

    /// <inheritdoc/>
    public byte[]? Read(string path, long offset, int length)
    {
        if (!File.Exists(At(path)))
            return null;
        using var handle = File.OpenHandle(At(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[(int)Math.Clamp(RandomAccess.GetLength(handle) - offset, 0, length)];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), offset + read) is > 0 and var some)
            read += some;
        return bytes[..read];
    }

    /// <inheritdoc/>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            Close(path);
            MakeFolder(Path.GetDirectoryName(At(path))!);
            using var handle = File.OpenHandle(At(path), FileMode.Create, FileAccess.Write, FileShare.Read);
            RandomAccess.Write(handle, content, 0);
        }
    }

    /// <inheritdoc/>
    public void Append(string path, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            if (!_appended.TryGetValue(path, out var file))
            {
                var handle = File.OpenHandle(At(path), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                file = (handle, RandomAccess.GetLength(handle));
            }

            _appended[path] = file with { Length = file.Length + content.Length };
            RandomAccess.Write(file.Handle, content, file.Length);
        }
    }

    /// <inheritdoc/>
    public void Truncate(string path, long length)
    {
        lock (_gate)
        {
            Close(path);
            using var handle = File.OpenHandle(At(path), FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            RandomAccess.SetLength(handle, length);
        }
    }

    /// <inheritdoc/>
    public void Sync(string path)
    {
        lock (_gate)
        {
            if (_appended.TryGetValue(path, out var file))
            {
                RandomAccess.FlushToDisk(file.Handle);
                return;
            }

        }

        SyncWritten(path);
    }

    /// <inheritdoc/>
    /// <remarks>Side by side: a journalling file system commits for all that wait at once.</remarks>
    public void SyncAll(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var workers = Math.Min(paths.Count, SyncsAtOnce);
        // Threads of their own: the pool has as many as there are processors, and these only wait for the disk.
        Task.WaitAll(Enumerable.Range(0, workers).Select(first => Task.Factory.StartNew(
            () =>
            {
                for (var i = first; i < paths.Count; i += workers)
                    Sync(paths[i]);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        lock (_gate)
        {
            Close(from);
            Close(to);
            File.Move(At(from), At(to), overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void SyncFolder(string path) => FolderSync.Sync(path.Length == 0 ? _root : At(path));

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        var full = folder.Length == 0 ? _root : At(folder);
        return Directory.Exists(full)
            ? [.. Directory.EnumerateFileSystemEntries(full).Select(entry => Path.GetRelativePath(_root, entry).Replace(Path.DirectorySeparatorChar, '/')).Where(static p => p != LockName)]
            : [];
    }

    /// <summary>Lets the folder go.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var path in _appended.Keys.ToList())
                Close(path);
        }

        _lock.Dispose();
    }

    // A new folder is a name in the one above, which must outlive a power cut too.
    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var above = Path.GetDirectoryName(folder);
        if (above is not null)
            MakeFolder(above);
        Directory.CreateDirectory(folder);
        if (above is not null)
            FolderSync.Sync(above);
    }

    // A failed write-back that nobody has heard of yet is reported to a descriptor opened later, too.
    private void SyncWritten(string path)
    {
        using var handle = File.OpenHandle(At(path), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(handle);
    }

    private void Close(string path)
    {
        if (_appended.Remove(path, out var file))
            file.Handle.Dispose();
    }

    private string At(string path)
    {
        if (string.IsNullOrEmpty(path) || path == LockName || path.Contains('\\', StringComparison.Ordinal) || path.Split('/').Any(static part => part is "" or "." or ".."))
            throw new ArgumentException("Not a path within the folder.", nameof(path));
        return Path.Combine(_root, path);
    }
}
