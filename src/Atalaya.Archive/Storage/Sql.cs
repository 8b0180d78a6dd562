using System.Globalization;
using DuckDB.NET.Data;

namespace Atalaya.Archive.Storage;

/// <summary>The few ways in which the archive speaks to DuckDB.</summary>
internal static class Sql
{
    /// <summary>Runs statements and gives the number of rows changed by the last.</summary>
    public static int Execute(this DuckDBConnection connection, string sql, params object?[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; the default where it is NULL or there is none.</summary>
    public static T? Scalar<T>(this DuckDBConnection connection, string sql, params object?[] values)
    {
        using var command = Command(connection, sql, values);
        var value = command.ExecuteScalar();
        if (value is null or DBNull)
            return default;
        if (value is T typed)
            return typed;
        var target = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return (T)Convert.ChangeType(value is System.Numerics.BigInteger big ? (long)big : value, target, CultureInfo.InvariantCulture);
    }

    /// <summary>Rows as they come.</summary>
    public static IEnumerable<DuckDBDataReader> Query(this DuckDBConnection connection, string sql, params object?[] values)
    {
        using var command = Command(connection, sql, values);
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return reader;
    }

    private static DuckDBCommand Command(DuckDBConnection connection, string sql, object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
            command.Parameters.Add(new DuckDBParameter(value ?? DBNull.Value));
        return command;
    }

    public static string? Text(this DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static double? Number(this DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    public static NodaTime.Instant Time(this DuckDBDataReader row, int column) =>
        NodaTime.Instant.FromDateTimeUtc(DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc));
}
