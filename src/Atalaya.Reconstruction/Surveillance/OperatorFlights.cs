using Atalaya.Earth;
using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Surveillance;

/// <summary>
/// Two coordinated, unarmed drone flights well inside Mexico (New York Times, February 2025), which no public feed heard: tracks as
/// their operator would hand them over. Places, days and figures are invented; where they took off is not public, so the tracks begin and end on the way to the area.
/// </summary>
internal static class OperatorFlights
{
    public static void Plan(Schedule schedule)
    {
        Add(schedule, new(2025, 1, 30), new Position(25.35, -106.95), (pilot, centre) =>
        {
            pilot.Orbit(centre, 6_000, pilot.Time + (2.2 * 3600), right: false);
            pilot.Racetrack(centre.From(140, 25_000), 140, 45_000, pilot.Time + (2 * 3600), right: false);
        });
        Add(schedule, new(2025, 2, 5), new Position(24.85, -106.55), (pilot, centre) =>
        {
            pilot.Grid(centre, 50, 28_000, 2_500, 14);
            pilot.Orbit(centre.From(320, 12_000), 5_000, pilot.Time + (1.8 * 3600), right: true);
        });
    }

    private static void Add(Schedule schedule, LocalDate day, Position centre, Action<Pilot, Position> work)
    {
        var random = Chance.Stream(schedule.Options.Seed, 0x0A5, day.Day);
        var begin = Schedule.At(day, random.Between(14, 16));
        var aircraft = schedule.Fleet.Take("operator " + day, Airframe.Mq9, begin, 14, 10, operatorOnly: true);
        var entry = centre.From(130, 110_000);
        var log = Missions.Log("CANOPY", random, "Operator's track; begins and ends on the way to the area.");
        aircraft.Flights.Add(new(begin, log, new(entry, 20_000, 310, 180, OnGround: false), pilot =>
        {
            pilot.TargetAltitude = 20_000;
            pilot.TargetSpeed = 170;
            work(pilot, centre);
            pilot.FlyTo(entry);
        }));
    }
}
