using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;

namespace Atalaya.Accords.State;

/// <summary>A grant as it stands.</summary>
/// <param name="Decision">Digest of the decision.</param>
/// <param name="Approval">Digest of its approval.</param>
/// <param name="Number">Number of the clearance.</param>
/// <param name="Window">When it may be used.</param>
/// <param name="Conditions">Its limits.</param>
/// <param name="Stage">Its state.</param>
/// <param name="Mission">The state of the mission that flies under it, as its operator says.</param>
/// <param name="Volumes">Where and when it is cleared: the plan's volumes cut to the window and to the conditions on height.</param>
public sealed record GrantStatus(
    RecordDigest Decision,
    RecordDigest Approval,
    FormCode Number,
    Window Window,
    ImmutableArray<Condition> Conditions,
    ClearanceStage Stage,
    MissionStage Mission,
    ImmutableArray<Volume4D> Volumes);

/// <summary>A flight as it stands.</summary>
/// <param name="Request">Digest of the request: the flight's name.</param>
/// <param name="Latest">Digest of its latest version.</param>
/// <param name="Plan">What is asked now.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="Stage">Its state.</param>
/// <param name="Grant">The grant of the latest version; null for none.</param>
public sealed record FlightStatus(RecordDigest Request, RecordDigest Latest, FlightPlan Plan, StateCode Requester, FlightStage Stage, GrantStatus? Grant);

/// <summary>A guidance version as it stands.</summary>
/// <param name="Digest">Its version.</param>
/// <param name="Guidance">What it says.</param>
/// <param name="Stage">Its state.</param>
public sealed record GuidanceStatus(RecordDigest Digest, GuidanceVersion Guidance, GuidanceStage Stage);

/// <summary>A dispute as it stands.</summary>
/// <param name="Digest">Digest of the record that opened it.</param>
/// <param name="RaisedBy">By whom.</param>
/// <param name="Stage">Its state.</param>
/// <param name="Answer">Digest of the answer; null for none.</param>
public sealed record DisputeStatus(RecordDigest Digest, StateCode RaisedBy, DisputeStage Stage, RecordDigest? Answer);

/// <summary>What somebody must do.</summary>
public enum PendingKind
{
    /// <summary>A second officer's approval.</summary>
    ApprovalDue,
    /// <summary>A decision of the host.</summary>
    DecisionDue,
    /// <summary>An answer to conditions.</summary>
    ConcurrenceDue,
    /// <summary>An amendment or a withdrawal in answer to a counter.</summary>
    CounterDue,
    /// <summary>An answer to a dispute.</summary>
    DisputeDue,
    /// <summary>The affirmation of today.</summary>
    AffirmationDue,
    /// <summary>A side has no guidance in force: no flight can be cleared.</summary>
    GuidanceDue,
    /// <summary>A record that stands in one log only. Since when is to be judged by who holds the logs.</summary>
    CopyDue,
    /// <summary>A mission that is under way with no clearance behind it.</summary>
    EndDue,
}

/// <summary>Something that waits for a side.</summary>
/// <param name="Side">For whom.</param>
/// <param name="Kind">What.</param>
/// <param name="Record">Of which record; null where it is of none.</param>
public sealed record PendingItem(StateCode Side, PendingKind Kind, RecordDigest? Record);
