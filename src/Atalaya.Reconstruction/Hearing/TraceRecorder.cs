using System.Globalization;
using Atalaya.Earth;
using Atalaya.Reconstruction.Flying;

namespace Atalaya.Reconstruction.Hearing;

/// <summary>
/// Hears one aircraft through the receivers and keeps of it what readsb keeps: a point when track, speed or height has changed,
/// or after some tens of seconds. Each UTC day becomes a file of its own.
/// </summary>
internal sealed class TraceRecorder(PlannedAircraft aircraft, Receivers receivers, Random random, Action<TraceFile> finished) : IFlightListener
{
    /// <summary>A straight leg gives a point at least this often, in seconds (readsb, <c>--json-trace-interval</c>: 20).</summary>
    private const double LongestSpacing = 20;

    /// <summary>Reception is looked at anew after so many seconds.</summary>
    private const int ReceptionSeconds = 10;

    /// <summary>After this much silence in seconds the first position is marked stale now and then.</summary>
    private const double StaleAfter = 40;

    private const double MultilaterationMetres = 90;
    private const double SatelliteMetres = 4;
    private readonly bool mlat = aircraft.Source == "mlat";
    private TraceFile? file;
    private bool[] listening = [];
    private bool heard;
    private int reception, outage, sinceDetails;
    private double nextSpacing, errorEast, errorNorth;
    private double lastTime = double.MinValue, lastTrack, lastSpeed, lastAltitude, lastLatitude, lastLongitude;
    private bool lastGround, newLeg;
    private FlightLog? log;

    public long Reports { get; private set; }

    public void Hear(Pilot pilot)
    {
        var day = (long)Math.Floor(pilot.Time / 86400);
        if (file?.Day != day)
            OpenDay(day);
        if (!ReferenceEquals(log, pilot.Log))
        {
            log = pilot.Log;
            newLeg = true;
            reception = 0;
        }

        if (--reception <= 0)
            Listen(pilot);
        if (heard && Changed(pilot))
            Keep(pilot, day);
    }

    public void Close() => OpenDay(long.MaxValue);

    private void OpenDay(long day)
    {
        if (file is not null)
        {
            if (Reports > fileReports)
                finished(file);
            file = null;
        }

        if (day == long.MaxValue)
            return;
        file = new(aircraft.Icao24, aircraft.Airframe.Type, aircraft.Airframe.Description, aircraft.Airframe.Military, aircraft.Source, day);
        fileReports = Reports;
        listening = receivers.OnDay(day);
    }

    private long fileReports;

    private void Listen(Pilot pilot)
    {
        reception = ReceptionSeconds;
        var strength = receivers.Strength(pilot.Latitude, pilot.Longitude, pilot.Altitude, pilot.OnGround, listening);
        if (mlat)
            strength -= 0.35; // four receivers must hear it, not one
        if (outage > 0)
            outage--;
        else if (random.Happens(0.0015))
            outage = random.Next(3, 30);

        // Near the edge reception comes and goes.
        heard = outage == 0 && strength > 0 && random.Happens(strength > 0.15 ? 0.995 : heard ? 0.8 : 0.35);
    }

    private bool Changed(Pilot pilot)
    {
        var elapsed = pilot.Time - lastTime;
        if (pilot.OnGround)
        {
            var (metres, _) = Guidance.To(lastLatitude, lastLongitude, pilot.Position);
            return !lastGround || elapsed > 60 || (metres > 60 && elapsed > 3 && random.Happens(0.3)) || metres > 200;
        }

        if (lastGround || elapsed > nextSpacing || newLeg)
            return true;
        var turned = Math.Abs(Guidance.Wrap(pilot.Track - lastTrack));
        var climbed = Math.Abs(pilot.Altitude - lastAltitude);
        return (turned > 0.5 && elapsed * turned * 5 > 100)
            || Math.Abs(pilot.GroundSpeed - lastSpeed) > 5
            || climbed > (pilot.Altitude < 7_000 ? 100 : pilot.Altitude < 12_000 ? 250 : 500);
    }

