using Atalaya.Archive.Storage;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive.Tests.Storage;

public sealed class TableAppenderTests : IDisposable
{
    private readonly DuckDBConnection connection = new("Data Source=:memory:");

    public TableAppenderTests()
    {
        connection.Open();
        connection.Execute("""
            CREATE TABLE t(
                a BIGINT, b UBIGINT, c INTEGER, d SMALLINT, e UTINYINT, f BOOLEAN, g DOUBLE, h DOUBLE, i FLOAT, j TIMESTAMP, k TIMESTAMP, l VARCHAR, m VARCHAR[])
            """);
    }

    [Fact]
    public void Every_kind_of_value_comes_back_over_many_chunks()
    {
        const int Rows = 5_000;
        using (var rows = new TableAppender(connection, "t"))
        {
            for (var n = 0; n < Rows; n++)
            {
                rows.Add((long)-n).Add((ulong)n * 3_000_000_000_000_000).Add(n).Add((short)-n).Add((byte)n).Add(n % 2 == 0).Add(n / 3d).Add(n % 3 == 0 ? null : n / 7d)
                    .AddKnown(n % 5 == 0 ? float.NaN : n / 9f).Add(Time(n)).AddTime(Time(n).ToUnixTimeMilliseconds()).Add(Text(n)).Add(List(n))
                    .End();
            }

            rows.Close();
        }

        var i = 0;
        foreach (var row in connection.Query("SELECT * FROM t ORDER BY c"))
        {
            Assert.Equal((-i, (ulong)i * 3_000_000_000_000_000, i, (short)-i, (byte)i), (row.GetInt64(0), row.GetFieldValue<ulong>(1), row.GetInt32(2), row.GetInt16(3), row.GetByte(4)));
            Assert.Equal((i % 2 == 0, i / 3d, i % 3 == 0 ? null : i / 7d), (row.GetBoolean(5), row.GetDouble(6), row.Number(7)));
            Assert.Equal(i % 5 == 0, row.IsDBNull(8));
            Assert.Equal((Time(i), Time(i)), (row.Time(9), row.Time(10)));
            Assert.Equal(Text(i), row.Text(11));
            Assert.Equal(List(i), row.GetFieldValue<List<string>>(12));
            i++;
        }

        Assert.Equal(Rows, i);
    }

    [Fact]
    public void A_row_that_does_not_fit_the_table_is_refused()
    {
        using var rows = new TableAppender(connection, "t");

        Assert.Throws<InvalidOperationException>(() => rows.Add(1));
        Assert.Throws<InvalidOperationException>(() => rows.Add(1L).End());
        Assert.Throws<IOException>(() => new TableAppender(connection, "nothing"));
    }

    public void Dispose() => connection.Dispose();

    private static Instant Time(int n) => Instant.FromUtc(2025, 2, 3, 4, 5) + Duration.FromMilliseconds((n * 977L) - 2_000_000);

    // Lengths about the twelve bytes up to which DuckDB holds a text in place, more than one byte a letter, and longer than the room kept.
    private static string? Text(int n) => n % 11 == 0 ? null : n == 4_000 ? new string('ñ', 5_000) : string.Concat(Enumerable.Repeat(n % 2 == 0 ? "ñ" : "n", n % 17));

    private static List<string> List(int n) => [.. Enumerable.Range(0, n % 4).Select(k => $"CALLSIGN NUMBER {n + k}"[..(4 + (n % 12))])];
}
