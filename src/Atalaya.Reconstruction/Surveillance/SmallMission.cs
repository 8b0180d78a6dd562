using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Surveillance;

/// <summary>Missions of small aircraft over the borderland of the United States: an RC-12, or a drone that broadcasts.</summary>
internal static class SmallMission
{
    public static void Plan(Schedule schedule, LocalDate day, Random random, bool drone)
    {
        var station = random.Pick(Missions.Over(Region.Arizona));
        var home = Airport.Get(drone ? "KFHU" : "KDMA");
        var type = drone ? Airframe.Mq9 : Airframe.Rc12;
        var begin = Schedule.At(day, random.Between(14, 16.5));
        var hours = random.Between(2.5, 4);
        var aircraft = schedule.Fleet.Take("small " + type.Type, type, begin, hours + 5, 4);
        var feet = 1000.0 * random.Next(18, 24);
        var right = random.Happens(0.5);
        aircraft.Add(begin, Missions.Log("LOOKER", random), home, pilot =>
        {
            pilot.TakeOff(home, feet);
            var seconds = hours * 3600;
            pilot.TargetSpeed = drone ? 165 : 210;
            if (drone)
            {
                pilot.Orbit(station.Centre, pilot.Random.Between(4_000, 8_000), pilot.Time + seconds, right);
            }
            else
            {
                pilot.Racetrack(station.Centre, station.Axis, pilot.Random.Between(45_000, 75_000), pilot.Time + (seconds * 0.65), right);
                pilot.Orbit(station.Centre.From(0, 10_000), pilot.Random.Between(6_000, 10_000), pilot.Time + (seconds * 0.35), right);
            }

            pilot.TargetSpeed = double.NaN;
            pilot.Land(home);
        });
    }
}
