using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;

namespace Atalaya.Tests.Flights.Patterns;

/// <summary>Draws a flight in a plane, second by second, and lays it on the Earth, turned, mirrored, reversed or shifted as a test asks.</summary>
internal sealed class DrawnFlight(double speed = 100, double altitudeFeet = 20_000)
{
    private readonly List<(double T, double X, double Y, double Feet)> points = [(0, 0, 0, altitudeFeet)];
    private double heading;

    public double Speed { get; set; } = speed;

    public double Feet { get; private set; } = altitudeFeet;

    /// <summary>Feet a minute.</summary>
    public double Climb { get; set; }

    /// <summary>Metres a second east.</summary>
    public double Wind { get; set; }

    public double Seconds => points[^1].T;

    public double X => points[^1].X;

    public double Y => points[^1].Y;

    public DrawnFlight Straight(double metres)
    {
        for (var left = metres; left > 0; left -= Speed)
            Step(0, Math.Min(1, left / Speed));
        return this;
    }

    public DrawnFlight Turn(double degrees, double radius)
    {
        var rate = Speed / radius * 180 / Math.PI;
        for (var left = Math.Abs(degrees); left > 1e-9; left -= rate)
            Step(Math.Sign(degrees) * Math.Min(rate, left), Math.Min(1, left / rate));
        return this;
    }

    public DrawnFlight Silent(double seconds)
    {
        var last = points[^1];
        var angle = heading * Math.PI / 180;
        points.Add((last.T + seconds, last.X + (Speed * seconds * Math.Sin(angle)), last.Y + (Speed * seconds * Math.Cos(angle)), Feet));
        return this;
    }

    public DrawnFlight Times(int times, Action<DrawnFlight> part)
    {
        for (var i = 0; i < times; i++)
            part(this);
        return this;
    }

    /// <summary>Takes away what was flown in some times, in seconds from the start.</summary>
    public DrawnFlight Unheard(params (double From, double Seconds)[] blocks)
    {
        points.RemoveAll(p => blocks.Any(b => p.T > b.From && p.T < b.From + b.Seconds));
        return this;
    }

    /// <summary>The patterns found in it.</summary>
    public IReadOnlyList<Pattern> Patterns(double everySeconds = 5, double turnedDegrees = 0, bool mirrored = false, bool reversed = false, double latitude = 25, double longitude = -112, long startMs = 1_738_000_000_000)
        => PatternFinder.Find(Flight(everySeconds, turnedDegrees, mirrored, reversed, latitude, longitude, startMs), PatternRules.Default);

    public Flight Flight(double everySeconds = 5, double turnedDegrees = 0, bool mirrored = false, bool reversed = false, double latitude = 25, double longitude = -112, long startMs = 1_738_000_000_000)
    {
        var (sine, cosine) = Math.SinCos(turnedDegrees * Math.PI / 180);
        var builder = new TrackBuilder();
        var drawn = reversed ? Enumerable.Reverse(points) : points;
        var last = double.NegativeInfinity;
        foreach (var (t, px, py, feet) in drawn)
        {
            var time = reversed ? Seconds - t : t;
            if (time - last < everySeconds)
                continue;
            last = time;
            var x = mirrored ? -px : px;
            var (east, north) = ((x * cosine) + (py * sine), (py * cosine) - (x * sine));
            var (lat, lon) = OnSphere(latitude, longitude, east, north);
            builder.Add(new(startMs + (long)(time * 1000), lat, lon, (float)feet));
        }

        return new(builder.Build(new Aircraft("abcdef"), Basis.Heard), [], FlightEnd.NotHeard, FlightEnd.NotHeard);
    }

    /// <summary>The point at a distance and bearing from a centre (spherical direct formula).</summary>
    private static (double Latitude, double Longitude) OnSphere(double latitude, double longitude, double east, double north)
    {
        var angle = Math.Sqrt((east * east) + (north * north)) / 6_371_008.8;
        var bearing = Math.Atan2(east, north);
        var phi = latitude * Math.PI / 180;
        var sine = (Math.Sin(phi) * Math.Cos(angle)) + (Math.Cos(phi) * Math.Sin(angle) * Math.Cos(bearing));
        var lambda = Math.Atan2(Math.Sin(bearing) * Math.Sin(angle) * Math.Cos(phi), Math.Cos(angle) - (Math.Sin(phi) * sine));
        return (Math.Asin(sine) * 180 / Math.PI, Math.IEEERemainder(longitude + (lambda * 180 / Math.PI), 360));
    }

    private void Step(double turn, double seconds)
    {
        var last = points[^1];
        heading += turn;
        var middle = (heading - (turn / 2)) * Math.PI / 180;
        Feet += Climb * seconds / 60;
        points.Add((last.T + seconds, last.X + (((Speed * Math.Sin(middle)) + Wind) * seconds), last.Y + (Speed * Math.Cos(middle) * seconds), Feet));
    }
}
