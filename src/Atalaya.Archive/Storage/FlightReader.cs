using Atalaya.Archive.Records;
using DuckDB.NET.Data;

namespace Atalaya.Archive.Storage;

/// <summary>Puts flights together from their tables, streaming, in order of start, then name.</summary>
internal static class FlightReader
{
    /// <summary>Condition on flights that are missions, possible ones included.</summary>
    public const string IsMission = "m.class <> 'none'";

    /// <summary>Condition on flights of which an analyst corrected the judgement.</summary>
    public const string IsCorrected = "m.program_class IS NOT NULL";

    private const string FlightColumns = """
        f.flight_id, f.track_digest, f.basis, f.identity, f.icao24, f.registration, f.type, f.military, f.watched, f.callsigns, f.start, f."end",
        f.departure, f.arrival, f.points, f.start_latitude, f.start_longitude, f.end_latitude, f.end_longitude, f.max_altitude_feet,
        f.coverage_share, f.coverage_gap_share, m.class, m.activity, m.runner_up, m.confidence, flight_number, m.program_class, m.program_activity
        """;

    /// <summary>Reads flights.</summary>
    /// <param name="connect">Opens one more connection to the database; each stream needs its own.</param>
    /// <param name="filter">SQL condition on <c>f</c> (flights) and <c>m</c> (judged).</param>
    public static IEnumerable<FlightRecord> Read(Func<DuckDBConnection> connect, string filter)
    {
        var from = $"flights f JOIN judged m USING (flight_number) WHERE {filter}";
        string Child(string table, string columns) => $"""
            SELECT c.flight_number, {columns} FROM {table} c JOIN (SELECT flight_number, f.flight_id, f.start AS flight_start FROM {from}) k USING (flight_number)
            ORDER BY k.flight_start, k.flight_id, c.ordinal
            """;
        using var flights = new Rows(connect(), $"SELECT {FlightColumns} FROM {from} ORDER BY f.start, f.flight_id");
        using var gaps = new Rows(connect(), Child("gaps", "c.start, c.\"end\", c.kilometres"));
        using var patterns = new Rows(connect(), Child("patterns", """
            c.kind, c.start, c."end", c.confidence, c.centre_latitude, c.centre_longitude, c.radius_metres, c.leg_metres, c.spacing_metres,
            c.axis_degrees, c.turns, c.turn_bias, c.sense, c.laps, c.altitude_feet, c.residual_metres
            """));
        using var reasons = new Rows(connect(), Child("reasons", "c.code, c.weight, c.\"values\""));
        using var corrections = new Rows(connect(), Child("flight_corrections", CorrectionTable.Columns));
        using var stays = new Rows(connect(), Child("stays", "c.sovereign, c.kind, c.claim, c.start, c.\"end\", c.minutes, c.uncertain_minutes"));
        using var approaches = new Rows(connect(), Child("approaches", "c.sovereign, c.claim, c.time, c.latitude, c.longitude, c.kilometres, c.margin_kilometres"));
        while (flights.Take() is { } row)
        {
            var number = row.GetInt64(26);
            var mission = new MissionRecord(row.GetString(22), row.GetString(23), row.Text(24), row.GetDouble(25), reasons.Of(number, Reason))
            {
                Program = row.Text(27) is { } judged ? new(judged, row.GetString(28)) : null,
                Corrections = corrections.Of(number, CorrectionTable.Record),
            };
            yield return Flight(row, mission, gaps.Of(number, Gap), patterns.Of(number, Pattern), stays.Of(number, Stay)) with { Approaches = approaches.Of(number, Approach) };
        }
    }

    /// <summary>Coverage from its two columns.</summary>
    public static FlightCoverageRecord? Coverage(DuckDBDataReader row, int column) =>
        row.Number(column) is { } share ? new(share, row.Number(column + 1)) : null;

    private static FlightRecord Flight(
        DuckDBDataReader row, MissionRecord mission, IReadOnlyList<GapRecord> gaps, IReadOnlyList<PatternRecord> patterns, IReadOnlyList<StayRecord> stays) => new()
        {
            FlightId = row.GetString(0),
            TrackDigest = row.GetString(1),
            Basis = row.GetString(2),
            Identity = row.GetString(3),
            Icao24 = row.Text(4),
            Registration = row.Text(5),
            Type = row.Text(6),
            Military = row.GetBoolean(7),
            Watched = row.GetBoolean(8),
            Callsigns = row.GetFieldValue<List<string>>(9),
            Start = row.Time(10),
            End = row.Time(11),
            Departure = row.GetString(12),
            Arrival = row.GetString(13),
            Points = row.GetInt32(14),
            StartLatitude = row.GetDouble(15),
            StartLongitude = row.GetDouble(16),
            EndLatitude = row.GetDouble(17),
            EndLongitude = row.GetDouble(18),
            MaxAltitudeFeet = row.Number(19),
            Coverage = Coverage(row, 20),
            Mission = mission,
            Gaps = gaps,
            Patterns = patterns,
            Stays = stays,
        };

    private static GapRecord Gap(DuckDBDataReader row) => new(row.Time(1), row.Time(2), row.GetDouble(3));

    private static PatternRecord Pattern(DuckDBDataReader row) => new(
        row.GetString(1), row.Time(2), row.Time(3), row.GetDouble(4), row.GetDouble(5), row.GetDouble(6), row.Number(7), row.Number(8), row.Number(9),
        row.Number(10), row.GetDouble(11), row.GetDouble(12), row.GetString(13), row.GetDouble(14), row.Number(15), row.Number(16));

    private static ReasonRecord Reason(DuckDBDataReader row) =>
        new(row.GetString(1), row.GetDouble(2), row.GetString(3));

    private static StayRecord Stay(DuckDBDataReader row) =>
        new(row.Text(1), row.GetString(2), row.GetString(3), row.Time(4), row.Time(5), row.GetDouble(6), row.GetDouble(7));

    private static ApproachRecord Approach(DuckDBDataReader row) =>
        new(row.GetString(1), row.GetString(2), row.Time(3), row.GetDouble(4), row.GetDouble(5), row.GetDouble(6), row.GetDouble(7));

    /// <summary>One ordered result that is read along with the flights.</summary>
    private sealed class Rows : IDisposable
    {
        private readonly DuckDBConnection connection;
        private readonly DuckDBCommand command;
        private readonly DuckDBDataReader reader;
        private bool waiting;
        private bool taken;

        public Rows(DuckDBConnection connection, string sql)
        {
            this.connection = connection;
            command = connection.CreateCommand();
            command.CommandText = sql;
            command.UseStreamingMode = true;
            reader = command.ExecuteReader();
            waiting = reader.Read();
        }

        /// <summary>The next row, or null after the last. It is valid until the next call.</summary>
        public DuckDBDataReader? Take()
        {
            if (taken)
                waiting = reader.Read();
            taken = true;
            return waiting ? reader : null;
        }

        /// <summary>The rows of a flight. Flights are asked for in the order of the result.</summary>
        public List<T> Of<T>(long flightNumber, Func<DuckDBDataReader, T> make)
        {
            var found = new List<T>();
            while (waiting && reader.GetInt64(0) == flightNumber)
            {
                found.Add(make(reader));
                waiting = reader.Read();
            }

            return found;
        }

        public void Dispose()
        {
            reader.Dispose();
            command.Dispose();
            connection.Dispose();
        }
    }
}
