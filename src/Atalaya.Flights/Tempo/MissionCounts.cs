using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Calendars;

namespace Atalaya.Flights.Tempo;

/// <summary>Missions of one day, week or month.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Missions">How many; null where there is no data at all, which is not zero.</param>
/// <param name="ObservedDays">How much of the period there is input for, in days.</param>
/// <param name="Days">Length of the period in days.</param>
public sealed record PeriodCount(
    [property: JsonConverter(typeof(IsoDateConverter))] LocalDate From,
    [property: JsonConverter(typeof(IsoDateConverter))] LocalDate To,
    int? Missions,
    double ObservedDays,
    int Days);

/// <summary>Missions per day, ISO week and month over the observed period, under one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Days">Every day from the first to the last with input, those with none included.</param>
/// <param name="Weeks">ISO weeks (Monday first) that hold those days; the first and last may be cut.</param>
/// <param name="Months">Calendar months that hold those days; the first and last may be cut.</param>
/// <param name="Total">Missions in all.</param>
public sealed record MissionCounts(
    CountingRule Rule,
    IReadOnlyList<PeriodCount> Days,
    IReadOnlyList<PeriodCount> Weeks,
    IReadOnlyList<PeriodCount> Months,
    int Total)
{
    /// <summary>Counts flights under a rule.</summary>
    /// <param name="entries">Flights in any order; those that the rule leaves out are ignored.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="observedUtcDays">UTC days for which there is any input, in any order. A day of another zone is observed in the share that such days cover.</param>
    public static MissionCounts Count(IEnumerable<MissionEntry> entries, CountingRule rule, IEnumerable<LocalDate> observedUtcDays)
    {
        var missions = new SortedDictionary<LocalDate, int>();
        foreach (var entry in entries)
        {
            if (!rule.Counts(entry))
                continue;
            var day = rule.DayOf(entry);
            missions[day] = missions.GetValueOrDefault(day) + 1;
        }

        var observed = ObservedShares(observedUtcDays, rule.DateZone);
        var all = missions.Keys.Concat(observed.Keys).ToList();
        if (all.Count == 0)
            return new(rule, [], [], [], 0);

        var last = all.Max();
        var days = new List<PeriodCount>();
        for (var day = all.Min(); day <= last; day = day.PlusDays(1))
        {
            var share = observed.GetValueOrDefault(day);
            int? count = missions.TryGetValue(day, out var found) ? found : share > 0 ? 0 : null;
            days.Add(new(day, day, count, share, 1));
        }

        return new(
            rule,
            days,
            Gather(days, static day => day.PlusDays(1 - (int)day.DayOfWeek)),
            Gather(days, static day => new(day.Year, day.Month, 1)),
            missions.Values.Sum());
    }

    /// <summary>Missions and observed days from one day to another, both included; days beyond the observed period add nothing.</summary>
    public PeriodCount Between(LocalDate from, LocalDate to)
    {
        var inside = Days.Where(d => d.From >= from && d.To <= to).ToList();
        int? missions = inside.Any(static d => d.Missions is not null) ? inside.Sum(static d => d.Missions ?? 0) : null;
        return new(from, to, missions, inside.Sum(static d => d.ObservedDays), Period.DaysBetween(from, to) + 1);
    }

    /// <summary>ISO 8601 number of the week that a day lies in, as <c>2025-W06</c>.</summary>
    public static string IsoWeek(LocalDate day) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{WeekYearRules.Iso.GetWeekYear(day):0000}-W{WeekYearRules.Iso.GetWeekOfWeekYear(day):00}");

    // A day of another zone is observed in the share of its hours that lie in observed UTC days.
    private static Dictionary<LocalDate, double> ObservedShares(IEnumerable<LocalDate> utcDays, DateTimeZone zone)
    {
        var shares = new Dictionary<LocalDate, double>();
        foreach (var utcDay in utcDays.Distinct())
        {
            var start = utcDay.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
            var end = start + Duration.FromDays(1);
            for (var day = start.InZone(zone).Date; ; day = day.PlusDays(1))
            {
                var dayStart = zone.AtStartOfDay(day).ToInstant();
                if (dayStart >= end)
                    break;
                var dayEnd = zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
                var overlap = Instant.Min(end, dayEnd) - Instant.Max(start, dayStart);
                if (overlap > Duration.Zero)
                    shares[day] = shares.GetValueOrDefault(day) + (overlap / (dayEnd - dayStart));
            }
        }

        return shares;
    }

    private static List<PeriodCount> Gather(List<PeriodCount> days, Func<LocalDate, LocalDate> periodOf) =>
        [.. days.GroupBy(day => periodOf(day.From)).Select(static group =>
        {
            int? missions = group.Any(static d => d.Missions is not null) ? group.Sum(static d => d.Missions ?? 0) : null;
            return new PeriodCount(group.First().From, group.Last().To, missions, group.Sum(static d => d.ObservedDays), group.Count());
        })];
}
