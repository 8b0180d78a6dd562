using System.Runtime.InteropServices;

namespace Atalaya.Flights.Feeds;

/// <summary>Tells positions that a feed gives again in each of its snapshots, until it has a newer one. Not thread safe.</summary>
public sealed class RepeatFilter
{
    /// <summary>How far two times of one position may differ, ms: <c>now</c> and <c>seen_pos</c> are each rounded to 0.1 s by some feeds.</summary>
    public const long RoundingMilliseconds = 250;

    private readonly Dictionary<string, (long Time, double Latitude, double Longitude)> last = [];

    /// <summary>Whether this is the aircraft's position of before; else it is now that.</summary>
    /// <param name="identity">The aircraft.</param>
    /// <param name="time">When the position was received, ms since 1970.</param>
    /// <param name="latitude">Degrees.</param>
    /// <param name="longitude">Degrees.</param>
    public bool IsRepeated(string identity, long time, double latitude, double longitude)
    {
        ref var before = ref CollectionsMarshal.GetValueRefOrAddDefault(last, identity, out var known);
        if (known && latitude == before.Latitude && longitude == before.Longitude && Math.Abs(time - before.Time) <= RoundingMilliseconds)
            return true;
        before = (time, latitude, longitude);
        return false;
    }
}