    private void Keep(Pilot pilot, long day)
    {
        var stale = (pilot.Time - lastTime > StaleAfter && random.Happens(0.6)) || random.Happens(0.01);
        lastTime = pilot.Time;
        lastTrack = pilot.Track;
        lastSpeed = pilot.GroundSpeed;
        lastAltitude = pilot.Altitude;
        lastLatitude = pilot.Latitude;
        lastLongitude = pilot.Longitude;
        lastGround = pilot.OnGround;
        nextSpacing = LongestSpacing * random.Between(0.72, 1);

        // The error of a position wanders: neighbours share most of it.
        var size = mlat ? MultilaterationMetres : SatelliteMetres;
        errorEast = (errorEast * 0.9) + (random.Normal() * size * 0.44);
        errorNorth = (errorNorth * 0.9) + (random.Normal() * size * 0.44);
        var perDegree = 111_200.0;

        // The report is from somewhere in the second before; it has no later time than the simulation, so days stay apart.
        var earlier = random.NextDouble() * 0.9;
        var back = -earlier * pilot.GroundSpeed * Units.MetresPerSecondPerKnot;
        var (sin, cos) = Math.SinCos(pilot.Track * Math.PI / 180);
        var row = new TraceRow
        {
            Offset = Math.Max(0, pilot.Time - earlier - (day * 86400.0)),
            Latitude = pilot.Latitude + (((cos * back) + errorNorth) / perDegree),
            Longitude = pilot.Longitude + (((sin * back) + errorEast) / perDegree / Math.Cos(pilot.Latitude * Math.PI / 180)),
            Altitude = Math.Round(pilot.Altitude / 25) * 25,
            Speed = pilot.GroundSpeed,
            Track = pilot.Track,
            Rate = Math.Round(pilot.VerticalRate / 64) * 64,
            GeometricAltitude = Math.Round(pilot.GeometricAltitude / 25) * 25,
            GeometricRate = double.NaN,
            IndicatedAirspeed = double.NaN,
            Roll = double.NaN,
            OnGround = pilot.OnGround,
            Flags = (stale ? 1 : 0) | (newLeg ? 2 : 0),
        };
        newLeg = false;
        Spoil(ref row, pilot);
        file!.Add(row, --sinceDetails < 0 ? Details(row) : null);
        Reports++;
        pilot.Log.Heard((day * 86400.0) + row.Offset);
    }

    /// <summary>What is missing or wrong in real traces: columns not sent, columns lost, heights that spike.</summary>
    private void Spoil(ref TraceRow row, Pilot pilot)
    {
        if (pilot.OnGround)
        {
            row.Rate = row.GeometricAltitude = double.NaN;
            if (random.Happens(0.5))
                row.Track = double.NaN;
        }
        else if (aircraft.Enhanced)
        {
            var density = Math.Sqrt(Math.Pow(1 - (6.8756e-6 * Math.Min(pilot.Altitude, 60_000)), 4.2559));
            row.IndicatedAirspeed = pilot.TrueAirspeed * density;
            row.Roll = Math.Atan(pilot.TurnRate * Math.PI / 180 * pilot.TrueAirspeed * Units.MetresPerSecondPerKnot / 9.80665) * 180 / Math.PI;
        }

        if (mlat)
            row.GeometricAltitude = double.NaN;
        if (random.Happens(0.01))
            row.Speed = row.Track = row.Rate = double.NaN;
        if (random.Happens(0.004))
            row.Altitude = double.NaN;
        if (random.Happens(0.00004))
            row.Altitude = random.Happens(0.5) ? 92_000 : 105_200;
    }

    private string Details(in TraceRow row)
    {
        sinceDetails = 3;
        var flight = random.Happens(0.85) ? $"\"flight\":\"{log!.Callsign,-8}\"," : "";
        var heights = double.IsNaN(row.GeometricAltitude) ? "" : string.Create(CultureInfo.InvariantCulture, $"\"alt_geom\":{row.GeometricAltitude:0},");
        var motion = double.IsNaN(row.Track) ? "" : string.Create(CultureInfo.InvariantCulture, $"\"track\":{row.Track:0.00},");
        return $"{{\"type\":\"{aircraft.Source}\",{flight}{heights}{motion}\"squawk\":\"{aircraft.Squawk}\",\"emergency\":\"none\",\"category\":\"{aircraft.Airframe.Category}\","
            + (mlat ? "\"alert\":0,\"spi\":0}" : "\"nic\":8,\"rc\":186,\"version\":2,\"nic_baro\":1,\"nac_p\":10,\"nac_v\":2,\"sil\":3,\"sil_type\":\"perhour\",\"gva\":2,\"sda\":2,\"alert\":0,\"spi\":0}");
    }
}
