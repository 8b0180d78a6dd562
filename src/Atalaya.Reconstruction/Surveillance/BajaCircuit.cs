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
    private static readonly LocalDate Day = new(2025, 2, 3);

    /// <summary>13:41 and 19:20 at UTC−6.</summary>
    private static readonly double Seen = Schedule.At(Day, 19 + (41 / 60.0));
    private static readonly double LastSeen = Schedule.At(Day, 25 + (20 / 60.0));

    /// <summary>Where the track is first and last heard when it begins off the coast: beyond the territorial sea of California and its islands.</summary>
    private static readonly Position OffCoast = new(31.90, -118.75);

    public static void Plan(Schedule schedule)
    {
        var random = Chance.Stream(schedule.Options.Seed, 0x135, 0);
        var whole = schedule.Options.Rc135From == Rc135Origin.Offutt;
        var offutt = Airport.Get("KOFF");
        var begin = Schedule.At(Day, whole ? 14.3 : 17.75);
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
            foreach (var point in SeaRoute.Pacific.Take(SeaRoute.Pacific.Count - 1))
                pilot.FlyTo(point);
            pilot.FlyTo(SeaRoute.SouthWestOfCabo, arriveAt: Seen);
            foreach (var point in SeaRoute.Cape)
                pilot.FlyTo(point);
            UpAndDownTheGulf(pilot);
            foreach (var point in SeaRoute.Cape.Reverse())
                pilot.FlyTo(point);
            pilot.FlyTo(SeaRoute.SouthWestOfCabo, arriveAt: LastSeen);
            foreach (var point in SeaRoute.Pacific.Reverse().Skip(1))
                pilot.FlyTo(point);
            if (whole)
                Homebound(pilot, offutt);
            else
                pilot.FlyTo(OffCoast.From(250, 25_000));
        }));
    }

    private static void Outbound(Pilot pilot, Airport offutt)
    {
        pilot.TakeOff(offutt, CruiseFeet);
        pilot.FlyTo(new Position(35.5, -112.5));
        pilot.FlyTo(new Position(34.1, -118.9));
        pilot.FlyTo(new Position(32.6, -119.6));
        pilot.FlyTo(OffCoast);
    }

    private static void Homebound(Pilot pilot, Airport offutt)
    {
        pilot.FlyTo(OffCoast);
        pilot.FlyTo(new Position(32.6, -119.6));
        pilot.FlyTo(new Position(34.1, -118.9));
        pilot.FlyTo(new Position(35.5, -112.5));
        pilot.Land(offutt);
    }

    /// <summary>Laps along the axis of the Gulf, as many and as long as the time until the last sighting gives.</summary>
    private static void UpAndDownTheGulf(Pilot pilot)
    {
        var (longest, axis) = Guidance.To(SeaRoute.GulfSouth.Latitude, SeaRoute.GulfSouth.Longitude, SeaRoute.GulfNorth);
        var speed = pilot.Airframe.ProfileSpeed(CruiseFeet) * Units.MetresPerSecondPerKnot;
        pilot.FlyTo(SeaRoute.GulfSouth);

        // From the southern end back to the point south-west of the cape.
        var way = 0.0;
        var from = SeaRoute.GulfSouth;
        foreach (var point in SeaRoute.Cape.Reverse().Append(SeaRoute.SouthWestOfCabo))
        {
            way += Guidance.To(from.Latitude, from.Longitude, point).Metres;
            from = point;
        }

        var time = LastSeen - pilot.Time - (way / speed) - 300;
        var turns = 2 * Math.PI * pilot.TurnRadius(pilot.TrueAirspeed) / speed;
        var laps = (int)Math.Ceiling(time / ((2 * longest / speed) + turns));
        var leg = ((time / laps) - turns) * speed / 2;
        pilot.Racetrack(SeaRoute.GulfSouth.From(axis, leg / 2), axis, leg, pilot.Time + time - (0.5 * time / laps), right: true, vary: 0.01);
    }
}
