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

    /// <summary>A time on the ground between two in the air cuts where the aircraft stood longest: what moves before is taxiing in, what moves after is taxiing out.</summary>
    private static void CutStand(Track track, CuttingRules rules, GroundTime stand, SortedSet<int> cuts)
    {
        var times = track.Times;
        var gap = (long)(rules.GapMinutes * 60_000);
        var (first, last) = (stand.First, stand.Last);
        var (longest, cut) = LongestStand(track, rules, first, last);
        var between = first > 0 && last < times.Length - 1;
        var length = times[last] - times[first];
        if (first > 0 && times[first] - times[first - 1] is var before && before > gap)
        {
            length += before;
            if (before > longest)
                (longest, cut) = (before, first);
        }

        if (last < times.Length - 1 && times[last + 1] - times[last] is var after && after > gap)
        {
            length += after;
            if (after > longest)
                (longest, cut) = (after, last + 1);
        }

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
