using NodaTime;

namespace Atalaya.Flights.Tracks;

/// <summary>What is known of one end of a flight.</summary>
public enum FlightEnd
{
    /// <summary>The reports simply begin or end: nothing was heard beyond.</summary>
    NotHeard,

    /// <summary>Heard on the ground, or in the last of an approach or the first of a climb.</summary>
    Ground,

    /// <summary>The reports begin or end at the edge of the input, in flight: more input may continue it.</summary>
    InputEdge,
}

/// <summary>A time inside a flight in which nothing was heard. Nothing may be inferred inside it.</summary>
/// <param name="BeforeIndex">Index of the last report before it; the next report ends it.</param>
/// <param name="Start">When the last report before it was heard.</param>
/// <param name="End">When the first report after it was heard.</param>
/// <param name="Metres">Geodesic distance between the two.</param>
public readonly record struct Gap(int BeforeIndex, Instant Start, Instant End, double Metres);

/// <summary>From take-off to landing, or from first to last heard.</summary>
/// <param name="Track">Its reports, cleaned, ascending.</param>
/// <param name="Gaps">Its gaps in order.</param>
/// <param name="Departure">What is known of its beginning.</param>
/// <param name="Arrival">What is known of its end.</param>
public sealed record Flight(Track Track, IReadOnlyList<Gap> Gaps, FlightEnd Departure, FlightEnd Arrival)
{
    /// <summary>Time of the first report.</summary>
    public Instant Start => Instant.FromUnixTimeMilliseconds(Track.Times[0]);

    /// <summary>Time of the last report.</summary>
    public Instant End => Instant.FromUnixTimeMilliseconds(Track.Times[^1]);

    /// <summary>Stable name: identity and start; the same reports always give the same name, on any machine.</summary>
    public string FlightId => FlightNaming.FlightId(Track);

    /// <summary>SHA-256 over the canonical bytes of the cleaned reports, in lower-case hex; documented in <c>docs/formats</c>.</summary>
    public string TrackDigest => FlightNaming.TrackDigest(Track);
}
