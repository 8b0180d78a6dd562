namespace Atalaya.Flights.Tracks;

/// <summary>How far an aircraft can have come between two reports. Distances on a sphere: 0.5% off at worst, far inside the slack.</summary>
internal sealed class Reach(Track raw, CleaningRules rules)
{
    public const double MetresPerSecondPerKnot = 1852 / 3600d;
    private const double EarthRadiusMetres = 6_371_008.8;
    private const double MetresPerDegree = EarthRadiusMetres * Math.PI / 180;

    private readonly double metresPerMillisecond = rules.SpeedBoundKnots(raw.Aircraft) * MetresPerSecondPerKnot / 1000;
    private readonly double slackMilliseconds = rules.TimeSlackSeconds * 1000;
    private readonly double smallestSlackMetres = Math.Min(rules.PositionSlackMetres, rules.EstimatedPositionSlackMetres);

    /// <summary>A cheap test that only says yes where the exact one would: degrees added up, longitude at its widest.</summary>
    public bool Nearby(long milliseconds, double latitude1, double longitude1, double latitude2, double longitude2) =>
        MetresAtMost(latitude1, longitude1, latitude2, longitude2) <= ((milliseconds + slackMilliseconds) * metresPerMillisecond) + smallestSlackMetres;

    /// <summary>A cheap upper bound of a distance in metres: degrees added up, longitude at its widest.</summary>
    public static double MetresAtMost(double latitude1, double longitude1, double latitude2, double longitude2) =>
        (Math.Abs(latitude2 - latitude1) + Math.Abs(longitude2 - longitude1)) * MetresPerDegree;

    /// <summary>The cheap test for two reports.</summary>
    public bool Nearby(int from, int to) =>
        Nearby(raw.Times[to] - raw.Times[from], raw.Latitudes[from], raw.Longitudes[from], raw.Latitudes[to], raw.Longitudes[to]);

    /// <summary>Whether the aircraft can have flown from one report to another.</summary>
    public bool Reaches(int from, int to) => Metres(from, to) <= AllowedMetres(from, to);

    /// <summary>The farthest it can have come between two reports.</summary>
    public double AllowedMetres(int from, int to) =>
        ((Math.Abs(raw.Times[to] - raw.Times[from]) + slackMilliseconds) * metresPerMillisecond)
        + (IsEstimated(raw.Sources[from]) || IsEstimated(raw.Sources[to]) ? rules.EstimatedPositionSlackMetres : rules.PositionSlackMetres);

    /// <summary>Distance between two reports in metres.</summary>
    public double Metres(int from, int to) =>
        Metres(raw.Latitudes[from], raw.Longitudes[from], raw.Latitudes[to], raw.Longitudes[to]);

    /// <summary>Great-circle distance in metres (haversine).</summary>
    public static double Metres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var (y1, y2) = (double.DegreesToRadians(latitude1), double.DegreesToRadians(latitude2));
        var dy = Math.Sin((y2 - y1) / 2);
        var dx = Math.Sin(double.DegreesToRadians(longitude2 - longitude1) / 2);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt((dy * dy) + (Math.Cos(y1) * Math.Cos(y2) * dx * dx))));
    }

    private static bool IsEstimated(ReportSource source) => source is ReportSource.Mlat or ReportSource.Tisb or ReportSource.Other;
}
