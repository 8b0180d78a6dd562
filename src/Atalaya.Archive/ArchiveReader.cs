using Atalaya.Archive.Records;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Archive;

/// <summary>Reads a folder that an analysis wrote. Opens the database read-only.</summary>
public sealed class ArchiveReader : IDisposable
{
    /// <summary>Opens a folder.</summary>
    /// <exception cref="ArchiveException">There is no archive in the folder, or it was written by a newer version.</exception>
    public static ArchiveReader Open(string folder) => throw new NotImplementedException();

    /// <summary>All flights in order of start, then identity. Streams.</summary>
    public IEnumerable<FlightRecord> Flights() => throw new NotImplementedException();

    /// <summary>Flights judged <c>surveillance</c> or <c>possible</c>, in order of start.</summary>
    public IReadOnlyList<FlightRecord> Missions() => throw new NotImplementedException();

    /// <summary>The kept positions of a flight in time order; empty where they were not kept.</summary>
    public IReadOnlyList<Report> Positions(string flightId) => throw new NotImplementedException();

    /// <summary>What the archive rests on.</summary>
    public ArchiveSummary Summary() => throw new NotImplementedException();

    /// <summary>Coverage of a box by day: of its 0.5° cells × bands × hours, the share in which any aircraft was heard.</summary>
    public IReadOnlyList<DayCoverage> CoverageByDay(Atalaya.Earth.Zones.GeoBox box) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}

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

/// <summary>An archive that cannot be used: says which folder and why.</summary>
public sealed class ArchiveException(string folder, string reason) : Exception($"{folder}: {reason}")
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Kebab-case key of the reason.</summary>
    public string Reason { get; } = reason;
}
