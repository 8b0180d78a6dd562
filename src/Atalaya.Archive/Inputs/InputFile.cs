namespace Atalaya.Archive.Inputs;

/// <summary>What an input holds.</summary>
public enum InputKind
{
    /// <summary>A readsb trace: one aircraft, mostly one UTC day.</summary>
    Trace,

    /// <summary>Rows of position reports, of any number of aircraft.</summary>
    Rows,
}

/// <summary>A file that was found, or a member of a tar.</summary>
public sealed class InputFile
{
    internal InputFile(string name, long bytes, InputKind kind)
    {
        Name = name;
        Bytes = bytes;
        Kind = kind;
    }

    /// <summary>Path as given and found; a member of a tar follows after <c>!</c>. Of snapshots that are one input: their folder, hour and number.</summary>
    public string Name { get; internal set; }

    /// <summary>Stored size in bytes.</summary>
    public long Bytes { get; internal set; }

    /// <summary>What it holds.</summary>
    public InputKind Kind { get; }

    /// <summary>SHA-256 of the stored bytes in lower-case hex (of snapshots that are one input: of their digests); null until the file was read to its end. Rows files have it after the scan, traces after their part was read.</summary>
    public string? Digest { get; internal set; }
}
