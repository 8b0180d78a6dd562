using Atalaya.Flights.Missions;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Tempo;

/// <summary>What counting needs to know of a flight.</summary>
/// <param name="FlightId">Stable name.</param>
/// <param name="Class">How it was judged.</param>
/// <param name="Basis">How its track is known.</param>
/// <param name="Start">First report.</param>
/// <param name="End">Last report.</param>
/// <param name="Stays">Where it was; only read by rules with a zone filter.</param>
public sealed record MissionEntry(string FlightId, MissionClass Class, Basis Basis, Instant Start, Instant End, IReadOnlyList<Stay> Stays);
