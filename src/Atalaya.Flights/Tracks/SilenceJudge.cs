namespace Atalaya.Flights.Tracks;

/// <summary>Judges whether an aircraft that was in the air before a silence and after it landed in between.</summary>
internal sealed class SilenceJudge(Track track, CuttingRules rules)
{
    private readonly double lowFeet = LowFeet(track, rules);

    /// <summary>Whether a landing explains the silence after a report better than one flight does.</summary>
    public bool Landed(int before)
    {
        var after = before + 1;
        var minutes = (track.Times[after] - track.Times[before]) / 60_000d;
        var metres = Reach.Metres(track.Latitudes[before], track.Longitudes[before], track.Latitudes[after], track.Longitudes[after]);
        var metresPerMinute = Math.Max(SpeedKnots(before), SpeedKnots(after)) * 1852 / 60;
        var (height1, height2) = (Height(before, -1), Height(after, 1));
        var (low1, low2) = (height1 <= lowFeet, height2 <= lowFeet);

        var stop = (low1 && low2) || metresPerMinute <= rules.QuickStopKnots * 1852 / 60 ? rules.QuickStopMinutes : rules.StopMinutes;
        var vertical = Known(height1 / rules.DescentFeetPerMinute) + Known(height2 / rules.ClimbFeetPerMinute);
        var spare = minutes - stop - Math.Max(metres / metresPerMinute, vertical);
        if (spare < 0)
            return false;

        var weights = rules.Weights;
        var sum = (track.Aircraft.Flags & AircraftFlags.Military) != 0 ? weights.Military : weights.Civil;
        sum += Slope(low1, -Trend(before, -1)) + Slope(low2, Trend(after, 1));
        sum += NewCallsign(after) ? weights.NewCallsign : 0;
        sum += (metres / (metresPerMinute * minutes)) switch { >= 0.8 => weights.StraightOn, >= 0.5 => weights.RoughlyOn, _ => 0 };
        sum += spare switch { > 360 => weights.SpareSixHours, > 180 => weights.SpareThreeHours, > 60 => weights.SpareHour, < 10 => weights.SpareMinutes, _ => 0 };
        return sum > 0;
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    /// <summary>Evidence of one end: low, or on its way from or to the ground, or neither. Nothing where heights are unknown.</summary>
    private double Slope(bool low, double towardsGround)
    {
        if (low)
            return rules.Weights.Low;
        if (double.IsNaN(towardsGround))
            return 0;
        return towardsGround > rules.LevelFeetPerMinute ? rules.Weights.Sloping : rules.Weights.Level;
    }

    /// <summary>Feet a minute, climbing positive, over the reports next to the silence; the aircraft's own rate where they are too few.</summary>
    private double Trend(int index, int step)
    {
        var near = Height(index, step, out var at);
        var far = float.NaN;
        var farAt = at;
        for (var i = at + step; i >= 0 && i < track.Count && Math.Abs(track.Times[i] - track.Times[index]) <= rules.TrendMinutes * 60_000; i += step)
        {
            if (!float.IsNaN(track.AltitudesFeet[i]))
                (far, farAt) = (track.AltitudesFeet[i], i);
        }

        var minutes = (track.Times[farAt] - track.Times[at]) / 60_000d;
        return Math.Abs(minutes) < 0.3 ? track.VerticalRatesFeetPerMinute[index] : (far - near) / minutes;
    }

    private float Height(int index, int step) => Height(index, step, out _);

    /// <summary>The altitude at a report, or the nearest one on its side of the silence.</summary>
    private float Height(int index, int step, out int at)
    {
        for (at = index; at >= 0 && at < track.Count && Math.Abs(track.Times[at] - track.Times[index]) <= rules.TrendMinutes * 60_000; at += step)
        {
            if (!float.IsNaN(track.AltitudesFeet[at]))
                return track.AltitudesFeet[at];
        }

        at = index;
        return float.NaN;
    }

    /// <summary>Reported speed at a side of the silence, or the one flown, or that of a light aircraft where nothing is known.</summary>
    private double SpeedKnots(int index)
    {
        const double LightAircraftKnots = 120;
        for (var i = Math.Max(0, index - 3); i <= Math.Min(track.Count - 1, index + 3); i++)
        {
            if (track.GroundSpeedsKnots[i] > rules.ParkedKnots && Math.Abs(track.Times[i] - track.Times[index]) <= rules.TrendMinutes * 60_000)
                return Math.Max(track.GroundSpeedsKnots[i], 40);
        }

        var (from, to) = (index, index);
        while (from > 0 && track.Times[index] - track.Times[from - 1] <= rules.TrendMinutes * 60_000)
            from--;
        while (to < track.Count - 1 && track.Times[to + 1] - track.Times[index] <= rules.TrendMinutes * 60_000)
            to++;
        var seconds = (track.Times[to] - track.Times[from]) / 1000d;
        if (seconds < 20)
            return LightAircraftKnots;
        double metres = 0;
        for (var i = from; i < to; i++)
            metres += Reach.Metres(track.Latitudes[i], track.Longitudes[i], track.Latitudes[i + 1], track.Longitudes[i + 1]);
        return Math.Max(metres / seconds / Reach.MetresPerSecondPerKnot, 40);
    }

    /// <summary>Whether another callsign is borne soon after the silence than before it. Feeds repeat it a few times a minute.</summary>
    private bool NewCallsign(int after)
    {
        string? before = null;
        foreach (var change in track.CallsignChanges)
        {
            if (change.Index < after)
                before = change.Callsign;
            else if (track.Times[change.Index] - track.Times[after] <= rules.TrendMinutes * 60_000)
                return before is not null && before != change.Callsign;
            else
                break;
        }

        return false;
    }

    private static double LowFeet(Track track, CuttingRules rules)
    {
        double sum = 0;
        long count = 0;
        foreach (var altitude in track.AltitudesFeet)
        {
            if (float.IsNaN(altitude))
                continue;
            sum += altitude;
            count++;
        }

        return count == 0 ? rules.LowestLowFeet : Math.Clamp(sum / count / 3, rules.LowestLowFeet, rules.HighestLowFeet);
    }
}
