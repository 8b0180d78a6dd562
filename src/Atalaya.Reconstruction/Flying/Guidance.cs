using Atalaya.Earth;
using Atalaya.Earth.Geodesics;

namespace Atalaya.Reconstruction.Flying;

/// <summary>Flying to points, along lines, and in turns. Steering is on the sphere (the step itself is on the ellipsoid): the pilot looks again each second.</summary>
internal static class Guidance
{
    private const double Radian = Math.PI / 180;
    private const double MeanRadius = 6371008.8;

    /// <summary>An angle in degrees brought into −180 to 180.</summary>
    public static double Wrap(double degrees) => Math.IEEERemainder(degrees, 360);

    /// <summary>A direction in degrees brought into 0 to 360.</summary>
    public static double Normalize(double degrees) => degrees - (360 * Math.Floor(degrees / 360));

    /// <summary>The position at a distance in metres and a direction.</summary>
    public static Position From(this Position from, double azimuth, double metres) =>
        metres == 0 ? from : Geodesic.Direct(from, azimuth, metres);

    /// <summary>Distance in metres and initial direction in degrees on the sphere.</summary>
    public static (double Metres, double Azimuth) To(double latitude, double longitude, Position to)
    {
        var (sin1, cos1) = Math.SinCos(latitude * Radian);
        var (sin2, cos2) = Math.SinCos(to.Latitude * Radian);
        var (sinL, cosL) = Math.SinCos((to.Longitude - longitude) * Radian);
        var east = sinL * cos2;
        var north = (cos1 * sin2) - (sin1 * cos2 * cosL);
        var angle = Math.Atan2(Math.Sqrt((east * east) + (north * north)), (sin1 * sin2) + (cos1 * cos2 * cosL));
        return (angle * MeanRadius, Math.Atan2(east, north) / Radian);
    }

    /// <summary>Flies to a point along the great circle, turning before it.</summary>
    /// <param name="pilot">Who flies.</param>
    /// <param name="target">Where to.</param>
    /// <param name="arrivalFeet">Height to have there; the descent begins as late as the type's rate allows. NaN: the target altitude stays.</param>
    /// <param name="arriveAt">When to be at the end of the way, in seconds since 1970: the speed is adapted by up to 12%. NaN: as fast as usual.</param>
    /// <param name="metresBeyond">Length of the way beyond the point, which <paramref name="arriveAt"/> counts.</param>
    public static void FlyTo(this Pilot pilot, Position target, double arrivalFeet = double.NaN, double arriveAt = double.NaN, double metresBeyond = 0)
    {
        var closest = double.MaxValue;
        for (var second = 0; ; second++)
        {
            var (metres, azimuth) = To(pilot.Latitude, pilot.Longitude, target);
            var speed = Math.Max(pilot.GroundSpeed, 20) * Units.MetresPerSecondPerKnot;
            closest = Math.Min(closest, metres);

            // Near enough, or passing abeam within a turn's reach.
            if (metres < speed * 4 || (metres > closest + 500 && closest < 2.5 * pilot.TurnRadius(pilot.TrueAirspeed)))
                break;
            if (!double.IsNaN(arrivalFeet) && pilot.Altitude - arrivalFeet > metres / speed / 60 * pilot.Airframe.DescentRate * 0.85)
                pilot.TargetAltitude = arrivalFeet;
            if (!double.IsNaN(arriveAt) && second % 60 == 0)
                AdaptSpeed(pilot, (metres + metresBeyond) / speed, arriveAt - pilot.Time);
            pilot.StepToward(azimuth);
        }

        if (!double.IsNaN(arriveAt))
            pilot.TargetSpeed = double.NaN;
    }

    /// <summary>Flies along some points, to be at the last of them at a time (seconds since 1970) if the speed allows.</summary>
    public static void FlyRoute(this Pilot pilot, IReadOnlyList<Position> points, double arriveAt = double.NaN)
    {
        var beyond = Length(points);
        for (var i = 0; i < points.Count; i++)
        {
            if (i > 0)
                beyond -= To(points[i - 1].Latitude, points[i - 1].Longitude, points[i]).Metres;
            pilot.FlyTo(points[i], arriveAt: arriveAt, metresBeyond: beyond);
        }
    }

    /// <summary>Length of a way in metres.</summary>
    public static double Length(IReadOnlyList<Position> points) =>
        points.Zip(points.Skip(1)).Sum(static p => To(p.First.Latitude, p.First.Longitude, p.Second).Metres);

    /// <summary>Flies along the line from one point to another until abeam its end, joining it from wherever it is.</summary>
    /// <param name="pilot">Who flies.</param>
    /// <param name="from">Start of the line.</param>
    /// <param name="to">End of the line.</param>
    /// <param name="until">Breaks off at this time (seconds since 1970).</param>
    /// <param name="height">Height to aim for in feet, by metres still to go; null leaves it.</param>
    public static void FlyLine(this Pilot pilot, Position from, Position to, double until = double.MaxValue, Func<double, double>? height = null)
    {
        var (length, _) = To(from.Latitude, from.Longitude, to);
        while (pilot.Time < until)
        {
            var (distance, azimuth) = To(from.Latitude, from.Longitude, pilot.Position);
            var (toGo, ahead) = To(pilot.Latitude, pilot.Longitude, to);
            var (_, course) = To(from.Latitude, from.Longitude, to);
            var angle = Wrap(azimuth - course) * Radian;
            var cross = Math.Asin(Math.Sin(distance / MeanRadius) * Math.Sin(angle)) * MeanRadius;
            var along = distance * Math.Cos(angle);
            var speed = Math.Max(pilot.GroundSpeed, 20) * Units.MetresPerSecondPerKnot;
            if (along >= length - speed)
                break;
            if (height is not null)
                pilot.TargetAltitude = height(toGo);

            // Twenty seconds ahead on the line, at most 45 degrees toward it; the course is that of the great circle here.
            var here = toGo > 5000 ? ahead + (Math.Atan2(cross, toGo) / Radian) : course;
            pilot.StepToward(here - Math.Clamp(Math.Atan2(cross, speed * 20) / Radian, -45, 45));
        }
    }

    /// <summary>Turns at full bank by so many degrees, right positive.</summary>
    public static void TurnBy(this Pilot pilot, double degrees)
    {
        var turned = 0.0;
        while (Math.Abs(turned) < Math.Abs(degrees) - Math.Abs(pilot.TurnRate * 2))
        {
            pilot.Step(Math.Sign(degrees) * 30);
            turned += pilot.TurnRate;
        }
    }

    /// <summary>Turns in the named sense to a direction over ground.</summary>
    public static void TurnOnto(this Pilot pilot, double track, bool right)
    {
        var way = Normalize(right ? track - pilot.Track : pilot.Track - track);
        pilot.TurnBy(right ? way : -way);
    }

    /// <summary>Flies straight in one direction over ground for some seconds.</summary>
    public static void FlyStraight(this Pilot pilot, double track, double seconds)
    {
        for (var end = pilot.Time + seconds; pilot.Time < end;)
            pilot.StepToward(track);
    }

    private static void AdaptSpeed(Pilot pilot, double needed, double left)
    {
        var usual = pilot.Airframe.ProfileSpeed(pilot.Altitude);
        var wanted = left > 60 ? pilot.TrueAirspeed * needed / left : usual * 1.12;
        pilot.TargetSpeed = Math.Clamp(wanted, usual * 0.88, usual * 1.12);
    }
}
