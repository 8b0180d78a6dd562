namespace Atalaya.Accords.State;

/// <summary>State of a guidance version.</summary>
public enum GuidanceStage
{
    /// <summary>Approval is missing, or its validity has not begun.</summary>
    Proposed,
    /// <summary>In force.</summary>
    InForce,
    /// <summary>A later one of its side is in force.</summary>
    Superseded,
    /// <summary>Its validity is over and nothing took its place.</summary>
    Expired,
}

/// <summary>State of a flight that was asked for.</summary>
public enum FlightStage
{
    /// <summary>Asked, not decided.</summary>
    Submitted,
    /// <summary>The host offered something else; the requester has not answered.</summary>
    Countered,
    /// <summary>Granted, concurred with where needed, and the window is not over. Whether it may fly now is <see cref="AccordState.IsCleared"/>'s to say.</summary>
    Cleared,
    /// <summary>Refused by the host.</summary>
    Refused,
    /// <summary>Asked anew, not decided.</summary>
    Amended,
    /// <summary>Taken back by the requester.</summary>
    Withdrawn,
    /// <summary>The time is over, or the clearance was revoked or its conditions declined.</summary>
    Lapsed,
}

/// <summary>State of a grant.</summary>
public enum ClearanceStage
{
    /// <summary>In force until its window ends.</summary>
    Granted,
    /// <summary>Its conditions are not answered.</summary>
    ConcurrencePending,
    /// <summary>Its conditions were declined.</summary>
    Declined,
    /// <summary>Taken back by the host.</summary>
    Revoked,
    /// <summary>Its window is over.</summary>
    Expired,
}

/// <summary>State of a cleared mission (ASTM F3548).</summary>
public enum MissionStage
{
    /// <summary>Cleared, not begun.</summary>
    Accepted,
    /// <summary>Flying as cleared, as its operator says.</summary>
    Activated,
    /// <summary>Outside its volumes or time, trying to come back.</summary>
    Nonconforming,
    /// <summary>Outside, and not coming back.</summary>
    Contingent,
    /// <summary>Over.</summary>
    Ended,
}

/// <summary>State of a dispute.</summary>
public enum DisputeStage
{
    /// <summary>Not answered.</summary>
    Open,
    /// <summary>Answered by the other side.</summary>
    Answered,
    /// <summary>Answered, and held up by the side that raised it.</summary>
    Standing,
}
