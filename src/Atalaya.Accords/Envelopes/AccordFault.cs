namespace Atalaya.Accords.Envelopes;

/// <summary>Which part of what arrived is to blame.</summary>
public enum FaultPlace
{
    /// <summary>The lines that carry an envelope and its disclosures.</summary>
    SealedRecord,
    /// <summary>The DSSE envelope.</summary>
    Envelope,
    /// <summary>The in-toto Statement inside it.</summary>
    Statement,
    /// <summary>A disclosure beside it.</summary>
    Disclosure,
    /// <summary>The fields of a record.</summary>
    Record,
    /// <summary>The body of a public leaf.</summary>
    Leaf,
}

/// <summary>Why something that arrived is not taken.</summary>
public enum AccordFaultReason
{
    /// <summary>Not well-formed JSON, or bytes after its end, a comment, a byte order mark.</summary>
    MalformedJson,
    /// <summary>Not UTF-8, or half a surrogate pair.</summary>
    NotText,
    /// <summary>More bytes, items or depth than are read.</summary>
    TooLarge,
    /// <summary>A member stands twice.</summary>
    DuplicateMember,
    /// <summary>A member that the format does not have.</summary>
    UnknownMember,
    /// <summary>A member that must be there is not.</summary>
    Missing,
    /// <summary>Text where a number must stand, and the like.</summary>
    WrongType,
    /// <summary>A word that is not in the closed list.</summary>
    UnknownWord,
    /// <summary>A number, a time or a count outside its range.</summary>
    OutOfRange,
    /// <summary>Not written as the format wants it (a time, a digest, a code, a text with hidden characters).</summary>
    BadForm,
    /// <summary>Not base64, or not the one way to write these bytes in it.</summary>
    BadBase64,
    /// <summary>Fields that do not go together (a grant without a window).</summary>
    Inconsistent,
    /// <summary>The signature does not fit the bytes and the key.</summary>
    WrongSignature,
    /// <summary>A disclosure that the envelope does not promise.</summary>
    NotPromised,
    /// <summary>A kind of record that is not known.</summary>
    UnknownKind,
}

/// <summary>Why bytes were not taken. Bad input is data: no reader of this room throws on it.</summary>
/// <param name="Where">Which part.</param>
/// <param name="Field">Path of the member to blame, such as <c>volumes[1].band.upperFeet</c>; empty for the whole part.</param>
/// <param name="Reason">Why.</param>
/// <param name="Excerpt">The rejected value, at most 120 characters; null where it would tell nothing.</param>
public sealed record AccordFault(FaultPlace Where, string Field, AccordFaultReason Reason, string? Excerpt = null);

/// <summary>What was read, or why not: exactly one of the two is there.</summary>
/// <typeparam name="T">What is read.</typeparam>
public sealed class Parsed<T>
    where T : class
{
    private Parsed(T? value, AccordFault? fault) => (Value, Fault) = (value, fault);

    /// <summary>What was read; null where there is a fault.</summary>
    public T? Value { get; }

    /// <summary>Why nothing was read; null where there is a value.</summary>
    public AccordFault? Fault { get; }

    internal static Parsed<T> Of(T value) => new(value, null);

    internal static Parsed<T> Not(AccordFault fault) => new(null, fault);

    internal static Parsed<T> Not(FaultPlace where, string field, AccordFaultReason reason, string? excerpt = null) => new(null, new(where, field, reason, excerpt));
}
