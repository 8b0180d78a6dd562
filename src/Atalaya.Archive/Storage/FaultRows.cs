using Atalaya.Flights.Feeds;
using DuckDB.NET.Data;

namespace Atalaya.Archive.Storage;

/// <summary>Rows of <c>faults</c>.</summary>
internal static class FaultRows
{
    public static void Add(DuckDBAppender appender, long? inputId, Fault f) => appender.CreateRow()
        .AppendValue(inputId).AppendValue(f.Source).AppendValue(Words.Of(f.Reason)).AppendValue(f.Line).AppendValue(f.ByteOffset).AppendValue(f.Field).AppendValue(f.Excerpt)
        .EndRow();

    /// <summary>The first fault of each reason by source and place.</summary>
    public static IReadOnlyList<Fault> Examples(DuckDBConnection connection) =>
    [
        .. connection
            .Query("""
                SELECT source, reason, line, byte_offset, field, excerpt FROM faults
                QUALIFY row_number() OVER (PARTITION BY reason ORDER BY source, line, byte_offset) = 1
                ORDER BY count(*) OVER (PARTITION BY reason) DESC, reason
                """)
            .Select(static row => new Fault(row.GetString(0), Words.Parse<FaultReason>(row.GetString(1)), Whole(row, 2), Whole(row, 3), row.Text(4), row.Text(5))),
    ];

    private static long? Whole(DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
