namespace Atalaya.Accords.Log;

/// <summary>Why a note, a checkpoint, a tile or a request could not be used.</summary>
public enum LogFaultReason
{
    /// <summary>Nothing is wrong.</summary>
    None,
    /// <summary>More bytes, lines or signatures than are read.</summary>
    TooLarge,
    /// <summary>Bytes that are not UTF-8.</summary>
    NotUtf8,
    /// <summary>A control character other than the line feed.</summary>
    ControlCharacter,
    /// <summary>A line, a field or the whole text ends early.</summary>
    Truncated,
    /// <summary>Not in the form that the specification prescribes.</summary>
    Malformed,
    /// <summary>A key's name that is empty or holds a space or a plus sign.</summary>
    BadName,
    /// <summary>Not standard base64 in its one padded form.</summary>
    BadBase64,
    /// <summary>Not a number, or one with a leading zero.</summary>
    BadNumber,
    /// <summary>A key of a kind that is not read here.</summary>
    UnknownKeyType,
    /// <summary>A key whose stated id is not its own.</summary>
    WrongKeyId,
    /// <summary>No signature by a key that is trusted.</summary>
    NoTrustedSignature,
    /// <summary>A signature in the name of a trusted key that does not verify.</summary>
    BadSignature,
    /// <summary>Two heads of different logs.</summary>
    OriginsDiffer,
    /// <summary>Two heads of different sizes: that one does not continue the other is not proved by them alone.</summary>
    SizesDiffer,
    /// <summary>Two heads that say the same.</summary>
    RootsAgree,
    /// <summary>A tile that is needed and was not there.</summary>
    MissingTile,
    /// <summary>A tile, bundle or record of a length other than it must have.</summary>
    WrongLength,
    /// <summary>Bytes that do not hash to what was signed or written.</summary>
    WrongHash,
}

/// <summary>What is wrong with bytes that were read, and where.</summary>
/// <param name="Reason">Why they were refused.</param>
/// <param name="Field">Which part of the format: <c>signature</c>, <c>size</c>, a tile's path.</param>
/// <param name="ByteOffset">0-based offset of that part in what was read; for a tile or a record, of the first byte known to be wrong.</param>
public readonly record struct LogFault(LogFaultReason Reason, string Field, long ByteOffset);
