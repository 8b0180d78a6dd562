using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;

namespace Atalaya.Accords.State;

/// <summary>Who, beside the log's own key, signed the checkpoint of a proof.</summary>
public enum Cosigner
{
    /// <summary>The requester's node.</summary>
    OtherSide,
    /// <summary>A witness that neither government runs.</summary>
    ThirdParty,
}

/// <summary>
/// An inclusion proof and a cosigned checkpoint that the requester holds and that were checked. The fold sees no proof bytes: who makes one of
/// these stands for having verified them.
/// </summary>
/// <param name="Record">Digest of the record that is proven.</param>
/// <param name="Log">Whose log.</param>
/// <param name="Index">Index in it.</param>
/// <param name="TreeSize">Size of the checkpoint.</param>
/// <param name="Cosigners">Whose cosignatures on that checkpoint were checked.</param>
public sealed record HeldProof(RecordDigest Record, StateCode Log, long Index, long TreeSize, ImmutableArray<Cosigner> Cosigners);

/// <summary>What the requester holds of a grant: proofs of the decision and of its approval.</summary>
/// <param name="Decision">Of the decision.</param>
/// <param name="Approval">Of the second officer's approval.</param>
public sealed record GrantEvidence(HeldProof Decision, HeldProof Approval);

/// <summary>What is missing for a flight to count as cleared.</summary>
public enum ClearanceGap
{
    /// <summary>No such request counts.</summary>
    NotRequested,
    /// <summary>The requester took it back.</summary>
    Withdrawn,
    /// <summary>The latest version was not granted, or its grant lacks the approval.</summary>
    NotGranted,
    /// <summary>The conditions are not accepted.</summary>
    NotConcurred,
    /// <summary>The grant was revoked.</summary>
    Revoked,
    /// <summary>Now is not in the window.</summary>
    OutsideWindow,
    /// <summary>No proof of the decision, or of its approval, is held.</summary>
    NoProof,
    /// <summary>A proof is of another record, log or index, or of a tree that does not reach it.</summary>
    ProofOfAnother,
    /// <summary>A checkpoint bears no cosignature but its own log's.</summary>
    NotCosigned,
    /// <summary>A side has no guidance in force.</summary>
    NoGuidance,
    /// <summary>The guidance in force now does not allow it.</summary>
    OutsideGuidance,
}

/// <summary>Whether a flight counts as cleared.</summary>
/// <param name="Gaps">What is missing; nothing for a cleared flight.</param>
/// <param name="Decision">Digest of the grant; null where there is none.</param>
/// <param name="Breach">Where it is outside the guidance, with <see cref="ClearanceGap.OutsideGuidance"/>.</param>
public sealed record ClearanceCheck(ImmutableArray<ClearanceGap> Gaps, RecordDigest? Decision, GuidanceBreach? Breach)
{
    /// <summary>Whether it counts as cleared.</summary>
    public bool IsCleared => Gaps.IsEmpty;
}
