using Atalaya.Earth;

namespace Atalaya.Reconstruction.Flying;

/// <summary>Figures flown again and again. Each writes what it flew into the flight's log.</summary>
internal static class Figures
{
    private const double Radian = Math.PI / 180;

    /// <summary>Two long legs joined by half turns, until a time. Legs differ in length and the axis drifts, as crews fly them.</summary>
    /// <param name="pilot">Who flies.</param>
    /// <param name="centre">Middle.</param>
    /// <param name="axis">Direction of the first leg in degrees.</param>
    /// <param name="leg">Length of a leg in metres.</param>
    /// <param name="until">When the lap in progress is the last (seconds since 1970).</param>
    /// <param name="right">Turns to the right.</param>
    /// <param name="vary">Standard deviation of the legs' ends, as a share of the leg.</param>
    /// <param name="drift">Standard deviation of the axis' drift, degrees a lap.</param>
    public static void Racetrack(
        this Pilot pilot, Position centre, double axis, double leg, double until, bool right, double vary = 0.05, double drift = 0.7)
    {
        var width = 2.15 * pilot.TurnRadius(pilot.StationSpeed());
        var side = right ? 90 : -90;
        pilot.FlyTo(Corner(0, -1));
        var start = pilot.Time;
        var laps = 0;
        var step = Math.Clamp(pilot.Random.Normal(), -2, 2) * drift;
        do
        {
            axis += step;
            var before = Math.Clamp(pilot.Random.Normal(), -2, 2) * vary;
            var after = Math.Clamp(pilot.Random.Normal(), -2, 2) * vary;
            pilot.FlyLine(Corner(before, -1), Corner(after, 1, outbound: true));
            pilot.TurnOnto(axis + 180, right);
            pilot.FlyLine(Corner(after, 1), Corner(before, -1, outbound: false));
            pilot.TurnOnto(axis, right);
            laps++;
        }
        while (pilot.Time < until);
        pilot.Log.Figures.Add(new("racetrack", start, pilot.Time, centre, leg, HalfCircle(axis), double.NaN, laps));

        Position Corner(double off, int end, bool? outbound = null)
        {
            // The first leg lies on the side from which the half turn leads to the second.
            var isOutbound = outbound ?? end < 0;
            return centre.From(axis, end * ((leg / 2) + (off * leg))).From(axis + side, isOutbound ? -width / 2 : width / 2);
        }
    }

    /// <summary>Circles about a point until a time.</summary>
    public static void Orbit(this Pilot pilot, Position centre, double radius, double until, bool right)
    {
        var (distance, azimuth) = Guidance.To(centre.Latitude, centre.Longitude, pilot.Position);
        if (distance > radius * 1.5)
            pilot.FlyTo(centre.From(azimuth + (right ? 25 : -25), radius));
        var start = pilot.Time;
        var turned = 0.0;
        while (pilot.Time < until)
        {
            pilot.StepAround(centre, radius, right);
            turned += Math.Abs(pilot.TurnRate);
        }

        pilot.Log.Figures.Add(new("orbit", start, pilot.Time, centre, double.NaN, double.NaN, radius, (int)(turned / 360)));
    }

    /// <summary>Flies along an arc about a point, from where it is.</summary>
    public static void Arc(this Pilot pilot, Position centre, double radius, double degrees)
    {
        var swept = 0.0;
        var (_, last) = Guidance.To(centre.Latitude, centre.Longitude, pilot.Position);
        while (Math.Abs(swept) < Math.Abs(degrees))
        {
            pilot.StepAround(centre, radius, degrees > 0);
            var (_, now) = Guidance.To(centre.Latitude, centre.Longitude, pilot.Position);
            swept += Guidance.Wrap(now - last);
            last = now;
        }
    }

    /// <summary>Parallel lines to and fro over an area.</summary>
    public static void Grid(this Pilot pilot, Position centre, double axis, double length, double spacing, int lines)
    {
        pilot.FlyTo(Point(0, -1));
        var start = pilot.Time;
        for (var line = 0; line < lines; line++)
        {
            var way = line % 2 == 0 ? 1 : -1;
            pilot.FlyLine(Point(line, -way), Point(line, way));
            if (line + 1 == lines)
                break;

            // Beyond the edge, then round onto the next line: swing out first where the lines are too near for one half turn.
            var track = way > 0 ? axis : axis + 180;
            var toNext = way > 0 ? 1 : -1;
            pilot.FlyStraight(track, 8);
            var tight = (spacing / 2) - pilot.TurnRadius(pilot.TrueAirspeed);
            if (tight < 0)
                pilot.TurnBy(-toNext * 40);
            pilot.TurnBy(toNext * (tight < 0 ? 220 : 180));
        }

        pilot.Log.Figures.Add(new("grid", start, pilot.Time, centre, length, HalfCircle(axis), double.NaN, lines));

        Position Point(int line, int end) =>
            centre.From(axis, end * length / 2).From(axis + 90, (line - ((lines - 1) / 2.0)) * spacing);
    }

    /// <summary>A hold of one-minute legs at a fix, at a height in feet.</summary>
    public static void Hold(this Pilot pilot, Position fix, double inbound, double feet, int laps, bool right)
    {
        pilot.FlyTo(fix, feet);
        pilot.TargetAltitude = feet;
        var start = pilot.Time;
        for (var lap = 0; lap < laps; lap++)
        {
            pilot.TurnOnto(inbound + 180, right);
            pilot.FlyStraight(inbound + 180, 60);
            pilot.TurnOnto(inbound, right);
            pilot.FlyLine(fix.From(inbound + 180, 20_000), fix);
        }

        pilot.Log.Figures.Add(new("holding", start, pilot.Time, fix, 60 * pilot.GroundSpeed * Units.MetresPerSecondPerKnot, HalfCircle(inbound), double.NaN, laps));
    }

    /// <summary>Circles in rising air and drifts with the wind, until a height is gained.</summary>
    public static void Thermal(this Pilot pilot, double gainFeet, bool right)
    {
        var start = pilot.Time;
        var centre = pilot.Position;
        var turned = 0.0;
        var rate = pilot.Random.Between(12, 17);
        pilot.TargetAltitude = pilot.Altitude + gainFeet;
        while (pilot.Altitude < pilot.TargetAltitude - 60)
        {
            pilot.Step((right ? rate : -rate) + pilot.Random.Between(-2, 2));
            turned += Math.Abs(pilot.TurnRate);
        }

        pilot.Log.Figures.Add(new("thermalling", start, pilot.Time, centre, double.NaN, double.NaN, pilot.TurnRadius(pilot.TrueAirspeed), (int)(turned / 360)));
    }

    private static double StationSpeed(this Pilot pilot) =>
        double.IsNaN(pilot.TargetSpeed) ? pilot.Airframe.ProfileSpeed(pilot.TargetAltitude) : pilot.TargetSpeed;

    private static void StepAround(this Pilot pilot, Position centre, double radius, bool right)
    {
        var (distance, azimuth) = Guidance.To(pilot.Latitude, pilot.Longitude, centre);
        var ahead = Math.Max(radius / 3, pilot.GroundSpeed * Units.MetresPerSecondPerKnot * 6);
        var inward = Math.Clamp(Math.Atan2(distance - radius, ahead) / Radian, -60, 60);
        pilot.StepToward(right ? azimuth - 90 + inward : azimuth + 90 - inward);
    }

    private static double HalfCircle(double degrees) => degrees - (180 * Math.Floor(degrees / 180));
}
