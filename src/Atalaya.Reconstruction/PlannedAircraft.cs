using Atalaya.Earth;
using Atalaya.Reconstruction.Flying;

namespace Atalaya.Reconstruction;

/// <summary>One flight to be flown.</summary>
/// <param name="Start">Seconds since 1970 UTC.</param>
/// <param name="Log">What it is meant to be.</param>
/// <param name="Begin">Where it begins, in the air or on the ground.</param>
/// <param name="Script">What is flown.</param>
internal sealed record PlannedFlight(double Start, FlightLog Log, Beginning Begin, Action<Pilot> Script);

/// <summary>Where and how a flight begins.</summary>
internal readonly record struct Beginning(Position At, double Feet, double Heading, double Knots, bool OnGround)
{
    public static Beginning OnStand(Airport airport) => new(airport.Stand, airport.ElevationFeet, airport.RunwayHeading, 0, true);
}

/// <summary>One airframe with its flights in time order.</summary>
/// <param name="Icao24">Its address, or the operator's name for it.</param>
/// <param name="Airframe">How it flies.</param>
/// <param name="Source">How it is heard, in readsb's words; <c>operator</c> where only its operator knows.</param>
/// <param name="Enhanced">Whether airspeed and roll are heard too.</param>
/// <param name="Squawk">Its transponder code.</param>
internal sealed record PlannedAircraft(string Icao24, Airframe Airframe, string Source, bool Enhanced, string Squawk)
{
    public List<PlannedFlight> Flights { get; } = [];

    /// <summary>Adds a flight from a stand at an aerodrome.</summary>
    public void Add(double start, FlightLog log, Airport from, Action<Pilot> script) =>
        Flights.Add(new(start, log, Beginning.OnStand(from), script));

    /// <summary>From when on it may fly again, seconds since 1970.</summary>
    public double FreeAt { get; set; }
}
