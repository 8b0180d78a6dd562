namespace Atalaya.Archive;

/// <summary>An archive that cannot be used: says which folder and why.</summary>
public sealed class ArchiveException(string folder, string reason, Exception? cause = null) : Exception($"{folder}: {reason}", cause)
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Kebab-case key of the reason.</summary>
    public string Reason { get; } = reason;
}
