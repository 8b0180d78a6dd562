using Atalaya.Earth.Zones;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Stays;

/// <summary>An unbroken time of a flight in one zone under one claim. Airborne time only; nothing inside gaps.</summary>
/// <param name="Zone">Where.</param>
/// <param name="Claim">Under whose lines.</param>
/// <param name="Start">Entry, interpolated along the geodesic between reports.</param>
/// <param name="End">Exit.</param>
/// <param name="Minutes">Minutes that are certainly in the zone.</param>
/// <param name="UncertainMinutes">Minutes nearer to a deciding line than the margin; not contained in <paramref name="Minutes"/>.</param>
public sealed record Stay(Zone Zone, Claim Claim, Instant Start, Instant End, double Minutes, double UncertainMinutes);

/// <summary>Attributes each minute of a flight to a zone under each claim. A pure function of its arguments.</summary>
public static class StayFinder
{
    /// <summary>The stays of a flight, first by claim, then in time order.</summary>
    public static IReadOnlyList<Stay> Find(Flight flight, ZoneMap zones) => throw new NotImplementedException();
}
