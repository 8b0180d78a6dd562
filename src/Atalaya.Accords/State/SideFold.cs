using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using NodaTime;

namespace Atalaya.Accords.State;

/// <summary>Walks one side's log in order: whose key was in force, who approved what, which guidance follows which. It needs nothing of the other log.</summary>
internal sealed class SideFold
{
    private readonly AccordTerms terms;
    private readonly KeyRing ring;
    private readonly Dictionary<RecordDigest, Entry> signed = [];
    private readonly List<Entry> guidance = [];

    public SideFold(AccordTerms terms, AccordSide side, IEnumerable<Entry> entries)
    {
        (this.terms, State, ring) = (terms, side.State, new(side));
        foreach (var entry in entries.OrderBy(e => e.IndexIn(State)))
            Take(entry, entry.IndexIn(State)!.Value);
    }

    public StateCode State { get; }

    public IEnumerable<KeySpan> Keys => ring.Spans;

    /// <summary>Records of this side that some officer validly signed, by digest; those that wait for an approval among them.</summary>
    public IReadOnlyDictionary<RecordDigest, Entry> Signed => signed;

    /// <summary>Guidance that took effect, in that order.</summary>
    public IReadOnlyList<Entry> Guidance => guidance;

    /// <summary>The guidance in force at an instant as a log had it before an index; null for none.</summary>
    public Entry? InForce(Instant instant, StateCode log, long before)
    {
        var last = guidance.LastOrDefault(g => Validity(g).Start <= instant && g.StoodIn(log, before));
        return last is not null && Validity(last).End > instant ? last : null;
    }

    /// <summary>The guidance in force all through a window; null for none or where it changes.</summary>
    public Entry? InForce(Window window, StateCode log, long before)
    {
        var start = InForce(window.Start, log, before);
        return start is not null && InForce(window.End - Duration.FromSeconds(1), log, before) == start ? start : null;
    }

    /// <summary>The guidance in force at an instant, of all that is known.</summary>
    public Entry? InForce(Instant instant) => InForce(instant, State, long.MaxValue);

    private static Window Validity(Entry entry) => ((GuidanceVersion)entry.Record!).Validity;

    private void Take(Entry entry, long index)
    {
        if (entry.Rule == AccordRule.IndexTaken)
            return;
        var record = entry.Record!;
        var span = ring.Find(entry.Signer);
        if (!record.Header.Audience.Contains(terms.Other(State)))
            entry.Refuse(AccordRule.NotAddressed);
        else if (span is null)
            entry.Refuse(AccordRule.KeyUnknown);
        else if (!span.Covers(index))
            entry.Refuse(AccordRule.KeyNotInForce);
        else if (record is not Approval && !SigningRules.MaySign(span.Role, record.Kind))
            entry.Refuse(AccordRule.RoleMayNotSign);
        else if (!signed.TryAdd(entry.Digest, entry))
            entry.Refuse(AccordRule.Repeated, entry.Digest);
        else if (record is Approval approval)
            Approve(entry, approval, span.Role, index);
        else if (SigningRules.NeedsApproval(record))
            entry.Wait(AccordRule.ApprovalMissing);
        else
            Complete(entry, index, null);
    }

    private void Approve(Entry entry, Approval approval, OfficerRole role, long index)
    {
        if (!signed.TryGetValue(approval.Record, out var target) || target.IndexIn(State) >= index)
            entry.Refuse(AccordRule.ApprovalOfNothing, approval.Record);
        else if (!SigningRules.NeedsApproval(target.Record!))
            entry.Refuse(AccordRule.ApprovalNotNeeded, approval.Record);
        else if (!SigningRules.MaySign(role, target.Record!.Kind))
            entry.Refuse(AccordRule.RoleMayNotSign, approval.Record);
        else if (target.Signer == entry.Signer)
            entry.Refuse(AccordRule.SelfApproval, approval.Record);
        else if (target.SignedAt >= 0)
            entry.Refuse(AccordRule.AlreadyApproved, approval.Record);
        else if (!ring.Find(target.Signer)!.Covers(index))
            entry.Refuse(AccordRule.AuthorKeyRevoked, approval.Record);
        else
        {
            entry.Sign(index, null);
            Complete(target, index, entry);
        }
    }

    private void Complete(Entry entry, long index, Entry? approval)
    {
        entry.Sign(index, approval);
        if (entry.Record is KeyEvent change)
            Change(entry, change, index);
        else if (entry.Record is GuidanceVersion version)
            Follow(entry, version);
    }

    private void Change(Entry entry, KeyEvent change, long index)
    {
        var span = ring.Find(change.Key);
        if (change.Act == KeyAct.Revoke)
        {
            if (span is null || span.RevokedAt is not null || span.Role != change.Role)
                entry.Refuse(AccordRule.KeyNotEnrolled);
            else
                ring.Revoke(change.Key, index);
        }
        else if (span is not null || terms.Sides.Any(s => s.Keys.Any(k => k.Key == change.Key)))
        {
            // A key that was revoked does not come back, and no key speaks for two offices.
            entry.Refuse(AccordRule.KeyAlreadyKnown);
        }
        else
        {
            ring.Enrol(change.Key, change.Role, index);
        }
    }

    private void Follow(Entry entry, GuidanceVersion version)
    {
        RecordDigest? latest = guidance.Count > 0 ? guidance[^1].Digest : null;
        if (version.Supersedes != latest)
            entry.Refuse(AccordRule.SupersedesWrong, latest);
        else
            guidance.Add(entry);
    }
}
