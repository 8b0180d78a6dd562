namespace Atalaya.Flights.Tracks;

/// <summary>A run of reports on the ground.</summary>
/// <param name="First">Index of its first report.</param>
/// <param name="Last">Index of its last, included.</param>
internal readonly record struct GroundTime(int First, int Last);

/// <summary>Finds when an aircraft was on the ground.</summary>
internal static class GroundTimes
{
    /// <summary>The runs in order. Changes shorter than the rule are no changes: touch-and-goes, and marks that are wrong for a moment.</summary>
    public static IReadOnlyList<GroundTime> Find(Track track, CuttingRules rules)
    {
        foreach (var flag in track.Flags)
        {
            if ((flag & ReportFlags.OnGround) != 0)
                return Marked(track, rules);
        }

        return Parked(track, rules);
    }

    /// <summary>Whether a report lies in one of the runs.</summary>
    public static bool Contains(IReadOnlyList<GroundTime> runs, int index)
    {
        int low = 0, high = runs.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (runs[middle].First <= index)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && runs[low - 1].Last >= index;
    }

    private static List<GroundTime> Marked(Track track, CuttingRules rules)
    {
        var runs = new List<GroundTime>();
        var times = track.Times;
        var flags = track.Flags;
        var hold = (long)(rules.StateSeconds * 1000);
        var gap = (long)(rules.GapMinutes * 60_000);
        var grounded = (flags[0] & ReportFlags.OnGround) != 0;
        var first = 0;
        var pending = -1;
        for (var i = 0; i < times.Length; i++)
        {
            if (((flags[i] & ReportFlags.OnGround) != 0) == grounded)
            {
                pending = -1;
                continue;
            }

            if (pending < 0)
                pending = i;

            // What lasts until a silence, or to the end, is believed: nothing speaks against it.
            var next = i + 1 < times.Length ? times[i + 1] : long.MaxValue;
            var silent = next == long.MaxValue || next - times[i] > gap;
            var arrived = pending > 0 && times[pending] - times[pending - 1] > gap;
            if (times[i] - times[pending] < hold && !silent && !(arrived && !grounded))
                continue;
            if (grounded && !silent && !HasLeft(track, rules, pending, i))
                continue;
            if (grounded)
                runs.Add(new(first, pending - 1));
            grounded = !grounded;
            first = pending;
            pending = -1;
        }

        if (grounded)
            runs.Add(new(first, times.Length - 1));
        return runs;
    }

    /// <summary>An aircraft marked as airborne that stands on its spot is being tested, unless it hovers for very long.</summary>
    private static bool HasLeft(Track track, CuttingRules rules, int from, int to) =>
        track.Times[to] - track.Times[from] >= rules.ParkedMinutes * 60_000
        || Reach.Metres(track.Latitudes[from], track.Longitudes[from], track.Latitudes[to], track.Longitudes[to]) > rules.ParkedMetres;

    private static List<GroundTime> Parked(Track track, CuttingRules rules)
    {
        var runs = new List<GroundTime>();
        var times = track.Times;
        var anchor = 0;
        var low = float.PositiveInfinity;
        var high = float.NegativeInfinity;
        for (var i = 0; i <= times.Length; i++)
        {
            if (i < times.Length && Stands(track, rules, anchor, i, ref low, ref high))
                continue;
            if (i - anchor > 2 && times[i - 1] - times[anchor] >= rules.ParkedMinutes * 60_000)
                runs.Add(new(anchor, i - 1));
            anchor = i;
            low = float.PositiveInfinity;
            high = float.NegativeInfinity;
            if (i < times.Length && !Stands(track, rules, anchor, i, ref low, ref high))
                anchor = i + 1;
        }

        return runs;
    }

    private static bool Stands(Track track, CuttingRules rules, int anchor, int i, ref float low, ref float high)
    {
        // Written so that unknown speeds and heights (NaN) do not speak against standing.
        if (track.GroundSpeedsKnots[i] > rules.ParkedKnots)
            return false;
        var altitude = track.AltitudesFeet[i];
        if (!float.IsNaN(altitude))
            (low, high) = (Math.Min(low, altitude), Math.Max(high, altitude));
        return !(high - low > rules.ParkedFeet)
            && Reach.Metres(track.Latitudes[anchor], track.Longitudes[anchor], track.Latitudes[i], track.Longitudes[i]) <= rules.ParkedMetres;
    }
}
