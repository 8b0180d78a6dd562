using Atalaya.Archive.Analysis;
using DuckDB.NET.Data;

namespace Atalaya.Archive.Storage;

/// <summary>Faults that were met while looking for input: they belong to a name, not to an input that was taken in.</summary>
internal static class ScanFaults
{
    /// <summary>Replaces what earlier runs said of the same names, so that saying it again changes nothing.</summary>
    public static void Replace(DuckDBConnection connection, ScanFaultList faults)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute("CREATE OR REPLACE TEMP TABLE told(source VARCHAR)");
        using (var appender = connection.CreateAppender("told"))
        {
            foreach (var source in faults.Sources)
                appender.CreateRow().AppendValue(source).EndRow();
        }

        connection.Execute("DELETE FROM faults WHERE input_id IS NULL AND source IN (SELECT source FROM told)");
        connection.Execute("DELETE FROM fault_counts WHERE input_id IS NULL AND source IN (SELECT source FROM told)");
        using (var rows = connection.CreateAppender("faults"))
        {
            foreach (var f in faults.Kept)
                FaultRows.Add(rows, null, f);
        }

        using (var rows = connection.CreateAppender("fault_counts"))
        {
            foreach (var ((source, reason), count) in faults.Counts)
                rows.CreateRow().AppendNullValue().AppendValue(source).AppendValue(Words.Of(reason)).AppendValue((long?)count).EndRow();
        }

        transaction.Commit();
    }
}
