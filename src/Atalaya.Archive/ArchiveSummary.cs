using NodaTime;

namespace Atalaya.Archive;

/// <summary>What an archive rests on.</summary>
/// <param name="Files">Input files read.</param>
/// <param name="Reports">Reports read.</param>
/// <param name="Flights">Flights held.</param>
/// <param name="Aircraft">Aircraft held.</param>
/// <param name="First">First report.</param>
/// <param name="Last">Last report.</param>
/// <param name="Reconstruction">Whether the input said of itself that it is a reconstruction.</param>
/// <param name="FaultCounts">Faults by reason, in the order of their number.</param>
/// <param name="CleaningCounts">Reports touched by cleaning, by reason.</param>
/// <param name="Runs">Runs, oldest first.</param>
public sealed record ArchiveSummary(
    long Files, long Reports, long Flights, long Aircraft, Instant? First, Instant? Last, bool Reconstruction,
    IReadOnlyList<KeyValuePair<string, long>> FaultCounts, IReadOnlyList<KeyValuePair<string, long>> CleaningCounts, IReadOnlyList<RunRecord> Runs);

/// <summary>One run of the analysis.</summary>
public sealed record RunRecord(long RunId, Instant Started, Instant? Finished, string Outcome, string Version, string CommandLine);

/// <summary>Coverage of one UTC day.</summary>
/// <param name="Day">UTC day.</param>
/// <param name="Share">Share of cell-hours with any aircraft heard, 0 to 1.</param>
/// <param name="Aircraft">Aircraft heard.</param>
public sealed record DayCoverage(LocalDate Day, double Share, int Aircraft);

/// <summary>A flight that a run revised.</summary>
/// <param name="RunId">The run.</param>
/// <param name="OldFlightId">Its name before.</param>
/// <param name="OldTrackDigest">Its reports before.</param>
/// <param name="NewFlightId">The flight that stands for it now; null where none does.</param>
/// <param name="NewTrackDigest">Its reports.</param>
/// <param name="Why"><c>continued</c> (more input reaches beyond it), <c>derived-anew</c> (other rules or other reports of the same time) or <c>withdrawn</c>.</param>
public sealed record RevisionRecord(long RunId, string OldFlightId, string OldTrackDigest, string? NewFlightId, string? NewTrackDigest, string Why);
