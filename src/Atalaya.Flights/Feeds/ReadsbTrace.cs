using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads readsb trace files (<c>trace_full_*.json</c>; see <c>docs/formats/readsb-trace.md</c>).</summary>
public static class ReadsbTrace
{
    /// <summary>Reads one trace file, plain or gzip, and appends its reports. Never throws on bad input.</summary>
    /// <param name="content">The file's bytes as stored.</param>
    /// <param name="source">Its name for faults.</param>
    /// <param name="into">Where reports go.</param>
    /// <param name="faults">Where faults go.</param>
    /// <returns>The aircraft the file names, or null where it is no trace file.</returns>
    public static Aircraft? Read(Stream content, string source, TrackBuilder into, IFaultSink faults)
    {
        using var scratch = new FeedScratch();
        return Read(content, source, into, faults, scratch);
    }

    /// <summary>As <see cref="Read(Stream, string, TrackBuilder, IFaultSink)"/>, with buffers that are used again.</summary>
    /// <param name="content">The file's bytes as stored.</param>
    /// <param name="source">Its name for faults.</param>
    /// <param name="into">Where reports go.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="scratch">The calling thread's own.</param>
    public static Aircraft? Read(Stream content, string source, TrackBuilder into, IFaultSink faults, FeedScratch scratch) =>
        new TraceReader(content, source, into, faults, scratch, ReadingPath.FastThenJson).Read();

    /// <summary>Reads only as far as needed to name the aircraft and the day.</summary>
    /// <param name="content">The file's bytes as stored.</param>
    /// <param name="scratch">The calling thread's own.</param>
    /// <returns>Null where the beginning is not that of a trace file.</returns>
    public static TraceHeader? Peek(Stream content, FeedScratch scratch) => TraceReader.Peek(content, scratch);

    /// <summary>Reads every row by the reference reader; for tests and for finding faults of the fast one.</summary>
    internal static Aircraft? ReadByJsonOnly(Stream content, string source, TrackBuilder into, IFaultSink faults, FeedScratch scratch) =>
        new TraceReader(content, source, into, faults, scratch, ReadingPath.JsonOnly).Read();
}

/// <summary>What stands before the rows of a trace file.</summary>
/// <param name="Identity">The aircraft's identity; see <see cref="Aircraft.Identity"/>.</param>
/// <param name="BaseTime">Milliseconds since 1970 from which row offsets count; null where it stands behind the rows.</param>
public readonly record struct TraceHeader(string Identity, long? BaseTime)
{
    private const long DayMilliseconds = 86_400_000;

    /// <summary>Start and end of the UTC day (ms since 1970) that a daily file was clipped to: its base is then the day's first instant. Empty for a trace that a receiver keeps of the last hours.</summary>
    public IReadOnlyList<long> ClippedAt => BaseTime is { } start && start % DayMilliseconds == 0 ? [start, start + DayMilliseconds] : [];
}

/// <summary>Which reader is used for rows.</summary>
internal enum ReadingPath
{
    FastThenJson,
    JsonOnly,
}
