using Atalaya.Archive.Records;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Coverage;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive.Storage;

/// <summary>
/// Coverage, added up from the cells of the flights that are in the archive now: whatever was revised or read twice, nothing is
/// counted twice.
/// </summary>
internal static class CoverageTables
{
    /// <summary>Adds up what could have been heard along every flight of the touched days.</summary>
    public static void Update(DuckDBConnection connection)
    {
        connection.Execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT day FROM touched_days");

        UpdateFlights(connection);
    }

    public static IReadOnlyList<DayCoverage> ByDay(DuckDBConnection connection, GeoBox box)
    {
        var (south, north) = (Index(box.South, -180, 179), Index(box.North, -180, 179));
        var (west, east) = (Index(box.West, -360, 359), Index(box.East, -360, 359));
        var columns = west <= east ? east - west + 1 : 720 - west + east + 1;
        var cellHours = (north - south + 1) * columns * 24d;
        var longitudes = west <= east ? "longitude_index BETWEEN ? AND ?" : "(longitude_index >= ? OR longitude_index <= ?)";
        var found = connection
            .Query(
                $"""
                SELECT hour // 24, count(DISTINCT (latitude_index, longitude_index, hour))::BIGINT, count(DISTINCT aircraft)::BIGINT
                FROM flight_cells WHERE basis_heard AND heard_ms > 0 AND latitude_index BETWEEN ? AND ? AND {longitudes} GROUP BY 1
                """,
                south, north, west, east)
            .ToDictionary(static row => new LocalDate(1970, 1, 1).PlusDays(row.GetInt32(0)), row => (Share: row.GetInt64(1) / cellHours, Aircraft: (int)row.GetInt64(2)));
        return [.. SummaryReader.ObservedDays(connection).Select(day => found.TryGetValue(day, out var c) ? new DayCoverage(day, c.Share, c.Aircraft) : new(day, 0, 0))];
    }

    public static double? HeardShare(DuckDBConnection connection, IReadOnlyCollection<(Position Position, Instant Time)> places)
    {
        var asked = places
            .Select(static p => CoverageCell.Of(p.Position.Latitude, p.Position.Longitude, CoverageRules.UnknownBand, p.Time.ToUnixTimeMilliseconds()))
            .ToHashSet();
        if (asked.Count == 0)
            return null;
        var heard = connection
            .Query(
                """
                SELECT DISTINCT latitude_index, longitude_index, hour FROM flight_cells
                WHERE basis_heard AND heard_ms > 0 AND hour BETWEEN ? AND ? AND latitude_index BETWEEN ? AND ? AND longitude_index BETWEEN ? AND ?
                """,
                asked.Min(static c => c.Hour), asked.Max(static c => c.Hour), (int)asked.Min(static c => c.LatitudeIndex), (int)asked.Max(static c => c.LatitudeIndex),
                (int)asked.Min(static c => c.LongitudeIndex), (int)asked.Max(static c => c.LongitudeIndex))
            .Select(static row => new CoverageCell(row.GetInt16(0), row.GetInt16(1), CoverageRules.UnknownBand, row.GetInt32(2)))
            .ToHashSet();
        return (double)asked.Count(heard.Contains) / asked.Count;
    }

    // The smallest and the largest key of a cell are enough to say whether anybody but a given aircraft was heard in it.
    private static void UpdateFlights(DuckDBConnection connection) => connection.Execute($"""
        CREATE OR REPLACE TEMP TABLE asked AS
        SELECT DISTINCT flight_number FROM flight_cells WHERE hour // 24 IN (SELECT day FROM touched);
        CREATE OR REPLACE TEMP TABLE asked_hours AS
        SELECT DISTINCT hour FROM flight_cells WHERE flight_number IN (SELECT flight_number FROM asked);
        CREATE OR REPLACE TEMP TABLE shares AS
        WITH heard AS (
            SELECT latitude_index, longitude_index, band, hour, min(aircraft) AS first, max(aircraft) AS last
            FROM flight_cells WHERE basis_heard AND heard_ms > 0 AND hour IN (SELECT hour FROM asked_hours) GROUP BY ALL),
        any_band AS (
            SELECT latitude_index, longitude_index, hour, min(first) AS first, max(last) AS last
            FROM heard
            WHERE (latitude_index, longitude_index, hour) IN (SELECT (latitude_index, longitude_index, hour) FROM flight_cells WHERE band = {CoverageRules.UnknownBand} AND flight_number IN (SELECT flight_number FROM asked))
            GROUP BY ALL)
        SELECT flight_number,
            sum(heard_ms + gap_ms) AS all_ms,
            sum(gap_ms) AS gap_ms,
            sum(CASE WHEN others THEN heard_ms + gap_ms ELSE 0 END) AS heard_ms,
            sum(CASE WHEN others THEN gap_ms ELSE 0 END) AS heard_gap_ms
        FROM (
            SELECT c.flight_number, c.heard_ms::BIGINT AS heard_ms, c.gap_ms::BIGINT AS gap_ms, coalesce(
                CASE WHEN c.band = {CoverageRules.UnknownBand} THEN u.first <> c.aircraft OR u.last <> c.aircraft ELSE v.first <> c.aircraft OR v.last <> c.aircraft END,
                false) AS others
            FROM flight_cells c
            LEFT JOIN heard v USING (latitude_index, longitude_index, band, hour)
            LEFT JOIN any_band u USING (latitude_index, longitude_index, hour)
            WHERE c.flight_number IN (SELECT flight_number FROM asked))
        GROUP BY flight_number;
        UPDATE flights SET
            coverage_share = CASE WHEN s.all_ms > 0 THEN round(s.heard_ms::DOUBLE / s.all_ms::DOUBLE, 4) END,
            coverage_gap_share = CASE WHEN s.gap_ms > 0 THEN round(s.heard_gap_ms::DOUBLE / s.gap_ms::DOUBLE, 4) END
        FROM shares s WHERE s.flight_number = flights.flight_number
        """);

    private static int Index(double degrees, int least, int greatest) => Math.Clamp((int)Math.Floor(degrees * 2), least, greatest);
}
