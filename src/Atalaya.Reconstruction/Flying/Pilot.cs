using Atalaya.Earth;

namespace Atalaya.Reconstruction.Flying;

/// <summary>Hears each second of a simulated flight.</summary>
internal interface IFlightListener
{
    void Hear(Pilot pilot);
}

/// <summary>
/// Flies one aircraft second by second: a point mass with limits on bank, roll, acceleration and climb, in the day's wind.
/// What it flies is said by <see cref="Guidance"/>, <see cref="RunwayWork"/> and <see cref="Figures"/>.
/// </summary>
internal sealed class Pilot(Airframe airframe, IFlightListener listener, CancellationToken cancellation)
{
    private const double Radian = Math.PI / 180;
    private const double Gravity = 9.80665;
    private const double SemiMajorAxis = 6378137;
    private const double EccentricitySquared = 0.00669437999014;

    /// <summary>A roll from level to full bank takes this many seconds.</summary>
    private const double RollSeconds = 4;

    private Weather weather;
    private double windEast, windNorth, metresPerLatitude, metresPerLongitude;
    private int sinceRefresh;

    public Airframe Airframe { get; } = airframe;

    public Random Random { get; private set; } = new(0);

    /// <summary>Seconds since 1970 UTC.</summary>
    public double Time { get; private set; }

    public double Latitude { get; private set; }

    public double Longitude { get; private set; }

    /// <summary>Pressure height in feet.</summary>
    public double Altitude { get; private set; }

    /// <summary>Height above the ellipsoid in feet.</summary>
    public double GeometricAltitude => weather.GeometricFeet(Altitude);

    /// <summary>Degrees from true north.</summary>
    public double Heading { get; private set; }

    /// <summary>Knots.</summary>
    public double TrueAirspeed { get; private set; }

    /// <summary>Knots.</summary>
    public double GroundSpeed { get; private set; }

    /// <summary>Direction over ground in degrees, 0 to 360.</summary>
    public double Track { get; private set; }

    /// <summary>Feet a minute.</summary>
    public double VerticalRate { get; private set; }

    /// <summary>Degrees a second, right positive.</summary>
    public double TurnRate { get; private set; }

    public bool OnGround { get; private set; }

    public double TargetAltitude { get; set; }

    /// <summary>True airspeed to hold in knots; NaN follows the type's profile with height.</summary>
    public double TargetSpeed { get; set; } = double.NaN;

    /// <summary>What the flight was planned to be.</summary>
    public FlightLog Log { get; private set; } = FlightLog.None;

    public Position Position => new(Latitude, Longitude);

    /// <summary>Radius in metres of a turn at full bank, in still air.</summary>
    public double TurnRadius(double knots)
    {
        var speed = knots * Units.MetresPerSecondPerKnot;
        return speed / (GreatestTurnRate(speed) * Radian);
    }

    /// <summary>Begins a flight at a place, in the air or on the ground.</summary>
    public void Begin(FlightLog log, double time, Random random, Weather dayWeather, Position at, double feet, double heading, double knots, bool onGround)
    {
        Log = log;
        Random = random;
        weather = dayWeather;
        Time = time;
        Latitude = at.Latitude;
        Longitude = at.Longitude;
        Altitude = TargetAltitude = feet;
        Heading = heading;
        TrueAirspeed = knots;
        TargetSpeed = double.NaN;
        VerticalRate = TurnRate = 0;
        OnGround = onGround;
        sinceRefresh = 0;
    }

    /// <summary>Direction in degrees that the wind near the ground comes from.</summary>
    public double SurfaceWindFrom => weather.SurfaceFrom;

    public void LiftOff() => OnGround = false;

    public void TouchDown(double elevationFeet)
    {
        OnGround = true;
        Altitude = TargetAltitude = elevationFeet;
    }

    /// <summary>Jumps in time without being heard: parked with the transponder off.</summary>
    public void Wait(double seconds) => Time += seconds;

    /// <summary>One second toward a direction over ground.</summary>
    public void StepToward(double track)
    {
        Refresh();
        var airspeed = Math.Max(TrueAirspeed * Units.MetresPerSecondPerKnot, 1);
        var (sin, cos) = Math.SinCos(track * Radian);
        var cross = OnGround ? 0 : ((windEast * cos) - (windNorth * sin)) / airspeed;
        var heading = track - (Math.Asin(Math.Clamp(cross, -0.7, 0.7)) / Radian);
        Step(Guidance.Wrap(heading - Heading) * 0.2);
    }

    /// <summary>One second at a rate of turn in degrees a second (as far as the type can turn).</summary>
    public void Step(double turnRate)
    {
        cancellation.ThrowIfCancellationRequested();
        Refresh();
        var wantedSpeed = double.IsNaN(TargetSpeed) ? Airframe.ProfileSpeed(Altitude) : TargetSpeed;
        TrueAirspeed += Math.Clamp(wantedSpeed - TrueAirspeed, OnGround ? -5 : -1.2, OnGround ? 4 : 1.2);
        var airspeed = TrueAirspeed * Units.MetresPerSecondPerKnot;

        var greatest = OnGround ? 20 : GreatestTurnRate(Math.Max(airspeed, 10));
        var roll = OnGround ? 20 : greatest / RollSeconds;
        TurnRate += Math.Clamp(Math.Clamp(turnRate, -greatest, greatest) - TurnRate, -roll, roll);
        Heading = Guidance.Normalize(Heading + TurnRate);

        if (OnGround)
        {
            VerticalRate = 0;
        }
        else
        {
            var climb = Math.Clamp((TargetAltitude - Altitude) * 8, -Airframe.DescentRate, Airframe.ClimbRate * ClimbShare());
            VerticalRate += Math.Clamp(climb - VerticalRate, -200, 200);
            Altitude += VerticalRate / 60;
        }

        var (sin, cos) = Math.SinCos(Heading * Radian);
        var east = (airspeed * sin) + (OnGround ? 0 : windEast);
        var north = (airspeed * cos) + (OnGround ? 0 : windNorth);
        Latitude += north / metresPerLatitude;
        Longitude += east / metresPerLongitude;
        GroundSpeed = Math.Sqrt((east * east) + (north * north)) / Units.MetresPerSecondPerKnot;
        if (GroundSpeed > 0.1)
            Track = Guidance.Normalize(Math.Atan2(east, north) / Radian);
        Time += 1;
        listener.Hear(this);
    }

    /// <summary>Climb weakens toward the cruise height.</summary>
    private double ClimbShare() => Math.Clamp(1.3 - (Altitude / Airframe.CruiseFeet), 0.3, 1);

    private double GreatestTurnRate(double metresPerSecond) =>
        Math.Min(Airframe.GreatestTurnRate, Gravity * Math.Tan(Airframe.Bank * Radian) / metresPerSecond / Radian);

    private void Refresh()
    {
        if (sinceRefresh-- > 0)
            return;
        sinceRefresh = 10;
        (windEast, windNorth) = weather.At(Altitude);
        var (sin, cos) = Math.SinCos(Latitude * Radian);
        var root = Math.Sqrt(1 - (EccentricitySquared * sin * sin));
        metresPerLatitude = SemiMajorAxis * (1 - EccentricitySquared) / (root * root * root) * Radian;
        metresPerLongitude = SemiMajorAxis / root * cos * Radian;
    }
}
