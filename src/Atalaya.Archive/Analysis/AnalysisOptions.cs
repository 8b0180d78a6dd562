using Atalaya.Flights.Coverage;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Archive.Analysis;

/// <summary>What to analyse and how.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Files and folders.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Where the archive is or shall be.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Reports before this are not read.</summary>
    public Instant? Since { get; init; }

    /// <summary>Reports from this on are not read.</summary>
    public Instant? Until { get; init; }

    /// <summary>ISO 3166-1 alpha-3: positions are kept of flights with a stay in this state's zones.</summary>
    public string? NearZone { get; init; }

    /// <summary>Aircraft the user named.</summary>
    public WatchList WatchList { get; init; } = WatchList.Empty;

    /// <summary>Whether every position is kept.</summary>
    public bool KeepAll { get; init; }

    /// <summary>What the user says of rows of position reports, the basis of the tracks included.</summary>
    public RowOptions Rows { get; init; } = RowOptions.Default;

    /// <summary>Thresholds of every step.</summary>
    public AnalysisRules Rules { get; init; } = AnalysisRules.Default;

    /// <summary>Worker threads; 0 means one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Reports after which what was written is committed: some seconds of work, which is what a crash can cost.</summary>
    public long CommitEveryReports { get; init; } = 2_000_000;

    /// <summary>The command line, for the runs table.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>Where time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>Thresholds of every step from reports to missions.</summary>
public sealed record AnalysisRules
{
    /// <summary>The defaults.</summary>
    public static AnalysisRules Default { get; } = new();

    /// <summary>Cleaning.</summary>
    public CleaningRules Cleaning { get; init; } = CleaningRules.Default;

    /// <summary>How reports are stored apart.</summary>
    public SpellRules Spells { get; init; } = SpellRules.Default;

    /// <summary>Cutting and stitching.</summary>
    public CuttingRules Cutting { get; init; } = CuttingRules.Default;

    /// <summary>Recognition.</summary>
    public PatternRules Patterns { get; init; } = PatternRules.Default;

    /// <summary>Judgement.</summary>
    public MissionRules Missions { get; init; } = MissionRules.Default;

    /// <summary>Height bands of coverage.</summary>
    public CoverageRules Coverage { get; init; } = CoverageRules.Default;
}

/// <summary>How far an analysis is.</summary>
/// <param name="BytesDone">Stored bytes read.</param>
/// <param name="BytesTotal">Stored bytes to read.</param>
/// <param name="Reports">Reports read.</param>
/// <param name="Flights">Flights found.</param>
/// <param name="Missions">Flights judged surveillance.</param>
/// <param name="Stage"><c>scan</c>, <c>analyze</c>, <c>coverage</c> or <c>export</c>.</param>
public readonly record struct AnalysisProgress(long BytesDone, long BytesTotal, long Reports, long Flights, int Missions, string Stage);

/// <summary>What an analysis did.</summary>
/// <param name="RunId">Its row in <c>runs</c>.</param>
/// <param name="Cancelled">Whether it was stopped before the end of the input; what was committed stays.</param>
/// <param name="Files">Files and archive members in the input.</param>
/// <param name="FilesUnchanged">Those whose bytes had been read before under the same rules.</param>
/// <param name="Reports">Reports read and taken in.</param>
/// <param name="Flights">Flights in the archive afterwards.</param>
/// <param name="FlightsAdded">Flights that are new.</param>
/// <param name="FlightsRevised">Flights that took the place of others.</param>
/// <param name="Missions">Flights in the archive judged surveillance.</param>
/// <param name="Faults">Faults in the archive by reason, kebab case.</param>
public sealed record AnalysisResult(
    long RunId, bool Cancelled, long Files, long FilesUnchanged, long Reports, long Flights, long FlightsAdded, long FlightsRevised, int Missions,
    IReadOnlyDictionary<string, long> Faults);
