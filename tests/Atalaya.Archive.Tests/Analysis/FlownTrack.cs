using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Archive.Tests.Analysis;

/// <summary>Flies an aircraft by hand: positions every few seconds along legs.</summary>
internal sealed class FlownTrack
{
    private const double Step = 8;
    private readonly List<Report> reports = [];
    private Position here;
    private double seconds;
    private float altitude;

    public FlownTrack(Instant start, double latitude, double longitude)
    {
        here = new(latitude, longitude);
        seconds = start.ToUnixTimeSeconds();
    }

    public IReadOnlyList<Report> Reports => reports;

    /// <summary>Stands on the ground.</summary>
    public FlownTrack Stand(double minutes)
    {
        altitude = float.NaN;
        return Move(minutes, 0, 0, ReportFlags.OnGround, 0);
    }

    /// <summary>Climbs straight to a height.</summary>
    public FlownTrack ClimbTo(float feet, double heading, double minutes)
    {
        var from = float.IsNaN(altitude) ? 0 : altitude;
        altitude = from;
        return Move(minutes, heading, 250, ReportFlags.None, (feet - from) / minutes);
    }

    public FlownTrack Fly(double minutes, double heading, double knots = 300) => Move(minutes, heading, knots, ReportFlags.None, 0);

    /// <summary>Flies a circle to the left.</summary>
    public FlownTrack Orbit(int turns, double minutesATurn, double knots = 180)
    {
        var steps = (int)(turns * minutesATurn * 60 / Step);
        for (var i = 0; i < steps; i++)
            Move(Step / 60, (360 - (i * 360 * Step / (minutesATurn * 60) % 360)) % 360, knots, ReportFlags.None, 0);
        return this;
    }

    /// <summary>Is not heard while it flies on.</summary>
    public FlownTrack Silent(double minutes, double heading, double knots = 300)
    {
        here = Geodesic.Direct(here, heading, knots * 1852 / 60 * minutes);
        seconds += minutes * 60;
        return this;
    }

    private FlownTrack Move(double minutes, double heading, double knots, ReportFlags flags, double feetAMinute)
    {
        for (var left = minutes * 60; left > 0.5; left -= Step)
        {
            reports.Add(new(
                (long)(seconds * 1000), Math.Round(here.Latitude, 6), Math.Round(here.Longitude, 6), altitude, (float)knots, (float)heading,
                (float)Math.Round(feetAMinute), flags, ReportSource.Adsb));
            here = Geodesic.Direct(here, heading, knots * 1852 / 3600 * Step);
            seconds += Step;
            if (!float.IsNaN(altitude))
                altitude = (float)(altitude + (feetAMinute * Step / 60));
        }

        return this;
    }
}
