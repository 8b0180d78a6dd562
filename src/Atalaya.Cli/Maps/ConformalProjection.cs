using Atalaya.Earth;

namespace Atalaya.Cli.Maps;

/// <summary>Lambert's conformal conic projection about a region, Mercator's where the region straddles the equator: shapes are kept, and north is up in the middle.</summary>
/// <remarks>J. P. Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987), chapters 7 and 15; the sphere serves, since a map is read by eye.</remarks>
internal sealed class ConformalProjection
{
    private const double SmallestCone = 0.05;
    private const double HighestLatitude = 89.5;
    private readonly double cone;
    private readonly double factor;
    private readonly double origin;

    /// <summary>A projection that suits a region.</summary>
    /// <param name="south">Southernmost latitude in degrees.</param>
    /// <param name="north">Northernmost latitude in degrees.</param>
    /// <param name="centralLongitude">The longitude that is drawn upright.</param>
    public ConformalProjection(double south, double north, double centralLongitude)
    {
        CentralLongitude = centralLongitude;

        // The standard parallels a sixth of the height inside, as Snyder advises for a region wider than high.
        var inset = (north - south) / 6;
        double first = Radians(Bound(south + inset)), second = Radians(Bound(north - inset));
        cone = second - first < 1e-6
            ? Math.Sin(first)
            : Math.Log(Math.Cos(first) / Math.Cos(second)) / Math.Log(Half(second) / Half(first));
        if (Math.Abs(cone) < SmallestCone)
        {
            cone = 0;
            factor = Math.Cos((first + second) / 2);
            return;
        }

        factor = Math.Cos(first) * Math.Pow(Half(first), cone) / cone;
        origin = factor / Math.Pow(Half((first + second) / 2), cone);
    }

    /// <summary>The longitude that is drawn upright, in degrees.</summary>
    public double CentralLongitude { get; }

    /// <summary>Degrees of longitude from the central one, −180 to 180.</summary>
    public double Relative(double longitude) => Position.NormalizeLongitude(longitude - CentralLongitude);

    /// <summary>Projects a point; the plane's unit is the Earth's radius, y goes north.</summary>
    /// <param name="latitude">Degrees.</param>
    /// <param name="relativeLongitude">Degrees from the central longitude, not wrapped.</param>
    public (double X, double Y) Project(double latitude, double relativeLongitude)
    {
        var half = Half(Radians(Bound(latitude)));
        if (cone == 0)
            return (factor * Radians(relativeLongitude), factor * Math.Log(half));
        var radius = factor / Math.Pow(half, cone);
        var (sin, cos) = Math.SinCos(cone * Radians(relativeLongitude));
        return (radius * sin, origin - (radius * cos));
    }

    /// <summary>The point that is drawn at a place of the plane: latitude and degrees from the central longitude.</summary>
    public (double Latitude, double RelativeLongitude) Invert(double x, double y)
    {
        if (cone == 0)
            return (Latitude(Math.Exp(y / factor)), Degrees(x / factor));
        var sign = Math.Sign(cone);
        double across = sign * x, down = sign * (origin - y);
        var radius = Math.Sqrt((across * across) + (down * down));
        return (Latitude(Math.Pow(Math.Abs(factor) / Math.Max(radius, 1e-12), 1 / Math.Abs(cone)), sign), Degrees(Math.Atan2(across, down) / cone));
    }

    private static double Latitude(double half, int sign = 1) => sign * Degrees((2 * Math.Atan(half)) - (Math.PI / 2));

    private static double Half(double latitude) => Math.Tan((Math.PI / 4) + (latitude / 2));

    private static double Bound(double latitude) => Math.Clamp(latitude, -HighestLatitude, HighestLatitude);

    private static double Radians(double degrees) => degrees * (Math.PI / 180);

    private static double Degrees(double radians) => radians * (180 / Math.PI);
}
