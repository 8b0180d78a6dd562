using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Analysis;

/// <summary>Cuts one part's raw reports into spells.</summary>
internal static class SpellCutter
{
    /// <summary>The spells of a part, in time order, as (first index, count, span) in <paramref name="ordered"/>.</summary>
    /// <param name="raw">Reports in order of arrival.</param>
    /// <param name="inputEdges">Instants at which the part's file was clipped; none where its own ends are its edges.</param>
    /// <param name="rules">Thresholds.</param>
    /// <param name="spare">Memory for reports that did not arrive in order.</param>
    /// <param name="ordered">The reports spell by spell; within a spell in order of arrival, which cleaning reports on.</param>
    public static List<(int Start, int Count, SpellSpan Span)> Cut(Track raw, IReadOnlyList<long> inputEdges, SpellRules rules, TrackBuilder spare, out Track ordered)
    {
        var spells = new List<(int, int, SpellSpan)>();
        ordered = raw;
        if (raw.Count == 0)
            return spells;
        var order = InOrder(raw.Times) ? null : Order(raw.Times);
        var times = raw.Times;
        var flags = raw.Flags;
        int At(int i) => order is null ? i : order[i];
        var starts = new List<int> { 0 };
        for (var i = 1; i < times.Length; i++)
        {
            var before = At(i - 1);
            if (times[At(i)] - times[before] > rules.Limit(OnGround(flags[before])))
                starts.Add(i);
        }

        if (order is not null && starts.Count > 1)
            ordered = Regroup(raw, order, starts, spare);
        for (var k = 0; k < starts.Count; k++)
        {
            var end = k + 1 < starts.Count ? starts[k + 1] : times.Length;
            var span = new SpellSpan(times[At(starts[k])], times[At(end - 1)], end - starts[k], OnGround(flags[At(end - 1)]), inputEdges.Count > 0, false, false);
            spells.Add((starts[k], end - starts[k], Open(span, inputEdges, rules, k == 0, k == starts.Count - 1)));
        }

        return spells;
    }

    private static SpellSpan Open(SpellSpan span, IReadOnlyList<long> edges, SpellRules rules, bool isFirst, bool isLast)
    {
        if (edges.Count == 0)
            return span with { OpenBefore = isFirst, OpenAfter = isLast };
        var (before, after) = (false, false);
        foreach (var edge in edges)
        {
            // Whatever came before may have been in the air; what follows is bound by the state in which this ends.
            before |= edge <= span.First && span.First - edge <= rules.Limit(onGround: false);
            after |= edge >= span.Last && edge - span.Last <= rules.Limit(span.LastOnGround);
        }

        return span with { OpenBefore = before, OpenAfter = after };
    }

    private static bool OnGround(ReportFlags flags) => (flags & ReportFlags.OnGround) != 0;

    private static bool InOrder(ReadOnlySpan<long> times)
    {
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] < times[i - 1])
                return false;
        }

        return true;
    }

    /// <summary>Indices by time, equal times in order of arrival.</summary>
    private static int[] Order(ReadOnlySpan<long> times)
    {
        var keys = new (long Time, int Index)[times.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = (times[i], i);
        Array.Sort(keys);
        return Array.ConvertAll(keys, static k => k.Index);
    }

    private static Track Regroup(Track raw, int[] order, List<int> starts, TrackBuilder spare)
    {
        var spellOf = new int[raw.Count];
        for (var k = 0; k < starts.Count; k++)
        {
            var end = k + 1 < starts.Count ? starts[k + 1] : raw.Count;
            for (var i = starts[k]; i < end; i++)
                spellOf[order[i]] = k;
        }

        spare.Clear();
        for (var k = 0; k < starts.Count; k++)
        {
            var change = 0;
            string? callsign = null;
            for (var i = 0; i < raw.Count; i++)
            {
                while (change < raw.CallsignChanges.Count && raw.CallsignChanges[change].Index <= i)
                    callsign = raw.CallsignChanges[change++].Callsign;
                if (spellOf[i] != k)
                    continue;
                spare.SetCallsign(callsign);
                spare.Add(raw[i]);
            }
        }

        return spare.Build(raw.Aircraft, raw.Basis);
    }
}
