using NodaTime;

namespace Atalaya.Archive.Records;

/// <summary>One flight as <c>flights.jsonl</c> and the archive hold it. Names and shapes are fixed by <c>docs/formats/flight.schema.json</c>.</summary>
public sealed record FlightRecord
{
    /// <summary>Stable name.</summary>
    public required string FlightId { get; init; }
    /// <summary>SHA-256 of the cleaned reports, lower-case hex.</summary>
    public required string TrackDigest { get; init; }
    /// <summary><c>heard</c>, <c>radar</c>, <c>operator</c> or <c>reported</c>.</summary>
    public required string Basis { get; init; }
    /// <summary>What groups the reports: address, <c>~</c> address or a feed's name.</summary>
    public required string Identity { get; init; }
    /// <summary>ICAO 24-bit address, lower-case hex; null where there is no stable one.</summary>
    public string? Icao24 { get; init; }
    /// <summary>Tail number.</summary>
    public string? Registration { get; init; }
    /// <summary>ICAO Doc 8643 type designator.</summary>
    public string? Type { get; init; }
    /// <summary>Whether a register marks the aircraft as military.</summary>
    public bool Military { get; init; }
    /// <summary>Whether the user's watch list names the aircraft.</summary>
    public bool Watched { get; init; }
    /// <summary>Callsigns in order of first use.</summary>
    public required IReadOnlyList<string> Callsigns { get; init; }
    /// <summary>First report.</summary>
    public required Instant Start { get; init; }
    /// <summary>Last report.</summary>
    public required Instant End { get; init; }
    /// <summary><c>not-heard</c>, <c>ground</c> or <c>input-edge</c>.</summary>
    public required string Departure { get; init; }
    /// <summary>As <see cref="Departure"/>.</summary>
    public required string Arrival { get; init; }
    /// <summary>Number of reports.</summary>
    public required int Points { get; init; }
    /// <summary>First, highest and last position for lists: first latitude, longitude.</summary>
    public required double StartLatitude { get; init; }
    /// <summary>First longitude.</summary>
    public required double StartLongitude { get; init; }
    /// <summary>Last latitude.</summary>
    public required double EndLatitude { get; init; }
    /// <summary>Last longitude.</summary>
    public required double EndLongitude { get; init; }
    /// <summary>Highest altitude in feet, where known.</summary>
    public double? MaxAltitudeFeet { get; init; }
    /// <summary>Times in which nothing was heard.</summary>
    public required IReadOnlyList<GapRecord> Gaps { get; init; }
    /// <summary>Stretches with a shape.</summary>
    public required IReadOnlyList<PatternRecord> Patterns { get; init; }
    /// <summary>The judgement.</summary>
    public required MissionRecord Mission { get; init; }
    /// <summary>Where it was, under each claim.</summary>
    public required IReadOnlyList<StayRecord> Stays { get; init; }

    /// <summary>When it came nearest to each state's airspace, by claim, nearest first; of missions and watched aircraft only.</summary>
    public IReadOnlyList<ApproachRecord> Approaches { get; init; } = [];
    /// <summary>What could have been heard along it.</summary>
    public FlightCoverageRecord? Coverage { get; init; }
}

/// <summary>A gap.</summary>
public sealed record GapRecord(Instant Start, Instant End, double Kilometres);

/// <summary>A pattern with its geometry; what a kind does not have is null.</summary>
public sealed record PatternRecord(
    string Kind, Instant Start, Instant End, double Confidence, double CentreLatitude, double CentreLongitude,
    double? RadiusMetres, double? LegMetres, double? SpacingMetres, double? AxisDegrees, double Turns, double TurnBias,
    string Sense, double Laps, double? AltitudeFeet, double? ResidualMetres);

/// <summary>A judgement: the program's, with class and activity as the latest correction has them, where there is one.</summary>
/// <param name="Class"><c>surveillance</c>, <c>possible</c> or <c>none</c>: what counts.</param>
/// <param name="Activity">What the flight seems to be for.</param>
/// <param name="RunnerUp">The program's next best activity.</param>
/// <param name="Confidence">The program's probability that it is surveillance; no correction changes it.</param>
/// <param name="Reasons">The program's reasons.</param>
public sealed record MissionRecord(string Class, string Activity, string? RunnerUp, double Confidence, IReadOnlyList<ReasonRecord> Reasons)
{
    /// <summary>What the program judged, where an analyst corrected it; else null.</summary>
    public ProgramJudgement? Program { get; init; }

    /// <summary>Corrections, oldest first; the last one counts.</summary>
    public IReadOnlyList<CorrectionRecord> Corrections { get; init; } = [];

    /// <summary>Who made the correction that counts; null where there is none.</summary>
    public string? CorrectedBy => Corrections.Count > 0 ? Corrections[^1].By : null;
}

/// <summary>The moment at which a flight came nearest to the airspace of a state.</summary>
/// <param name="Sovereign">ISO 3166-1 alpha-3 code.</param>
/// <param name="Claim"><c>low-water</c> or <c>MEX</c>.</param>
/// <param name="Time">When.</param>
/// <param name="Latitude">Where the aircraft was then, degrees.</param>
/// <param name="Longitude">Where the aircraft was then, degrees.</param>
/// <param name="Kilometres">Distance to the state's territory, internal waters and territorial sea; 0 inside.</param>
/// <param name="MarginKilometres">Margin of the line that decides.</param>
public sealed record ApproachRecord(string Sovereign, string Claim, Instant Time, double Latitude, double Longitude, double Kilometres, double MarginKilometres);

/// <summary>A stay. Minutes certain and uncertain are disjoint.</summary>
public sealed record StayRecord(string? Sovereign, string Kind, string Claim, Instant Start, Instant End, double Minutes, double UncertainMinutes);

/// <summary>Coverage along a flight, from the reports of other aircraft.</summary>
/// <param name="Share">Share of the flight's airborne time (gaps included) spent in cells, bands and hours in which other aircraft were heard, 0 to 1.</param>
/// <param name="GapShare">The same for its gaps alone; null where there is none. High: silence is likely the aircraft's own. Low: nobody was listening.</param>
public sealed record FlightCoverageRecord(double Share, double? GapShare);
