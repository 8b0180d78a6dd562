using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;

namespace Atalaya.Accords.State;

/// <summary>When a key may sign, by the indices of its side's log and never by a time that somebody claims.</summary>
/// <param name="Key">The key.</param>
/// <param name="Role">What it may sign.</param>
/// <param name="EnrolledAt">Index after which it may sign; −1 for a founding key.</param>
/// <param name="RevokedAt">Index from which it may not; null while it may.</param>
public sealed record KeySpan(OfficerKey Key, OfficerRole Role, long EnrolledAt, long? RevokedAt)
{
    internal bool Covers(long index) => index > EnrolledAt && (RevokedAt is not { } end || index < end);
}

/// <summary>The keys of one side while its log is walked.</summary>
internal sealed class KeyRing
{
    private readonly SortedDictionary<string, KeySpan> spans = new(StringComparer.Ordinal);

    public KeyRing(AccordSide side)
    {
        foreach (var key in side.Keys)
            spans[key.Key.Id] = new(key.Key, key.Role, -1, null);
    }

    public IEnumerable<KeySpan> Spans => spans.Values;

    public KeySpan? Find(OfficerKey key) => spans.GetValueOrDefault(key.Id);

    public void Enrol(OfficerKey key, OfficerRole role, long index) => spans[key.Id] = new(key, role, index, null);

    public void Revoke(OfficerKey key, long index) => spans[key.Id] = spans[key.Id] with { RevokedAt = index };
}

/// <summary>Who may sign what, and what takes two officers.</summary>
public static class SigningRules
{
    /// <summary>Whether a role may sign a kind. Approvals are signed by a role that may sign what is approved.</summary>
    public static bool MaySign(OfficerRole role, RecordKind kind) => kind switch
    {
        RecordKind.GuidanceVersion => role is OfficerRole.Authority,
        RecordKind.Affirmation => role is OfficerRole.Authority or OfficerRole.Node,
        RecordKind.FlightRequest or RecordKind.Amendment or RecordKind.Withdrawal or RecordKind.Counter
            or RecordKind.ClearanceDecision or RecordKind.Concurrence => role is OfficerRole.Liaison,
        RecordKind.MissionState => role is OfficerRole.Operator,
        RecordKind.ObservedMission or RecordKind.ForkProof => role is OfficerRole.Observer or OfficerRole.Node,
        RecordKind.PolicyDecision => role is OfficerRole.Liaison or OfficerRole.Node,
        RecordKind.Dispute => role is OfficerRole.Observer or OfficerRole.Liaison or OfficerRole.Authority,
        RecordKind.KeyEvent => role is OfficerRole.Custodian,
        _ => false,
    };

    /// <summary>Whether a record takes effect only with a second officer's approval. What takes leave away never waits.</summary>
    public static bool NeedsApproval(AccordRecord record) => record switch
    {
        GuidanceVersion or FlightRequest or Amendment => true,
        ClearanceDecision decision => decision.Outcome != ClearanceOutcome.Revoke,
        KeyEvent change => change.Act == KeyAct.Enrol,
        _ => false,
    };
}
