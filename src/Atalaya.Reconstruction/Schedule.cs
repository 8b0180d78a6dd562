using Atalaya.Reconstruction.Flying;
using Atalaya.Reconstruction.Surveillance;
using Atalaya.Reconstruction.Traffic;
using NodaTime;

namespace Atalaya.Reconstruction;

/// <summary>Who flies what and when. Drawn in one pass from the seed, before anything is flown.</summary>
internal sealed class Schedule
{
    private Schedule(ReconstructionOptions options)
    {
        Options = options;
        Fleet = new(options.Seed);
    }

    public ReconstructionOptions Options { get; }

    public Fleet Fleet { get; }

    public static Schedule Draw(ReconstructionOptions options)
    {
        var schedule = new Schedule(options);
        Missions.Plan(schedule);
        OperatorFlights.Plan(schedule);
        OrdinaryTraffic.Plan(schedule);
        foreach (var aircraft in schedule.Fleet.All)
            aircraft.Flights.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return schedule;
    }

    /// <summary>Seconds since 1970 at an hour (0 to 24 and beyond) of a UTC day.</summary>
    public static double At(LocalDate day, double hour) =>
        (Period.DaysBetween(new LocalDate(1970, 1, 1), day) * 86400.0) + (hour * 3600);
}
