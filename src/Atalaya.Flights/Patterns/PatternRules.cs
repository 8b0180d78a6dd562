namespace Atalaya.Flights.Patterns;

/// <summary>Thresholds of recognition. "Eval" as an origin means the run documented in <c>docs/methods/patterns.md</c>.</summary>
public sealed record PatternRules
{
    /// <summary>The defaults.</summary>
    public static PatternRules Default { get; } = new();

    // --- the quick test that spares ordinary transits the rest ---

    /// <summary>Metres between the vertices of the quick test. Below it one sees jitter, above it one misses small loops. Eval.</summary>
    public double QuickStepMetres { get; init; } = 1000;

    /// <summary>A flight that turns less in total, in degrees, can hold no pattern: the least one (three legs) turns twice by 180°, less what is lost at corners.</summary>
    public double QuickTurnDegrees { get; init; } = 300;

    /// <summary>Staying inside one step for so many seconds while flying is loitering, and for twice as many while hardly seeming to move: fixes a circle apart lie close. A turn at the standard rate takes 120 s.</summary>
    public double QuickDwellSeconds { get; init; } = 75;

    // --- the path ---

    /// <summary>Seconds between the points of the smoothed path; a circling glider takes about 20 s a turn, so five points a turn.</summary>
    public double PathStepSeconds { get; init; } = 4;

    /// <summary>Half width in seconds of the triangular window of the smoothing; shrinks a 20 s circle by a quarter, a 60 s circle by 3%.</summary>
    public double SmoothingSeconds { get; init; } = 6;

    /// <summary>A silence longer than this, in seconds, breaks loops; it is twice the coarsest sampling that is promised to work (60 s).</summary>
    public double SilenceSeconds { get; init; } = 150;

    /// <summary>Lengths in metres of the chords on which loops are sought; a factor of four apart, because a loop is seen on chords from a sixtieth to a fifth of its length.</summary>
    public IReadOnlyList<double> LoopScalesMetres { get; init; } = [80, 320, 1280, 5120];

    /// <summary>Distances in metres by which a straight leg may bend; a factor of four apart. The least is three times the jitter of multilateration (about 100 m).</summary>
    public IReadOnlyList<double> LegScalesMetres { get; init; } = [300, 1200, 4800];

    // --- loops ---

    /// <summary>Fewest turns of an orbit. One full circle is a delay or a look; two are a habit. Eval.</summary>
    public double OrbitTurns { get; init; } = 1.7;

    /// <summary>Longest over shortest extent (standard deviations) up to which a lap is round: a circle has 1, a stadium whose legs are 1.4 turning radii 1.4, a standard hold 1.5 to 1.7.</summary>
    public double RoundElongation { get; init; } = 1.38;

    /// <summary>Greatest shift of one lap against its diameter; a relay aircraft above a bicycle race reaches 0.9 (eval).</summary>
    public double LoopDrift { get; init; } = 1.0;

    /// <summary>Largest radius in metres of an orbit to look at something; wider circles are arcs about a navaid (ICAO Doc 8071: orbits of 5 to 20 NM) or drawings.</summary>
    public double OrbitRadiusMetres { get; init; } = 13_000;

    /// <summary>Largest radius in metres of a circle in a thermal; gliders bank 30° to 45° at 25 to 40 m/s.</summary>
    public double ThermalRadiusMetres { get; init; } = 300;

    /// <summary>Least mean climb in metres a second of thermalling; less is not worth a glider's time.</summary>
    public double ThermalClimbMetresPerSecond { get; init; } = 0.25;

    /// <summary>Least height in metres gained in one thermal; a helicopter that circles wavers by less.</summary>
    public double ThermalGainMetres { get; init; } = 60;

    /// <summary>Greatest speed in metres a second along a thermal's circle.</summary>
    public double ThermalSpeedMetresPerSecond { get; init; } = 50;

    // --- loiter, where sampling hides the loops ---

    /// <summary>Fewest points of a loiter: fewer fit any shape.</summary>
    public int LoiterPoints { get; init; } = 4;

    /// <summary>Angle in radians flown between points from which on loops cannot be followed; below it they are seen themselves.</summary>
    public double LoiterStepRadians { get; init; } = 0.9;

