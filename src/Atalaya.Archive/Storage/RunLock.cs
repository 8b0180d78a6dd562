namespace Atalaya.Archive.Storage;

/// <summary>Keeps two runs from one archive. The system frees it with the process, however that ends.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <exception cref="ArchiveException">Another run holds it (<c>in-use</c>).</exception>
    public static RunLock Take(string folder)
    {
        try
        {
            return new(new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (error.HResult is not 0x70 and not 28)
        {
            throw new ArchiveException(folder, "in-use", error);
        }
    }

    public void Dispose() => file.Dispose();
}
