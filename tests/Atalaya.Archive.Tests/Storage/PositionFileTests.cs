using Atalaya.Archive.Storage;
using Atalaya.Flights.Tracks;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive.Tests.Storage;

public sealed class PositionFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("atalaya-positions-").FullName;

    [Fact]
    public void A_kept_report_takes_at_most_eight_bytes_and_any_reader_gets_it_back()
    {
        var reports = Reports(200_000);
        var path = Path.Combine(folder, "p.parquet");
        Write(path, reports);

        // Thinned as readsb thins: 4 to 20 s apart, turning now and then.
        var bytes = new FileInfo(path).Length / (double)reports.Count;
        Assert.True(bytes <= 8, $"{bytes:0.00} bytes a report");
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        var i = 0;
        foreach (var row in connection.Query($"SELECT epoch_ms(time), latitude, longitude, altitude_feet, ground_speed_knots, track_degrees, flags, source, flight_id FROM read_parquet('{path}') ORDER BY time"))
        {
            var r = reports[i++];
            Assert.Equal((r.Time, (decimal)Math.Round(r.Latitude, 6), (decimal)Math.Round(r.Longitude, 6)), (row.GetInt64(0), row.GetDecimal(1), row.GetDecimal(2)));
            Assert.Equal(float.IsNaN(r.AltitudeFeet), row.IsDBNull(3));
            Assert.Equal((decimal)Math.Round((double)r.GroundSpeedKnots * 10) / 10, row.GetDecimal(4));
            Assert.Equal(((byte)r.Flags, (byte)r.Source), (row.GetByte(6), row.GetByte(7)));
        }

        Assert.Equal(reports.Count, i);
    }

    [Fact]
    public void A_copy_without_a_flight_keeps_every_other_row_as_it_was()
    {
        var (from, to) = (Path.Combine(folder, "from.parquet"), Path.Combine(folder, "to.parquet"));
        Write(from, Reports(70_000));

        var rows = PositionFileReader.CopyWithout(from, to, new HashSet<string> { "flight-1" });

        Assert.Equal(70_000 - PositionFileReader.Read(from, "flight-1").Count(), rows);
        Assert.False(PositionFileReader.HasAny(to, new HashSet<string> { "flight-1" }));
        Assert.Equal(PositionFileReader.Read(from, "flight-2"), PositionFileReader.Read(to, "flight-2"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Write(string path, List<Report> reports)
    {
        using var file = new PositionFile(path);
        foreach (var chunk in reports.Chunk(997).Select(static (rows, k) => (rows, k)))
        {
            var builder = new TrackBuilder();
            foreach (var report in chunk.rows)
                builder.Add(report);
            using var columns = ReportColumns.CopyOf(builder.Build(new Aircraft("a00001"), Basis.Heard));
            file.Append($"flight-{chunk.k}", columns, 0, columns.Count);
        }

        file.Close();
    }

    private static List<Report> Reports(int count)
    {
        var random = new Random(7);
        var (time, latitude, longitude, track, altitude) = (1_738_540_800_000L, 31d, -112d, 100d, 25_000d);
        var reports = new List<Report>(count);
        for (var i = 0; i < count; i++)
        {
            var seconds = 4 + (random.NextDouble() * 16);
            time += (long)(seconds * 100) * 10;
            track = (track + (random.NextDouble() < 0.05 ? random.Next(-30, 30) : random.NextDouble() - 0.5) + 360) % 360;
            latitude += 230 * seconds * Math.Cos(track * Math.PI / 180) / 111_200;
            longitude += 230 * seconds * Math.Sin(track * Math.PI / 180) / 95_000;
            altitude += random.NextDouble() < 0.1 ? random.Next(-4, 5) * 25 : 0;
            reports.Add(new(
                time, Math.Round(Math.Clamp(latitude, -80, 80), 6), Math.Round(Math.IEEERemainder(longitude, 360), 6), i % 50 == 0 ? float.NaN : (float)altitude,
                MathF.Round((float)(440 + (random.NextDouble() * 3)), 1), MathF.Round((float)track, 1), random.Next(-3, 4) * 64, i % 50 == 0 ? ReportFlags.OnGround : ReportFlags.None,
                ReportSource.Adsb));
        }

        return reports;
    }
}
