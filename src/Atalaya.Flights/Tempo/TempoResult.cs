using System.Text.Json.Serialization;
using NodaTime;

namespace Atalaya.Flights.Tempo;

/// <summary>What a tempo's test came to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TempoVerdict>))]
public enum TempoVerdict
{
    /// <summary>There is nothing to compare: no window, or no baseline, or no input in one of them.</summary>
    NotTestable,

    /// <summary>The window is no busier and no calmer than chance explains.</summary>
    NoChange,

    /// <summary>The window is busier.</summary>
    Surge,

    /// <summary>The window is calmer.</summary>
    Lull,

    /// <summary>The baseline was stated as a range, and its ends come to different things.</summary>
    Depends,
}

/// <summary>How a baseline is known.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BaselineBasis>))]
public enum BaselineBasis
{
    /// <summary>Counted under the same rule.</summary>
    Counted,

    /// <summary>Somebody said so. A test against it is only as good as the remark, and shown as such.</summary>
    Stated,
}

/// <summary>What is asked of a tempo. What is null is found: the window by the scan, the baseline as all observed days outside the window.</summary>
/// <param name="Window">The days to test, both ends included.</param>
/// <param name="Baseline">The days to test against, both ends included; days that lie in the window too are left out.</param>
/// <param name="StatedPer30Days">A baseline that rests on a remark, in missions in 30 days, above 0; goes before <paramref name="Baseline"/>.</param>
/// <param name="StatedBy">Who said so.</param>
public sealed record TempoQuestion(DateInterval? Window = null, DateInterval? Baseline = null, double? StatedPer30Days = null, string? StatedBy = null)
{
    /// <summary>Upper end of a baseline that was stated as a range, in missions in 30 days; null where it was stated as one rate.</summary>
    public double? StatedUpToPer30Days { get; init; }

    /// <summary>Nothing named: everything is found.</summary>
    public static TempoQuestion Open { get; } = new();
}

/// <summary>What a window was compared with.</summary>
/// <param name="Basis">How it is known.</param>
/// <param name="From">First day; null where it is stated.</param>
/// <param name="To">Last day, included; null where it is stated.</param>
/// <param name="Missions">Missions counted; null where it is stated.</param>
/// <param name="ObservedDays">Observed days; null where it is stated.</param>
/// <param name="Per30Days">Missions in 30 days.</param>
/// <param name="StatedBy">Who stated it, where that is known.</param>
public sealed record TempoBaseline(
    BaselineBasis Basis,
    [property: JsonConverter(typeof(IsoDateConverter))] LocalDate? From,
    [property: JsonConverter(typeof(IsoDateConverter))] LocalDate? To,
    int? Missions,
    double? ObservedDays,
    double Per30Days,
    string? StatedBy)
{
    /// <summary>Upper end of a range that was stated; null where it was not a range. <see cref="Per30Days"/> is then its lower end.</summary>
    public double? UpToPer30Days { get; init; }
}

/// <summary>The tempo of missions: counts under their rule, and whether a window differs from its baseline.</summary>
/// <param name="Counts">Per day, week and month, with the rule.</param>
/// <param name="Window">The window that was tested; null where there is none.</param>
/// <param name="WindowFound">Whether the scan chose the window. The test's own p is then too good, and the verdict rests on the scan's.</param>
/// <param name="Baseline">What it was compared with.</param>
/// <param name="Test">The exact comparison, with two-sided bounds.</param>
/// <param name="TippingPoint">How busy normal times would have to have been.</param>
/// <param name="Scan">The window that stands out most, whether or not it was asked for.</param>
/// <param name="Verdict">What it came to at the rules' level.</param>
public sealed record TempoResult(
    MissionCounts Counts,
    PeriodCount? Window,
    bool WindowFound,
    TempoBaseline? Baseline,
    RateTest? Test,
    TippingPoint? TippingPoint,
    WindowScan? Scan,
    TempoVerdict Verdict)
{
    /// <summary>The comparison with the upper end of a stated range; null where none was stated. <see cref="Test"/> is then the one with its lower end.</summary>
    public RateTest? UpperTest { get; init; }

    /// <summary>Whether the baseline varies more than Poisson, and the test under that; null where the baseline is stated, empty or too short.</summary>
    public CountDispersion? Dispersion { get; init; }

    /// <summary>When the rate changed, if it changed once; null where there is no mission.</summary>
    public ChangePoint? Change { get; init; }

    /// <summary>The comparison corrected for coverage; null where coverage is not known or the baseline is stated.</summary>
    public CoverageCorrection? Corrected { get; init; }
}
