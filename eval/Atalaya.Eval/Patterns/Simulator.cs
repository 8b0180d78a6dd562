using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Patterns;

/// <summary>Flies a made-up aircraft second by second over a sphere and tells what a receiver network would keep of it. Knows nothing of the recogniser.</summary>
internal sealed class Simulator(double latitude, double longitude, double headingDegrees, double speed, double altitudeFeet)
{
    private readonly List<(double T, double Latitude, double Longitude, double Altitude, double Heading)> truth = [(0, latitude, longitude, altitudeFeet, headingDegrees)];
    private double time;

    public double Heading { get; private set; } = headingDegrees;

    public double Speed { get; set; } = speed;

    public double AltitudeFeet { get; private set; } = altitudeFeet;

    /// <summary>Feet a minute.</summary>
    public double Climb { get; set; }

    /// <summary>Metres a second east and north.</summary>
    public (double East, double North) Wind { get; set; }

    public double Seconds => time;

    public Simulator Straight(double metres)
    {
        for (var left = metres; left > 0; left -= Speed)
            Step(0, Math.Min(1, left / Speed));
        return this;
    }

    /// <summary>Turns by so many degrees, right positive, on a circle through the air.</summary>
    public Simulator Turn(double degrees, double radius)
    {
        var rate = Speed / radius * 180 / Math.PI;
        for (var left = Math.Abs(degrees); left > 1e-9; left -= rate)
            Step(Math.Sign(degrees) * Math.Min(rate, left), Math.Min(1, left / rate));
        return this;
    }

    /// <summary>Reports as readsb keeps them: where track, speed or height changed, and every half minute at least; with noise.</summary>
    public Flight Heard(int seed, double noiseMetres = 12)
    {
        var random = new Random(seed);
        var reports = new List<Report>();
        (double T, double Latitude, double Longitude, double Altitude, double Heading) kept = default;
        foreach (var p in truth)
        {
            if (reports.Count > 0 && p.T - kept.T < 4)
                continue;
            var turned = Math.Abs(Math.IEEERemainder(p.Heading - kept.Heading, 360));
            if (reports.Count > 0 && p.T - kept.T < 28 && turned < 3 && Math.Abs(p.Altitude - kept.Altitude) < 150)
                continue;
            kept = p;
            reports.Add(new(
                1_700_000_000_000 + (long)(p.T * 1000), p.Latitude, p.Longitude, (float)(Math.Round(p.Altitude / 25) * 25), (float)(Speed / 0.514444), (float)((p.Heading % 360 + 360) % 360)));
        }

        var builder = new TrackBuilder();
        foreach (var report in Distortion.Jitter(reports, random, noiseMetres))
            builder.Add(report);
        return LabelledSets.Close("made", builder);
    }

    private void Step(double turn, double seconds)
    {
        var last = truth[^1];
        Heading += turn;
        var middle = (Heading - (turn / 2)) * Math.PI / 180;
        var east = ((Speed * Math.Sin(middle)) + Wind.East) * seconds;
        var north = ((Speed * Math.Cos(middle)) + Wind.North) * seconds;
        time += seconds;
        AltitudeFeet += Climb * seconds / 60;
        var cosine = Math.Cos(last.Latitude * Math.PI / 180);
        var longitude = last.Longitude + (east / (111_195 * cosine));

        // Meridians converge: who flies straight on a sphere slowly changes heading.
        Heading += east / (111_195 * cosine) * Math.Sin(last.Latitude * Math.PI / 180);
        truth.Add((time, last.Latitude + (north / 111_195), longitude, AltitudeFeet, Heading));
    }
}
