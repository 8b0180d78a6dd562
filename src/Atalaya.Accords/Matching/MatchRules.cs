using System.Globalization;
using System.Text;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Matching;

/// <summary>Thresholds of the matcher. Whatever they are, only what was heard can show that somebody was where he had no leave to be.</summary>
public sealed record MatchRules
{
    // Counted up when the method changes, so that equal digests mean equal answers.
    private const string Version = "atalaya-matcher/1";

    /// <summary>The rules as they ship.</summary>
    public static MatchRules Default { get; } = new();

    /// <summary>Minutes without a report from which on nothing may be said of what lies between: as long as flights call a gap.</summary>
    public double GapMinutes { get; init; } = 5;

    /// <summary>Metres by which a position may be off before it is outside: 0.1 NM, the bound of NACp 7 (RTCA DO-260B, table 2-70).</summary>
    public double PositionMarginMetres { get; init; } = 185.2;

    /// <summary>Feet by which a height may be off: the greatest altimetry system error that RVSM allows, 245 ft (ICAO Doc 9574, 4.1), rounded to what is reported.</summary>
    public double HeightMarginFeet { get; init; } = 250;

    /// <summary>Seconds by which clocks may be off.</summary>
    public double TimeMarginSeconds { get; init; } = 60;

    /// <summary>Reports that it takes to show anything against anybody. One alone may be an error of its receiver.</summary>
    public int LeastReports { get; init; } = 2;

    /// <summary>Hours from a clearance beyond which a flight without leave is not one that missed its time but one that had no clearance.</summary>
    public double NearHours { get; init; } = 12;

    /// <summary>Share of a time in which others were heard, from which on silence is the aircraft's own and not that of receivers.</summary>
    public double LeastCoverage { get; init; } = 0.5;

    /// <summary>How much faster than it was heard an aircraft may have flown in a gap.</summary>
    public double SpeedMargin { get; init; } = 1.2;

    /// <summary>Speed in knots where a track tells none: above that of every aircraft of the missions that were published.</summary>
    public double FastestKnots { get; init; } = 600;

    /// <summary>SHA-256 of the method's version and of these numbers: what an observed mission names as its matcher.</summary>
    public RecordDigest Digest => RecordDigest.Of(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{Version}\ngap-minutes {GapMinutes:R}\nposition-margin-metres {PositionMarginMetres:R}\nheight-margin-feet {HeightMarginFeet:R}\ntime-margin-seconds {TimeMarginSeconds:R}\nleast-reports {LeastReports}\nnear-hours {NearHours:R}\nleast-coverage {LeastCoverage:R}\nspeed-margin {SpeedMargin:R}\nfastest-knots {FastestKnots:R}\n")));
}
