using System.Buffers;

namespace Atalaya.Flights.Tracks;

/// <summary>The stable order of reports by time.</summary>
internal static class TimeOrder
{
    /// <summary>Indices in time order, reports of one instant as they came; null where they are in order already.</summary>
    /// <param name="times">Milliseconds.</param>
    /// <param name="rent">Lends an array of at least the length asked for.</param>
    /// <param name="late">How many came after a later one.</param>
    public static int[]? Find(ReadOnlySpan<long> times, Func<int, int[]> rent, out int late)
    {
        late = 0;
        var latest = long.MinValue;
        foreach (var time in times)
        {
            if (time < latest)
                late++;
            else
                latest = time;
        }

        if (late == 0)
            return null;
        var keys = ArrayPool<long>.Shared.Rent(times.Length);
        try
        {
            var order = rent(times.Length);
            times.CopyTo(keys);
            for (var i = 0; i < times.Length; i++)
                order[i] = i;
            var sorted = keys.AsSpan(0, times.Length);
            sorted.Sort(order.AsSpan(0, times.Length));

            // The library's sort is not stable: runs of one instant are put back into the order in which they came.
            for (int start = 0, end = 1; start < times.Length; start = end++)
            {
                while (end < times.Length && sorted[end] == sorted[start])
                    end++;
                if (end - start > 1)
                    order.AsSpan(start, end - start).Sort();
            }

            return order;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(keys);
        }
    }
}
