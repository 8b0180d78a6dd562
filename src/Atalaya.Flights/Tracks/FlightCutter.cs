namespace Atalaya.Flights.Tracks;

/// <summary>Cuts a clean track into flights and bridges gaps that one flight explains. A pure function of its arguments.</summary>
public static class FlightCutter
{
    /// <summary>Cuts a track into flights, in time order. Every report is in exactly one flight (ground movement before take-off belongs to the flight that follows).</summary>
    /// <param name="track">A clean track.</param>
    /// <param name="rules">Thresholds.</param>
    /// <param name="inputEdges">Instants (ms since 1970) at which the input was clipped (day edges of trace files): a flight that ends in the air close to one is marked <see cref="FlightEnd.InputEdge"/>.</param>
    public static IReadOnlyList<Flight> Cut(Track track, CuttingRules rules, IReadOnlyList<long> inputEdges) => throw new NotImplementedException();
}

/// <summary>Thresholds of cutting and stitching.</summary>
public sealed record CuttingRules
{
    /// <summary>The defaults.</summary>
    public static CuttingRules Default { get; } = new();
}
