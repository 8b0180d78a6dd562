using System.Globalization;
using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Traffic;

/// <summary>Ambulance and news helicopters.</summary>
internal static class HelicopterTraffic
{
    private static readonly string[] Bases = ["KMYF", "KCHD", "KSBD", "KTUS", "KELP", "KFAT", "KSAT"];

    /// <summary>To a scene, on to a hospital, and home.</summary>
    public static void Ambulance(Schedule schedule, LocalDate day, Random random)
    {
        var home = Airport.Get(random.Pick(Bases));
        var begin = Schedule.At(day, random.Between(0, 22));
        var aircraft = schedule.Fleet.Take("ambulance " + home.Ident, Airframe.Ec35, begin, 4, 1);
        var scene = home.Centre.From(random.Between(-60, 60), random.Between(25_000, 80_000));
        aircraft.Add(begin, Log("transport", "XMD", random), home, pilot =>
        {
            pilot.TakeOff(home, home.ElevationFeet + 1500);
            pilot.FlyTo(scene, home.ElevationFeet + 300);
            pilot.TargetSpeed = 15;
            pilot.FlyStraight(pilot.Track, 90);
            pilot.TouchDown(home.ElevationFeet + 300);
            pilot.Wait(pilot.Random.Between(600, 1500));
            pilot.LiftOff();
            pilot.TargetSpeed = double.NaN;
            pilot.TargetAltitude = home.ElevationFeet + 1500;
            pilot.Land(home);
        });
    }

    /// <summary>Circles over a story or two, a camera on board.</summary>
    public static void News(Schedule schedule, LocalDate day, Random random)
    {
        var home = Airport.Get(random.Pick(Bases));
        var begin = Schedule.At(day, random.Between(14, 23));
        var aircraft = schedule.Fleet.Take("news " + home.Ident, Airframe.As50, begin, 3, 2);
        var stories = random.Next(1, 3);
        aircraft.Add(begin, Log("relay", "XTV", random), home, pilot =>
        {
            pilot.TakeOff(home, home.ElevationFeet + 1300);
            for (var i = 0; i < stories; i++)
            {
                var place = home.Centre.From(pilot.Random.Between(-60, 60), pilot.Random.Between(8_000, 35_000));
                pilot.FlyTo(place);
                pilot.TargetSpeed = 65;
                pilot.Orbit(place, pilot.Random.Between(450, 1000), pilot.Time + pilot.Random.Between(600, 1700), pilot.Random.Happens(0.7));
                pilot.TargetSpeed = double.NaN;
            }

            pilot.Land(home);
        });
    }

    private static FlightLog Log(string activity, string callsign, Random random) =>
        new() { Activity = activity, Callsign = string.Create(CultureInfo.InvariantCulture, $"{callsign}{random.Next(10, 99)}") };
}
