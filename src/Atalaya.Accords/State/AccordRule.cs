namespace Atalaya.Accords.State;

/// <summary>The rules of the fold, by name. A record that breaks one stays in its log and has no effect.</summary>
public enum AccordRule
{
    /// <summary>Two records stand at one index of one log: somebody lies, and neither counts.</summary>
    IndexTaken,
    /// <summary>Not every field is open here.</summary>
    NotOpened,
    /// <summary>The record stands in no log of the side that signs it.</summary>
    NotInHomeLog,
    /// <summary>The audience does not name the other side.</summary>
    NotAddressed,
    /// <summary>The same record stands earlier in this log.</summary>
    Repeated,
    /// <summary>The key was never enrolled for this side.</summary>
    KeyUnknown,
    /// <summary>The key was enrolled later than this index, or revoked at or before it.</summary>
    KeyNotInForce,
    /// <summary>The key's role may not sign this kind.</summary>
    RoleMayNotSign,
    /// <summary>A second officer's approval is missing.</summary>
    ApprovalMissing,
    /// <summary>The approval names no earlier record of its side that counts.</summary>
    ApprovalOfNothing,
    /// <summary>This kind takes effect without an approval.</summary>
    ApprovalNotNeeded,
    /// <summary>The record was approved before.</summary>
    AlreadyApproved,
    /// <summary>The approval is signed with the author's own key.</summary>
    SelfApproval,
    /// <summary>The author's key was revoked before the approval.</summary>
    AuthorKeyRevoked,
    /// <summary>The key that is to be enrolled is or was known on one of the sides.</summary>
    KeyAlreadyKnown,
    /// <summary>The key that is to be revoked is not in force.</summary>
    KeyNotEnrolled,
    /// <summary>The guidance does not name the side's latest as what it supersedes.</summary>
    SupersedesWrong,
    /// <summary>A record that this one names is not here yet, or has not taken effect.</summary>
    ReferenceMissing,
    /// <summary>A record that this one names was refused.</summary>
    ReferenceRefused,
    /// <summary>A record that this one names is of another kind or side, or of another flight.</summary>
    ReferenceWrong,
    /// <summary>The state that is asked is not the other side of the accord, or changed.</summary>
    HostWrong,
    /// <summary>A guidance that is named is not the one in force, as the signer's own log had it.</summary>
    GuidanceNotCurrent,
    /// <summary>The flight is outside what both sides' guidance allows.</summary>
    OutsideGuidance,
    /// <summary>A later version of the request stood in the signer's log.</summary>
    NotLatestVersion,
    /// <summary>The request was withdrawn before, as the signer's log had it.</summary>
    FlightClosed,
    /// <summary>This version of the request was decided before.</summary>
    AlreadyDecided,
    /// <summary>The window shares no time with the flight.</summary>
    WindowMissesFlight,
    /// <summary>The number was used for another clearance.</summary>
    ClearanceNumberTaken,
    /// <summary>The grant was revoked before, as the signer's log had it.</summary>
    ClearanceRevoked,
    /// <summary>The grant has no conditions.</summary>
    ConcurrenceNotNeeded,
    /// <summary>The conditions, or the dispute, were answered before.</summary>
    AlreadyAnswered,
    /// <summary>No grant with its approval, and concurrence where it needs one, stood in the operator's log.</summary>
    NotCleared,
    /// <summary>The mission begins outside the window.</summary>
    OutsideWindow,
    /// <summary>No such move from the state in which the mission is (ASTM F3548).</summary>
    IllegalMove,
    /// <summary>The rule table, run again, says something else, or the inputs are not those of the request.</summary>
    PolicyDiffers,
}

/// <summary>Where a flight is outside the guidance.</summary>
public enum GuidanceBreach
{
    /// <summary>A task that one side does not permit.</summary>
    Task,
    /// <summary>A purpose that one side does not permit.</summary>
    Purpose,
    /// <summary>A volume beyond the areas of one side.</summary>
    Area,
    /// <summary>A volume beyond the heights of one side, or over a datum for which it gives none.</summary>
    Height,
    /// <summary>A volume beyond the hours of the day of one side.</summary>
    Hours,
    /// <summary>A volume beyond the validity of one side's guidance.</summary>
    Validity,
}
