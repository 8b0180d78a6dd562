using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Inputs;

/// <summary>A trace file, or a trace inside a tar.</summary>
internal sealed class TracePart(InputFile file, StoredFiles? tar, long offset, long? baseTime) : AircraftPart(file)
{
    private StoredContent? ahead;

    public override long Bytes => File.Bytes;

    /// <summary>Milliseconds since 1970, for order among parts.</summary>
    public long BaseTime => baseTime ?? long.MaxValue;

    public override IReadOnlyList<long> InputEdges => new TraceHeader("", baseTime).ClippedAt;

    public override void ReadAhead(StoredContent content, bool mayBeKnown)
    {
        try
        {
            using var own = tar is null ? new StoredFiles([File.Name]) : null;
            var (stored, start, length) = tar is null ? (own!, 0, own!.Length) : (tar, offset, File.Bytes);
            if (length <= StoredContent.MaxBytes)
            {
                content.Fill(stored, start, (int)length);
                File.Digest = content.Digest();
                ahead = content;
            }
            else if (mayBeKnown)
            {
                using var hashing = new HashingStream(stored.Open(start, length));
                File.Digest = hashing.Digest();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Read says why.
        }
    }

    public override Aircraft? Read(TrackBuilder into, IFaultSink faults, FeedScratch scratch)
    {
        if (ahead is { } content)
        {
            ahead = null;
            return ReadsbTrace.Read(content.Open(), File.Name, into, faults, scratch);
        }

        try
        {
            using var stored = tar is null ? new FileStream(File.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0) : tar.Open(offset, File.Bytes);
            using var hashing = new HashingStream(stored);
            var aircraft = ReadsbTrace.Read(hashing, File.Name, into, faults, scratch);
            File.Digest = hashing.Digest();
            if (hashing.Failure is { } failure)
                faults.Add(new(File.Name, FaultReason.Unreadable, Excerpt: failure.Message));
            return aircraft;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(File.Name, FaultReason.Unreadable, Excerpt: error.Message));
            return null;
        }
    }
}
