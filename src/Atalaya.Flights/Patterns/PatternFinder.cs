using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Patterns;

/// <summary>Names the stretches of a flight that have a shape. A pure function of its arguments.</summary>
public static class PatternFinder
{
    /// <summary>The patterns of a flight in time order, without overlaps. What fits nothing stays unnamed; no pattern reaches across a gap unless the shape is flown on both sides, and the gap's time is then not counted.</summary>
    public static IReadOnlyList<Pattern> Find(Flight flight, PatternRules rules) => throw new NotImplementedException();
}

/// <summary>Thresholds of recognition.</summary>
public sealed record PatternRules
{
    /// <summary>The defaults.</summary>
    public static PatternRules Default { get; } = new();
}
