namespace Atalaya.Flights.Tracks;

/// <summary>Thresholds of cleaning.</summary>
public sealed record CleaningRules
{
    /// <summary>The defaults.</summary>
    public static CleaningRules Default { get; } = new();

    /// <summary>
    /// Greatest speed over ground in knots where the kind of aircraft is not known. The fastest airliner on record made 717 kt over
    /// ground in a jet stream; 1,000 leaves room and still catches a swapped or garbled position, which is off by tens of kilometres.
    /// </summary>
    public double SpeedKnots { get; init; } = 1_000;

    /// <summary>The same for aircraft that fly beyond the speed of sound, and for military ones of unknown type: Mach 2.2 at height is 1,260 kt, with wind on the tail 1,400.</summary>
    public double SupersonicSpeedKnots { get; init; } = 1_400;

    /// <summary>The same for helicopters and tiltrotors: the fastest in service makes 275 kt, plus wind.</summary>
    public double RotorcraftSpeedKnots { get; init; } = 400;

    /// <summary>The same for gliders, balloons, airships, ultralights and gyroplanes: never-exceed speeds end near 150 kt; wave and jet-stream wind comes on top.</summary>
    public double SlowSpeedKnots { get; init; } = 350;

    /// <summary>Seconds by which the time of a position may be off: feeds stamp the arrival, and ADS-B lets a position be extrapolated or delayed by up to 2 s (DO-260B latency).</summary>
    public double TimeSlackSeconds { get; init; } = 2;

    /// <summary>Metres by which a broadcast position may be off and still be the same flight (NIC 5, the poorest that ADS-B out rules allow, is 1 NM; feeds without quality marks are as good).</summary>
    public double PositionSlackMetres { get; init; } = 1_000;

    /// <summary>The same for multilateration, TIS-B and positions of unknown making: readsb's own documentation expects outliers and varying accuracy; errors of kilometres far from the receivers are ordinary jitter, not jumps.</summary>
    public double EstimatedPositionSlackMetres { get; init; } = 4_000;

    /// <summary>Speed in knots from which an aircraft is surely moving: an exactly repeated position is then an old one. Above wind drift of a hovering helicopter, below any stall speed but a balloon's.</summary>
    public double MovingKnots { get; init; } = 30;

    /// <summary>Metres an aircraft must have flown since a position for its exact repetition to be an old one; five times the 5 m step of an airborne CPR position.</summary>
    public double MovingMetres { get; init; } = 25;

    /// <summary>Seconds back to which a report is compared with earlier positions: feeds that are merged lag one another by less.</summary>
    public double RepeatSeconds { get; init; } = 60;

    /// <summary>Reports from which a run of positions that fits no other is another aircraft and not a burst of errors.</summary>
    public int SharedAddressReports { get; init; } = 20;

    /// <summary>Seconds such a run must last.</summary>
    public double SharedAddressSeconds { get; init; } = 60;

    /// <summary>Minutes for which a run of positions or altitudes is preferred to one not heard for longer.</summary>
    public double LiveMinutes { get; init; } = 10;

    /// <summary>Reports at the end of a run that may prove wrong once the next run begins.</summary>
    public int WrongTailReports { get; init; } = 3;

    /// <summary>Feet a minute no aircraft exceeds for longer than the slack hides; fighters climb faster for seconds, and then both heights are kept because both runs are long.</summary>
    public double VerticalRateFeetPerMinute { get; init; } = 10_000;

    /// <summary>Feet by which two altitudes may differ at once: barometric and geometric heights of one aircraft differ by up to 2,000 ft where a feed mixes them.</summary>
    public double AltitudeSlackFeet { get; init; } = 2_000;

    /// <summary>Feet above which an altitude is a spike unless a long run of reports agrees (the U-2 works above 70,000 ft, balloons higher still).</summary>
    public double CeilingFeet { get; init; } = 60_000;

    /// <summary>Reports in a row that must agree on heights that do not fit what lies before or after them, or lie above the ceiling, to be believed.</summary>
    public int AltitudeRunReports { get; init; } = 20;

    /// <summary>The speed bound for an aircraft in knots over ground, by its type where it is known.</summary>
    public double SpeedBoundKnots(Aircraft aircraft)
    {
        ArgumentNullException.ThrowIfNull(aircraft);
        return AircraftKinds.Of(aircraft.TypeDesignator) switch
        {
            AircraftKind.Rotorcraft => RotorcraftSpeedKnots,
            AircraftKind.Slow => SlowSpeedKnots,
            AircraftKind.Supersonic => SupersonicSpeedKnots,
            AircraftKind.Unknown when (aircraft.Flags & AircraftFlags.Military) != 0 && aircraft.TypeDesignator is null => SupersonicSpeedKnots,
            _ => SpeedKnots,
        };
    }
}
