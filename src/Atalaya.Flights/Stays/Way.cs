using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;

namespace Atalaya.Flights.Stays;

/// <summary>What holds at one moment: the zone, and whether it is certain.</summary>
internal readonly record struct ZoneState(Zone Zone, bool IsCertain)
{
    /// <summary>Sovereigns of one map are the same string objects, so that comparing references nearly always settles it.</summary>
    public bool Equals(ZoneState other) =>
        IsCertain == other.IsCertain && Zone.Kind == other.Zone.Kind
        && (ReferenceEquals(Zone.Sovereign, other.Zone.Sovereign) || Zone.Sovereign == other.Zone.Sovereign);

    public override int GetHashCode() => HashCode.Combine(Zone, IsCertain);

    public static ZoneState At(ZoneFollower zones, double latitude, double longitude)
    {
        var zone = zones.Find(latitude, longitude, out var certain);
        return new(zone, certain);
    }
}

/// <summary>The way between two reports, flown at constant speed.</summary>
internal readonly struct Way
{
    private readonly double latitude;
    private readonly double longitude;
    private readonly double latitudeChange;
    private readonly double longitudeChange;
    private readonly GeodesicLine? line;
    private readonly double metres;

    public Way(double latitude1, double longitude1, long start, double latitude2, double longitude2, long end, bool geodesic)
    {
        (Start, End) = (start, end);
        (latitude, longitude) = (latitude1, longitude1);
        latitudeChange = latitude2 - latitude1;
        longitudeChange = Math.IEEERemainder(longitude2 - longitude1, 360);
        if (!geodesic)
            return;
        var inverse = Geodesic.Inverse(new(latitude1, longitude1), new(latitude2, longitude2));
        line = new GeodesicLine(inverse.From, inverse.InitialAzimuthDegrees);
        metres = inverse.Metres;
    }

    public long Start { get; }

    public long End { get; }

    public ZoneState StateAt(ZoneFollower zones, long time)
    {
        var share = (double)(time - Start) / (End - Start);
        if (line is null)
            return ZoneState.At(zones, latitude + (latitudeChange * share), longitude + (longitudeChange * share));
        var position = line.At(metres * share);
        return ZoneState.At(zones, position.Latitude, position.Longitude);
    }
}
