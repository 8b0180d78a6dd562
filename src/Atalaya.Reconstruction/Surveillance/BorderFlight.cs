using Atalaya.Earth;
using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Surveillance;

/// <summary>The U-2: nearly six hours along the border on 3 February 2025 (CNN, 10 February 2025).</summary>
internal static class BorderFlight
{
    /// <summary>How long it is along the border, in seconds.</summary>
    private const double AlongBorder = 5.8 * 3600;

    private static readonly Position West = new(33.10, -116.2);
    private static readonly Position Middle = new(32.75, -113.6);
    private static readonly Position East = new(32.00, -109.4);

    public static void Plan(Schedule schedule)
    {
        var random = Chance.Stream(schedule.Options.Seed, 0x02, 0);
        var home = Airport.Get("KBAB");
        var begin = Schedule.At(new LocalDate(2025, 2, 3), 14.6);
        var aircraft = schedule.Fleet.Take("high", Airframe.U2, begin, 10, 10);
        aircraft.Add(begin, Missions.Log("ZENITH", random), home, pilot =>
        {
            pilot.TakeOff(home, pilot.Airframe.CruiseFeet);
            pilot.FlyTo(new Position(35.6, -117.9));
            pilot.FlyTo(West);
            var end = pilot.Time + AlongBorder;

            // Long passes from coast range to New Mexico, and racetracks over the middle.
            pilot.FlyTo(Middle);
            pilot.Racetrack(new Position(32.60, -112.7), 110, 110_000, pilot.Time + (0.28 * AlongBorder), right: false);
            pilot.FlyTo(East);
            pilot.Racetrack(new Position(32.05, -109.9), 90, 110_000, pilot.Time + (0.25 * AlongBorder), right: false);
            pilot.FlyTo(Middle);
            pilot.FlyTo(West);
            pilot.Racetrack(new Position(33.20, -115.7), 90, 85_000, end - 1200, right: true);
            pilot.FlyTo(new Position(35.6, -117.9));
            pilot.Land(home);
        });
    }
}
