using Atalaya.Flights.Feeds;

namespace Atalaya.Flights.Tracks;

/// <summary>Why cleaning set a report, or one value of it, aside.</summary>
public enum CleaningReason
{
    /// <summary>Same time and position as another report.</summary>
    Duplicate,

    /// <summary>The feed marked the position as not fresh and it repeats an earlier one.</summary>
    StalePosition,

    /// <summary>Reached only by a speed no aircraft of its kind flies.</summary>
    ImpossibleJump,

    /// <summary>Altitude off by thousands of feet from its neighbours; only the altitude was set aside.</summary>
    AltitudeSpike,

    /// <summary>Came before an earlier report; kept, in its place.</summary>
    OutOfOrder,

    /// <summary>Another aircraft that used the same address at the same time.</summary>
    SharedAddress,

    /// <summary>Two positions for one instant; the one that fits its neighbours was kept.</summary>
    SameInstant,
}

/// <summary>A report set aside by cleaning, kept with its reason.</summary>
public readonly record struct SetAside(CleaningReason Reason, Report Report);

/// <summary>A cleaned track, and what cleaning did, counted by reason.</summary>
/// <param name="Tracks">One track as a rule; more where an address was used by several aircraft at once (each then has an identity of its own).</param>
/// <param name="SetAside">Reports that are in none of the tracks.</param>
/// <param name="Counts">How many reports each reason touched, those mended or reordered included.</param>
public sealed record CleanedTrack(
    IReadOnlyList<Track> Tracks,
    IReadOnlyList<SetAside> SetAside,
    IReadOnlyDictionary<CleaningReason, int> Counts);

/// <summary>Puts a raw track in order and sets aside what cannot be true. A pure function of its arguments.</summary>
public static class TrackCleaner
{
    /// <summary>Cleans a track.</summary>
    public static CleanedTrack Clean(Track raw, CleaningRules rules) => throw new NotImplementedException();
}

/// <summary>Thresholds of cleaning.</summary>
public sealed record CleaningRules
{
    /// <summary>The defaults.</summary>
    public static CleaningRules Default { get; } = new();
}
