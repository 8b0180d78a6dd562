namespace Atalaya.Flights.Tracks;

/// <summary>Thresholds of cutting and stitching. The reasoning is in <c>docs/methods/flights.md</c>.</summary>
public sealed record CuttingRules
{
    /// <summary>The defaults.</summary>
    public static CuttingRules Default { get; } = new();

    /// <summary>
    /// Minutes of silence beyond which nothing may be inferred: a gap. readsb writes a point at least every 30 s while it hears an
    /// aircraft (its option <c>--json-trace-interval</c>), whatever it thins; ten times that is silence. In the real traces at hand
    /// 0.1% of the steps in flight last from 2 to 5 minutes.
    /// </summary>
    public double GapMinutes { get; init; } = 5;

    /// <summary>Seconds for which a change between air and ground must last to be believed; readsb's leg rule asks for more than a minute on the ground. A touch-and-go is shorter.</summary>
    public double StateSeconds { get; init; } = 60;

    /// <summary>Metres an aircraft may move and still be parked: the jitter of a surface position and the turn into a stand.</summary>
    public double ParkedMetres { get; init; } = 100;

    /// <summary>Minutes without movement from which an aircraft counts as parked in a feed that never says "on the ground". Longer than a helicopter hovers on one spot.</summary>
    public double ParkedMinutes { get; init; } = 10;

    /// <summary>Speed in knots up to which a reported speed agrees with being parked.</summary>
    public double ParkedKnots { get; init; } = 5;

    /// <summary>Knots up to which an aircraft heard only near the end of a flight is taxiing: airliner manuals end straight taxiing there.</summary>
    public double TaxiKnots { get; init; } = 30;

    /// <summary>Feet an altitude may vary while parked: pressure drifts, and altitudes come in steps of 25 or 100 ft.</summary>
    public double ParkedFeet { get; init; } = 150;

    /// <summary>Hours of standing before the first take-off, or after the last landing, beyond which the time on the ground is no part of that flight.</summary>
    public double StandingHours { get; init; } = 3;

    /// <summary>Bounds in feet of the low height: a third of the mean height in the air, as readsb's leg rule has it.</summary>
    public double LowestLowFeet { get; init; } = 200;

    /// <summary>See <see cref="LowestLowFeet"/>.</summary>
    public double HighestLowFeet { get; init; } = 2_500;

    /// <summary>Feet a minute at which a quick descent to a landing is flown; generous, so that a landing is ruled out only where it was hardly possible.</summary>
    public double DescentFeetPerMinute { get; init; } = 3_000;

    /// <summary>Feet a minute of a quick climb.</summary>
    public double ClimbFeetPerMinute { get; init; } = 2_500;

    /// <summary>Minutes of the shortest stop of an aircraft faster than <see cref="QuickStopKnots"/>: taxi in, turn, taxi out (readsb's leg rule takes 12 min from descent to climb).</summary>
    public double StopMinutes { get; init; } = 12;

    /// <summary>The same for slower ones, and for any that was on its way to the ground before the silence, or low, and on its way from it after.</summary>
    public double QuickStopMinutes { get; init; } = 4;

    /// <summary>
    /// Minutes to spare in a silence from which it can hold a landing of its own though only a moment of an approach was heard after it: time for
    /// a whole flight. With less, the landing is the one in the silence that follows.
    /// </summary>
    public double OwnFlightMinutes { get; init; } = 60;

    /// <summary>Knots up to which aircraft make quick stops: helicopters, light aircraft, carrier aircraft in the pattern.</summary>
    public double QuickStopKnots { get; init; } = 160;

    /// <summary>Feet a minute beyond which an aircraft is climbing or descending, not level.</summary>
    public double LevelFeetPerMinute { get; init; } = 300;

    /// <summary>Minutes before a silence, and after it, over which climb and descent are taken.</summary>
    public double TrendMinutes { get; init; } = 3;

    /// <summary>Weights of the evidence for a landing inside a silence.</summary>
    public SilenceWeights Weights { get; init; } = new();

    /// <summary>Minutes between the end of what was heard in the air and an edge of the input within which the flight is marked as open. A gap over the sea and the edge often come together, so this is wider than a gap.</summary>
    public double EdgeMinutes { get; init; } = 30;

    /// <summary>Feet below which a descent that ends the reports is the last of an approach, if it is also below <see cref="ApproachShare"/> of the flight's greatest height.</summary>
    public double ApproachFeet { get; init; } = 10_000;

    /// <summary>See <see cref="ApproachFeet"/>.</summary>
    public double ApproachShare { get; init; } = 0.5;
}

/// <summary>
/// Evidence that an aircraft landed while nothing was heard, as added log-odds; the silence cuts where the sum is above zero. It is only
/// asked where the time was enough to fly the distance, come down, stop and climb again. Set by hand so that each sum can be read; held
/// against the real multi-flight files in <c>eval/results</c>.
/// </summary>
public sealed record SilenceWeights
{
    /// <summary>Before any evidence. Civil aircraft seldom loiter unheard.</summary>
    public double Civil { get; init; } = 0.75;

    /// <summary>The same for aircraft with the military flag, which do, and switch transponders off.</summary>
    public double Military { get; init; } = -0.75;

    /// <summary>Low at an end of the silence and descending when lost, or climbing when heard again, or with no word of either; for each end.</summary>
    public double Low { get; init; } = 1.5;

    /// <summary>Low and level: helicopters and aircraft that look closely work there.</summary>
    public double LowAndLevel { get; init; }

    /// <summary>Descending when lost, or climbing when heard again, for each.</summary>
    public double Sloping { get; init; } = 1;

    /// <summary>Level, or going the other way, for each end.</summary>
    public double Level { get; init; } = -0.75;

    /// <summary>A new callsign after the silence.</summary>
    public double NewCallsign { get; init; } = 1.5;

    /// <summary>At least 80% of the way that could be flown in the silence was covered.</summary>
    public double StraightOn { get; init; } = -2.5;

    /// <summary>50 to 80% of it.</summary>
    public double RoughlyOn { get; init; } = -1;

    /// <summary>Time to spare beyond the shortest possible stop: less than ten minutes.</summary>
    public double SpareMinutes { get; init; } = -1;

    /// <summary>More than one hour. Of no weight, like three hours, for a military aircraft above <see cref="CuttingRules.ApproachFeet"/> at both ends.</summary>
    public double SpareHour { get; init; } = 1;

    /// <summary>More than three hours.</summary>
    public double SpareThreeHours { get; init; } = 2;

    /// <summary>More than six hours.</summary>
    public double SpareSixHours { get; init; } = 3;
}
