using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Inputs;

/// <summary>A trace file, or a trace inside a tar.</summary>
internal sealed class TracePart(InputFile file, StoredFiles? tar, long offset, long? baseTime) : AircraftPart(file)
{
    public override long Bytes => File.Bytes;

    /// <summary>Milliseconds since 1970, for order among parts.</summary>
    public long BaseTime => baseTime ?? long.MaxValue;

    public override IReadOnlyList<long> InputEdges => new TraceHeader("", baseTime).ClippedAt;

    public override Aircraft? Read(TrackBuilder into, IFaultSink faults, FeedScratch scratch)
    {
        try
        {
            using var content = new HashingStream(Open());
            var aircraft = ReadsbTrace.Read(content, File.Name, into, faults, scratch);
            File.Digest = content.Digest();
            if (content.Failure is { } failure)
                faults.Add(new(File.Name, FaultReason.Unreadable, Excerpt: failure.Message));
            return aircraft;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(File.Name, FaultReason.Unreadable, Excerpt: error.Message));
            return null;
        }
    }

    public Stream Open() => tar is null ? new FileStream(File.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0) : tar.Open(offset, File.Bytes);
}
