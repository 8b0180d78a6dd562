using Atalaya.Archive.Records;
using DuckDB.NET.Data;

namespace Atalaya.Archive.Storage;

/// <summary>Corrections of judgements: rows are only ever added.</summary>
internal static class CorrectionTable
{
    /// <summary>Columns of the view <c>flight_corrections</c>, as <see cref="Record"/> reads them after the flight's number.</summary>
    public const string Columns =
        "c.flight_id, c.track_digest, c.made, c.made_by, c.class, c.activity, c.because, c.program_class, c.program_activity, c.program_confidence, c.earlier, c.made_for";

    public static bool Any(DuckDBConnection connection) => connection.Scalar<long>("SELECT count(*) FROM corrections") > 0;

    /// <summary>One correction; column 0 is not read.</summary>
    public static CorrectionRecord Record(DuckDBDataReader row) => new(
        row.GetString(12), row.GetString(2), row.Time(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7),
        row.GetString(8), row.GetString(9), row.GetDouble(10))
    {
        FlightId = row.Text(1),
        IsForEarlierVersion = row.GetBoolean(11),
    };

    /// <summary>All corrections, oldest first.</summary>
    public static IReadOnlyList<CorrectionRecord> All(DuckDBConnection connection) =>
    [
        .. connection
            .Query("""
                SELECT NULL, d.flight_id, k.track_digest, k.made, k.made_by, k.class, k.activity, k.because, k.program_class, k.program_activity,
                    k.program_confidence, coalesce(k.track_digest <> f.track_digest, false), k.flight_id
                FROM corrections k LEFT JOIN corrected d USING (correction_id) LEFT JOIN flights f ON f.flight_id = d.flight_id
                ORDER BY k.made, k.correction_id
                """)
            .Select(Record),
    ];

    /// <summary>Adds a correction as the latest row.</summary>
    public static void Add(DuckDBConnection connection, CorrectionRecord c) => connection.Execute(
        "INSERT INTO corrections SELECT coalesce(max(correction_id), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM corrections",
        c.MadeFor, c.TrackDigest, c.Made.ToDateTimeUtc(), c.By, c.Class, c.Activity, c.Because, c.ProgramClass, c.ProgramActivity, c.ProgramConfidence);

    /// <summary>
    /// Finds anew which flight each correction is about: the one that it was made for, or the one that revisions put in its place.
    /// A correction whose flight no input gives any more waits, and is about it again when one does.
    /// </summary>
    public static void Follow(DuckDBConnection connection)
    {
        if (!Any(connection))
            return;
        var successors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in connection.Query("SELECT old_flight_id, new_flight_id FROM revisions WHERE new_flight_id IS NOT NULL AND new_flight_id <> old_flight_id ORDER BY run_id"))
            successors[row.GetString(0)] = row.GetString(1);
        var corrections = connection.Query("SELECT correction_id, flight_id FROM corrections ORDER BY correction_id").Select(static row => (Id: row.GetInt64(0), FlightId: row.GetString(1))).ToList();
        connection.Execute("DELETE FROM corrected");
        foreach (var (id, madeFor) in corrections)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var flight = madeFor; flight is not null && seen.Add(flight); flight = successors.GetValueOrDefault(flight))
            {
                if (connection.Scalar<long>("SELECT count(*) FROM flights WHERE flight_id = ?", flight) == 0)
                    continue;
                connection.Execute("INSERT INTO corrected VALUES (?, ?)", id, flight);
                break;
            }
        }
    }
}
