namespace Atalaya.Earth;

/// <summary>A point on the WGS84 ellipsoid. Cannot hold a latitude beyond ±90° or a value that is not a number.</summary>
public readonly record struct Position
{
    /// <summary>Creates a position.</summary>
    /// <param name="latitude">Geodetic latitude in degrees, −90 to 90, north positive.</param>
    /// <param name="longitude">Longitude in degrees, east positive, any finite value; kept in [−180, 180).</param>
    /// <exception cref="ArgumentOutOfRangeException">The latitude is beyond ±90° or either value is not finite.</exception>
    public Position(double latitude, double longitude)
    {
        if (!IsLatitude(latitude))
            throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "A latitude lies between -90 and 90 degrees.");
        if (!double.IsFinite(longitude))
            throw new ArgumentOutOfRangeException(nameof(longitude), longitude, "A longitude is a finite number of degrees.");
        Latitude = latitude;
        Longitude = NormalizeLongitude(longitude);
    }

    /// <summary>Geodetic latitude in degrees, −90 to 90, north positive.</summary>
    public double Latitude { get; }

    /// <summary>Longitude in degrees, −180 (included) to 180 (excluded), east positive.</summary>
    public double Longitude { get; }

    /// <summary>Whether a value can be a latitude in degrees.</summary>
    public static bool IsLatitude(double degrees) => degrees is >= -90 and <= 90;

    /// <summary>Brings a longitude in degrees into [−180, 180).</summary>
    public static double NormalizeLongitude(double degrees)
    {
        if (degrees is >= -180 and < 180)
            return degrees;
        var turned = Math.IEEERemainder(degrees, 360);
        return turned >= 180 ? turned - 360 : turned;
    }
}
