using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads readsb trace files.</summary>
public static class ReadsbTrace
{
    /// <summary>Reads one trace file, plain or gzip, and appends its reports. Never throws on bad input.</summary>
    /// <param name="content">The file's bytes as stored.</param>
    /// <param name="source">Its name for faults.</param>
    /// <param name="into">Where reports go.</param>
    /// <param name="faults">Where faults go.</param>
    /// <returns>The aircraft the file names, or null where it is no trace file.</returns>
    public static Aircraft? Read(Stream content, string source, TrackBuilder into, IFaultSink faults) => throw new NotImplementedException();
}
