namespace Atalaya.Flights.Tracks;

/// <summary>First pass of cleaning: duplicates, old positions and conflicts at one instant go; jumps are noticed.</summary>
internal sealed class ReportSieve(Track raw, CleaningRules rules, int[]? order, int[] kept, Action<CleaningReason, int> setAside)
{
    /// <summary>How many earlier positions a report is compared with: merged feeds interleave a few.</summary>
    private const int Lookback = 3;

    /// <summary>Reports of one instant that are compared with one another; more aircraft than this do not share an address and a millisecond.</summary>
    private const int MaxAtOnce = 16;

    private readonly Reach reach = new(raw, rules);
    private int nextInstant;

    /// <summary>Whether two neighbours are farther apart than the aircraft could have flown.</summary>
    public bool Jumps { get; private set; }

    /// <summary>Fills <c>kept</c> with indices in time order and returns how many there are.</summary>
    public int Run()
    {
        var times = raw.Times;
        var latitudes = raw.Latitudes;
        var longitudes = raw.Longitudes;
        var count = 0;
        var jumps = false;
        for (var n = 0; n < times.Length; n++)
        {
            var i = At(n);
            if (count > 0)
            {
                var p = kept[count - 1];
                if (times[i] == times[p])
                {
                    if (SameInstant(n, i, ref count))
                        continue;
                }
                else if (Repeats(times, latitudes, longitudes, i, count))
                {
                    setAside(CleaningReason.StalePosition, i);
                    continue;
                }

                jumps |= !reach.Nearby(times[i] - times[p], latitudes[p], longitudes[p], latitudes[i], longitudes[i]) && !reach.Reaches(p, i);
            }

            kept[count++] = i;
        }

        Jumps = jumps;
        return count;
    }

    /// <summary>Handles a report of the same instant as the last one kept; false where it is so far off that another aircraft is likelier.</summary>
    private bool SameInstant(int n, int i, ref int count)
    {
        var first = count - 1;
        while (first > 0 && count - first < MaxAtOnce && raw.Times[kept[first - 1]] == raw.Times[i])
            first--;
        for (var k = first; k < count; k++)
        {
            if (raw.Latitudes[kept[k]] == raw.Latitudes[i] && raw.Longitudes[kept[k]] == raw.Longitudes[i])
            {
                setAside(CleaningReason.Duplicate, i);
                return true;
            }
        }

        for (var k = first; k < count; k++)
        {
            var p = kept[k];
            if (!reach.Reaches(p, i))
                continue;
            var before = first > 0 && raw.Times[kept[first - 1]] < raw.Times[i] ? kept[first - 1] : -1;
            var after = NextInstant(n);
            var better = Misfit(before, i, after) < Misfit(before, p, after) ? i : p;
            setAside(CleaningReason.SameInstant, better == i ? p : i);
            kept[k] = better;
            return true;
        }

        return false;
    }

    /// <summary>The first report after this instant, or −1. Only ever looks forward, so that many reports of one instant cost no more than few.</summary>
    private int NextInstant(int n)
    {
        var time = raw.Times[At(n)];
        for (nextInstant = Math.Max(nextInstant, n + 1); nextInstant < raw.Count; nextInstant++)
        {
            if (raw.Times[At(nextInstant)] != time)
                return At(nextInstant);
        }

        return -1;
    }

    private int At(int n) => order is null ? n : order[n];

    /// <summary>Squared way over time, which is least where the speed is even.</summary>
    private double Misfit(int before, int at, int after)
    {
        double Part(int from, int to)
        {
            if (from < 0 || to < 0)
                return 0;
            var metres = reach.Metres(from, to);
            return metres * metres / Math.Max(1, raw.Times[to] - raw.Times[from]);
        }

        return Part(before, at) + Part(at, after);
    }

    private bool Repeats(ReadOnlySpan<long> times, ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, int i, int count)
    {
        var oldest = Math.Max(0, count - Lookback);
        for (var k = count - 1; k >= oldest; k--)
        {
            var p = kept[k];
            if (latitudes[p] == latitudes[i] && longitudes[p] == longitudes[i])
                return IsOld(times[i] - times[p], p, i, k > 0 ? kept[k - 1] : -1, k == count - 1);
        }

        return false;
    }

    /// <summary>Whether the aircraft must have left the position of report p by the time of i. The last position may be repeated for as long as a feed likes; an earlier one comes back only from a feed that lags.</summary>
    private bool IsOld(long elapsed, int p, int i, int beforeP, bool isLast)
    {
        if ((raw.Flags[i] & ReportFlags.OnGround) != 0 || (!isLast && elapsed > rules.RepeatSeconds * 1000))
            return false;
        if ((raw.Flags[i] & ReportFlags.Stale) != 0)
            return true;
        double knots = raw.GroundSpeedsKnots[i];
        if (double.IsNaN(knots))
            knots = raw.GroundSpeedsKnots[p];
        if (double.IsNaN(knots) && beforeP >= 0 && raw.Times[p] > raw.Times[beforeP])
            knots = reach.Metres(beforeP, p) / (raw.Times[p] - raw.Times[beforeP]) * 1000 / Reach.MetresPerSecondPerKnot;
        return knots >= rules.MovingKnots && knots * Reach.MetresPerSecondPerKnot * elapsed / 1000 >= rules.MovingMetres;
    }
}
