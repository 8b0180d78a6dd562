using Atalaya.Flights.Tracks;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive.Storage;

/// <summary>Finds the kept positions of one flight.</summary>
internal static class PositionIndex
{
    public static IReadOnlyList<Report> Read(string folder, DuckDBConnection connection, string flightId)
    {
        var days = connection
            .Query("SELECT start, \"end\" FROM flights WHERE flight_id = ? AND positions_kept", flightId)
            .Select(static row => (First: row.Time(0).InUtc().Date, Last: row.Time(1).InUtc().Date))
            .ToList();
        if (days.Count == 0)
            return [];
        var files = connection
            .Query("SELECT path, day FROM files WHERE room = 'positions' ORDER BY day, path")
            .Select(static row => (Path: row.GetString(0), Day: LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(1))))
            .Where(file => file.Day >= days[0].First && file.Day <= days[0].Last)
            .ToList();
        return [.. files.SelectMany(file => PositionFileReader.Read(Path.Combine(folder, file.Path), flightId)).OrderBy(static r => r.Time)];
    }
}
