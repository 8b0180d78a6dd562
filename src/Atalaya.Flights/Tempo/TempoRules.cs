namespace Atalaya.Flights.Tempo;

/// <summary>Thresholds of the tempo's tests.</summary>
public sealed record TempoRules
{
    /// <summary>The defaults.</summary>
    public static TempoRules Default { get; } = new();

    /// <summary>One-sided level of calling a window a surge (and, on the other side, a lull). Default 0.05, the convention of R and SaTScan.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Confidence level of the two-sided bounds of the ratio. Default 0.95, the convention of R.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Shape of the gamma prior of the rates before and after a change, whose mean is the rate of all counts. Default 1: it weighs as much as one mission.</summary>
    public double ChangePriorShape { get; init; } = 1;

    /// <summary>Longest window the scan looks at, in days. Default 30: what is longer than a month shows in the months.</summary>
    public int LongestScanDays { get; init; } = 30;

    /// <summary>Largest share of the observed period that a scanned window may take. Default 0.5 (Kulldorff 1997: beyond it, the rest is the exception).</summary>
    public double LargestScanShare { get; init; } = 0.5;

    /// <summary>Random histories of the scan. Default 9,999: the p-value then has a step of 0.0001.</summary>
    public int Replications { get; init; } = 9_999;

    /// <summary>Seed of the scan's draws. Default 1; any other serves as well.</summary>
    public int Seed { get; init; } = 1;
}
