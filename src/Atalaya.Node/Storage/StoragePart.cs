using Atalaya.Accords.Log;

namespace Atalaya.Node.Storage;

/// <summary>A folder of a storage as a storage of its own, so that one power cut strikes all of a node's files at one moment.</summary>
internal sealed class StoragePart(ILogStorage whole, string folder) : ILogStorage
{
    private bool _nameIsDurable;

    public byte[]? Read(string path) => whole.Read(At(path));

    public byte[]? Read(string path, long offset, int length) => whole.Read(At(path), offset, length);

    public void Write(string path, ReadOnlySpan<byte> content) => whole.Write(At(path), content);

    public void Append(string path, ReadOnlySpan<byte> content) => whole.Append(At(path), content);

    public void Truncate(string path, long length) => whole.Truncate(At(path), length);

    public void Sync(string path) => whole.Sync(At(path));

    public void Rename(string from, string to) => whole.Rename(At(from), At(to));

    public void SyncFolder(string path)
    {
        whole.SyncFolder(path.Length == 0 ? folder : At(path));
        if (_nameIsDurable)
            return;
        whole.SyncFolder("");
        _nameIsDurable = true;
    }

    public IReadOnlyList<string> List(string path) =>
        [.. whole.List(path.Length == 0 ? folder : At(path)).Select(name => name[(folder.Length + 1)..])];

    private string At(string path) => folder + "/" + path;
}