    /// <summary>Fewest turns of a loiter that the speed must allow.</summary>
    public double LoiterTurns { get; init; } = 2.5;

    /// <summary>Least radius in metres of a loiter; positions of a parked aircraft scatter by less.</summary>
    public double LoiterLeastRadiusMetres { get; init; } = 60;

    /// <summary>Largest radius in metres of a loiter: at 60 s between points wider loops are seen themselves.</summary>
    public double LoiterRadiusMetres { get; init; } = 6000;

    /// <summary>Confidence in a loiter whose loops were not seen. Eval.</summary>
    public double LoiterConfidence { get; init; } = 0.75;

    // --- legs ---

    /// <summary>Shortest leg in metres of a racetrack or grid line.</summary>
    public double LegMetres { get; init; } = 3000;

    /// <summary>Shortest leg in metres of a racetrack that is flown to look (the brief of this project: 5 to 300 km).</summary>
    public double RacetrackLegMetres { get; init; } = 5000;

    /// <summary>Longest leg in metres of a racetrack.</summary>
    public double LongestLegMetres { get; init; } = 320_000;

    /// <summary>Degrees by which the next leg may miss the opposite direction.</summary>
    public double AntiParallelDegrees { get; init; } = 25;

    /// <summary>Least common part of neighbouring legs, of the shorter's length.</summary>
    public double LegOverlap { get; init; } = 0.5;

    /// <summary>Longest way from the end of one leg to the start of the next, against the leg. Eval.</summary>
    public double LongestTurn { get; init; } = 0.8;

    /// <summary>The same in metres, where that is more: a procedure turn at 250 knots.</summary>
    public double LongestTurnMetres { get; init; } = 15_000;

    /// <summary>Most degrees turned, in whatever sense, from one leg to the next: a half turn, a teardrop of 270°, a reversal of 90° and 270°; who circles at the end of each leg does something else there. Eval.</summary>
    public double MostTurnDegrees { get; init; } = 380;

    /// <summary>Scatter in degrees up to which the lines of a grid are parallel; pilots fly them on guidance. Eval.</summary>
    public double GridParallelDegrees { get; init; } = 3;

    /// <summary>Fewest legs of a racetrack: out, back, and out again over the first.</summary>
    public int RacetrackLegs { get; init; } = 3;

    /// <summary>Fewest lines of a grid.</summary>
    public int GridLines { get; init; } = 4;

    /// <summary>Longest leg in metres of a hold: 1.5 minutes or a DME distance of about 10 NM (ICAO Doc 8168, Part I, Section 6).</summary>
    public double HoldingLegMetres { get; init; } = 22_000;

    /// <summary>Highest hold in feet that is taken for one: FL200 with a margin (ICAO Doc 8168 leaves it open; holds above are rare).</summary>
    public double HoldingAltitudeFeet { get; init; } = 24_000;

    /// <summary>Least speed in metres a second of a hold: 80 knots, of the slowest aeroplanes that fly by instruments; gliders and helicopters at work circle, and wait for no approach.</summary>
    public double HoldingMetresPerSecond { get; init; } = 41;

    /// <summary>Most laps of a hold; airliners carry fuel for about 30 to 45 minutes of it.</summary>
    public double HoldingLaps { get; init; } = 9;

    /// <summary>Least time in seconds of a hold's lap: two half turns at the standard rate and two legs of a minute (ICAO Doc 8168, Part I, Section 6), less what a wind and a steep turn save.</summary>
    public double HoldingLeastLapSeconds { get; init; } = 220;

    /// <summary>Most: two half turns of a minute and two legs of 10 NM at 200 knots.</summary>
    public double HoldingMostLapSeconds { get; init; } = 480;

    /// <summary>Descent and climb in feet that make a dip: half the height of a light aircraft's circuit.</summary>
    public float DipFeet { get; init; } = 450;

    /// <summary>Longest time in seconds from a hold to the approach it waited for.</summary>
    public double HoldingToApproachSeconds { get; init; } = 1800;

    // --- calibration ---

    /// <summary>Least radius in metres of a navaid's arc: 4 NM (ICAO Doc 8071, vol. I: orbits of 5 to 20 NM).</summary>
    public double ArcLeastRadiusMetres { get; init; } = 7000;

