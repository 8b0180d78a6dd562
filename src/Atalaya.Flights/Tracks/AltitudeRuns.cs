namespace Atalaya.Flights.Tracks;

/// <summary>
/// Finds altitudes that cannot be true. Altitudes are sorted into runs, each of which an aircraft can have climbed or sunk through;
/// a run inside the span of a larger one, or too short to be believed beside a neighbour it does not fit, is a spike.
/// </summary>
internal ref struct AltitudeRuns
{
    /// <summary>Runs that can still grow.</summary>
    private const int MaxOpen = 6;

    private readonly Track raw;
    private readonly CleaningRules rules;
    private readonly ReadOnlySpan<int> indices;
    private readonly int[] runOf;
    private readonly List<Run> runs = [];
    private readonly int[] open = new int[MaxOpen];
    private int openCount;

    private struct Run
    {
        public int First;
        public int Last;
        public int Count;
        public bool Believed;
        public bool AboveCeiling;
    }

    private AltitudeRuns(Track raw, CleaningRules rules, ReadOnlySpan<int> indices, int[] runOf)
    {
        this.raw = raw;
        this.rules = rules;
        this.indices = indices;
        this.runOf = runOf;
    }

    /// <summary>Positions within <paramref name="indices"/> whose altitude is a spike.</summary>
    public static ReadOnlySpan<int> FindSpikes(Track raw, CleaningRules rules, ReadOnlySpan<int> indices, Func<int, int[]> rent)
    {
        if (IsPlausible(raw, rules, indices))
            return [];
        var work = new AltitudeRuns(raw, rules, indices, rent(indices.Length));
        return work.Find(rent(indices.Length));
    }

    private static bool IsPlausible(Track raw, CleaningRules rules, ReadOnlySpan<int> indices)
    {
        var times = raw.Times;
        var altitudes = raw.AltitudesFeet;
        var feetPerMillisecond = (float)(rules.VerticalRateFeetPerMinute / 60_000);
        var slack = (float)rules.AltitudeSlackFeet;
        var ceiling = (float)rules.CeilingFeet;
        var before = float.NaN;
        long beforeTime = 0;
        foreach (var i in indices)
        {
            var altitude = altitudes[i];
            if (float.IsNaN(altitude))
                continue;
            if (altitude > ceiling || Math.Abs(altitude - before) > slack + ((times[i] - beforeTime) * feetPerMillisecond))
                return false;
            before = altitude;
            beforeTime = times[i];
        }

        return true;
    }

    private ReadOnlySpan<int> Find(int[] spikes)
    {
        for (var k = 0; k < indices.Length; k++)
            Attach(k);
        Believe();
        var count = 0;
        for (var k = 0; k < indices.Length; k++)
        {
            if (runOf[k] >= 0 && !runs[runOf[k]].Believed)
                spikes[count++] = k;
        }

        return spikes.AsSpan(0, count);
    }

    private void Attach(int k)
    {
        var altitude = raw.AltitudesFeet[indices[k]];
        runOf[k] = -1;
        if (float.IsNaN(altitude))
            return;
        var best = -1;
        var bestFeet = float.MaxValue;
        for (var o = 0; o < openCount; o++)
        {
            var last = indices[runs[open[o]].Last];
            if (raw.Times[indices[k]] - raw.Times[last] > rules.LiveMinutes * 60_000)
                continue;
            var feet = Math.Abs(raw.AltitudesFeet[last] - altitude);
            var allowed = rules.AltitudeSlackFeet + ((raw.Times[indices[k]] - raw.Times[last]) * rules.VerticalRateFeetPerMinute / 60_000);
            if (feet < bestFeet && feet <= allowed)
                (best, bestFeet) = (open[o], feet);
        }

        if (best < 0)
        {
            best = runs.Count;
            runs.Add(new() { First = k });
            Open(best);
        }

        var run = runs[best];
        run.Last = k;
        run.Count++;
        run.AboveCeiling |= altitude > rules.CeilingFeet;
        runs[best] = run;
        runOf[k] = best;
    }

    private void Open(int run)
    {
        if (openCount < MaxOpen)
        {
            open[openCount++] = run;
            return;
        }

        var poorest = 0;
        for (var o = 1; o < MaxOpen; o++)
        {
            var (a, b) = (runs[open[o]], runs[open[poorest]]);
            if (a.Count < b.Count || (a.Count == b.Count && a.Last < b.Last))
                poorest = o;
        }

        open[poorest] = run;
    }

    /// <summary>
    /// From the largest to the smallest, a run is believed that does not lie inside the time of one believed before; a short one must
    /// also fit the believed runs before and after it, and stay below the ceiling.
    /// </summary>
    private readonly void Believe()
    {
        var sizes = runs;
        var bySize = new List<int>(Enumerable.Range(0, runs.Count));
        bySize.Sort((a, b) => sizes[b].Count != sizes[a].Count ? sizes[b].Count.CompareTo(sizes[a].Count) : a.CompareTo(b));
        var believed = new SortedSet<(int First, int Last, int Run)>();
        foreach (var r in bySize)
        {
            var run = runs[r];
            var before = believed.GetViewBetween((int.MinValue, 0, 0), (run.First, int.MaxValue, 0)).Max;
            var after = believed.GetViewBetween((run.First, int.MaxValue, 0), (int.MaxValue, 0, 0)).Min;
            var hasBefore = believed.Count > 0 && before != default;
            var hasAfter = believed.Count > 0 && after != default;
            if ((hasBefore && before.Last >= run.First) || (hasAfter && after.First <= run.Last))
                continue;
            var shortRun = run.Count < rules.AltitudeRunReports;
            if (shortRun && (run.AboveCeiling || (hasBefore && !Fits(before.Last, run.First)) || (hasAfter && !Fits(run.Last, after.First))))
                continue;
            believed.Add((run.First, run.Last, r));
            run.Believed = true;
            runs[r] = run;
        }
    }

    private readonly bool Fits(int from, int to) =>
        Math.Abs(raw.AltitudesFeet[indices[to]] - raw.AltitudesFeet[indices[from]])
            <= rules.AltitudeSlackFeet + ((raw.Times[indices[to]] - raw.Times[indices[from]]) * rules.VerticalRateFeetPerMinute / 60_000);
}
