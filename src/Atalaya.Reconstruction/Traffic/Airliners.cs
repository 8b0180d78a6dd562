using System.Globalization;
using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Traffic;

/// <summary>Airliners between cities of the region and through it; some wait in a hold before the approach.</summary>
internal static class Airliners
{
    private const double HoldShare = 0.06;

    private static readonly string[] Routes =
    [
        "KLAX KPHX", "KSAN KPHX", "KSAN KDFW", "KLAX MMSD", "KPHX MMSD", "KSAN MMSD", "KLAX MMGL", "KLAX MMMX", "MMTJ MMMX", "MMTJ MMGL",
        "MMTJ MMCL", "MMTJ MMHO", "MMMX MMSD", "MMMY MMSD", "MMHO MMMX", "KLAX MMMZ", "KIAH MMSD", "KDFW MMPR", "KDFW MMSD", "KELP KDFW",
        "KTUS KDFW", "KSAT KPHX", "KLAX KIAH", "KLAX KATL", "KPHX KORD", "KSAN KDEN", "KSEA MMPR", "KSEA MMSD", "KSFO MMSD", "KSFO MMPR",
        "KLAX MMPR", "KSLC KSAN", "KLAS KSAN", "MMUN KLAX", "MMCU MMMX", "MMLP MMMX", "MMLP MMTJ", "MMLP MMGL", "MMCL MMMX", "KBRO KIAH",
        "KABQ KPHX", "KMAF KDFW", "KLBB KDFW", "KSJC MMGL", "KPHX MMHO", "KELP KPHX", "KSAT MMMX", "KIAH KLAX", "KAUS KSAN", "KPHX KSAN",
    ];

    // Invented designators: no operator is meant.
    private static readonly string[] Operators = ["XQA", "XQB", "XQC", "XQD", "XQE", "XQF"];
    private static readonly Airframe[] Types = [Airframe.B738, Airframe.A320, Airframe.A321, Airframe.E75L, Airframe.B738, Airframe.A321];

    public static void Plan(Schedule schedule, LocalDate day, Random random)
    {
        var pair = random.Pick(Routes).Split(' ');
        var (from, to) = random.Happens(0.5) ? (pair[0], pair[1]) : (pair[1], pair[0]);
        Airport start = Airport.Get(from), end = Airport.Get(to);
        var (metres, course) = Guidance.To(start.Centre.Latitude, start.Centre.Longitude, end.Centre);

        // Few fly between midnight and dawn of the Pacific coast (7 to 13 UTC).
        var hour = random.Between(0, 17);
        hour = hour < 6 ? hour : hour + 7;
        var type = random.Happens(0.04) ? Airframe.B789 : random.Pick(Types);
        var level = (metres < 500_000 ? random.Next(25, 32) : random.Next(31, 39)) * 1000.0;
        var middle = start.Centre.From(course, metres / 2).From(course + 90, random.Normal() * metres * 0.03);
        var callsign = string.Create(CultureInfo.InvariantCulture, $"{random.Pick(Operators)}{random.Next(100, 2000)}");
        var holds = random.Happens(HoldShare) ? random.Next(3, 7) : 0;
        var begin = Schedule.At(day, hour);
        var aircraft = schedule.Fleet.Take("airline", type, begin, (metres / 700_000) + 2, 9);
        aircraft.Add(begin, new() { Activity = "transport", Callsign = callsign }, start, pilot =>
        {
            pilot.TakeOff(start, level);
            pilot.FlyTo(middle);
            if (holds > 0)
                Wait(pilot, end, holds);
            pilot.Land(end);
        });
    }

    private static void Wait(Pilot pilot, Airport end, int laps)
    {
        var (threshold, heading) = end.IntoWind(pilot.SurfaceWindFrom);
        var fix = threshold.From(heading + 180 + pilot.Random.Between(-30, 30), pilot.Random.Between(35_000, 60_000));
        var feet = Math.Round((end.ElevationFeet + pilot.Random.Between(6_000, 10_000)) / 1000) * 1000;
        pilot.Hold(fix, heading, feet, laps, right: pilot.Random.Happens(0.8));
    }
}
