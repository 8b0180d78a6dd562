using Atalaya.Archive.Analysis;
using Atalaya.Flights.Tracks;
using DuckDB.NET.Data;

namespace Atalaya.Archive.Storage;

/// <summary>An archive opened for one run: locked, mended after a crash, ready to take batches.</summary>
internal sealed class ArchiveStore : IDisposable
{
    /// <summary>Upper bound of DuckDB's own memory; the rest of the run needs about as much again.</summary>
    private const string MemoryLimit = "192MB";

    private readonly RunLock runLock;

    private ArchiveStore(string folder, RunLock runLock, DuckDBConnection connection)
    {
        Folder = folder;
        this.runLock = runLock;
        Connection = connection;
        NextSpellId = connection.Scalar<long>("SELECT coalesce(max(spell_id), 0) + 1 FROM spells");
        NextFlightNumber = connection.Scalar<long>("SELECT coalesce(max(flight_number), 0) + 1 FROM flights");
        NextInputId = connection.Scalar<long>("SELECT coalesce(max(input_id), 0) + 1 FROM (SELECT input_id FROM inputs UNION ALL SELECT input_id FROM partial_inputs)");
        RunId = connection.Scalar<long>("SELECT coalesce(max(run_id), 0) + 1 FROM runs");
    }

    public string Folder { get; }
    public DuckDBConnection Connection { get; }
    public long RunId { get; }
    public long NextSpellId { get; set; }
    public long NextFlightNumber { get; set; }
    public long NextInputId { get; set; }

    /// <summary>Where DuckDB's file is.</summary>
    public static string DatabaseOf(string folder) => Path.Combine(folder, "atalaya.duckdb");

    /// <summary>Opens the archive of a folder, which is made where it is missing.</summary>
    /// <exception cref="ArchiveException"><c>in-use</c>, <c>newer-version</c>, <c>older-version</c>, <c>not-an-archive</c> or <c>unreadable</c>.</exception>
    public static ArchiveStore Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var taken = RunLock.Take(folder);
        DuckDBConnection? connection = null;
        try
        {
            if (!File.Exists(DatabaseOf(folder)))
                Create(folder);
            connection = Connect(DatabaseOf(folder));
            Prepare(folder, connection);
            var store = new ArchiveStore(folder, taken, connection);
            store.Recover();
            return store;
        }
        catch (Exception error)
        {
            connection?.Dispose();
            taken.Dispose();
            if (error is DuckDBException)
                throw new ArchiveException(folder, WriteFailure.IsDiskFull(error) ? "disk-full" : "unreadable", error);
            throw;
        }
    }

    /// <summary>Stored spells of the named aircraft, by identity and basis, in order of time.</summary>
    public Dictionary<(string Identity, Basis Basis), List<StoredSpell>> Spells(IEnumerable<string> identities)
    {
        var found = new Dictionary<(string, Basis), List<StoredSpell>>();
        if (Connection.Scalar<long>("SELECT count(*) FROM spells") == 0)
            return found;
        Connection.Execute("CREATE OR REPLACE TEMP TABLE wanted(identity VARCHAR)");
        using (var appender = Connection.CreateAppender("wanted"))
        {
            foreach (var identity in identities.Distinct())
                appender.CreateRow().AppendValue(identity).EndRow();
        }

        const string Query = """
            SELECT spell_id, identity, basis, registration, type, flags, epoch_ms(first_report), epoch_ms(last_report), last_on_ground,
                day_clipped, open_before, open_after, reports, rules_digest, open_file, open_place
            FROM spells WHERE identity IN (SELECT identity FROM wanted) ORDER BY identity, basis, first_report, spell_id
            """;
        foreach (var row in Connection.Query(Query))
        {
            var aircraft = new Aircraft(row.GetString(1), row.Text(3), row.Text(4), (AircraftFlags)row.GetInt32(5));
            var key = (aircraft.Identity, Words.Parse<Basis>(row.GetString(2)));
            if (!found.TryGetValue(key, out var list))
                found[key] = list = [];
            list.Add(new(
                row.GetInt64(0),
                aircraft,
                new(row.GetInt64(6), row.GetInt64(7), row.GetInt64(12), row.GetBoolean(8), row.GetBoolean(9), row.GetBoolean(10), row.GetBoolean(11)),
                row.GetString(13),
                row.Text(14),
                row.IsDBNull(15) ? 0 : row.GetInt64(15)));
        }

        return found;
    }

    /// <summary>Appends the raw reports of an open spell.</summary>
    public void ReadOpen(StoredSpell spell, TrackBuilder into) =>
        SpellFile.Read(Path.Combine(Folder, spell.OpenFile!), spell.OpenPlace, into);

    /// <summary>Opens one more connection to the database; each stream of rows needs its own.</summary>
    public DuckDBConnection Connect() => Connect(DatabaseOf(Folder));

    public void Dispose()
    {
        Connection.Dispose();
        runLock.Dispose();
    }

    private static DuckDBConnection Connect(string path)
    {
        // Our own threads keep the processors busy; one that waits for DuckDB's others only spins.
        var connection = new DuckDBConnection($"Data Source={path};memory_limit={MemoryLimit};threads=1");
        connection.Open();
        return connection;
    }

    /// <summary>A new database takes its place only when it is whole: half of one could not be opened again.</summary>
    private static void Create(string folder)
    {
        var staged = DatabaseOf(folder) + DurableFile.StagingEnding;
        File.Delete(staged);
        File.Delete(staged + ".wal");
        using (var connection = Connect(staged))
        {
            Schema.Create(connection);
            connection.Execute("CHECKPOINT");
        }

        DurableFile.Publish(staged, DatabaseOf(folder));
    }

    private static void Prepare(string folder, DuckDBConnection connection)
    {
        connection.Execute("SET preserve_insertion_order = false");
        Schema.Check(folder, connection);
    }

    /// <summary>Removes what a run that was killed left unfinished: staged files, and files that no commit lists.</summary>
    private void Recover()
    {
        Connection.Execute("UPDATE runs SET outcome = 'killed' WHERE outcome = 'running'");
        var listed = Connection.Query("SELECT path FROM files").Select(static row => row.GetString(0)).ToHashSet();
        foreach (var room in new[] { "positions", "open" })
        {
            var roomFolder = Path.Combine(Folder, room);
            if (!Directory.Exists(roomFolder))
                continue;
            foreach (var file in Directory.EnumerateFiles(roomFolder, "*", SearchOption.AllDirectories))
            {
                if (!listed.Contains(Path.GetRelativePath(Folder, file)))
                    File.Delete(file);
            }
        }

        foreach (var staged in Directory.EnumerateFiles(Folder, "*" + DurableFile.StagingEnding))
            File.Delete(staged);
        foreach (var scratch in Directory.EnumerateDirectories(Folder, "*" + DurableFile.StagingEnding))
            Directory.Delete(scratch, recursive: true);
    }
}
