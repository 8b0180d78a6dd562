using NodaTime;
using NodaTime.TimeZones;

namespace Atalaya.Flights.Feeds;

/// <summary>Turns local times of a log, which come mostly in order, into instants.</summary>
/// <remarks>Of an hour that occurs twice in autumn, the earlier is meant until that would lead back behind the line before; then the later. A time that the clock left out in spring is moved on by the gap, as NodaTime's lenient resolver does.</remarks>
internal sealed class LocalClock(DateTimeZone zone)
{
    private const long Day = 86_400_000;

    // Lines of several aircraft may stand a little out of order.
    private const long Disorder = 300_000;

    private long sureFrom = long.MaxValue;
    private long sureTo = long.MinValue;
    private long offset;
    private long last = long.MinValue / 2;

    /// <summary>Milliseconds since 1970 UTC.</summary>
    /// <param name="local">Milliseconds since 1970-01-01T00:00 on the local clock.</param>
    public long ToUtc(long local)
    {
        if (local >= sureFrom && local < sureTo)
            return last = local - offset;
        var mapping = zone.MapLocal(Instant.FromUnixTimeMilliseconds(local).InUtc().LocalDateTime);
        var time = mapping.Count switch
        {
            0 => Resolvers.LenientResolver(mapping).ToInstant().ToUnixTimeMilliseconds(),
            2 when Milliseconds(mapping.First()) < last - Disorder => Milliseconds(mapping.Last()),
            _ => Milliseconds(mapping.First()),
        };
        if (mapping.Count == 1)
            Remember(mapping.EarlyInterval);
        return last = time;
    }

    private static long Milliseconds(ZonedDateTime time) => time.ToInstant().ToUnixTimeMilliseconds();

    // A day inside the interval's ends no local time is doubled or left out.
    private void Remember(ZoneInterval interval)
    {
        offset = interval.WallOffset.Milliseconds;
        sureFrom = interval.HasStart ? interval.Start.ToUnixTimeMilliseconds() + offset + Day : long.MinValue;
        sureTo = interval.HasEnd ? interval.End.ToUnixTimeMilliseconds() + offset - Day : long.MaxValue;
    }
}
