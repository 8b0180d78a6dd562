using Atalaya.Archive.Storage;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Analysis;

/// <summary>
/// Joins what the parts of one aircraft hold into whole spells: across midnight, across files, and with what earlier runs left open.
/// Holds one spell at a time. The spells do not depend on how the reports were spread over files and runs.
/// </summary>
internal sealed class SpellAssembler(SpellRules rules, Action<StoredSpell, TrackBuilder> readStored)
{
    private readonly TrackBuilder joined = new();
    private readonly TrackBuilder spare = new();
    private readonly TrackBuilder cut = new();
    private readonly List<StoredSpell> consumed = [];
    private readonly List<StoredSpell> stored = [];
    private string rulesDigest = "";
    private Action<Track, SpellSpan, IReadOnlyList<StoredSpell>> emit = static (_, _, _) => { };
    private Track? pending;
    private SpellSpan span;
    private SpellSpan? emitted;
    private bool ownsPending;

    /// <summary>Begins an aircraft.</summary>
    /// <param name="known">Its stored spells.</param>
    /// <param name="digest">The rules in force.</param>
    /// <param name="take">Takes each whole spell: raw reports (valid during the call), when it was, and which stored spells it takes the place of.</param>
    public void Begin(IReadOnlyList<StoredSpell> known, string digest, Action<Track, SpellSpan, IReadOnlyList<StoredSpell>> take)
    {
        stored.Clear();
        stored.AddRange(known);
        consumed.Clear();
        (rulesDigest, emit, pending, emitted, ownsPending) = (digest, take, null, null, false);
    }

    /// <summary>Takes a part's reports. Parts come in order of time.</summary>
    /// <returns>False if the part begins before a spell that was already handed on: then all parts must be gathered first.</returns>
    public bool Add(Track raw, IReadOnlyList<long> inputEdges)
    {
        foreach (var (start, count, found) in SpellCutter.Cut(raw, inputEdges, rules, cut, out var ordered))
        {
            if (!Accept(start == 0 && count == ordered.Count ? ordered : ordered.Slice(start, count), found))
                return false;
        }

        return true;
    }

    /// <summary>Takes one stretch of reports that is unbroken in itself.</summary>
    public bool Accept(Track segment, SpellSpan segmentSpan)
    {
        if (emitted is { } before && rules.Continues(before, segmentSpan.First))
            return false;
        if (pending is not null && segmentSpan.First < span.First)
            return false;
        if (pending is not null && !rules.Continues(span, segmentSpan.First))
            Flush();
        if (pending is null)
            (pending, span) = (segment, segmentSpan);
        else
            Join(segment, segmentSpan);
        Absorb();
        return true;
    }

    /// <summary>Copies what is pending, so that the memory it was read into can be used again.</summary>
    public void Detach()
    {
        if (pending is null || ownsPending)
            return;
        joined.Clear();
        joined.AddAll(pending);
        pending = joined.Build(pending.Aircraft, pending.Basis);
        ownsPending = true;
    }

    /// <summary>Hands on what is pending.</summary>
    public void Flush()
    {
        if (pending is null)
            return;
        var here = span;
        var overlapped = stored.Where(s => s.Span.Overlaps(here)).ToList();

        // Of two derivations of the same time the one from more reports stands.
        if (overlapped.Sum(static s => s.Span.Reports) <= here.Reports)
        {
            stored.RemoveAll(overlapped.Contains);
            emit(pending, here, [.. consumed, .. overlapped]);
        }

        emitted = here;
        consumed.Clear();
        pending = null;
        ownsPending = false;
    }

    private void Join(Track segment, SpellSpan segmentSpan)
    {
        Detach();
        joined.AddAll(segment);
        pending = joined.Build(Merge(pending!.Aircraft, segment.Aircraft), segment.Basis);
        span = span.With(segmentSpan);
    }

    /// <summary>Takes in stored spells that this one touches.</summary>
    private void Absorb()
    {
        for (var i = 0; i < stored.Count;)
        {
            var other = stored[i];
            if (other.OpenFile is null || !Touches(other))
            {
                i++;
                continue;
            }

            stored.RemoveAt(i);
            consumed.Add(other);
            Detach();
            Merge(other);
            i = 0;
        }
    }

    private bool Touches(StoredSpell other)
    {
        // The same reports under other rules are read anew, not added to themselves.
        if (span.Overlaps(other.Span))
            return other.RulesDigest == rulesDigest;
        return other.Span.First > span.Last ? rules.Continues(span, other.Span.First) : rules.Continues(other.Span, span.First);
    }

    private void Merge(StoredSpell other)
    {
        var mine = pending!;
        spare.Clear();
        if (other.Span.First < span.First)
            readStored(other, spare);
        spare.AddAll(mine);
        if (other.Span.First >= span.First)
            readStored(other, spare);
        joined.Clear();
        joined.AddAll(spare.Build(mine.Aircraft, mine.Basis));
        var aircraft = other.Span.First < span.First ? Merge(other.Aircraft, mine.Aircraft) : Merge(mine.Aircraft, other.Aircraft);
        pending = joined.Build(aircraft, mine.Basis);
        span = span.With(other.Span);
    }

    /// <summary>What two parts say of an aircraft: the earlier one's word, where it has one. Privacy flags of either hold for both.</summary>
    private static Aircraft Merge(Aircraft early, Aircraft late)
    {
        var flags = early.Flags | late.Flags;
        var hidden = (flags & (AircraftFlags.PrivacyAddress | AircraftFlags.LimitedDisplay)) != 0;
        return early with
        {
            Registration = hidden ? null : early.Registration ?? late.Registration,
            TypeDesignator = hidden ? null : early.TypeDesignator ?? late.TypeDesignator,
            Flags = flags,
        };
    }
}
