namespace Atalaya.Node.Storage;

/// <summary>A node's files are not what a crash leaves. Nothing was changed and nothing is signed; restore the folder.</summary>
/// <param name="file">Which file.</param>
/// <param name="offset">Offset in bytes, or the index of the leaf whose content is missing.</param>
public sealed class NodeDamageException(string file, long offset) : Exception($"{file} at {offset}")
{
    /// <summary>Which file.</summary>
    public string File => file;

    /// <summary>Offset in bytes, or the index of the leaf whose content is missing.</summary>
    public long Offset => offset;
}
