using System.Globalization;
using Atalaya.Earth;
using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Traffic;

/// <summary>Military flights that watch nobody: tankers in their tracks, transports, and patrol aircraft on ferry flights.</summary>
internal static class MilitaryTraffic
{
    // Invented tracks where such tracks could be: deserts, and the sea off southern California.
    private static readonly (double Latitude, double Longitude, double Axis, string Base)[] Tracks =
    [
        (34.6, -114.6, 70, "KRIV"), (33.7, -109.6, 95, "KDMA"), (33.1, -119.9, 140, "KRIV"), (35.3, -116.2, 60, "KRIV"),
        (34.2, -107.2, 10, "KABQ"), (31.6, -101.6, 80, "KDYS"), (30.3, -100.6, 60, "KDYS"), (36.2, -112.2, 100, "KPHX"),
    ];

    private static readonly string[] Bases = ["KRIV", "KDMA", "KDYS", "KBAB", "KSAT", "KABQ", "KCOS", "KBIF", "KNZY"];

    public static void Tanker(Schedule schedule, LocalDate day, Random random)
    {
        var track = random.Pick(Tracks);
        var home = Airport.Get(track.Base);
        var begin = Schedule.At(day, random.Between(14, 22));
        var hours = random.Between(1.5, 3.5);
        var aircraft = schedule.Fleet.Take("tanker " + track.Base, Airframe.Tanker, begin, hours + 3, 6);
        var right = random.Happens(0.15);
        var leg = random.Between(60_000, 100_000);
        aircraft.Add(begin, Log("refuelling", "TANKR", random), home, pilot =>
        {
            pilot.TakeOff(home, 24_000 + (1000 * pilot.Random.Next(0, 5)));
            pilot.Racetrack(new Position(track.Latitude, track.Longitude), track.Axis, leg, pilot.Time + (hours * 3600), right, vary: 0.03);
            pilot.Land(home);
        });
    }

    public static void Transport(Schedule schedule, LocalDate day, Random random) =>
        Ferry(schedule, day, random, random.Pick([Airframe.C17, Airframe.Hercules, Airframe.Hercules, Airframe.Tanker]), "CARGO", Bases);

    public static void PatrolFerry(Schedule schedule, LocalDate day, Random random) =>
        Ferry(schedule, day, random, Airframe.P8, "FERRY", ["KNZY", "KNUW", "KNQI", "KSAT", "KNTD"]);

    private static void Ferry(Schedule schedule, LocalDate day, Random random, Airframe type, string callsign, string[] bases)
    {
        var from = Airport.Get(random.Pick(bases));
        var to = Airport.Get(random.Pick(bases.Where(b => b != from.Ident).ToArray()));
        var begin = Schedule.At(day, random.Between(14, 23));
        var aircraft = schedule.Fleet.Take("ferry " + type.Type, type, begin, 7, 10);
        var level = type.CruiseFeet + (1000 * random.Next(-3, 3));
        aircraft.Add(begin, Log("transport", callsign, random), from, pilot =>
        {
            pilot.TakeOff(from, level);
            pilot.Land(to);
        });
    }

    private static FlightLog Log(string activity, string callsign, Random random) =>
        new() { Activity = activity, Callsign = string.Create(CultureInfo.InvariantCulture, $"{callsign}{random.Next(10, 99)}") };
}
