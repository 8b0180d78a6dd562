using System.Globalization;
using Atalaya.Earth;
using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Traffic;

/// <summary>Survey, gliding, training and the calibration of navigation aids.</summary>
internal static class LightTraffic
{
    private static readonly string[] SurveyBases = ["KBFL", "KFAT", "KTUS", "KABQ", "KLBB", "KPSP", "KMAF", "KSBA", "MMHO", "MMCU"];
    private static readonly string[] GliderBases = ["KMZJ", "KPSP", "KBFL", "KFLG", "KSGU"];
    private static readonly string[] Schools = ["KSEE", "KMYF", "KCHD", "KCRQ", "KMZJ", "KBRO", "KLBB"];
    private static readonly string[] Calibrated = ["KTUS", "KSBA", "KABQ", "KFAT", "KELP", "KSAT", "KBFL"];

    public static void Survey(Schedule schedule, LocalDate day, Random random)
    {
        var home = Airport.Get(random.Pick(SurveyBases));
        var type = random.Pick([Airframe.Caravan, Airframe.Navajo, Airframe.KingAir]);
        var begin = Schedule.At(day, random.Between(15.5, 18));
        var aircraft = schedule.Fleet.Take("survey " + home.Ident, type, begin, 6, 8);
        var centre = home.Centre.From(random.Between(0, 360), random.Between(25_000, 80_000));
        var axis = random.Happens(0.6) ? 90.0 * random.Next(2) : random.Between(0, 180);
        var lines = random.Next(9, 22);
        var length = random.Between(12_000, 32_000);
        var spacing = random.Between(500, 1800);
        var feet = home.ElevationFeet + random.Between(4_000, 9_000);
        aircraft.Add(begin, Log("survey", "XSV", random), home, pilot =>
        {
            pilot.TakeOff(home, feet);
            pilot.TargetSpeed = Math.Min(pilot.Airframe.CruiseSpeed, 150);
            pilot.Grid(centre, axis, length, spacing, lines);
            pilot.TargetSpeed = double.NaN;
            pilot.Land(home);
        });
    }

    public static void Glider(Schedule schedule, LocalDate day, Random random)
    {
        var home = Airport.Get(random.Pick(GliderBases));
        var begin = Schedule.At(day, random.Between(18, 20.5));
        var aircraft = schedule.Fleet.Take("glider " + home.Ident, Airframe.Glider, begin, 4, 12);
        var thermals = random.Next(4, 10);
        aircraft.Add(begin, Log("soaring", "XGL", random), home, pilot =>
        {
            pilot.TakeOff(home, home.ElevationFeet + 3000);
            pilot.FlyTo(home.Centre.From(pilot.Random.Between(0, 360), 5_000));
            for (var i = 0; i < thermals; i++)
            {
                pilot.Thermal(pilot.Random.Between(1200, 3000), pilot.Random.Happens(0.5));

                // A straight glide to the next one; never farther from home than height allows.
                pilot.TargetAltitude = home.ElevationFeet + 1800;
                pilot.TargetSpeed = pilot.Random.Between(60, 80);
                pilot.FlyTo(home.Centre.From(pilot.Random.Between(0, 360), pilot.Random.Between(4_000, 16_000)));
                pilot.TargetSpeed = double.NaN;
            }

            pilot.Land(home);
        });
    }

    public static void Training(Schedule schedule, LocalDate day, Random random)
    {
        var home = Airport.Get(random.Pick(Schools));
        var begin = Schedule.At(day, random.Between(15, 23));
        var aircraft = schedule.Fleet.Take("school " + home.Ident, Airframe.C172, begin, 3, 1);
        var circuits = random.Happens(0.6) ? random.Next(4, 9) : 0;
        var right = random.Happens(0.3);
        var away = home.Centre.From(random.Between(20, 100), random.Between(15_000, 30_000));
        aircraft.Add(begin, Log("training", "XTR", random), home, pilot =>
        {
            pilot.TakeOff(home, home.ElevationFeet + (circuits > 0 ? 1000 : 3500));
            for (var i = 0; i < circuits; i++)
                pilot.Circuit(home, right);
            if (circuits == 0)
                AirWork(pilot, away);
            pilot.Land(home);
        });
    }

    public static void Calibration(Schedule schedule, LocalDate day, Random random)
    {
        var home = Airport.Get(random.Pick(Calibrated));
        var begin = Schedule.At(day, random.Between(15, 20));
        var aircraft = schedule.Fleet.Take("calibration", Airframe.KingAir, begin, 6, 12);
        aircraft.Add(begin, Log("calibration", "XFC", random), home, pilot =>
        {
            pilot.TakeOff(home, home.ElevationFeet + 5000);
            pilot.TargetSpeed = 190;
            var start = pilot.Time;
            var radius = pilot.Random.Between(12_000, 28_000);
            var bearing = pilot.Random.Between(0, 360);
            pilot.FlyTo(home.Centre.From(bearing, radius));
            pilot.Arc(home.Centre, radius, pilot.Random.Between(180, 380));
            for (var i = 0; i < 3; i++)
            {
                // A radial over the aid and out on the other side, then a low approach.
                bearing += 90 + pilot.Random.Between(0, 60);
                pilot.TargetAltitude = home.ElevationFeet + 5000;
                pilot.FlyTo(home.Centre.From(bearing, 35_000));
                pilot.FlyLine(home.Centre.From(bearing, 35_000), home.Centre.From(bearing + 180, 12_000));
                pilot.Approach(home, 18_000);
                pilot.TargetAltitude = home.ElevationFeet + 4000;
                pilot.TargetSpeed = 190;
            }

            pilot.Log.Figures.Add(new("calibration", start, pilot.Time, home.Centre, double.NaN, double.NaN, radius, 1));
            pilot.TargetSpeed = double.NaN;
            pilot.Land(home);
        });
    }

    private static void AirWork(Pilot pilot, Position away)
    {
        pilot.FlyTo(away);
        for (var i = pilot.Random.Next(3, 7); i > 0; i--)
        {
            var right = pilot.Random.Happens(0.5);
            pilot.TurnBy(right ? 360 : -360);
            pilot.TurnBy(right ? -360 : 360);
            pilot.FlyStraight(pilot.Track, pilot.Random.Between(60, 180));
        }
    }

    private static FlightLog Log(string activity, string callsign, Random random) =>
        new() { Activity = activity, Callsign = string.Create(CultureInfo.InvariantCulture, $"{callsign}{random.Next(10, 99)}") };
}
