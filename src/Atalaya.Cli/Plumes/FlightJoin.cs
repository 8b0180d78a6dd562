namespace Atalaya.Cli.Plumes;

/// <summary>How readings were brought together with a flight.</summary>
/// <param name="FlightId">The flight's stable name.</param>
/// <param name="TrackDigest">SHA-256 of its cleaned reports.</param>
/// <param name="Joined">Rows that lie within what was heard of the flight.</param>
/// <param name="InGaps">Rows in times of the flight in which nothing was heard of it.</param>
/// <param name="Outside">Rows before its first or after its last report.</param>
/// <param name="GivesPlaces">Whether the places of the readings come from the flight, so that the other rows are left out; else the readings had their own.</param>
/// <param name="MedianMetres">Where the readings had their own places: median distance from the flight's; else NaN.</param>
/// <param name="GroundMetres">Height of the ground above sea level that was taken off altitudes; NaN where none was stated.</param>
internal sealed record FlightJoin(string FlightId, string TrackDigest, int Joined, int InGaps, int Outside, bool GivesPlaces, double MedianMetres, double GroundMetres);
