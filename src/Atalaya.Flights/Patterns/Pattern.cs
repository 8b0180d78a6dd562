using Atalaya.Earth;
using NodaTime;

namespace Atalaya.Flights.Patterns;

/// <summary>The shapes a stretch of a flight can have. Written in kebab case: <c>figure-eight</c>.</summary>
public enum PatternKind
{
    /// <summary>Circles about a centre, one sense.</summary>
    Orbit,

    /// <summary>Two long anti-parallel legs flown again and again, turns of one sense.</summary>
    Racetrack,

    /// <summary>Two loops of opposite sense that cross.</summary>
    FigureEight,

    /// <summary>Parallel lines that cover an area.</summary>
    Grid,

    /// <summary>Along a shore or a sea limit for an hour or more, or round a peninsula.</summary>
    CoastalLoop,

    /// <summary>Tight climbing circles that drift with the wind.</summary>
    Thermalling,

    /// <summary>A short racetrack near an aerodrome, waiting for an approach.</summary>
    Holding,

    /// <summary>Arcs, radials and low approaches about a navaid.</summary>
    Calibration,
}

/// <summary>Which way turns go.</summary>
public enum TurnSense
{
    /// <summary>No sense prevails.</summary>
    Both,

    /// <summary>To the left.</summary>
    Left,

    /// <summary>To the right.</summary>
    Right,
}

/// <summary>The measures of a pattern; what a kind does not have is null.</summary>
public sealed record PatternGeometry
{
    /// <summary>Middle of the shape.</summary>
    public required Position Centre { get; init; }

    /// <summary>Radius in metres (orbit, thermalling, each loop of a figure-eight).</summary>
    public double? RadiusMetres { get; init; }

    /// <summary>Median length of the straight legs in metres (racetrack, holding, grid).</summary>
    public double? LegMetres { get; init; }

    /// <summary>Distance between the two legs (racetrack, holding) or neighbouring lines (grid), or from the shore (coastal loop), in metres.</summary>
    public double? SpacingMetres { get; init; }

    /// <summary>Direction of the legs in degrees from true north, 0 to 180.</summary>
    public double? AxisDegrees { get; init; }

    /// <summary>Whole turns flown in total, whatever their sense (total turn / 360°).</summary>
    public required double Turns { get; init; }

    /// <summary>Net turn over total turn, −1 (all left) to 1 (all right).</summary>
    public required double TurnBias { get; init; }

    /// <summary>Which way the turns go.</summary>
    public required TurnSense Sense { get; init; }

    /// <summary>How often the shape was flown (orbit, racetrack, figure-eight), or lines flown (grid).</summary>
    public required double Laps { get; init; }

    /// <summary>Median height in feet, where known.</summary>
    public double? AltitudeFeet { get; init; }

    /// <summary>Root mean square distance in metres between the flown path and the fitted model.</summary>
    public double? ResidualMetres { get; init; }
}

/// <summary>A stretch of a flight with a shape.</summary>
/// <param name="Kind">The shape.</param>
/// <param name="FirstIndex">First report of the stretch, in the flight's track.</param>
/// <param name="LastIndex">Last report, included.</param>
/// <param name="Start">Time of the first.</param>
/// <param name="End">Time of the last.</param>
/// <param name="Confidence">Probability that a person who looks at the track names it so, 0 to 1.</param>
/// <param name="Geometry">Its measures.</param>
public sealed record Pattern(PatternKind Kind, int FirstIndex, int LastIndex, Instant Start, Instant End, double Confidence, PatternGeometry Geometry);
