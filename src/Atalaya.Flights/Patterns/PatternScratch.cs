namespace Atalaya.Flights.Patterns;

/// <summary>The memory of one thread that looks for patterns, kept from flight to flight.</summary>
internal sealed class PatternScratch
{
    // A flight of more points than a week at a second each has is rare: what it needed is given back.
    private const int MostPointsKept = 600_000;

    [ThreadStatic]
    private static PatternScratch? own;

    public FlownPath Path { get; } = new();

    public Vertices Vertices { get; } = new();

    public Corners Corners { get; } = new();

    public List<int> CornersOfScale { get; } = [];

    /// <summary>Legs at the tolerance in hand.</summary>
    public List<Leg> Legs { get; } = [];

    /// <summary>Legs at the first tolerance.</summary>
    public List<Leg> FineLegs { get; } = [];

    public LoiterSums Loiter { get; } = new();

    public ArcFinder Arcs { get; } = new();

    public RadialFinder Radials { get; } = new();

    public List<Hypothesis> Hypotheses { get; } = [];

    /// <summary>That of the calling thread.</summary>
    public static PatternScratch Own
    {
        get
        {
            if (own is null || own.Path.Capacity > MostPointsKept)
                own = new();
            return own;
        }
    }
}
