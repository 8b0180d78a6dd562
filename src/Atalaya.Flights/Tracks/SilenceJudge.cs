namespace Atalaya.Flights.Tracks;

/// <summary>How well a landing explains a silence.</summary>
/// <param name="Sum">The evidence added up; above zero for a landing. Negative infinity where a landing was not possible.</param>
/// <param name="SpareMinutes">Time left beyond the shortest possible stop.</param>
internal readonly record struct Verdict(double Sum, double SpareMinutes)
{
    public bool Landed => Sum > 0;
}

/// <summary>Judges whether an aircraft that was in the air before a silence and after it landed in between.</summary>
internal sealed class SilenceJudge
{
    private readonly Track track;
    private readonly CuttingRules rules;
    private readonly double groundFeet;
    private readonly double lowFeet;

    public SilenceJudge(Track track, CuttingRules rules)
    {
        (this.track, this.rules) = (track, rules);
        (groundFeet, lowFeet) = Heights(track, rules);
    }

    /// <summary>How well a landing explains the silence after a report.</summary>
    public Verdict Judge(int before)
    {
        var after = before + 1;
        var minutes = (track.Times[after] - track.Times[before]) / 60_000d;
        var metres = Reach.Metres(track.Latitudes[before], track.Longitudes[before], track.Latitudes[after], track.Longitudes[after]);
        var metresPerMinute = Math.Max(SpeedKnots(before), SpeedKnots(after)) * 1852 / 60;
        var lost = new End(Height(before, -1), -Trend(before, -1));
        var found = new End(Height(after, 1), Trend(after, 1));

        var quick = metresPerMinute <= rules.QuickStopKnots * 1852 / 60 || (IsNearGround(lost) && IsNearGround(found));
        var vertical = Known((lost.Feet - groundFeet) / rules.DescentFeetPerMinute) + Known((found.Feet - groundFeet) / rules.ClimbFeetPerMinute);
        var spare = minutes - (quick ? rules.QuickStopMinutes : rules.StopMinutes) - Math.Max(metres / metresPerMinute, vertical);
        if (spare < 0)
            return new(double.NegativeInfinity, spare);

        // Lost high and heard again high, a military aircraft may as well have been on station beyond the reach of all receivers; hours tell nothing then, until they are many.
        var weights = rules.Weights;
        var military = (track.Aircraft.Flags & AircraftFlags.Military) != 0;
        var onStation = military && Math.Min(lost.Feet, found.Feet) > rules.ApproachFeet;
        var sum = military ? weights.Military : weights.Civil;
        sum += Evidence(lost) + Evidence(found);
        sum += NewCallsign(after) ? weights.NewCallsign : 0;
        sum += (metres / (metresPerMinute * minutes)) switch { >= 0.8 => weights.StraightOn, >= 0.5 => weights.RoughlyOn, _ => 0 };
        sum += spare switch { > 360 => weights.SpareSixHours, > 180 when !onStation => weights.SpareThreeHours, > 60 when !onStation => weights.SpareHour, < 10 => weights.SpareMinutes, _ => 0 };
        return new(sum, spare);
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : Math.Max(value, 0);

    /// <summary>On its way to the ground when lost, or from it when heard again, from where an approach is flown; or low, and nothing is known of its way.</summary>
    private bool IsNearGround(End end) =>
        end.TowardsGround > rules.LevelFeetPerMinute ? end.Feet <= rules.ApproachFeet : end.Feet <= lowFeet && double.IsNaN(end.TowardsGround);

    /// <summary>
    /// Evidence of one end: on its way to the ground when lost, or from it when heard again, more so if low; or neither. Low and level says
    /// nothing: it may work there. Low on the other way is none either: it was about to fly on, or had its landing still before it.
    /// </summary>
    private double Evidence(End end) => end.TowardsGround switch
    {
        double.NaN => end.Feet <= lowFeet ? rules.Weights.Low : 0,
        var feet when feet > rules.LevelFeetPerMinute => end.Feet <= lowFeet ? rules.Weights.Low : rules.Weights.Sloping,
        var feet when feet >= -rules.LevelFeetPerMinute && end.Feet <= lowFeet => rules.Weights.LowAndLevel,
        _ => rules.Weights.Level,
    };

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

    /// <summary>
    /// How high the ground is that the aircraft lands on, and up to where it counts as low. The aerodrome is not known; the lowest height heard
    /// stands for it where it is far below the greatest, else sea level does.
    /// </summary>
    private static (double Ground, double Low) Heights(Track track, CuttingRules rules)
    {
        double sum = 0;
        long count = 0;
        var (lowest, highest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var altitude in track.AltitudesFeet)
        {
            if (float.IsNaN(altitude))
                continue;
            (lowest, highest) = (Math.Min(lowest, altitude), Math.Max(highest, altitude));
            sum += altitude;
            count++;
        }

        if (count == 0)
            return (0, rules.LowestLowFeet);
        var ground = lowest > 0 && lowest <= highest * rules.ApproachShare ? lowest : 0;
        var aboveSea = Math.Clamp(sum / count / 3, rules.LowestLowFeet, rules.HighestLowFeet);
        var aboveGround = ground + Math.Clamp(((sum / count) - ground) / 3, rules.LowestLowFeet, rules.HighestLowFeet);
        return (ground, Math.Max(aboveSea, Math.Min(aboveGround, highest * rules.ApproachShare)));
    }

    /// <summary>One end of a silence.</summary>
    /// <param name="Feet">Height there; NaN where unknown.</param>
    /// <param name="TowardsGround">Feet a minute of descent before the silence, of climb after it; NaN where unknown.</param>
    private readonly record struct End(double Feet, double TowardsGround);
}
