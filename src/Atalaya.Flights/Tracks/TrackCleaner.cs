namespace Atalaya.Flights.Tracks;

/// <summary>Why cleaning set a report, or one value of it, aside.</summary>
public enum CleaningReason
{
    /// <summary>Same time and position as another report.</summary>
    Duplicate,

    /// <summary>The position repeats an earlier one although the aircraft has moved on, or the feed says that it was not fresh.</summary>
    StalePosition,

    /// <summary>Reached only by a speed no aircraft of its kind flies.</summary>
    ImpossibleJump,

    /// <summary>Altitude off by thousands of feet from its neighbours; only the altitude was set aside.</summary>
    AltitudeSpike,

    /// <summary>Came before an earlier report; kept, in its place.</summary>
    OutOfOrder,

    /// <summary>Another aircraft that used the same address at the same time; kept, in a track of its own.</summary>
    SharedAddress,

    /// <summary>Two positions for one instant; the one that fits its neighbours was kept.</summary>
    SameInstant,
}

/// <summary>A report set aside by cleaning, kept with its reason.</summary>
public readonly record struct SetAside(CleaningReason Reason, Report Report);

/// <summary>A cleaned track, and what cleaning did, counted by reason.</summary>
/// <param name="Tracks">One track as a rule; more where an address was used by several aircraft at once (each then has an identity of its own: <c>a1b2c3+2</c>); none where nothing is left.</param>
/// <param name="SetAside">Reports that are in none of the tracks.</param>
/// <param name="Counts">How many reports each reason touched, those mended or reordered included; reasons that touched none are missing.</param>
public sealed record CleanedTrack(
    IReadOnlyList<Track> Tracks,
    IReadOnlyList<SetAside> SetAside,
    IReadOnlyDictionary<CleaningReason, int> Counts);

/// <summary>Puts a raw track in order and sets aside what cannot be true. A pure function of its arguments.</summary>
/// <remarks>
/// Time grows as n where the reports come in order, n log n where they do not. A track in which nothing is wrong is returned as it is,
/// without a copy. The order of the steps and their reasons are told in <c>docs/methods/flights.md</c>.
/// </remarks>
public static class TrackCleaner
{
    /// <summary>Cleans a track.</summary>
    /// <param name="raw">As read; it is not changed.</param>
    /// <param name="rules">Thresholds.</param>
    public static CleanedTrack Clean(Track raw, CleaningRules rules)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(rules);
        using var cleaning = new Cleaning(raw, rules);
        return cleaning.Run();
    }
}
