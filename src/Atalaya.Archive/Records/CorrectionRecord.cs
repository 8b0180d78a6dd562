using NodaTime;

namespace Atalaya.Archive.Records;

/// <summary>What the program judged a corrected flight to be.</summary>
public sealed record ProgramJudgement(string Class, string Activity);

/// <summary>An analyst's correction of a judgement. It is never changed nor taken away; a later one stands beside it.</summary>
/// <param name="MadeFor">Name of the flight that it was made for.</param>
/// <param name="TrackDigest">Digest of the reports that the flight then had.</param>
/// <param name="Made">When.</param>
/// <param name="By">Who.</param>
/// <param name="Class"><c>surveillance</c>, <c>possible</c> or <c>none</c>.</param>
/// <param name="Activity">What the flight was for.</param>
/// <param name="Because">Why.</param>
/// <param name="ProgramClass">What the program had judged at that time.</param>
/// <param name="ProgramActivity">Its activity.</param>
/// <param name="ProgramConfidence">Its confidence.</param>
public sealed record CorrectionRecord(
    string MadeFor, string TrackDigest, Instant Made, string By, string Class, string Activity, string Because,
    string ProgramClass, string ProgramActivity, double ProgramConfidence)
{
    /// <summary>The flight that it is about now; null where no input gives one any more.</summary>
    public string? FlightId { get; init; }

    /// <summary>Whether the flight had other reports when it was made: it was made for an earlier version.</summary>
    public bool IsForEarlierVersion { get; init; }
}
