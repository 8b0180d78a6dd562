using Atalaya.Flights.Tracks;

namespace Atalaya.Tests.Flights.Tracks;

/// <summary>Writes tracks for tests: an aircraft that flies legs, stands, or is not heard.</summary>
internal sealed class Flown(double latitude = 30, double longitude = -114)
{
    private const double MetresPerDegree = 111_195;
    private readonly TrackBuilder builder = new();

    public static readonly DateTimeOffset Midnight = new(2025, 2, 3, 0, 0, 0, TimeSpan.Zero);

    public long Time { get; set; } = Midnight.ToUnixTimeMilliseconds();

    public double Latitude { get; private set; } = latitude;

    public double Longitude { get; private set; } = longitude;

    public float Altitude { get; set; }

    /// <summary>Flies for some minutes on a course, a report at every step's end.</summary>
    public Flown Fly(double minutes, double knots, double course, float toAltitude, double everySeconds = 10, bool heard = true, bool withAltitude = true, bool ground = false, ReportSource source = ReportSource.Adsb)
    {
        var steps = (int)Math.Round(minutes * 60 / everySeconds);
        var from = Altitude;
        for (var step = 1; step <= steps; step++)
        {
            var metres = knots * 0.514444 * everySeconds;
            Latitude += metres * Math.Cos(course * Math.PI / 180) / MetresPerDegree;
            Longitude += metres * Math.Sin(course * Math.PI / 180) / MetresPerDegree / Math.Cos(Latitude * Math.PI / 180);
            Altitude = from + ((toAltitude - from) * step / steps);
            Time += (long)(everySeconds * 1000);
            if (heard)
                builder.Add(new(Time, Latitude, Longitude, withAltitude && !ground ? Altitude : float.NaN, (float)knots, (float)course, (toAltitude - from) / (float)minutes, ground ? ReportFlags.OnGround : 0, source));
        }

        return this;
    }

    /// <summary>Stands or taxies on the ground.</summary>
    public Flown Stand(double minutes, double everySeconds = 10, double knots = 0) => Fly(minutes, knots, 90, Altitude, everySeconds, ground: true);

    /// <summary>A take-off and climb.</summary>
    public Flown Climb(float toAltitude, double knots = 250, double course = 0, double everySeconds = 10) => Fly((toAltitude - Altitude) / 1500, knots, course, toAltitude, everySeconds);

    /// <summary>A descent and landing.</summary>
    public Flown Descend(float toAltitude = 0, double knots = 220, double course = 0, double everySeconds = 10) => Fly((Altitude - toAltitude) / 1500, knots, course, toAltitude, everySeconds);

    /// <summary>Nothing is heard while it flies on.</summary>
    public Flown Unheard(double minutes, double knots = 0, double course = 0, float? toAltitude = null) => Fly(minutes, knots, course, toAltitude ?? Altitude, 60, heard: false);

    public Flown Report(Report report)
    {
        builder.Add(report);
        return this;
    }

    public Flown Callsign(string callsign)
    {
        builder.SetCallsign(callsign);
        return this;
    }

    public Track Track(Aircraft? aircraft = null) => builder.Build(aircraft ?? new("ae1234"), Basis.Heard);

    public IReadOnlyList<Flight> Flights(Aircraft? aircraft = null, params long[] edges) => FlightCutter.Cut(Track(aircraft), CuttingRules.Default, edges);
}
