using NodaTime;

namespace Atalaya.Accords.Records;

/// <summary>A span of time, the end excluded. Whole seconds, for that is how records write time.</summary>
public readonly record struct Window
{
    /// <summary>The longest window of a clearance.</summary>
    public static readonly Duration LongestClearance = Duration.FromHours(72);

    /// <summary>Takes a start and a later end.</summary>
    /// <exception cref="ArgumentException">The end is not later, or a time has a fraction of a second.</exception>
    public Window(Instant start, Instant end)
    {
        if (!IsWindow(start, end))
            throw new ArgumentException("A window has a start and a later end, both in whole seconds.", nameof(end));
        (Start, End) = (start, end);
    }

    /// <summary>Start, included.</summary>
    public Instant Start { get; }

    /// <summary>End, excluded.</summary>
    public Instant End { get; }

    /// <summary>How long.</summary>
    public Duration Length => End - Start;

    /// <summary>Whether an instant lies inside.</summary>
    public bool Contains(Instant instant) => instant >= Start && instant < End;

    /// <summary>Whether another window lies wholly inside.</summary>
    public bool Contains(Window other) => other.Start >= Start && other.End <= End;

    /// <summary>Whether two windows share time.</summary>
    public bool Overlaps(Window other) => Start < other.End && other.Start < End;

    internal static bool IsWindow(Instant start, Instant end) =>
        start < end && start.ToUnixTimeTicks() % NodaConstants.TicksPerSecond == 0 && end.ToUnixTimeTicks() % NodaConstants.TicksPerSecond == 0;
}

/// <summary>Hours of the day in UTC, the end excluded; an end at or before the start is on the next day, and equal ends are the whole day.</summary>
/// <param name="FromMinute">Minute of the day, 0 to 1439.</param>
/// <param name="UntilMinute">Minute of the day, 0 to 1439.</param>
public readonly record struct DailyHours([property: Authorises] int FromMinute, [property: Authorises] int UntilMinute)
{
    private const int Day = 24 * 60;

    /// <summary>Whether every moment of a window lies in these hours.</summary>
    public bool Covers(Window window)
    {
        var open = (UntilMinute - FromMinute + Day) % Day;
        if (open == 0)
            return true;
        var start = window.Start.ToUnixTimeSeconds() - (FromMinute * 60L);
        var since = ((start % (Day * 60)) + (Day * 60)) % (Day * 60);
        return since + (long)window.Length.TotalSeconds <= open * 60L;
    }
}
