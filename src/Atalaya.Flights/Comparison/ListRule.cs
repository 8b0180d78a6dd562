using Atalaya.Earth.Zones;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Tempo;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Comparison;

/// <summary>What kind of difference between two counts a rule makes.</summary>
public enum DifferenceKind
{
    /// <summary>By which day a mission is dated.</summary>
    DayBoundary,

    /// <summary>Which days are counted at all.</summary>
    Window,

    /// <summary>Where a mission must have been.</summary>
    Zone,

    /// <summary>Where, and whose lines are followed: under the other claim the answer differs.</summary>
    Claim,

    /// <summary>How sure a judgement must be.</summary>
    Confidence,

    /// <summary>What could be heard.</summary>
    NotHeard,
}

/// <summary>
/// A rule by which a party might count. It is a hypothesis that is tried on a list: that it explains a difference does not make it the
/// party's rule.
/// </summary>
/// <param name="Kind">What kind of difference it makes.</param>
public abstract record ListRule(DifferenceKind Kind)
{
    /// <summary>Rules of one family exclude one another: a combination holds at most one of each.</summary>
    internal abstract int Family { get; }

    /// <summary>The rule in words: resource key and values.</summary>
    public abstract Phrase Words { get; }

    /// <summary>Whether the rule leaves a mission in the count; null where the list does not say enough to apply it.</summary>
    internal virtual bool? Keeps(ListedMission mission) => true;

    /// <summary>Whether the rule brings in what the list knows and does not count.</summary>
    internal virtual bool BringsIn(ListedMission mission) => false;
}

/// <summary>Dates missions otherwise; takes none out by itself.</summary>
/// <param name="Day">By which day.</param>
/// <param name="TimeZone">IANA time zone; UTC for <see cref="MissionDay.Utc"/>.</param>
public sealed record DayRule(MissionDay Day, string TimeZone) : ListRule(DifferenceKind.DayBoundary)
{
    internal override int Family => 0;

    /// <inheritdoc/>
    public override Phrase Words => new(Day switch { MissionDay.TakeOff => "day-take-off", MissionDay.Landing => "day-landing", _ => "day-middle" }, TimeZone);
}

/// <summary>Counts only missions dated within certain days.</summary>
/// <param name="Days">The days, both included.</param>
public sealed record WindowRule(DateInterval Days) : ListRule(DifferenceKind.Window)
{
    internal override int Family => 1;

    /// <inheritdoc/>
    public override Phrase Words => new("window", Days);
}

/// <summary>Counts only missions that were certainly for some time in certain zones: a <see cref="CountingRule"/> with its zone.</summary>
/// <param name="Filter">Where.</param>
/// <param name="ClaimsAgree">Whether it keeps the same missions under every claim.</param>
public sealed record ZoneRule(ZoneFilter Filter, bool ClaimsAgree) : ListRule(ClaimsAgree ? DifferenceKind.Zone : DifferenceKind.Claim)
{
    internal override int Family => 2;

    /// <inheritdoc/>
    public override Phrase Words
    {
        get
        {
            var where = Filter.Sovereign is null ? "zone-international"
                : Filter.Kinds.Count == 1 ? "zone-territory"
                : Filter.Kinds.Contains(ZoneKind.Territory) ? "zone-airspace" : "zone-waters";
            return new(where, [.. Filter.Sovereign is { } state ? [state] : Array.Empty<object>(), ClaimWords(Filter.Claim, ClaimsAgree)]);
        }
    }

    /// <summary>Whose lines, in words.</summary>
    internal static Phrase ClaimWords(Claim claim, bool agree) => new(agree ? "claim-either" : claim == Claim.Mexico ? "claim-MEX" : "claim-low-water");

    internal override bool? Keeps(ListedMission mission) => mission.Stays is null
        ? null
        : (CountingRule.Default with { Zone = Filter, IncludePossible = true, Bases = Enum.GetValues<Basis>() }).Counts(mission.Entry);
}

/// <summary>How far beside a state's waters.</summary>
public enum SeaReach
{
    /// <summary>Within 24 NM of the baseline.</summary>
    ContiguousZone,

    /// <summary>Within 200 NM of the coast.</summary>
    EconomicZone,
}

/// <summary>Counts only missions that were for some time over or beside a state's waters.</summary>
/// <param name="State">ISO 3166-1 alpha-3.</param>
/// <param name="Claim">Whose lines.</param>
/// <param name="Reach">How far beside.</param>
/// <param name="ClaimsAgree">Whether it keeps the same missions under every claim.</param>
public sealed record BesideRule(string State, Claim Claim, SeaReach Reach, bool ClaimsAgree) : ListRule(ClaimsAgree ? DifferenceKind.Zone : DifferenceKind.Claim)
{
    internal override int Family => 2;

    /// <inheritdoc/>
    public override Phrase Words => new(Reach == SeaReach.ContiguousZone ? "beside-24" : "beside-200", State, ZoneRule.ClaimWords(Claim, ClaimsAgree));

    internal override bool? Keeps(ListedMission mission) => mission.Seas is { } seas
        ? seas.Any(s => s.State == State && s.Claim == Claim && (Reach == SeaReach.ContiguousZone ? s.Within24Minutes : s.Within200Minutes) > 0)
        : null;
}

/// <summary>Counts only missions judged with at least a confidence.</summary>
/// <param name="Least">0 to 1.</param>
public sealed record ConfidenceRule(double Least) : ListRule(DifferenceKind.Confidence)
{
    internal override int Family => 3;

    /// <inheritdoc/>
    public override Phrase Words => new("confidence", Least);

    internal override bool? Keeps(ListedMission mission) => mission.Confidence is { } confidence ? confidence >= Least : null;
}

/// <summary>Counts possible missions too.</summary>
public sealed record PossibleRule() : ListRule(DifferenceKind.Confidence)
{
    internal override int Family => 3;

    /// <inheritdoc/>
    public override Phrase Words => new("possible-too");

    internal override bool BringsIn(ListedMission mission) => mission.Class == MissionClass.Possible;
}

/// <summary>Counts flights too that only their operator declared, and no feed heard.</summary>
public sealed record DeclaredRule() : ListRule(DifferenceKind.NotHeard)
{
    internal override int Family => 4;

    /// <inheritdoc/>
    public override Phrase Words => new("declared-too");

    internal override bool BringsIn(ListedMission mission) => mission.Basis is Basis.Operator or Basis.Reported && mission.Class == MissionClass.Surveillance;
}

/// <summary>Counts only flights that somebody else heard: those that only their operator declared are left out.</summary>
public sealed record HeardRule() : ListRule(DifferenceKind.NotHeard)
{
    internal override int Family => 4;

    /// <inheritdoc/>
    public override Phrase Words => new("heard-only");

    internal override bool? Keeps(ListedMission mission) => mission.Basis is not Basis.Operator;
}

/// <summary>Counts only missions where the other list's own archive heard others at that place and hour.</summary>
/// <param name="LeastShare">Least share of cells and hours, 0 to 1.</param>
public sealed record CoverageRule(double LeastShare) : ListRule(DifferenceKind.NotHeard)
{
    internal override int Family => 4;

    /// <inheritdoc/>
    public override Phrase Words => new("coverage", LeastShare);

    internal override bool? Keeps(ListedMission mission) => mission.HeardByOther is { } share ? share >= LeastShare : null;
}
