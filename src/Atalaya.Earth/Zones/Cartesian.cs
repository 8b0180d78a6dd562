namespace Atalaya.Earth.Zones;

/// <summary>A point in metres from the Earth's centre (ECEF, WGS84): has no poles and no antimeridian.</summary>
internal readonly record struct Cartesian(double X, double Y, double Z)
{
    private const double SemiMajorMetres = 6378137;
    private const double MeanRadiusMetres = 6371008.8;
    private const double EccentricitySquared = 0.0066943799901413165;

    /// <summary>The point of the ellipsoid at a latitude and longitude in degrees.</summary>
    public static Cartesian FromDegrees(double latitude, double longitude)
    {
        var (sinLat, cosLat) = Math.SinCos(latitude * (Math.PI / 180));
        var (sinLon, cosLon) = Math.SinCos(longitude * (Math.PI / 180));
        var n = SemiMajorMetres / Math.Sqrt(1 - (EccentricitySquared * sinLat * sinLat));
        return new Cartesian(n * cosLat * cosLon, n * cosLat * sinLon, n * (1 - EccentricitySquared) * sinLat);
    }

    /// <summary>Straight distance through the Earth in metres.</summary>
    public double ChordTo(Cartesian other)
    {
        double dx = X - other.X, dy = Y - other.Y, dz = Z - other.Z;
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }

    /// <summary>Chord of a geodesic length, the inverse of <see cref="ArcOfChord"/>.</summary>
    public static double ChordOfArc(double metres) => 2 * MeanRadiusMetres * Math.Sin(Math.Min(Math.PI / 2, metres / (2 * MeanRadiusMetres)));

    /// <summary>Geodesic length of a chord in metres: within 1 mm at 30 km, within 0.4% anywhere.</summary>
    public static double ArcOfChord(double chordMetres)
    {
        return 2 * MeanRadiusMetres * Math.Asin(Math.Min(1, chordMetres / (2 * MeanRadiusMetres)));
    }
}