    /// <summary>Largest radius in metres: 40 NM, the usual service volume of a low VOR.</summary>
    public double ArcMostRadiusMetres { get; init; } = 75_000;

    /// <summary>Least span of an arc in degrees; clearance checks of a localizer sweep 35° to each side.</summary>
    public double ArcDegrees { get; init; } = 60;

    /// <summary>Most bank in degrees with which an arc is flown; a turn at the standard rate takes 15° and more, a 10 NM arc at 140 knots 2°.</summary>
    public double ArcBankDegrees { get; init; } = 7;

    /// <summary>Fewest radials that meet; three lines meet by chance in a busy flight. Eval.</summary>
    public int Radials { get; init; } = 4;

    /// <summary>Largest root mean square distance in metres from the arc.</summary>
    public double ArcResidualMetres { get; init; } = 40;

    /// <summary>The same as a part of the arc's height over its chord, where that is more; two straight legs and a corner leave 10%. Eval.</summary>
    public double ArcResidualPart { get; init; } = 0.035;

    /// <summary>Shortest radial in metres.</summary>
    public double RadialLegMetres { get; init; } = 9000;

    /// <summary>How far in metres a radial may miss the place where it should meet the others.</summary>
    public double RadialMissMetres { get; init; } = 600;

    /// <summary>How far in metres beyond its ends a radial may be prolonged to that place.</summary>
    public double RadialReachMetres { get; init; } = 25_000;

    /// <summary>Height in feet by which an arc may climb or sink; gliders drift along wide curves, but not level. Eval.</summary>
    public double ArcLevelFeet { get; init; } = 700;

    /// <summary>Fewest points on an arc: three fit any circle, and two more may speak against it. At a fix a minute and 140 knots an arc of 60° at 10 NM has five.</summary>
    public int ArcPoints { get; init; } = 5;

    /// <summary>Weight of each radial against a full arc. Eval.</summary>
    public double RadialWeight { get; init; } = 0.22;

    /// <summary>Weight against a full arc of each low approach beyond the second. Eval.</summary>
    public double ApproachWeight { get; init; } = 0.2;

    /// <summary>Least descent in feet along an approach, and least climb after it.</summary>
    public double ApproachDescentFeet { get; init; } = 600;

    // --- coast ---

    /// <summary>Shortest coastal loop in seconds: an hour, as the brief of this project has it.</summary>
    public double CoastSeconds { get; init; } = 3600;

    /// <summary>Seconds between the points at which the distance to the shore is measured: 20 to 30 km of a jet's way, shorter than the bends of a shore that are worth following.</summary>
    public double CoastStepSeconds { get; init; } = 120;

    /// <summary>Farthest in metres from the shore: what an aircraft at 35,000 ft sees of it by radar (line of sight 425 km) is no bound; three times the 12 NM and the contiguous zone are.</summary>
    public double CoastReachMetres { get; init; } = 130_000;

    /// <summary>Scatter in metres of the distance to a shore that is followed: navigation from point to point cuts its bends.</summary>
    public double CoastScatterMetres { get; init; } = 3000;

    /// <summary>The same as a part of that distance, where that is more.</summary>
    public double CoastScatterPart { get; init; } = 0.15;

    /// <summary>Least root mean square distance in metres of the way from one great circle: a straight airway beside a straight shore follows nothing.</summary>
    public double CoastBendMetres { get; init; } = 10_000;

    // --- verdict ---

    /// <summary>A hypothesis below this confidence is not named.</summary>
    public double LeastConfidence { get; init; } = 0.5;

    /// <summary>
    /// What was right against what the models state: pairs of stated and published confidence, straight between them. Isotonic regression (pool adjacent violators, equal statements in one
    /// pool; Barlow and others, 1972) on the 225 patterns in labelled flights of the tuning half of the aircraft: 7 of 9 right of those stated up to 0.58, 6 of 7 up to 0.65, 66 of 75 up to
    /// 0.95, 128 of 134 above. Eval.
    /// </summary>
    public IReadOnlyList<(double Stated, double Right)> Calibration { get; init; } = [(0, 0), (0.5, 0.77), (0.58, 0.79), (0.63, 0.86), (0.8, 0.88), (0.95, 0.885), (0.965, 0.955), (1, 0.955)];
}
