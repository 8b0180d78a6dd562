using System.Text;
using DuckDB.NET.Data;

namespace Atalaya.Archive.Tests.Analysis;

/// <summary>All that an archive holds which must not depend on how it came about, as text.</summary>
internal static class ArchiveContent
{
    private static readonly string[] Queries =
    [
        "SELECT * EXCLUDE (spell_id, flight_number, positions_kept) FROM flights ORDER BY ALL",
        "SELECT f.flight_id, c.* EXCLUDE (flight_number) FROM gaps c LEFT JOIN flights f USING (flight_number) ORDER BY ALL",
        "SELECT f.flight_id, c.* EXCLUDE (flight_number) FROM patterns c LEFT JOIN flights f USING (flight_number) ORDER BY ALL",
        "SELECT f.flight_id, c.* EXCLUDE (flight_number) FROM missions c LEFT JOIN flights f USING (flight_number) ORDER BY ALL",
        "SELECT f.flight_id, c.* EXCLUDE (flight_number) FROM reasons c LEFT JOIN flights f USING (flight_number) ORDER BY ALL",
        "SELECT f.flight_id, c.* EXCLUDE (flight_number) FROM stays c LEFT JOIN flights f USING (flight_number) ORDER BY ALL",
        "SELECT f.flight_id, c.* EXCLUDE (flight_number) FROM flight_cells c LEFT JOIN flights f USING (flight_number) ORDER BY ALL",
        "SELECT * FROM coverage ORDER BY ALL",
        "SELECT * FROM tempo ORDER BY ALL",
        "SELECT * EXCLUDE (input_id) FROM faults ORDER BY ALL",
        "SELECT * EXCLUDE (input_id) FROM fault_counts ORDER BY ALL",
        "SELECT * EXCLUDE (spell_id, run_id, rules_digest, open_file, open_place) FROM spells ORDER BY ALL",
        "SELECT reason, sum(reports) FROM cleaning GROUP BY reason ORDER BY ALL",
        "SELECT * EXCLUDE (spell_id) FROM set_aside ORDER BY ALL",
        "SELECT * EXCLUDE (input_id, run_id, rules_digest) FROM inputs ORDER BY ALL",
        "SELECT * FROM partial_inputs",
    ];

    public static string Of(string folder)
    {
        using var connection = new DuckDBConnection($"Data Source={Path.Combine(folder, "atalaya.duckdb")};ACCESS_MODE=READ_ONLY");
        connection.Open();
        var text = new StringBuilder();
        foreach (var query in Queries)
        {
            text.AppendLine(query);
            using var command = connection.CreateCommand();
            command.CommandText = query;
            using var reader = command.ExecuteReader();
            while (reader.Read())
                text.AppendJoin('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is IEnumerable<string> list ? string.Join(',', list) : reader.GetValue(i))).AppendLine();
        }

        return text.ToString();
    }
}
