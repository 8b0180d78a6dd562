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
        SilenceJudge? judge = null;
        for (var i = 1; i < track.Count; i++)
        {
            if (!IsSilence(track, rules, i) || GroundTimes.Contains(ground, i - 1) || GroundTimes.Contains(ground, i))
                continue;
            judge ??= new(track, rules);
            var verdict = judge.Judge(i - 1);
            if (verdict.Landed && (verdict.SpareMinutes > rules.OwnFlightMinutes || !IsApproach(track, rules, i, judge, ground)))
                cuts.Add(i);
        }
    }

    private static bool IsSilence(Track track, CuttingRules rules, int after) =>
        track.Times[after] - track.Times[after - 1] > (long)(rules.GapMinutes * 60_000);

    /// <summary>
    /// Whether what is heard after a silence is the last of an approach: no higher than before the silence, it does not climb. If it is but a moment, the
    /// ground follows, or the end of what was heard, or a silence with a landing in it. If it is longer, it comes down or moves no faster than on the
    /// ground, and the ground or the end follows. That landing, then, ends the flight that was silent before.
    /// </summary>
    private static bool IsApproach(Track track, CuttingRules rules, int first, SilenceJudge judge, IReadOnlyList<GroundTime> ground)
    {
        var last = first;
        while (last + 1 < track.Count && !IsSilence(track, rules, last + 1) && !GroundTimes.Contains(ground, last + 1))
            last++;
        if (!NeverClimbs(track, rules, first, last))
            return false;
        var isFinal = last + 1 == track.Count || GroundTimes.Contains(ground, last + 1);
        return track.Times[last] - track.Times[first] < rules.StateSeconds * 1000
            ? isFinal || judge.Judge(last).Landed
            : isFinal && (track.AltitudesFeet[first] - track.AltitudesFeet[last] > rules.ParkedFeet || Taxies(track, rules, first, last));
    }

    /// <summary>Neither above where it was lost before nor above where it has been since. Unknown heights say nothing.</summary>
    private static bool NeverClimbs(Track track, CuttingRules rules, int first, int last)
    {
        var lowest = track.AltitudesFeet[first - 1];
        for (var i = first; i <= last; i++)
        {
            if (track.AltitudesFeet[i] - lowest > rules.ParkedFeet)
                return false;
            if (!(track.AltitudesFeet[i] >= lowest))
                lowest = float.IsNaN(track.AltitudesFeet[i]) ? lowest : track.AltitudesFeet[i];
        }

        return true;
    }

    /// <summary>No faster than on the ground: by the speeds reported, and by the way made where none is.</summary>
    private static bool Taxies(Track track, CuttingRules rules, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (track.GroundSpeedsKnots[i] > rules.TaxiKnots)
                return false;
        }

        var metres = Reach.Metres(track.Latitudes[first], track.Longitudes[first], track.Latitudes[last], track.Longitudes[last]);
        return metres <= rules.TaxiKnots * Reach.MetresPerSecondPerKnot * (track.Times[last] - track.Times[first]) / 1000;
    }
}
