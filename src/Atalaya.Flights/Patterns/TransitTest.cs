using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Patterns;

/// <summary>Says quickly that a flight turns too little to hold any pattern. One pass, a few nanoseconds a report.</summary>
internal static class TransitTest
{
    private const double MetresPerDegree = LocalPlane.EarthRadiusMetres * Math.PI / 180;

    /// <summary>Whether the flight may hold a pattern.</summary>
    public static bool MayHoldPattern(Track track, PatternRules rules)
    {
        var latitudes = track.Latitudes;
        var longitudes = track.Longitudes;
        var times = track.Times;
        var flags = track.Flags;
        if (latitudes.Length < 8)
            return false;

        // Squared distances in degrees of latitude: one multiplication a report.
        var step = rules.QuickStepMetres / MetresPerDegree;
        var stepSquared = step * step;
        var needed = double.DegreesToRadians(rules.QuickTurnDegrees);
        var dwell = (long)(rules.QuickDwellSeconds * 1000);
        double latitude = latitudes[0], longitude = longitudes[0], cosine = Cosine(latitude);
        var cosineAt = latitude;
        var time = times[0];
        double lastX = 0, lastY = 0, turned = 0, wandered = 0, previousX = 0, previousY = 0;
        for (var i = 1; i < latitudes.Length; i++)
        {
            if ((flags[i] & ReportFlags.OnGround) != 0)
            {
                time = times[i];
                (latitude, longitude, wandered, previousX, previousY) = (latitudes[i], longitudes[i], 0, 0, 0);
                continue;
            }

            var y = latitudes[i] - latitude;
            var x = (longitudes[i] - longitude) * cosine;
            if ((x * x) + (y * y) < stepSquared)
            {
                wandered += Math.Abs(x - previousX) + Math.Abs(y - previousY);
                (previousX, previousY) = (x, y);
                if (times[i] - time is var stayed && stayed > dwell && (wandered > 2 * step || (stayed > 2 * dwell && wandered > step / 4)))
                    return true;
                continue;
            }

            if (lastX != 0 || lastY != 0)
            {
                turned += Angle((lastX * y) - (lastY * x), (lastX * x) + (lastY * y));
                if (turned > needed)
                    return true;
            }

            (lastX, lastY, wandered, previousX, previousY) = (x, y, 0, 0, 0);
            (latitude, longitude, time) = (latitudes[i], longitudes[i], times[i]);

            // A quarter of a degree off, the cosine is off by less than a percent below 60 degrees: turns do not mind.
            if (Math.Abs(latitude - cosineAt) > 0.25)
                (cosine, cosineAt) = (Cosine(latitude), latitude);
        }

        return false;
    }

    /// <summary>Angle without its sign; for the small ones of straight flight two terms of the series are exact to 0.1 degree.</summary>
    private static double Angle(double cross, double dot)
    {
        cross = Math.Abs(cross);
        if (cross > 0.4 * dot)
            return Math.Atan2(cross, dot);
        var tangent = cross / dot;
        return tangent - (tangent * tangent * tangent / 3);
    }

    private static double Cosine(double degrees) => Math.Cos(double.DegreesToRadians(degrees));
}
