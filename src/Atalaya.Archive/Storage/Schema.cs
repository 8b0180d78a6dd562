using DuckDB.NET.Data;

namespace Atalaya.Archive.Storage;

/// <summary>The tables of <c>atalaya.duckdb</c>. Described for users in <c>docs/formats/archive.md</c>; a test holds the two together.</summary>
/// <remarks>There are no keys or indexes: rows come in bulk, and what must be unique is held so by the one writer and proved by tests.</remarks>
internal static class Schema
{
    /// <summary>Raised with every change that a program of another version could not read.</summary>
    public const int Version = 6;

    private const string Tables = """
        CREATE TABLE meta(key VARCHAR, value VARCHAR);
        CREATE TABLE runs(
            run_id BIGINT, started TIMESTAMP, finished TIMESTAMP, outcome VARCHAR, version VARCHAR, command_line VARCHAR, rules_digest VARCHAR,
            files BIGINT, files_unchanged BIGINT, reports BIGINT, flights_added BIGINT, flights_revised BIGINT);
        CREATE TABLE inputs(
            input_id BIGINT, name VARCHAR, bytes BIGINT, sha256 VARCHAR, rules_digest VARCHAR, run_id BIGINT, reports BIGINT, reconstruction BOOLEAN);
        CREATE TABLE partial_inputs(input_id BIGINT, sha256 VARCHAR, rules_digest VARCHAR, identity VARCHAR, reports BIGINT);
        CREATE TABLE faults(input_id BIGINT, source VARCHAR, reason VARCHAR, line BIGINT, byte_offset BIGINT, field VARCHAR, excerpt VARCHAR);
        CREATE TABLE fault_counts(input_id BIGINT, source VARCHAR, reason VARCHAR, occurrences BIGINT);
        CREATE TABLE spells(
            spell_id BIGINT, run_id BIGINT, identity VARCHAR, basis VARCHAR, registration VARCHAR, type VARCHAR, flags INTEGER,
            first_report TIMESTAMP, last_report TIMESTAMP, last_on_ground BOOLEAN, day_clipped BOOLEAN, open_before BOOLEAN,
            open_after BOOLEAN, reports BIGINT, rules_digest VARCHAR, open_file VARCHAR, open_place BIGINT);
        CREATE TABLE cleaning(spell_id BIGINT, reason VARCHAR, reports BIGINT);
        CREATE TABLE set_aside(
            spell_id BIGINT, identity VARCHAR, reason VARCHAR, time TIMESTAMP, latitude DOUBLE, longitude DOUBLE, altitude_feet FLOAT,
            ground_speed_knots FLOAT, track_degrees FLOAT, vertical_rate_feet_per_minute FLOAT, flags UTINYINT, source UTINYINT);
        CREATE TABLE flights(
            flight_id VARCHAR, flight_number BIGINT, spell_id BIGINT, track_digest VARCHAR, basis VARCHAR, identity VARCHAR, icao24 VARCHAR, registration VARCHAR,
            type VARCHAR, military BOOLEAN, watched BOOLEAN, callsigns VARCHAR[], start TIMESTAMP, "end" TIMESTAMP, departure VARCHAR,
            arrival VARCHAR, points INTEGER, start_latitude DOUBLE, start_longitude DOUBLE, end_latitude DOUBLE, end_longitude DOUBLE,
            max_altitude_feet DOUBLE, positions_kept BOOLEAN, coverage_share DOUBLE, coverage_gap_share DOUBLE);
        CREATE TABLE gaps(flight_number BIGINT, ordinal INTEGER, start TIMESTAMP, "end" TIMESTAMP, kilometres DOUBLE);
        CREATE TABLE patterns(
            flight_number BIGINT, ordinal INTEGER, kind VARCHAR, start TIMESTAMP, "end" TIMESTAMP, confidence DOUBLE, centre_latitude DOUBLE,
            centre_longitude DOUBLE, radius_metres DOUBLE, leg_metres DOUBLE, spacing_metres DOUBLE, axis_degrees DOUBLE, turns DOUBLE,
            turn_bias DOUBLE, sense VARCHAR, laps DOUBLE, altitude_feet DOUBLE, residual_metres DOUBLE);
        CREATE TABLE missions(flight_number BIGINT, class VARCHAR, activity VARCHAR, runner_up VARCHAR, confidence DOUBLE);
        CREATE TABLE reasons(flight_number BIGINT, ordinal INTEGER, code VARCHAR, weight DOUBLE, "values" VARCHAR);
        CREATE TABLE stays(
            flight_number BIGINT, ordinal INTEGER, sovereign VARCHAR, kind VARCHAR, claim VARCHAR, start TIMESTAMP, "end" TIMESTAMP,
            minutes DOUBLE, uncertain_minutes DOUBLE);
        CREATE TABLE approaches(
            flight_number BIGINT, ordinal INTEGER, sovereign VARCHAR, claim VARCHAR, time TIMESTAMP, latitude DOUBLE, longitude DOUBLE,
            kilometres DOUBLE, margin_kilometres DOUBLE);
        CREATE TABLE flight_cells(
            flight_number BIGINT, aircraft UBIGINT, basis_heard BOOLEAN, latitude_index SMALLINT, longitude_index SMALLINT, band UTINYINT, hour INTEGER,
            heard_ms INTEGER, gap_ms INTEGER);
        CREATE VIEW coverage AS
            SELECT latitude_index, longitude_index, band, hour, count(DISTINCT aircraft)::INTEGER AS aircraft,
                CASE WHEN count(DISTINCT aircraft) = 1 THEN min(aircraft) END AS only_aircraft, sum(heard_ms)::BIGINT AS heard_ms
            FROM flight_cells WHERE basis_heard AND heard_ms > 0 GROUP BY ALL;
        CREATE TABLE tempo(period VARCHAR, first_day DATE, last_day DATE, missions INTEGER, observed_days DOUBLE, days INTEGER, rule VARCHAR);
        CREATE TABLE revisions(
            run_id BIGINT, old_flight_id VARCHAR, old_track_digest VARCHAR, new_flight_id VARCHAR, new_track_digest VARCHAR, why VARCHAR);
        CREATE TABLE corrections(
            correction_id BIGINT, flight_id VARCHAR, track_digest VARCHAR, made TIMESTAMP, made_by VARCHAR, class VARCHAR, activity VARCHAR, because VARCHAR,
            program_class VARCHAR, program_activity VARCHAR, program_confidence DOUBLE);
        CREATE TABLE corrected(correction_id BIGINT, flight_id VARCHAR);
        CREATE VIEW flight_corrections AS
            SELECT f.flight_number, row_number() OVER (PARTITION BY f.flight_number ORDER BY k.made, k.correction_id)::INTEGER AS ordinal,
                f.flight_id, k.flight_id AS made_for, k.* EXCLUDE (flight_id), k.track_digest <> f.track_digest AS earlier
            FROM corrections k JOIN corrected d USING (correction_id) JOIN flights f ON f.flight_id = d.flight_id;
        CREATE VIEW judged AS
            SELECT m.flight_number, coalesce(k.class, m.class) AS class, coalesce(k.activity, m.activity) AS activity, m.runner_up, m.confidence,
                CASE WHEN k.class IS NOT NULL THEN m.class END AS program_class, CASE WHEN k.class IS NOT NULL THEN m.activity END AS program_activity
            FROM missions m LEFT JOIN (
                SELECT flight_number, class, activity FROM flight_corrections
                QUALIFY row_number() OVER (PARTITION BY flight_number ORDER BY ordinal DESC) = 1) k USING (flight_number);
        CREATE TABLE touched_days(day INTEGER);
        CREATE TABLE files(path VARCHAR, room VARCHAR, day DATE, settled BOOLEAN, rows BIGINT);
        """;

    /// <summary>Tables with one row or more a flight, which go when the flight goes.</summary>
    public static readonly string[] FlightTables = ["flights", "gaps", "patterns", "missions", "reasons", "stays", "approaches", "flight_cells"];

    /// <summary>Creates the tables in a new database.</summary>
    public static void Create(DuckDBConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(Tables);
        connection.Execute($"INSERT INTO meta VALUES ('schema_version', '{Version}')");
        transaction.Commit();
    }

    /// <summary>Refuses a database that this program cannot read.</summary>
    /// <exception cref="ArchiveException"><c>not-an-archive</c>, <c>newer-version</c> or <c>older-version</c>.</exception>
    public static void Check(string folder, DuckDBConnection connection)
    {
        if (VersionOf(connection) is not { } version)
            throw new ArchiveException(folder, "not-an-archive");
        if (version != Version)
            throw new ArchiveException(folder, version > Version ? "newer-version" : "older-version");
    }

    /// <summary>The version a database was made with; null where it is none of ours.</summary>
    private static int? VersionOf(DuckDBConnection connection)
    {
        if (connection.Scalar<long>("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'meta'") == 0)
            return null;
        var text = connection.Scalar<string?>("SELECT max(value) FROM meta WHERE key = 'schema_version'");
        return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
