using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Inputs;

/// <summary>All that the input holds of one aircraft under one basis.</summary>
/// <param name="Identity">What groups its reports; see <see cref="Aircraft.Identity"/>.</param>
/// <param name="Basis">How its tracks are known.</param>
/// <param name="Parts">Its parts, in time order as far as their headers tell; the reports of two parts may still overlap.</param>
public sealed record AircraftInput(string Identity, Basis Basis, IReadOnlyList<AircraftPart> Parts);

/// <summary>One file's share of one aircraft's reports. Parts of different aircraft may be read at the same time.</summary>
public abstract class AircraftPart
{
    private protected AircraftPart(InputFile file) => File = file;

    /// <summary>The file it comes from.</summary>
    public InputFile File { get; }

    /// <summary>Stored bytes that reading it takes, for progress: the sum over all parts is <see cref="InputCatalog.TotalBytes"/>.</summary>
    public abstract long Bytes { get; }

    /// <summary>Instants (ms since 1970) at which the file was clipped: start and end of the UTC day for daily traces, else empty.</summary>
    public abstract IReadOnlyList<long> InputEdges { get; }

    /// <summary>Reads the stored bytes, so that the file has its digest before anything of it is decoded. Not every part can: some have it already, of others it is known after <see cref="Read"/>.</summary>
    /// <param name="content">The calling thread's own; <see cref="Read"/> takes the bytes from it, if it is called before the content is filled again.</param>
    /// <param name="mayBeKnown">Whether it is worth reading a large file for its digest alone.</param>
    public virtual void ReadAhead(StoredContent content, bool mayBeKnown)
    {
    }

    /// <summary>Appends the part's reports. Never throws on bad input.</summary>
    /// <param name="into">Where reports go.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="scratch">The calling thread's own.</param>
    /// <returns>The aircraft as this part names it, or null where nothing could be read.</returns>
    public abstract Aircraft? Read(TrackBuilder into, IFaultSink faults, FeedScratch scratch);
}
