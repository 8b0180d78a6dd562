using Atalaya.Earth;
using Atalaya.Earth.Zones;
using NodaTime;

namespace Atalaya.Flights.Stays;

/// <summary>The moment at which a flight came nearest to the airspace of a state.</summary>
/// <param name="Sovereign">ISO 3166-1 alpha-3 code.</param>
/// <param name="Claim">Under whose lines.</param>
/// <param name="Time">When; the first such moment where it was inside.</param>
/// <param name="Position">Where the aircraft was then.</param>
/// <param name="Metres">How far from the state's territory, internal waters and territorial sea; 0 inside. Where a median decides, a lower bound.</param>
/// <param name="MarginMetres">Margin of the line that decides: the true distance may differ by so much.</param>
public sealed record Approach(string Sovereign, Claim Claim, Instant Time, Position Position, double Metres, double MarginMetres);
