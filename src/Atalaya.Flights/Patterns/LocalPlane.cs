using System.Numerics;
using Atalaya.Earth;

namespace Atalaya.Flights.Patterns;

/// <summary>Azimuthal equidistant plane about a centre, on the sphere: 0.04% of scale error at 300 km, 0.4% at 1,000 km, and no seam at the antimeridian.</summary>
internal readonly struct LocalPlane
{
    public const double EarthRadiusMetres = 6_371_008.8;

    // Up to a sine of 1/4 (1,600 km from the centre) thirteen terms of the series of asin(s)/s in s² give every digit.
    private const double SeriesSquare = 1.0 / 16;

    private static readonly double[] ArcOverSine = Series(13);

    private readonly double latitude0;
    private readonly double longitude0;
    private readonly double sin0;
    private readonly double cos0;

    public LocalPlane(double latitude, double longitude)
    {
        latitude0 = latitude;
        longitude0 = longitude;
        (sin0, cos0) = Math.SinCos(double.DegreesToRadians(latitude));
    }

    /// <summary>The plane about the mean direction of some positions.</summary>
    public static LocalPlane About(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes)
    {
        double x = 0, y = 0, z = 0;
        var step = Math.Max(1, latitudes.Length / 64);
        for (var i = 0; i < latitudes.Length; i += step)
        {
            var (sinLat, cosLat) = Math.SinCos(double.DegreesToRadians(latitudes[i]));
            var (sinLon, cosLon) = Math.SinCos(double.DegreesToRadians(longitudes[i]));
            x += cosLat * cosLon;
            y += cosLat * sinLon;
            z += sinLat;
        }

        return new(double.RadiansToDegrees(Math.Atan2(z, Math.Sqrt((x * x) + (y * y)))), double.RadiansToDegrees(Math.Atan2(y, x)));
    }

    /// <summary>Metres east and north of the centre.</summary>
    public (double X, double Y) Project(double latitude, double longitude)
    {
        var (sinLat, cosLat) = Math.SinCos(double.DegreesToRadians(latitude));
        var (sinLon, cosLon) = Math.SinCos(double.DegreesToRadians(longitude - longitude0));
        var east = cosLat * sinLon;
        var north = (cos0 * sinLat) - (sin0 * cosLat * cosLon);
        var up = (sin0 * sinLat) + (cos0 * cosLat * cosLon);
        var sine = Math.Sqrt((east * east) + (north * north));
        var scale = sine < 1e-9 ? EarthRadiusMetres : EarthRadiusMetres * Math.Atan2(sine, up) / sine;
        return (east * scale, north * scale);
    }

    /// <summary>The same for many positions: vectors instead of calls, a quarter of the time. Differs from the single one in the last digits only.</summary>
    public void Project(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, Span<double> x, Span<double> y)
    {
        var width = Vector<double>.Count;
        if (latitudes.Length < width)
        {
            for (var i = 0; i < latitudes.Length; i++)
                (x[i], y[i]) = Project(latitudes[i], longitudes[i]);
            return;
        }

        var radian = new Vector<double>(Math.PI / 180);
        for (var i = 0; i < latitudes.Length; i += width)
        {
            var at = Math.Min(i, latitudes.Length - width);
            var (sinLat, cosLat) = Vector.SinCos(new Vector<double>(latitudes[at..]) * radian);
            var (sinLon, cosLon) = Vector.SinCos((new Vector<double>(longitudes[at..]) - new Vector<double>(longitude0)) * radian);
            var east = cosLat * sinLon;
            var north = (cos0 * sinLat) - (sin0 * cosLat * cosLon);
            var up = (sin0 * sinLat) + (cos0 * cosLat * cosLon);
            var square = (east * east) + (north * north);
            if (!Vector.LessThanAll(square, new Vector<double>(SeriesSquare)) || !Vector.GreaterThanAll(up, Vector<double>.Zero))
            {
                for (var k = at; k < at + width; k++)
                    (x[k], y[k]) = Project(latitudes[k], longitudes[k]);
                continue;
            }

            var scale = new Vector<double>(ArcOverSine[^1]);
            for (var k = ArcOverSine.Length - 2; k >= 0; k--)
                scale = (scale * square) + new Vector<double>(ArcOverSine[k]);
            (east * scale).CopyTo(x[at..]);
            (north * scale).CopyTo(y[at..]);
        }
    }

    /// <summary>The position at metres east and north of the centre.</summary>
    public Position Unproject(double x, double y)
    {
        var distance = Math.Sqrt((x * x) + (y * y));
        if (distance < 1e-6)
            return new(latitude0, longitude0);
        var (sinC, cosC) = Math.SinCos(distance / EarthRadiusMetres);
        var sinLatitude = Math.Clamp((cosC * sin0) + (y * sinC * cos0 / distance), -1, 1);
        var longitude = Math.Atan2(x * sinC, (distance * cos0 * cosC) - (y * sin0 * sinC));
        return new(double.RadiansToDegrees(Math.Asin(sinLatitude)), longitude0 + double.RadiansToDegrees(longitude));
    }

    /// <summary>Coefficients of asin(s)/s in powers of s², times the radius of the Earth.</summary>
    private static double[] Series(int terms)
    {
        var coefficients = new double[terms];
        var binomial = 1.0;
        for (var k = 0; k < terms; k++)
        {
            coefficients[k] = EarthRadiusMetres * binomial / ((2 * k) + 1);
            binomial *= ((2 * k) + 1.0) / ((2 * k) + 2.0);
        }

        return coefficients;
    }
}
