using Atalaya.Flights.Tempo;
using NodaTime;

namespace Atalaya.Flights.Comparison;

/// <summary>When a mission was flown, as exactly as its list says.</summary>
/// <param name="Start">First instant it can have been in the air.</param>
/// <param name="End">Last instant.</param>
/// <param name="IsDayOnly">Whether the list gives a day and no times.</param>
/// <param name="Dated">The day that the list itself puts it on, where it gives one.</param>
public sealed record MissionSpan(Instant Start, Instant End, bool IsDayOnly, LocalDate? Dated)
{
    // The first zone to begin a day is UTC+14, the last to end it UTC−12.
    private static readonly Duration EarliestZone = Duration.FromHours(14), LatestZone = Duration.FromHours(12);

    /// <summary>A mission whose first and last instants are known.</summary>
    public static MissionSpan Times(Instant start, Instant end, LocalDate? dated = null) => new(start, end < start ? start : end, false, dated);

    /// <summary>A mission of which only the day is known.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zone">Whose day; null where that is not known: it then spans every zone's.</param>
    public static MissionSpan Day(LocalDate day, DateTimeZone? zone) => zone is null
        ? new(day.AtMidnight().InUtc().ToInstant() - EarliestZone, day.PlusDays(1).AtMidnight().InUtc().ToInstant() + LatestZone, true, day)
        : new(day.AtStartOfDayInZone(zone).ToInstant(), day.PlusDays(1).AtStartOfDayInZone(zone).ToInstant(), true, day);

    /// <summary>Whether the list gives a day and does not say whose.</summary>
    public bool IsAnyonesDay => IsDayOnly && End - Start > Duration.FromHours(30);

    /// <summary>The UTC day where the list does not say whose day it is; else the same.</summary>
    internal MissionSpan Likeliest => IsAnyonesDay ? Day(Dated!.Value, DateTimeZone.Utc) : this;

    /// <summary>The day under a rule; the list's own where it gives no times, since no rule can be applied to a day.</summary>
    public LocalDate DayUnder(MissionDay day, string timeZone) => IsDayOnly && Dated is { } dated
        ? dated
        : (CountingRule.Default with { Day = day, TimeZone = timeZone }).DayOf(new("", Missions.MissionClass.Surveillance, Tracks.Basis.Heard, Start, End, []));

    /// <summary>The day that the list gives it, or else the UTC day of its middle.</summary>
    public LocalDate ListDay => Dated ?? DayUnder(MissionDay.Utc, "UTC");
}
