using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Patterns;

/// <summary>What a source says a flight was.</summary>
internal enum Label
{
    Surveillance,
    Patrol,
    Relay,
    Fire,
    Survey,
    Calibration,
    Glider,
    Drawing,
    HoldingsAndApproaches,
    CarrierMarshal,
    Transit,

    /// <summary>Listed as transits, but the pictures show mapping grids, racetracks and orbits: cases, never scored.</summary>
    Tracktable,
    AllTraffic,
}

/// <summary>What a flight was used for while the recogniser was made.</summary>
internal enum Split
{
    /// <summary>Of the half of the aircraft on which constants are chosen.</summary>
    Tuning,

    /// <summary>Of the other half, but some constant of the first version was chosen with it in view.</summary>
    SeenOnce,

    /// <summary>Of the other half, and no constant was ever chosen by it.</summary>
    HeldOut,
}

/// <summary>A real flight with the label of its file.</summary>
/// <param name="Label">The label.</param>
/// <param name="Source">File, and line or aircraft within it.</param>
/// <param name="SeenOnce">Whether a constant of the first version was chosen with it in view.</param>
/// <param name="SyntheticTimes">Whether the source has no times and these were made at constant speed.</param>
/// <param name="Flight">The flight.</param>
internal sealed record LabelledFlight(Label Label, string Source, bool SeenOnce, bool SyntheticTimes, Flight Flight)
{
    /// <summary>Which half of the aircraft it belongs to: a bit of the hash of its address, so that no aircraft is in both.</summary>
    public bool IsTuning => (Hash(Flight.Track.Aircraft.Identity) >> 16 & 1) == 0;

    /// <summary>What it was used for.</summary>
    public Split Split => IsTuning ? Split.Tuning : SeenOnce ? Split.SeenOnce : Split.HeldOut;

    /// <summary>The patterns that a person may see in a flight of this label; others are errors.</summary>
    public static IReadOnlySet<PatternKind> Expected(Label label) => label switch
    {
        Label.Surveillance or Label.Patrol or Label.Relay or Label.Fire => new HashSet<PatternKind> { PatternKind.Orbit, PatternKind.Racetrack, PatternKind.FigureEight },
        Label.Survey => new HashSet<PatternKind> { PatternKind.Grid },
        Label.Calibration => new HashSet<PatternKind> { PatternKind.Calibration },
        Label.Glider => new HashSet<PatternKind> { PatternKind.Thermalling },
        Label.HoldingsAndApproaches or Label.CarrierMarshal => new HashSet<PatternKind> { PatternKind.Holding },
        _ => new HashSet<PatternKind>(),
    };

    /// <summary>FNV-1a (Fowler, Noll and Vo), 32 bits.</summary>
    private static uint Hash(string identity) => identity.Aggregate(2166136261u, static (hash, c) => (hash ^ c) * 16777619u);
}
