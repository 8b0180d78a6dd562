using System.Globalization;
using Atalaya.Reconstruction.Flying;
using NodaTime;

namespace Atalaya.Reconstruction.Surveillance;

/// <summary>
/// The missions: one a month before, then as many as asked for in the ten days. CNN (10 February 2025): at least 18 in ten days,
/// at least 11 of them by P-8s, one by a U-2 along the border on 3 February, one by an RC-135.
/// </summary>
internal static class Missions
{
    /// <summary>Of four missions that are none of the named ones three are by P-8s: 12 of 18, more than the 11 that were counted.</summary>
    private const int EveryOtherType = 4;

    /// <summary>SEDENA names a flight on this day beside that of the RC-135.</summary>
    private static readonly LocalDate OtherFlightOfSedena = new(2025, 1, 31);

    public static void Plan(Schedule schedule)
    {
        PlanBaseline(schedule);
        PlanWindow(schedule);
    }

    private static void PlanBaseline(Schedule schedule)
    {
        for (var month = 0; month < 12; month++)
        {
            var random = Chance.Stream(schedule.Options.Seed, 0xBA5E, month);
            var first = Winter2025.BaselineStart.PlusMonths(month);

            // In the last month the baseline ends before the ten days begin.
            var day = first.PlusDays(random.Next(month == 11 ? 18 : 28));
            if (day < schedule.Options.FirstDay)
                continue;
            if (month % EveryOtherType == EveryOtherType - 1)
                SmallMission.Plan(schedule, day, random, drone: month > 6);
            else
                PatrolMission.Plan(schedule, day, random, random.Pick(Station.Known));
        }
    }

    private static void PlanWindow(Schedule schedule)
    {
        var days = Period.DaysBetween(Winter2025.WindowStart, Winter2025.WindowEnd) + 1;
        var shift = Chance.Stream(schedule.Options.Seed, 0x3333, 0).Next(days);
        for (var i = 0; i < schedule.Options.Missions; i++)
        {
            var random = Chance.Stream(schedule.Options.Seed, 0x717, i);

            // Three steps at a time visit each of the ten days before any twice.
            var day = Winter2025.WindowStart.PlusDays((shift + (i * 3)) % days);
            switch (i)
            {
                case 0:
                    BajaCircuit.Plan(schedule);
                    break;
                case 1:
                    BorderFlight.Plan(schedule);
                    break;
                case 2:
                    PatrolMission.Plan(schedule, OtherFlightOfSedena, random, random.Pick(Over(Region.Gulf, Region.Pacific)));
                    break;
                case var other when other % EveryOtherType == 0:
                    SmallMission.Plan(schedule, day, random, drone: other % 16 == 0);
                    break;
                default:
                    PatrolMission.Plan(schedule, day, random, random.Pick(Station.Known));
                    break;
            }
        }
    }

    /// <summary>The log of a mission.</summary>
    public static FlightLog Log(string callsign, Random random, string? note = null) => new()
    {
        Activity = "surveillance",
        Mission = true,
        Callsign = string.Create(CultureInfo.InvariantCulture, $"{callsign}{random.Next(10, 99)}"),
        Note = note,
    };

    public static Station[] Over(params Region[] regions) => [.. Station.Known.Where(s => regions.Contains(s.Region))];
}
