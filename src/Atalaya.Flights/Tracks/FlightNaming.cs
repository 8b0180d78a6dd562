namespace Atalaya.Flights.Tracks;

/// <summary>Names and digests of flights.</summary>
internal static class FlightNaming
{
    public static string FlightId(Track track) => throw new NotImplementedException();

    public static string TrackDigest(Track track) => throw new NotImplementedException();
}
