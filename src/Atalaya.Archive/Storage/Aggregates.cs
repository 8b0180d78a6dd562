using DuckDB.NET.Data;

namespace Atalaya.Archive.Storage;

/// <summary>What is added up from the flights after they changed.</summary>
internal static class Aggregates
{
    /// <summary>Brings coverage and tempo up to date, if anything changed since that was last done.</summary>
    public static void Update(DuckDBConnection connection)
    {
        if (connection.Scalar<long>("SELECT count(*) FROM touched_days") == 0)
            return;
        using var transaction = connection.BeginTransaction();
        CorrectionTable.Follow(connection);
        CoverageTables.Update(connection);
        TempoTable.Update(connection);
        connection.Execute("DELETE FROM touched_days");
        transaction.Commit();
    }
}
