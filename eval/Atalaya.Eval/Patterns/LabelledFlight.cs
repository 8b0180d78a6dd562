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

/// <summary>A real flight with the label of its file.</summary>
/// <param name="Label">The label.</param>
/// <param name="Source">File, and line or aircraft within it.</param>
/// <param name="HeldOut">Whether no constant was chosen by looking at it.</param>
/// <param name="SyntheticTimes">Whether the source has no times and these were made at constant speed.</param>
/// <param name="Flight">The flight.</param>
internal sealed record LabelledFlight(Label Label, string Source, bool HeldOut, bool SyntheticTimes, Flight Flight)
{
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
}
