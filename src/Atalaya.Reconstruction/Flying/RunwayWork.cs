using Atalaya.Earth;

namespace Atalaya.Reconstruction.Flying;

/// <summary>From the stand into the air and back.</summary>
internal static class RunwayWork
{
    private const double TaxiKnots = 16;

    /// <summary>Feet of height for each metre before the threshold on a 3° glide path.</summary>
    private const double GlideFeetPerMetre = 0.1719;

    /// <summary>Where the final approach begins, in metres before the threshold.</summary>
    private const double FinalMetres = 18_000;

    /// <summary>Taxies out and takes off into the wind; ends in the climb, aimed at a height in feet.</summary>
    public static void TakeOff(this Pilot pilot, Airport airport, double climbTo)
    {
        var (threshold, heading) = airport.IntoWind(pilot.SurfaceWindFrom);
        pilot.Taxi(threshold);
        pilot.TargetSpeed = 3;
        while (Math.Abs(Guidance.Wrap(heading - pilot.Heading)) > 2)
            pilot.Step(Guidance.Wrap(heading - pilot.Heading) * 0.3);
        pilot.TargetSpeed = 0;
        pilot.FlyStraight(heading, pilot.Random.Between(10, 60));
        pilot.Roll(heading);
        pilot.TargetAltitude = climbTo;
        while (pilot.Altitude < airport.ElevationFeet + 700)
            pilot.StepToward(heading);
    }

    /// <summary>Accelerates along the runway and leaves the ground.</summary>
    private static void Roll(this Pilot pilot, double heading)
    {
        pilot.TargetSpeed = pilot.Airframe.ApproachSpeed * 1.1;
        while (pilot.TrueAirspeed < pilot.Airframe.ApproachSpeed)
            pilot.StepToward(heading);
        pilot.LiftOff();
        pilot.TargetSpeed = double.NaN;
    }

    /// <summary>Descends, joins the final approach, lands, taxies in and stops.</summary>
    public static void Land(this Pilot pilot, Airport airport)
    {
        var heading = pilot.Approach(airport, FinalMetres);
        pilot.TouchDown(airport.ElevationFeet);
        pilot.TargetSpeed = TaxiKnots;
        while (pilot.TrueAirspeed > TaxiKnots + 4)
            pilot.StepToward(heading);
        pilot.Taxi(airport.Stand);
        pilot.TargetSpeed = 0;
        pilot.FlyStraight(pilot.Heading, pilot.Random.Between(20, 90));
    }

    /// <summary>Flies the approach down to the threshold; returns the runway's heading.</summary>
    public static double Approach(this Pilot pilot, Airport airport, double finalMetres)
    {
        var (threshold, heading) = airport.IntoWind(pilot.SurfaceWindFrom);
        var final = threshold.From(heading + 180, finalMetres);
        var finalFeet = airport.ElevationFeet + (finalMetres * GlideFeetPerMetre);
        pilot.FlyTo(final, finalFeet);
        pilot.TargetSpeed = pilot.Airframe.ApproachSpeed;
        pilot.FlyLine(final, threshold, height: toGo => airport.ElevationFeet + Math.Max(0, (Math.Min(toGo, finalMetres) * GlideFeetPerMetre) - 90));
        pilot.TargetSpeed = double.NaN;
        return heading;
    }

    /// <summary>One circuit from the upwind end of the runway back to it, and a touch-and-go.</summary>
    public static void Circuit(this Pilot pilot, Airport airport, bool right)
    {
        var heading = airport.IntoWind(pilot.SurfaceWindFrom).Heading;
        var turn = right ? 90 : -90;
        pilot.TargetAltitude = airport.ElevationFeet + 1000;
        pilot.FlyStraight(heading, pilot.Random.Between(50, 75));
        pilot.FlyStraight(heading + turn, pilot.Random.Between(30, 45));
        pilot.FlyStraight(heading + 180, pilot.Random.Between(95, 130));
        pilot.TargetAltitude = airport.ElevationFeet + 600;
        pilot.FlyStraight(heading - turn, pilot.Random.Between(15, 25));
        pilot.Approach(airport, 1800);
        pilot.TouchDown(airport.ElevationFeet);
        pilot.TargetSpeed = pilot.Airframe.ApproachSpeed * 0.8;
        pilot.FlyStraight(heading, 8);
        pilot.Roll(heading);
        pilot.TargetAltitude = airport.ElevationFeet + 1000;
    }

    private static void Taxi(this Pilot pilot, Position to)
    {
        pilot.TargetSpeed = TaxiKnots;
        for (var left = 900; left > 0; left--)
        {
            var (metres, azimuth) = Guidance.To(pilot.Latitude, pilot.Longitude, to);
            if (metres < 40)
                break;
            pilot.StepToward(azimuth);
        }
    }
}
