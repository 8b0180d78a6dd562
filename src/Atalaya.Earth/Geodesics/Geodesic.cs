namespace Atalaya.Earth.Geodesics;

/// <summary>Geodesics on the WGS84 ellipsoid.</summary>
/// <remarks>C. F. F. Karney, Algorithms for geodesics, Journal of Geodesy 87 (2013) 43–55.</remarks>
public static class Geodesic
{
    /// <summary>The shortest way between two positions.</summary>
    public static GeodesicSegment Inverse(Position from, Position to) => throw new NotImplementedException();

    /// <summary>Where one arrives after a distance in metres in a direction (degrees clockwise from north).</summary>
    public static Position Direct(Position from, double azimuthDegrees, double metres) => throw new NotImplementedException();

    /// <summary>Geodesic distance in metres.</summary>
    public static double DistanceMetres(Position from, Position to) => Inverse(from, to).Metres;
}

/// <summary>A geodesic between two positions.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Metres">Its length in metres.</param>
/// <param name="InitialAzimuthDegrees">Direction at the start, degrees clockwise from north, in (−180, 180].</param>
/// <param name="FinalAzimuthDegrees">Direction at the end, onward, degrees clockwise from north, in (−180, 180].</param>
public readonly record struct GeodesicSegment(Position From, Position To, double Metres, double InitialAzimuthDegrees, double FinalAzimuthDegrees);
