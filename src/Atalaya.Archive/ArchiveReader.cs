using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive;

/// <summary>Reads a folder that an analysis wrote. Opens the database read-only.</summary>
public sealed class ArchiveReader : IDisposable
{
    private readonly string folder;
    private readonly DuckDBConnection connection;

    private ArchiveReader(string folder, DuckDBConnection connection)
    {
        this.folder = folder;
        this.connection = connection;
    }

    /// <summary>Opens a folder.</summary>
    /// <exception cref="ArchiveException">There is no archive in the folder (<c>no-archive</c>), something else (<c>not-an-archive</c>), one of another
    /// version (<c>newer-version</c>, <c>older-version</c>), or one that cannot be read now, because it is damaged or a run is writing it (<c>unreadable</c>).</exception>
    public static ArchiveReader Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(ArchiveStore.DatabaseOf(folder)))
            throw new ArchiveException(folder, "no-archive");
        try
        {
            var connection = Connect(folder);
            try
            {
                Schema.Check(folder, connection);
                return new(folder, connection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (DuckDBException error)
        {
            throw new ArchiveException(folder, "unreadable", error);
        }
    }

    /// <summary>All flights in order of start, then name. Streams.</summary>
    public IEnumerable<FlightRecord> Flights() => FlightReader.Read(() => Connect(folder), "true");

    /// <summary>Flights judged <c>surveillance</c> or <c>possible</c>, in order of start.</summary>
    public IReadOnlyList<FlightRecord> Missions() => [.. FlightReader.Read(() => Connect(folder), FlightReader.IsMission)];

    /// <summary>Flights of which an analyst corrected the judgement, those that are no missions by it included, in order of start.</summary>
    public IReadOnlyList<FlightRecord> Corrected() =>
        CorrectionTable.Any(connection) ? [.. FlightReader.Read(() => Connect(folder), FlightReader.IsCorrected)] : [];

    /// <summary>All corrections, oldest first; those of flights that no input gives any more included.</summary>
    public IReadOnlyList<CorrectionRecord> Corrections() => CorrectionTable.All(connection);

    /// <summary>The kept positions of a flight in time order; empty where they were not kept. Rounded as <c>docs/formats/archive.md</c> says.</summary>
    public IReadOnlyList<Report> Positions(string flightId) => PositionIndex.Read(folder, connection, flightId);

    /// <summary>What the archive rests on.</summary>
    public ArchiveSummary Summary() => SummaryReader.Read(connection);

    /// <summary>One fault of each reason, the most frequent reason first: enough to tell a person where to look.</summary>
    public IReadOnlyList<Fault> FaultExamples() => FaultRows.Examples(connection);

    /// <summary>UTC days in which any aircraft was in the input, in order.</summary>
    public IReadOnlyList<LocalDate> ObservedDays() => SummaryReader.ObservedDays(connection);

    /// <summary>Coverage of a box by day, for every observed day: the share of its 0.5° cells × hours in which any aircraft was heard at any height.</summary>
    public IReadOnlyList<DayCoverage> CoverageByDay(GeoBox box) => CoverageTables.ByDay(connection, box);

    /// <summary>Share of the 0.5° cells and hours of some places and times in which any aircraft was heard at any height, 0 to 1; null where none is given.</summary>
    public double? HeardShare(IReadOnlyCollection<(Position Position, Instant Time)> places) => CoverageTables.HeardShare(connection, places);

    /// <summary>Flights that later input revised, oldest first.</summary>
    public IReadOnlyList<RevisionRecord> Revisions() => SummaryReader.Revisions(connection);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static DuckDBConnection Connect(string folder)
    {
        var connection = new DuckDBConnection($"Data Source={ArchiveStore.DatabaseOf(folder)};ACCESS_MODE=READ_ONLY");
        connection.Open();
        return connection;
    }
}
