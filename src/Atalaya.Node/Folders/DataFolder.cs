using Atalaya.Node.Storage;

namespace Atalaya.Node.Folders;

/// <summary>The part of a node's or a witness's folder that one process has at a time.</summary>
internal static class DataFolder
{
    // How another process's lock shows: EAGAIN, ERROR_SHARING_VIOLATION.
    private const int WouldBlock = 11;
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>Takes it for this process.</summary>
    /// <exception cref="FolderException">Another process has it.</exception>
    public static FileLogStorage Open(string folder)
    {
        try
        {
            return new(Path.Combine(folder, "data"));
        }
        catch (IOException problem) when (problem.HResult is WouldBlock or SharingViolation)
        {
            throw new FolderException(folder, FolderFault.Running);
        }
    }
}
