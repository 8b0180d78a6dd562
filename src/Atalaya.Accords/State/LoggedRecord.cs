using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;

namespace Atalaya.Accords.State;

/// <summary>A record at its place in a log. A record that stands in both logs is given twice.</summary>
/// <param name="Log">Whose log.</param>
/// <param name="Index">Index in it, from 0.</param>
/// <param name="Digest">SHA-256 of the payload.</param>
/// <param name="Signer">The key whose signature was checked.</param>
/// <param name="Record">What it says; null where fields stay sealed, or where what was opened is no lawful record.</param>
public sealed record LoggedRecord(StateCode Log, long Index, RecordDigest Digest, OfficerKey Signer, AccordRecord? Record)
{
    /// <summary>Places a record that was read, and so checked, in a log.</summary>
    public static LoggedRecord From(StateCode log, long index, SealedRecord record) =>
        new(log, index, record.Digest, record.Envelope.Signer, RecordCatalogue.Open(record).Value);
}

/// <summary>Whether a record counts.</summary>
public enum RecordEffect
{
    /// <summary>No, for good: it breaks a rule.</summary>
    Refused,
    /// <summary>Not yet: something is missing.</summary>
    Waiting,
    /// <summary>Yes.</summary>
    InEffect,
}

/// <summary>What the fold says of a record.</summary>
/// <param name="Record">Digest.</param>
/// <param name="Kind">Kind; null where it is not open here.</param>
/// <param name="Log">The log that counts: of the side that signs, or where it was found if it is in no such log.</param>
/// <param name="Index">Index there.</param>
/// <param name="Signer">The key.</param>
/// <param name="Effect">Whether it counts.</param>
/// <param name="Rule">The rule it breaks or what it waits for; null where it counts.</param>
/// <param name="Against">The record that stands against it, where there is one.</param>
/// <param name="Breach">Where it is outside the guidance, with <see cref="AccordRule.OutsideGuidance"/> only.</param>
/// <param name="IsPaired">Whether it stands in both logs.</param>
public sealed record Ruling(
    RecordDigest Record,
    RecordKind? Kind,
    StateCode Log,
    long Index,
    OfficerKey Signer,
    RecordEffect Effect,
    AccordRule? Rule,
    RecordDigest? Against,
    GuidanceBreach? Breach,
    bool IsPaired);
