using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using NodaTime;

namespace Atalaya.Node.Engine;

/// <summary>Why a node did not take a record.</summary>
public enum NodeRefusal
{
    /// <summary>It did.</summary>
    None,
    /// <summary>It waits, durably, until the node knows that its log is the newest there is; only what takes leave away waits so.</summary>
    Queued,
    /// <summary>It is not read: see the fault.</summary>
    Unreadable,
    /// <summary>Another side signs it.</summary>
    NotOwn,
    /// <summary>A rule of the fold refuses it: see the rule.</summary>
    BreaksRule,
    /// <summary>The other side was not heard for too long: no new clearances.</summary>
    CutOff,
    /// <summary>The other side and the witnesses were not asked yet what they know of this log (after a start).</summary>
    NotConfirmed,
    /// <summary>The log signs no more: it was restored from a back-up, or forked (to a client: 409).</summary>
    Halted,
    /// <summary>A write failed; the node must be opened again.</summary>
    StorageFailed,
}

/// <summary>What came of submitting a record.</summary>
/// <param name="Refusal">Why not.</param>
/// <param name="Record">Its digest, where it was read.</param>
/// <param name="Index">Where it stands in this node's log, where taken.</param>
/// <param name="Ruling">What the fold says of it, where it came so far.</param>
/// <param name="Fault">Why it was not read.</param>
public sealed record Submission(NodeRefusal Refusal, RecordDigest? Record, ulong? Index, Ruling? Ruling, AccordFault? Fault);

/// <summary>A record of ours that the other side has not acknowledged.</summary>
/// <param name="Record">Digest.</param>
/// <param name="Index">Index in this node's log: its sequence. Null while it is queued.</param>
/// <param name="Kind">Kind.</param>
/// <param name="TakesLeaveAway">Whether it is a revocation or a withdrawal: the other side may still fly.</param>
/// <param name="Since">Since when it waits.</param>
public sealed record Undelivered(RecordDigest Record, ulong? Index, RecordKind? Kind, bool TakesLeaveAway, Instant Since);

/// <summary>What people must be told.</summary>
public enum AlarmKind
{
    /// <summary>The other side was not heard for too long.</summary>
    CutOff,
    /// <summary>A record stands in one log only for too long.</summary>
    Unpaired,
    /// <summary>A revocation or a withdrawal is not acknowledged.</summary>
    RevocationUndelivered,
    /// <summary>A log signed two heads for one size.</summary>
    Fork,
    /// <summary>This log was restored or forked and signs no more.</summary>
    Halted,
    /// <summary>What the other side sent does not fit what it signed.</summary>
    PeerContradicts,
    /// <summary>A witness cosigned more of the other side's log than it showed here.</summary>
    PeerWithholds,
    /// <summary>This node has not confirmed yet that its log is the newest.</summary>
    NotConfirmed,
    /// <summary>A third witness was not reached for too long: no grant can come to count.</summary>
    WitnessUnreached,
}

/// <summary>An alarm.</summary>
/// <param name="Kind">What.</param>
/// <param name="Record">Of which record, where it is of one.</param>
/// <param name="Since">Since when.</param>
public sealed record NodeAlarm(AlarmKind Kind, RecordDigest? Record, Instant Since);

/// <summary>An answer to the other side, as HTTP has it.</summary>
/// <param name="Status">200, 400, 403, 409, 410, 422, 503.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">A receipt (200), the size from which to go on (409), else a word that says why.</param>
public sealed record PeerAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body);

/// <summary>How a parcel came.</summary>
public enum ParcelWay
{
    /// <summary>From the other side's node, whose key the connection proved.</summary>
    Wire,
    /// <summary>As a file from anybody: only what a signed head covers is taken.</summary>
    File,
}
