namespace Atalaya.Flights.Tracks;

/// <summary>
/// Sorts reports into chains, each of which one aircraft can have flown, then joins chains that follow one another. Which side of a
/// jump is wrong is thus decided by how many reports agree with one another, not by which came first.
/// </summary>
internal sealed class PositionChains(Track raw, CleaningRules rules, int[] chainOf, Reach reach)
{
    /// <summary>Chains that can still grow. Two aircraft on one address with errors between them need four; more is noise.</summary>
    private const int MaxOpen = 8;

    /// <summary>Reports looked through for one at a chain's end; keeps junk from taking time with the square of its length.</summary>
    private const int MaxLookback = 1000;

    private readonly List<Chain> chains = [];
    private readonly List<int> wrongTails = [];
    private readonly int[] open = new int[MaxOpen];
    private int openCount;

    private struct Chain
    {
        public int First;
        public int Last;
        public int Count;
        public int Group;
    }

    /// <summary>Which group of chains each report of <paramref name="kept"/> belongs to is then told by <see cref="GroupOf"/>.</summary>
    /// <returns>How many groups are aircraft of their own, the largest first.</returns>
    public int Run(ReadOnlySpan<int> kept)
    {
        for (var k = 0; k < kept.Length; k++)
            Attach(kept, k);
        Join(kept);
        return Rank(kept);
    }

    /// <summary>0 for the aircraft with most reports, 1 and on for others, −1 for positions that fit nothing.</summary>
    public int GroupOf(int k) => chainOf[k] < 0 ? -1 : chains[chainOf[k]].Group;

    /// <summary>
    /// Puts a report at the end of a chain it can belong to: of those heard lately the one with most reports, so that an error left
    /// behind on the way does not draw the aircraft away when it comes past.
    /// </summary>
    private void Attach(ReadOnlySpan<int> kept, int k)
    {
        var best = -1;
        var bestIsLive = false;
        for (var o = 0; o < openCount; o++)
        {
            var c = open[o];
            var last = kept[chains[c].Last];
            var live = raw.Times[kept[k]] - raw.Times[last] <= rules.LiveMinutes * 60_000;
            if (best >= 0 && (bestIsLive != live ? bestIsLive : chains[c].Count <= chains[best].Count))
                continue;
            if (raw.Times[last] == raw.Times[kept[k]] || (!reach.Nearby(last, kept[k]) && !reach.Reaches(last, kept[k])))
                continue;
            (best, bestIsLive) = (c, live);
            if (o == 0 && live)
                break; // The first is the largest: nothing else can win.
        }

        if (best < 0)
        {
            best = chains.Count;
            chains.Add(new() { First = k, Group = -1 });
            Open(best);
        }

        var chain = chains[best];
        chain.Last = k;
        chain.Count++;
        chains[best] = chain;
        chainOf[k] = best;
        var place = Array.IndexOf(open, best, 0, openCount);
        if (place > 0 && chain.Count > chains[open[0]].Count)
            (open[0], open[place]) = (open[place], open[0]);
    }

    private void Open(int chain)
    {
        if (openCount < MaxOpen)
        {
            open[openCount++] = chain;
            return;
        }

        // The poorest goes: fewest reports, then the longest silent. The first is the largest and stays.
        var poorest = 1;
        for (var o = 2; o < MaxOpen; o++)
        {
            var (a, b) = (chains[open[o]], chains[open[poorest]]);
            if (a.Count < b.Count || (a.Count == b.Count && a.Last < b.Last))
                poorest = o;
        }

        open[poorest] = chain;
    }

    /// <summary>Joins a long chain to the next long one where dropping a few reports at the first one's end makes the way possible.</summary>
    private void Join(ReadOnlySpan<int> kept)
    {
        var joinable = new List<int>();
        for (var c = 0; c < chains.Count; c++)
        {
            if (chains[c].Count > rules.WrongTailReports)
                joinable.Add(c);
        }

        for (var b = 1; b < joinable.Count; b++)
        {
            for (var a = b - 1; a >= Math.Max(0, b - MaxOpen); a--)
            {
                if (TryJoin(kept, joinable[a], joinable[b]))
                    break;
            }
        }
    }

    private bool TryJoin(ReadOnlySpan<int> kept, int a, int b)
    {
        var head = Root(a);
        Span<int> dropped = stackalloc int[Math.Max(1, rules.WrongTailReports)];
        var count = 0;
        var k = chains[head].Last;
        var oldest = Math.Max(0, k - MaxLookback);
        while (raw.Times[kept[k]] >= raw.Times[kept[chains[b].First]] || !reach.Reaches(kept[k], kept[chains[b].First]))
        {
            if (count == rules.WrongTailReports)
                return false;
            dropped[count++] = k;
            do
                k--;
            while (k >= oldest && Root(chainOf[k]) != head);
            if (k < oldest)
                return false;
        }

        foreach (var wrong in dropped[..count])
            wrongTails.Add(wrong);
        Merge(head, b, count);
        return true;
    }

    private int Root(int chain)
    {
        while (chains[chain].Group >= 0)
            chain = chains[chain].Group;
        return chain;
    }

    private void Merge(int head, int tail, int dropped)
    {
        var (a, b) = (chains[head], chains[tail]);
        a.Count += b.Count - dropped;
        a.Last = b.Last;
        b.Group = head;
        chains[head] = a;
        chains[tail] = b;
    }

    private int Rank(ReadOnlySpan<int> kept)
    {
        for (var k = 0; k < kept.Length; k++)
            chainOf[k] = Root(chainOf[k]);
        foreach (var wrong in wrongTails)
            chainOf[wrong] = -1;
        var largest = new List<int>();
        for (var c = 0; c < chains.Count; c++)
        {
            if (chains[c].Group < 0 && IsAircraft(kept, chains[c]))
                largest.Add(c);
        }

        if (largest.Count == 0)
            largest.Add(Largest());
        largest.Sort((a, b) => chains[b].Count != chains[a].Count ? chains[b].Count.CompareTo(chains[a].Count) : a.CompareTo(b));
        for (var c = 0; c < chains.Count; c++)
            SetGroup(c, -1);
        for (var rank = 0; rank < largest.Count; rank++)
            SetGroup(largest[rank], rank);
        return largest.Count;
    }

    private bool IsAircraft(ReadOnlySpan<int> kept, in Chain chain) =>
        chain.Count >= rules.SharedAddressReports
        && raw.Times[kept[chain.Last]] - raw.Times[kept[chain.First]] >= rules.SharedAddressSeconds * 1000;

    private int Largest()
    {
        var largest = 0;
        for (var c = 1; c < chains.Count; c++)
        {
            if (chains[c].Group < 0 && chains[c].Count > chains[largest].Count)
                largest = c;
        }

        return largest;
    }

    private void SetGroup(int c, int group)
    {
        var chain = chains[c];
        chain.Group = group;
        chains[c] = chain;
    }
}
