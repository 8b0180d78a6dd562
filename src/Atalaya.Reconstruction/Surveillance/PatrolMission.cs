using Atalaya.Earth;
using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Surveillance;

/// <summary>A P-8 on station for some hours: racetracks above all, at times two of them, a search grid or circles between.</summary>
internal static class PatrolMission
{
    public static void Plan(Schedule schedule, LocalDate day, Random random, Station station)
    {
        // The middle of the flight stays on its UTC day: the count of the ten days must not depend on that here.
        var begin = Schedule.At(day, random.Between(13.5, 17.5));
        var hours = random.Between(2.8, 4.6);
        var home = Airport.Get(station.Region == Region.Texas ? (station.Latitude < 29 ? "KNQI" : "KSAT") : "KNZY");
        var aircraft = schedule.Fleet.Take("patrol " + home.Ident, Airframe.P8, begin, hours + 6, 4);
        var atSea = station.Region is Region.Pacific or Region.Gulf;
        var feet = 1000.0 * random.Next(atSea ? 14 : 19, atSea ? 23 : 28);
        var leg = station.LongestLeg * random.Between(0.6, 1);
        var right = random.Happens(0.5);
        var style = random.NextDouble();
        aircraft.Add(begin, Missions.Log("VIGIL", random), home, pilot =>
        {
            pilot.TakeOff(home, pilot.Airframe.CruiseFeet - 5000);
            foreach (var point in Way(station, home))
                pilot.FlyTo(point);
            pilot.TargetAltitude = feet;
            pilot.TargetSpeed = 310;
            var seconds = hours * 3600;
            if (style < 0.55)
            {
                pilot.Racetrack(station.Centre, station.Axis, leg, pilot.Time + seconds, right);
            }
            else if (style < 0.8)
            {
                // A pause in the middle: off to the side, nothing of interest, and back for the second half.
                pilot.Racetrack(station.Centre, station.Axis, leg, pilot.Time + (seconds * 0.45), right);
                pilot.FlyTo(Aside(station, 60_000));
                pilot.Racetrack(station.Centre, station.Axis, leg * 0.8, pilot.Time + (seconds * 0.4), !right);
            }
            else
            {
                pilot.Racetrack(station.Centre, station.Axis, leg, pilot.Time + (seconds * 0.6), right);
                pilot.Orbit(station.Centre, 9_000, pilot.Time + (seconds * 0.3), right);
            }

            pilot.TargetSpeed = double.NaN;
            pilot.TargetAltitude = pilot.Airframe.CruiseFeet - 4000;
            foreach (var point in Way(station, home).Reverse())
                pilot.FlyTo(point);
            pilot.Land(home);
        });
    }

    /// <summary>Points between the base and the station that keep a flight out of others' airspace.</summary>
    private static IEnumerable<Position> Way(Station station, Airport home) => station.Region switch
    {
        Region.Pacific or Region.Gulf => SeaRoute.To(station),
        Region.Arizona when home.Ident == "KNZY" => [new(33.05, -116.6), new(33.2, -114.5)],
        _ => [],
    };

    /// <summary>A point beside the station, on the side away from border and coast.</summary>
    private static Position Aside(Station station, double metres) =>
        station.Centre.From(station.Region switch
        {
            Region.Pacific => station.Axis + 90,
            Region.Gulf => station.Axis,
            Region.Texas => station.Axis - 90,
            _ => 0,
        }, metres);
}
