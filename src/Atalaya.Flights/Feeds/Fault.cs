namespace Atalaya.Flights.Feeds;

/// <summary>Why a part of the input could not be used.</summary>
public enum FaultReason
{
    /// <summary>Not in any format we read.</summary>
    UnknownFormat,
    /// <summary>The file is empty.</summary>
    Empty,
    /// <summary>The compressed stream ends early; what came before was read.</summary>
    TruncatedGzip,
    /// <summary>The compressed stream is damaged; what came before was read.</summary>
    DamagedGzip,
    /// <summary>The archive ends inside a member.</summary>
    TruncatedTar,
    /// <summary>A tar header's checksum is wrong.</summary>
    DamagedTar,
    /// <summary>JSON ends early.</summary>
    TruncatedJson,
    /// <summary>Not well-formed JSON.</summary>
    MalformedJson,
    /// <summary>A value that must be there is not.</summary>
    Missing,
    /// <summary>Not a number, or NaN or infinite.</summary>
    NotANumber,
    /// <summary>A number outside its range (latitude 91°).</summary>
    OutOfRange,
    /// <summary>Not a time that can be understood.</summary>
    BadTime,
    /// <summary>No position in this row; nothing is wrong with it. Counted, not kept.</summary>
    NoPosition,
    /// <summary>The positions cannot be true as labelled (two swapped columns, say).</summary>
    Implausible,
    /// <summary>More reports of one aircraft than one file can hold; the rest was not read.</summary>
    TooLarge,
    /// <summary>A part of a day that should be there is not.</summary>
    MissingPart,
    /// <summary>The file could not be opened or read.</summary>
    Unreadable,
    /// <summary>Input of a kind that Atalaya refuses.</summary>
    Refused,
    /// <summary>Something that the input does not say was assumed (the zone of times, a unit) or mended (a field too many); nothing was lost.</summary>
    Assumed,
    /// <summary>Not well-formed XML.</summary>
    MalformedXml,
    /// <summary>XML ends early.</summary>
    TruncatedXml,
    /// <summary>A Parquet file is damaged; what came before was read.</summary>
    DamagedParquet,
    /// <summary>A position that the feed gave before: no new report. Counted, not kept.</summary>
    Repeated,
}

/// <summary>One place of the input that could not be used.</summary>
/// <param name="Source">File, with the member inside an archive after <c>!</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Line">1-based line, for line formats.</param>
/// <param name="ByteOffset">0-based offset in the uncompressed bytes, where known.</param>
/// <param name="Field">Field or column, where one is to blame.</param>
/// <param name="Excerpt">The rejected text, at most 2,000 characters.</param>
public sealed record Fault(string Source, FaultReason Reason, long? Line = null, long? ByteOffset = null, string? Field = null, string? Excerpt = null);

/// <summary>Takes faults. Called from the thread that reads.</summary>
public interface IFaultSink
{
    /// <summary>Takes one fault.</summary>
    void Add(Fault fault);

    /// <summary>Counts something that is no fault of the input's shape and is not kept one by one (rows without a position).</summary>
    void Count(string source, FaultReason reason, long count);
}
