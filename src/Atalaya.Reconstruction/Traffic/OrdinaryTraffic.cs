using NodaTime;

namespace Atalaya.Reconstruction.Traffic;

/// <summary>The traffic that is no mission: some flights on every day of the baseline, many on each of the ten days.</summary>
internal static class OrdinaryTraffic
{
    /// <summary>Airliners and others on a day of the baseline, at full traffic.</summary>
    private const double BaselineAirliners = 2.2;
    private const double BaselineOthers = 1.2;

    /// <summary>The same on each of the ten days.</summary>
    private const double WindowAirliners = 26;
    private const double WindowOthers = 18;

    /// <summary>Fires burnt round Los Angeles in these days.</summary>
    private static readonly LocalDate FiresFrom = new(2025, 1, 7);
    private static readonly LocalDate FiresUntil = new(2025, 1, 24);

    private static readonly (int Weight, Action<Schedule, LocalDate, Random> Plan)[] Others =
    [
        (18, MilitaryTraffic.Tanker),
        (16, MilitaryTraffic.Transport),
        (8, MilitaryTraffic.PatrolFerry),
        (16, LightTraffic.Survey),
        (12, LightTraffic.Glider),
        (18, LightTraffic.Training),
        (6, LightTraffic.Calibration),
        (10, HelicopterTraffic.Ambulance),
        (5, HelicopterTraffic.News),
    ];

    public static void Plan(Schedule schedule)
    {
        var share = schedule.Options.OrdinaryTraffic;
        var total = Others.Sum(static o => o.Weight);
        for (var day = schedule.Options.FirstDay; day <= Winter2025.WindowEnd; day = day.PlusDays(1))
        {
            var random = Chance.Stream(schedule.Options.Seed, 0x7AF, (long)Schedule.At(day, 0));
            var busy = day >= Winter2025.WindowStart;

            // At least one a day: a day without any input would say nothing.
            var airliners = Math.Max(1, Round(random, share * (busy ? WindowAirliners : BaselineAirliners)));
            for (var i = 0; i < airliners; i++)
                Airliners.Plan(schedule, day, random);
            for (var i = Round(random, share * (busy ? WindowOthers : BaselineOthers)); i > 0; i--)
                Draw(random, total)(schedule, day, random);
            if (day >= FiresFrom && day <= FiresUntil && random.Happens(Math.Sqrt(share)))
                FireTraffic.Plan(schedule, day, random);
        }
    }

    private static Action<Schedule, LocalDate, Random> Draw(Random random, int total)
    {
        var left = random.Next(total);
        foreach (var (weight, plan) in Others)
        {
            left -= weight;
            if (left < 0)
                return plan;
        }

        return Others[^1].Plan;
    }

    /// <summary>A whole number with the given mean.</summary>
    private static int Round(Random random, double mean) => (int)(mean + random.NextDouble());
}
