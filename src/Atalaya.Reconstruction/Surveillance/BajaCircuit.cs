using Atalaya.Earth;
using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Surveillance;

/// <summary>
/// The RC-135 from Offutt: out on Monday 3 February 2025, back on Tuesday, down the Pacific side of Baja and up the Gulf
/// (Daily Mail; CNN, 10 February 2025). SEDENA saw it at 13:41 local 83 km south-west of Cabo San Lucas and followed it until
/// 19:20 up the Gulf to Guaymas and back. Local is read as Mexico City's time (UTC−6), which the accounts do not say.
/// </summary>
internal static class BajaCircuit
{
    private const double CruiseFeet = 31_000;

    /// <summary>Legs in metres of the racetrack at the mouth of the Gulf.</summary>
    private const double ShortLeg = 70_000;

    private static readonly LocalDate Day = new(2025, 2, 3);

    /// <summary>13:41 and 19:20 at UTC−6.</summary>
    private static readonly double Seen = Schedule.At(Day, 19 + (41 / 60.0));
    private static readonly double LastSeen = Schedule.At(Day, 25 + (20 / 60.0));

    /// <summary>Where the track is first and last heard when it begins off the coast: beyond the territorial sea of California and its islands.</summary>
    private static readonly Position OffCoast = new(31.90, -118.75);

    /// <summary>Between Nebraska and the coast.</summary>
    private static readonly IReadOnlyList<Position> OverLand = [new(35.5, -112.5), new(34.1, -118.9), new(32.6, -119.6)];

    private static readonly IReadOnlyList<Position> BackRoundTheCape = [.. SeaRoute.Cape.Reverse(), SeaRoute.SouthWestOfCabo];

    public static void Plan(Schedule schedule)
    {
        var random = Chance.Stream(schedule.Options.Seed, 0x135, 0);
        var whole = schedule.Options.Rc135From == Rc135Origin.Offutt;
        var offutt = Airport.Get("KOFF");
        var begin = Schedule.At(Day, whole ? 14.5 : 17.93);
        var aircraft = schedule.Fleet.Take("long", Airframe.R135, begin, 18, 24);
        var log = Missions.Log("CANTO", random, whole
            ? "From Offutt and back, over the United States."
            : "Simplified: heard only beyond the territorial sea of the United States; the real flight came from Offutt, over the United States.");
        var start = whole ? Beginning.OnStand(offutt) : new Beginning(OffCoast, CruiseFeet, 150, 440, OnGround: false);
        aircraft.Flights.Add(new(begin, log, start, pilot =>
        {
            if (whole)
                Outbound(pilot, offutt);
            pilot.TargetAltitude = CruiseFeet;
            pilot.FlyRoute(SeaRoute.Pacific, arriveAt: Seen);
            pilot.FlyRoute(SeaRoute.Cape);
            UpAndDownTheGulf(pilot);
            pilot.FlyRoute(BackRoundTheCape, arriveAt: LastSeen);
            pilot.FlyRoute([.. SeaRoute.Pacific.Reverse().Skip(1)]);
            if (whole)
                Homebound(pilot, offutt);
            else
                pilot.FlyTo(OffCoast.From(250, 25_000));
        }));
    }

    private static void Outbound(Pilot pilot, Airport offutt)
    {
        pilot.TakeOff(offutt, CruiseFeet);
        pilot.FlyRoute([.. OverLand, OffCoast]);
    }

    private static void Homebound(Pilot pilot, Airport offutt)
    {
        pilot.FlyRoute([OffCoast, .. OverLand.Reverse()]);
        pilot.Land(offutt);
    }

    /// <summary>As many whole laps along the axis of the Gulf as the time until the last sighting gives; what is left over is spent first, at its mouth.</summary>
    private static void UpAndDownTheGulf(Pilot pilot)
    {
        var (leg, axis) = Guidance.To(SeaRoute.GulfSouth.Latitude, SeaRoute.GulfSouth.Longitude, SeaRoute.GulfNorth);
        var speed = pilot.Airframe.ProfileSpeed(CruiseFeet) * Units.MetresPerSecondPerKnot;
        pilot.FlyTo(SeaRoute.GulfSouth);
        var back = Guidance.Length([SeaRoute.GulfSouth, .. BackRoundTheCape]) / speed;
        var time = LastSeen - pilot.Time - back - 240;
        var turns = 2 * Math.PI * pilot.TurnRadius(pilot.TrueAirspeed) / speed;
        var lap = (2 * leg / speed) + turns;
        var laps = Math.Max(1, (int)(time / lap));
        var spare = time - (laps * lap);
        var shortLap = (2 * ShortLeg / speed) + turns;
        if (spare > shortLap)
            pilot.Racetrack(SeaRoute.GulfSouth.From(axis, ShortLeg), axis, ShortLeg, pilot.Time + spare - (0.9 * shortLap), right: true, vary: 0.02, drift: 0.1);
        pilot.Racetrack(SeaRoute.GulfSouth.From(axis, leg / 2), axis, leg, pilot.Time + ((laps - 0.5) * lap), right: true, vary: 0.01, drift: 0.1);
    }
}
