using Atalaya.Earth;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Feeds;

/// <summary>
/// Pasquill's class from wind speed, cloud and the sun's height: Turner's net radiation index (Turner 1964, J. Appl. Meteorol. 3, 83;
/// table in EPA-454/R-99-005, 6.4.1). The height of the clouds is not asked for: more than half a sky of them counts as of middle height.
/// </summary>
internal static class SunStability
{
    private const double MetresPerSecondPerKnot = 1852.0 / 3600;

    // Wind below so many knots; classes for an index of 4, 3, 2, 1, 0, -1, -2. 7 counts as F.
    private static readonly (double Knots, string Classes)[] Table =
    [
        (2, "1123467"), (4, "1223467"), (6, "1234456"), (7, "2234456"), (8, "2234445"), (10, "2334445"), (11, "3344445"), (12, "3344444"), (double.PositiveInfinity, "3444444"),
    ];

    public static StabilityClass Of(double unixSeconds, Position at, double cloudOktas, double metresPerSecond)
    {
        var index = RadiationIndex(Elevation(unixSeconds, at), cloudOktas);
        var knots = metresPerSecond / MetresPerSecondPerKnot;
        var row = Array.Find(Table, line => knots < line.Knots).Classes ?? Table[^1].Classes;
        return (StabilityClass)Math.Min(row[4 - index] - '0', (int)StabilityClass.F);
    }

    /// <summary>The sun's height in degrees above the horizon, within 0.5°. Michalsky 1988, Solar Energy 40, 227, shortened.</summary>
    public static double Elevation(double unixSeconds, Position at)
    {
        const double ToRadians = Math.PI / 180;
        var days = (unixSeconds - 946_728_000) / 86_400;
        var anomaly = (357.528 + (0.9856003 * days)) * ToRadians;
        var longitude = (280.46 + (0.9856474 * days) + (1.915 * Math.Sin(anomaly)) + (0.02 * Math.Sin(2 * anomaly))) * ToRadians;
        var tilt = (23.439 - (4e-7 * days)) * ToRadians;
        var declination = Math.Asin(Math.Sin(tilt) * Math.Sin(longitude));
        var ascension = Math.Atan2(Math.Cos(tilt) * Math.Sin(longitude), Math.Cos(longitude));
        var sidereal = (280.46062 + (360.98564737 * days) + at.Longitude) * ToRadians;
        var hour = sidereal - ascension;
        var latitude = at.Latitude * ToRadians;
        return Math.Asin((Math.Sin(latitude) * Math.Sin(declination)) + (Math.Cos(latitude) * Math.Cos(declination) * Math.Cos(hour))) / ToRadians;
    }

    private static int RadiationIndex(double elevation, double oktas)
    {
        var tenths = oktas / 0.8;
        if (elevation <= 0)
            return tenths <= 4 ? -2 : -1;
        var insolation = elevation > 60 ? 4 : elevation > 35 ? 3 : elevation > 15 ? 2 : 1;
        return tenths <= 5 ? insolation : Math.Max(insolation - (oktas >= 8 ? 2 : 1), 1);
    }
}
