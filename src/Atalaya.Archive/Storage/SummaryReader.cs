using Atalaya.Archive.Records;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive.Storage;

/// <summary>Adds up what an archive rests on.</summary>
internal static class SummaryReader
{
    public static ArchiveSummary Read(DuckDBConnection connection)
    {
        var (first, last) = connection
            .Query("SELECT min(first_report), max(last_report) FROM spells")
            .Select(static row => row.IsDBNull(0) ? ((Instant?)null, (Instant?)null) : (row.Time(0), row.Time(1)))
            .Single();
        return new(
            connection.Scalar<long>("SELECT count(*) FROM inputs"),
            connection.Scalar<long>("SELECT coalesce(sum(reports), 0)::BIGINT FROM inputs"),
            connection.Scalar<long>("SELECT count(*) FROM flights"),
            connection.Scalar<long>("SELECT count(DISTINCT identity) FROM flights"),
            first,
            last,
            connection.Scalar<bool>("SELECT coalesce(bool_or(reconstruction), false) FROM inputs"),
            Counts(connection, """
                SELECT reason, sum(n)::BIGINT AS n
                FROM (SELECT reason, count(*) AS n FROM faults GROUP BY reason UNION ALL SELECT reason, sum(occurrences) FROM fault_counts GROUP BY reason)
                GROUP BY reason ORDER BY n DESC, reason
                """),
            Counts(connection, "SELECT reason, sum(reports)::BIGINT AS n FROM cleaning GROUP BY reason ORDER BY n DESC, reason"),
            Runs(connection));
    }

    public static IReadOnlyList<LocalDate> ObservedDays(DuckDBConnection connection) =>
    [
        .. connection
            .Query("SELECT DISTINCT unnest(range(date_trunc('day', first_report), last_report + INTERVAL 1 MICROSECOND, INTERVAL 1 DAY)) AS day FROM spells ORDER BY day")
            .Select(static row => LocalDate.FromDateTime(row.GetDateTime(0))),
    ];

    public static IReadOnlyList<RevisionRecord> Revisions(DuckDBConnection connection) =>
    [
        .. connection
            .Query("SELECT run_id, old_flight_id, old_track_digest, new_flight_id, new_track_digest, why FROM revisions ORDER BY run_id, old_flight_id")
            .Select(static row => new RevisionRecord(row.GetInt64(0), row.GetString(1), row.GetString(2), row.Text(3), row.Text(4), row.GetString(5))),
    ];

    private static List<RunRecord> Runs(DuckDBConnection connection) =>
    [
        .. connection
            .Query("SELECT run_id, started, finished, outcome, version, command_line FROM runs ORDER BY run_id")
            .Select(static row => new RunRecord(row.GetInt64(0), row.Time(1), row.IsDBNull(2) ? null : row.Time(2), row.GetString(3), row.GetString(4), row.GetString(5))),
    ];

    private static List<KeyValuePair<string, long>> Counts(DuckDBConnection connection, string sql) =>
        [.. connection.Query(sql).Select(static row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)))];
}
