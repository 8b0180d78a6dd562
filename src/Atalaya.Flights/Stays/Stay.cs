using Atalaya.Earth.Zones;
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

/// <summary>Thresholds of attributing time to zones.</summary>
public sealed record StayRules
{
    /// <summary>The defaults.</summary>
    public static StayRules Default { get; } = new();

    /// <summary>Metres between the points at which the way from one report to the next is looked at. Zones are tens of kilometres wide (a lone rock's sea measures 24 NM across); narrower tongues of land are met at this step.</summary>
    public double StepMetres { get; init; } = 2_000;

    /// <summary>Metres from which the way between two reports is a geodesic; below, a straight line in latitude and longitude, which is then at most 15 m off at 60° N and far inside every margin.</summary>
    public double GeodesicMetres { get; init; } = 20_000;

    /// <summary>Milliseconds to which an entry or exit is found: 120 m at 450 kt, less than any line's margin.</summary>
    public long PrecisionMilliseconds { get; init; } = 500;

    /// <summary>Minutes below which a stay without a certain moment, between two of one and the same other zone, is no stay: along a line the answer flickers. Its minutes join theirs, as uncertain ones.</summary>
    public double FlickerMinutes { get; init; } = 1;
}
