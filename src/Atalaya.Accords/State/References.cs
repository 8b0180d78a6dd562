using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;

namespace Atalaya.Accords.State;

/// <summary>What a record names by digest: found, still awaited, or refused itself.</summary>
internal sealed class References(AccordTerms terms, IReadOnlyDictionary<StateCode, SideFold> sides, Dictionary<RecordDigest, Entry> signed)
{
    public static Window Shared(Window one, Window other) =>
        new(one.Start > other.Start ? one.Start : other.Start, one.End < other.End ? one.End : other.End);

    /// <summary>Finds what counts under a digest; where nothing does, the entry waits or is refused.</summary>
    public T? Find<T>(Entry entry, RecordDigest digest, Dictionary<RecordDigest, T> among)
        where T : class
    {
        if (among.TryGetValue(digest, out var found))
            return found;
        var named = signed.GetValueOrDefault(digest);
        if (named is null || named.Effect == RecordEffect.Waiting)
            entry.Wait(AccordRule.ReferenceMissing, digest);
        else
            entry.Refuse(named.Counts ? AccordRule.ReferenceWrong : AccordRule.ReferenceRefused, digest);
        return null;
    }

    /// <summary>
    /// Whether the two guidances that a record names were in force through a window, as the signer's log had them when the record took effect,
    /// and whether the plan stays inside both. Where not, the entry waits or is refused.
    /// </summary>
    public bool FitsGuidance(Entry entry, FlightPlan plan, GuidancePair pair, StateCode side, Window window)
    {
        if (!IsCurrent(entry, pair.Own, side, side, window) || !IsCurrent(entry, pair.Other, terms.Other(side), side, window))
            return false;
        var breach = Effective(pair)!.BreachOf(plan);
        if (breach is not null)
            entry.Refuse(AccordRule.OutsideGuidance, null, breach);
        return breach is null;
    }

    /// <summary>The guidance of two digests; null where one is not there.</summary>
    public EffectiveGuidance? Effective(GuidancePair pair) =>
        signed.GetValueOrDefault(pair.Own)?.Record is GuidanceVersion own && signed.GetValueOrDefault(pair.Other)?.Record is GuidanceVersion other
            ? new(pair.Own, own, pair.Other, other)
            : null;

    private bool IsCurrent(Entry entry, RecordDigest digest, StateCode of, StateCode log, Window window)
    {
        var named = signed.GetValueOrDefault(digest);
        if (named is null || named.Effect == RecordEffect.Waiting || !named.StoodIn(log, long.MaxValue))
            entry.Wait(AccordRule.ReferenceMissing, digest);
        else if (!named.Counts)
            entry.Refuse(AccordRule.ReferenceRefused, digest);
        else if (named.Record is not GuidanceVersion || named.Record.Header.Side != of)
            entry.Refuse(AccordRule.ReferenceWrong, digest);
        else if (sides[of].InForce(window, log, entry.SignedAt) != named)
            entry.Refuse(AccordRule.GuidanceNotCurrent, digest);
        else
            return true;
        return false;
    }
}
