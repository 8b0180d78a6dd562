namespace Atalaya.Accords.Records;

/// <summary>The kinds of record that the coordination of flights knows.</summary>
public enum RecordKind
{
    /// <summary><see cref="Records.GuidanceVersion"/>.</summary>
    GuidanceVersion,
    /// <summary><see cref="Records.Affirmation"/>.</summary>
    Affirmation,
    /// <summary><see cref="Records.FlightRequest"/>.</summary>
    FlightRequest,
    /// <summary><see cref="Records.Amendment"/>.</summary>
    Amendment,
    /// <summary><see cref="Records.Withdrawal"/>.</summary>
    Withdrawal,
    /// <summary><see cref="Records.Counter"/>.</summary>
    Counter,
    /// <summary><see cref="Records.ClearanceDecision"/>.</summary>
    ClearanceDecision,
    /// <summary><see cref="Records.Concurrence"/>.</summary>
    Concurrence,
    /// <summary><see cref="Records.Approval"/>.</summary>
    Approval,
    /// <summary><see cref="Records.MissionState"/>.</summary>
    MissionState,
    /// <summary><see cref="Records.ObservedMission"/>.</summary>
    ObservedMission,
    /// <summary><see cref="Records.PolicyDecision"/>.</summary>
    PolicyDecision,
    /// <summary><see cref="Records.Dispute"/>.</summary>
    Dispute,
    /// <summary><see cref="Records.KeyEvent"/>.</summary>
    KeyEvent,
    /// <summary><see cref="PublishedFork"/>.</summary>
    ForkProof,
}
