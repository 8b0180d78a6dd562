using Atalaya.Flights.Missions;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Archive.Analysis;

/// <summary>From paths to an archive: reads, cleans, cuts, recognises, judges and keeps.</summary>
public static class Analyzer
{
    /// <summary>Runs an analysis. Cancelling leaves what was committed so far and a consistent archive.</summary>
    public static AnalysisResult Run(AnalysisOptions options, IProgress<AnalysisProgress>? progress, CancellationToken cancellation) => throw new NotImplementedException();
}

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
    /// <summary>Basis of the input's tracks, unless the input says otherwise.</summary>
    public Basis Basis { get; init; } = Basis.Heard;
    /// <summary>Worker threads; 0 means one a core.</summary>
    public int Threads { get; init; }
    /// <summary>The command line, for the runs table.</summary>
    public string CommandLine { get; init; } = "";
    /// <summary>Where time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>How far an analysis is.</summary>
public readonly record struct AnalysisProgress(long BytesDone, long BytesTotal, long Reports, long Flights, int Missions, string Stage);

/// <summary>What an analysis did.</summary>
public sealed record AnalysisResult(long RunId, bool Cancelled, long Files, long FilesUnchanged, long Reports, long Flights, long FlightsAdded, long FlightsRevised, int Missions, IReadOnlyDictionary<string, long> Faults);
