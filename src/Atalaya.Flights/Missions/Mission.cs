namespace Atalaya.Flights.Missions;

/// <summary>Whether a flight is judged to be surveillance.</summary>
public enum MissionClass
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>It may be; a person should look.</summary>
    Possible,

    /// <summary>It is.</summary>
    Surveillance,
}

/// <summary>What a flight seems to be for.</summary>
public enum Activity
{
    /// <summary>Nothing points anywhere.</summary>
    Unknown,
    /// <summary>Watching an area, a border, a sea.</summary>
    Surveillance,
    /// <summary>Mapping survey in lines.</summary>
    Survey,
    /// <summary>Relaying television or radio.</summary>
    Relay,
    /// <summary>Fighting a fire.</summary>
    Fire,
    /// <summary>Checking navigation aids.</summary>
    Calibration,
    /// <summary>Refuelling others in the air.</summary>
    Refuelling,
    /// <summary>Gliding.</summary>
    Soaring,
    /// <summary>Drawing figures in the sky.</summary>
    Drawing,
    /// <summary>Training.</summary>
    Training,
    /// <summary>Going from one place to another.</summary>
    Transport,
}

/// <summary>One reason of a judgement, so that a person can disagree.</summary>
/// <param name="Code">Kebab-case key of the text in the resource files, such as <c>long-racetrack</c>.</param>
/// <param name="Weight">Added log-odds of surveillance; negative speaks against.</param>
/// <param name="Values">Numbers and names that fill the text's places, formatted by the reader's culture.</param>
public sealed record Reason(string Code, double Weight, params object[] Values);

/// <summary>What a flight was judged to be, and why.</summary>
/// <param name="Class">Whether it is surveillance.</param>
/// <param name="Activity">What it seems to be for.</param>
/// <param name="RunnerUp">The next best activity, where there is one.</param>
/// <param name="Confidence">Probability that the flight is surveillance, 0 to 1.</param>
/// <param name="Reasons">All reasons in order of absolute weight.</param>
public sealed record Mission(MissionClass Class, Activity Activity, Activity? RunnerUp, double Confidence, IReadOnlyList<Reason> Reasons);
