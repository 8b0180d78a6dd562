using Atalaya.Accords.Records;
using Atalaya.Earth.Zones;

namespace Atalaya.Accords.Matching;

/// <summary>
/// Sets observed missions against clearances. Pure functions. Silence is never held against anybody: a verdict that shows something
/// (<see cref="MatchResult.IsViolation"/>) rests on reports alone, so leaving reports out can never bring one about.
/// </summary>
/// <remarks>Method: docs/methods/matching.md. Who needs leave: Chicago Convention, Art. 1, 3(c) and 8.</remarks>
public static class MissionMatcher
{
    /// <summary>What became of a mission that was observed.</summary>
    /// <param name="track">The mission.</param>
    /// <param name="host">Whose leave it would need: ISO 3166-1 alpha-3, as the zone map has it. Only the host's airspace needs the host's leave.</param>
    /// <param name="cleared">Every clearance that the host gave, of any flight.</param>
    /// <param name="zones">Who is sovereign where.</param>
    /// <param name="rules">Thresholds.</param>
    public static MatchResult Match(ObservedTrack track, string host, IReadOnlyList<ClearedFlight> cleared, ZoneMap zones, MatchRules rules)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(cleared);
        ArgumentNullException.ThrowIfNull(zones);
        ArgumentNullException.ThrowIfNull(rules);
        // Who bears no name may be any of those that were cleared, but is held against none of them.
        var isNamed = track.Registration is not null || !track.Callsigns.IsEmpty;
        IReadOnlyList<ClearedFlight> own = isNamed ? [.. cleared.Where(c => c.IsOf(track))] : cleared;
        return new TrackCase(track, host, own, isNamed, zones, rules).Judge();
    }

    /// <summary>What is to be said of a cleared flight of which no mission was observed.</summary>
    /// <param name="flight">The clearance; with at least one volume.</param>
    /// <param name="coverage">Share of its volumes and times in which others were heard, 0 to 1; null where nobody knows.</param>
    /// <param name="basis">How it would have been known.</param>
    /// <param name="rules">Thresholds.</param>
    /// <exception cref="ArgumentException">The clearance has no volume.</exception>
    public static MatchResult Unseen(ClearedFlight flight, double? coverage, TrackBasis basis, MatchRules rules)
    {
        ArgumentNullException.ThrowIfNull(flight);
        ArgumentNullException.ThrowIfNull(rules);
        if (flight.Volumes.IsEmpty)
            throw new ArgumentException("A clearance that was taken away before it began cannot be missed.", nameof(flight));
        var couldBeHeard = coverage >= rules.LeastCoverage;
        return new()
        {
            Verdict = couldBeHeard ? MatchVerdict.ClearedUnseen : MatchVerdict.Indeterminate,
            Doubt = couldBeHeard ? null : DoubtReason.NoCoverage,
            Decision = flight.Decision,
            Time = new(flight.Volumes.Min(static v => v.Time.Start), flight.Volumes.Max(static v => v.Time.End)),
            Basis = basis,
            Coverage = coverage ?? 0,
            Matcher = rules.Digest,
        };
    }
}
