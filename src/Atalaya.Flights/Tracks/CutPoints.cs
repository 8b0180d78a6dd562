namespace Atalaya.Flights.Tracks;

/// <summary>Finds where one flight ends and the next begins.</summary>
internal static class CutPoints
{
    /// <summary>Index of the first report of each flight but the first, ascending.</summary>
    public static SortedSet<int> Find(Track track, CuttingRules rules, IReadOnlyList<GroundTime> ground)
    {
        var cuts = new SortedSet<int>();
        foreach (var stand in ground)
            CutStand(track, rules, stand, cuts);
        CutSilences(track, rules, ground, cuts);
        return cuts;
    }

    /// <summary>
    /// A time on the ground between two in the air cuts at its longest silence, or, heard throughout, where the aircraft stood longest:
    /// what moves before is taxiing in, what moves after is taxiing out.
    /// </summary>
    private static void CutStand(Track track, CuttingRules rules, GroundTime stand, SortedSet<int> cuts)
    {
        var times = track.Times;
        var gap = (long)(rules.GapMinutes * 60_000);
        var (first, last) = (stand.First, stand.Last);
        var between = first > 0 && last < times.Length - 1;
        var length = times[last] - times[first];
        var (longest, cut) = (gap, -1);
        for (var i = Math.Max(1, first); i <= Math.Min(times.Length - 1, last + 1); i++)
        {
            var silence = times[i] - times[i - 1];
            if (silence > gap && (i == first || i == last + 1))
                length += silence;
            if (silence > longest)
                (longest, cut) = (silence, i);
        }

        if (cut < 0)
            (longest, cut) = LongestStand(track, rules, first, last);
        if (cut > 0 && (between ? length >= rules.StateSeconds * 1000 : longest > rules.StandingHours * 3_600_000))
            cuts.Add(cut);
    }

    private static (long Longest, int Cut) LongestStand(Track track, CuttingRules rules, int first, int last)
    {
        long longest = -1;
        var cut = last;
        var anchor = first;
        for (var i = first + 1; i <= last; i++)
        {
            var left = Reach.Metres(track.Latitudes[anchor], track.Longitudes[anchor], track.Latitudes[i], track.Longitudes[i]) > rules.ParkedMetres;
            if (!left && i < last)
                continue;
            if (track.Times[i] - track.Times[anchor] > longest)
                (longest, cut) = (track.Times[i] - track.Times[anchor], i);
            anchor = i;
        }

        return (longest, cut);
    }

    private static void CutSilences(Track track, CuttingRules rules, IReadOnlyList<GroundTime> ground, SortedSet<int> cuts)
    {
        var times = track.Times;
        var gap = (long)(rules.GapMinutes * 60_000);
        SilenceJudge? judge = null;
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] - times[i - 1] <= gap || GroundTimes.Contains(ground, i - 1) || GroundTimes.Contains(ground, i))
                continue;
            judge ??= new(track, rules);
            if (judge.Landed(i - 1))
                cuts.Add(i);
        }
    }
}
