using System.Globalization;
using Atalaya.Earth;
using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Traffic;

/// <summary>The fires round Los Angeles in January 2025: an aircraft that directs from above, and tankers that drop and return.</summary>
internal static class FireTraffic
{
    private static readonly Position[] Fires = [new(34.09, -118.56), new(34.20, -118.10), new(34.53, -118.55)];

    public static void Plan(Schedule schedule, LocalDate day, Random random)
    {
        var home = Airport.Get("KSBD");
        var fire = random.Pick(Fires);
        var begin = Schedule.At(day, random.Between(15, 18));
        var above = schedule.Fleet.Take("fire", Airframe.AirAttack, begin, 5, 4);
        above.Add(begin, Log("XFA", random), home, pilot =>
        {
            pilot.TakeOff(home, 9_500);
            pilot.TargetSpeed = 160;
            pilot.Orbit(fire, pilot.Random.Between(3_000, 5_500), pilot.Time + pilot.Random.Between(5_000, 9_000), right: true);
            pilot.TargetSpeed = double.NaN;
            pilot.Land(home);
        });

        for (var run = 0; run < 3; run++)
        {
            var start = begin + 1200 + (run * 5400);
            var tanker = schedule.Fleet.Take("fire", Airframe.AirTanker, start, 1.2, 0.2);
            tanker.Add(start, Log("XFT", random), home, pilot =>
            {
                pilot.TakeOff(home, 6_000);
                pilot.FlyTo(fire.From(pilot.Random.Between(0, 360), 7_000), 4_500);
                pilot.TargetSpeed = 150;
                var line = pilot.Random.Between(0, 360);
                pilot.TurnOnto(line, right: true);
                pilot.FlyTo(fire.From(line + 180, 4_000));
                pilot.FlyTo(fire.From(line, 3_000), 3_200);
                pilot.TargetAltitude = 7_000;
                pilot.TargetSpeed = double.NaN;
                pilot.Land(home);
            });
        }
    }

    private static FlightLog Log(string callsign, Random random) =>
        new() { Activity = "fire", Callsign = string.Create(CultureInfo.InvariantCulture, $"{callsign}{random.Next(10, 99)}") };
}
