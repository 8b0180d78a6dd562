using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;

namespace Atalaya.Accords.State;

/// <summary>A record under one signature while it is folded: where it stands, and what became of it.</summary>
internal sealed class Entry(RecordDigest digest, OfficerKey signer, AccordRecord? record)
{
    private readonly SortedDictionary<StateCode, long> places = [];

    public RecordDigest Digest => digest;

    public OfficerKey Signer => signer;

    public AccordRecord? Record => record;

    public RecordEffect Effect { get; private set; } = RecordEffect.Waiting;

    public AccordRule? Rule { get; private set; } = AccordRule.NotOpened;

    public RecordDigest? Against { get; private set; }

    public GuidanceBreach? Breach { get; private set; }

    /// <summary>The approval that made it count.</summary>
    public Entry? Approval { get; private set; }

    /// <summary>Index in the home log at which its signatures were complete; −1 before.</summary>
    public long SignedAt { get; private set; } = -1;

    public bool Counts => Effect == RecordEffect.InEffect;

    public bool IsPaired => places.Count > 1;

    /// <summary>Takes a place; the first one in a log counts.</summary>
    public void Place(StateCode log, long index) => places.TryAdd(log, index);

    public long? IndexIn(StateCode log) => places.TryGetValue(log, out var index) ? index : null;

    /// <summary>Whether it stood in a log before an index, with its approval where it has one.</summary>
    public bool StoodIn(StateCode log, long before) =>
        places.TryGetValue(log, out var index) && index < before && (Approval is null || Approval.StoodIn(log, before));

    public void Sign(long index, Entry? approval)
    {
        (SignedAt, Approval) = (index, approval);
        (Effect, Rule) = (RecordEffect.InEffect, null);
    }

    public void Wait(AccordRule rule, RecordDigest? against = null) => (Effect, Rule, Against) = (RecordEffect.Waiting, rule, against);

    public void Refuse(AccordRule rule, RecordDigest? against = null, GuidanceBreach? breach = null) =>
        (Effect, Rule, Against, Breach) = (RecordEffect.Refused, rule, against, breach);

    public Ruling ToRuling()
    {
        var home = record is not null && places.ContainsKey(record.Header.Side) ? record.Header.Side : places.Keys.First();
        return new(digest, record?.Kind, home, places[home], signer, Effect, Rule, Against, Breach, IsPaired);
    }
}
