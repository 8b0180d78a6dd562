using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using NodaTime;
using ParquetSharp;

namespace Atalaya.Tests.Feeds;

/// <summary>Parquet of rows, as written by Arrow's writer under the names that feeds are published with.</summary>
public class RowParquetTests
{
    private static readonly DateTime First = new(2025, 2, 3, 13, 41, 0, DateTimeKind.Utc);

    [Fact]
    public void Rows_go_by_their_columns_names_and_types()
    {
        var probe = FeedProbe.RowsOf(Sample());
        Assert.Empty(probe.Faults);
        Assert.Equal(
            [
                new("ae68a5", null, "TOPCT31", "169335", null, new(Milliseconds(0), 22.5134, -110.7318, 24000, 411.3f, 151.4f, -64)),
                new("ae68a5", null, "TOPCT31", "169335", null, new(Milliseconds(1500), 22.5234, -110.7218, float.NaN, float.NaN, float.NaN, float.NaN, ReportFlags.OnGround)),
            ],
            probe.Rows);
        Assert.Equal(1, probe.Counts[FaultReason.NoPosition]);
    }

    [Fact]
    public void Units_and_names_may_be_said_as_for_all_rows()
    {
        var bytes = Write(1, ("when", TimeColumn(isUtc: true), new[] { First }), ("y", new Column<double>("y"), new[] { 22.5 }), ("longitude", new Column<double>("longitude"), new[] { -110.5 }), ("altitude_m", new Column<double>("altitude_m"), new[] { 304.8 }), ("speed", new Column<int>("speed"), new[] { 100 }));
        var options = new RowOptions
        {
            Columns = new Dictionary<string, RowColumn>(StringComparer.OrdinalIgnoreCase) { ["when"] = RowColumn.Time, ["Y"] = RowColumn.Latitude },
            Speed = SpeedUnit.MetresPerSecond,
        };
        var row = Assert.Single(FeedProbe.RowsOf(bytes, options).Rows);
        Assert.Equal(("own", Milliseconds(0), 22.5, 1000f, 194f), (row.Identity, row.Report.Time, row.Report.Latitude, MathF.Round(row.Report.AltitudeFeet, 2), MathF.Round(row.Report.GroundSpeedKnots)));
    }

    [Fact]
    public void A_time_that_is_not_adjusted_to_utc_is_local_where_the_zone_is_named_else_utc_and_said()
    {
        var bytes = Write(1, ("time", TimeColumn(isUtc: false), new[] { DateTime.SpecifyKind(First, DateTimeKind.Unspecified) }), ("lat", new Column<double>("lat"), new[] { 22.5 }), ("lon", new Column<double>("lon"), new[] { -110.5 }));
        var assumed = FeedProbe.RowsOf(bytes);
        Assert.Equal((FaultReason.Assumed, "time", Milliseconds(0)), (assumed.Single.Reason, assumed.Single.Field!, assumed.Rows[0].Report.Time));
        var local = FeedProbe.RowsOf(bytes, new() { TimeZone = DateTimeZoneProviders.Tzdb["America/Mazatlan"] });
        Assert.Empty(local.Faults);
        Assert.Equal(Milliseconds(7 * 3_600_000), local.Rows[0].Report.Time);
    }

    [Fact]
    public void State_vectors_as_parquet_are_state_vectors()
    {
        var bytes = Write(
            3,
            ("time", new Column<int>("time"), new[] { 1672575680, 1672575690, 1672575700 }),
            ("icao24", new Column<string>("icao24"), new[] { "ae68a5", "ae68a5", "ae68a5" }),
            ("lat", new Column<double>("lat"), new[] { 22.5, 22.5, 22.48 }),
            ("lon", new Column<double>("lon"), new[] { -110.7, -110.7, -110.69 }),
            ("velocity", new Column<double>("velocity"), new[] { 205.8, 205.8, 205.8 }),
            ("geoaltitude", new Column<double>("geoaltitude"), new[] { 7620.0, 7620.0, double.NaN }),
            ("lastposupdate", new Column<double>("lastposupdate"), new[] { 1672575679.9, 1672575679.9, 1672575699.2 }));
        var probe = FeedProbe.RowsOf(bytes);
        Assert.Empty(probe.Faults);
        Assert.Equal([(1672575679900, 25000f), (1672575699200, float.NaN)], probe.Rows.Select(static row => (row.Report.Time, MathF.Round(row.Report.AltitudeFeet))));
        Assert.Equal(1, probe.Counts[FaultReason.Repeated]);
    }

    [Fact]
    public void A_bad_row_is_a_fault_with_its_number_and_the_others_stay()
    {
        var bytes = Write(
            6,
            ("time", new Column<double>("time"), new[] { 1738586460, 1738586461, 1738586462, 0, double.PositiveInfinity, 1738586465 }),
            ("icao24", new Column<string>("icao24"), new[] { "ae68a5", "ae68a5", "ae68a5", "ae68a5", "ae68a5", "ae68a5" }),
            ("lat", new Column<double>("lat"), new[] { 22.5, 95, 22.5, 22.5, 22.5, double.NegativeInfinity }),
            ("lon", new Column<double>("lon"), new[] { -110.7, -110.7, -190, -110.7, -110.7, -110.7 }));
        var probe = FeedProbe.RowsOf(bytes);
        Assert.Single(probe.Rows);
        Assert.Equal(
            [(FaultReason.OutOfRange, "latitude", 2), (FaultReason.OutOfRange, "longitude", 3), (FaultReason.BadTime, "time", 4), (FaultReason.BadTime, "time", 5), (FaultReason.NotANumber, "latitude", 6)],
            probe.Faults.Select(static fault => (fault.Reason, fault.Field!, fault.Line!.Value)));
    }

    [Fact]
    public void What_is_not_position_reports_or_is_damaged_is_named()
    {
        Assert.Equal(FaultReason.UnknownFormat, FeedProbe.RowsOf(Write(1, ("height", new Column<double>("height"), new[] { 1.0 }))).Single.Reason);
        Assert.Equal("longitude", FeedProbe.RowsOf(Write(1, ("time", new Column<double>("time"), new[] { 1.0 }), ("lat", new Column<double>("lat"), new[] { 1.0 }))).Single.Field);
        Assert.Equal((FaultReason.Refused, "weapon"), (FeedProbe.RowsOf(Write(1, ("weapon", new Column<double>("weapon"), new[] { 1.0 }))).Single.Reason, "weapon"));
        var whole = Sample();
        Assert.Equal(FaultReason.DamagedParquet, FeedProbe.RowsOf(whole[..(whole.Length / 2)]).Single.Reason);
        Assert.Equal(FaultReason.DamagedParquet, FeedProbe.RowsOf("PAR1"u8.ToArray()).Single.Reason);
        Assert.Contains("gunzip", FeedProbe.RowsOf(FeedProbe.Gzip(whole)).Single.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_and_mutated_files_never_throw_and_never_hang()
    {
        Fuzz.Check(Fuzz.Of(Sample()), null, 1500);
        Fuzz.Check(Fuzz.Behind("PAR1"u8.ToArray()), null, 300);
    }

    private static byte[] Sample() => Write(
        3,
        ("time", TimeColumn(isUtc: true), new[] { First, First.AddSeconds(1.5), First.AddSeconds(2) }),
        ("icao24", new Column<string>("icao24"), new[] { "AE68A5", "ae68a5", "ae68a5" }),
        ("Lat (deg)", new Column<double?>("Lat (deg)"), new double?[] { 22.5134, 22.5234, null }),
        ("lon", new Column<float?>("lon"), new float?[] { -110.7318f, -110.7218f, null }),
        ("alt_baro", new Column<int?>("alt_baro"), new int?[] { 24000, null, null }),
        ("gs", new Column<float>("gs"), new[] { 411.3f, float.NaN, float.NaN }),
        ("track", new Column<decimal?>("track", LogicalType.Decimal(28, 1)), new decimal?[] { 151.4m, null, null }),
        ("baro_rate", new Column<short?>("baro_rate"), new short?[] { -64, null, null }),
        ("flight", new Column<string>("flight"), new[] { "TOPCT31 ", "TOPCT31 ", "" }),
        ("r", new Column<string?>("r"), new[] { "169335", "169335", null }),
        ("on_ground", new Column<bool?>("on_ground"), new bool?[] { false, true, null }),
        ("nav_modes", new Column<string?[]>("nav_modes"), new string?[][] { ["autopilot"], [], [] }),
        ("squawk", new Column<int>("squawk"), new[] { 1200, 1200, 1200 }));

    private static Column<DateTime> TimeColumn(bool isUtc) => new("time", LogicalType.Timestamp(isUtc, TimeUnit.Micros));

    private static long Milliseconds(long after) => ((DateTimeOffset)First).ToUnixTimeMilliseconds() + after;

    private static byte[] Write(int rows, params (string Name, Column Column, Array Values)[] columns)
    {
        using var target = new MemoryStream();
        using (var file = new ParquetFileWriter(target, [.. columns.Select(static column => Named(column.Name, column.Column))], leaveOpen: true))
        {
            using var group = file.AppendRowGroup();
            foreach (var (_, _, values) in columns)
            {
                Assert.Equal(rows, values.Length);
                using var column = group.NextColumn().LogicalWriter();
                column.Apply(new Values(values));
            }

            file.Close();
        }

        return target.ToArray();
    }

    private static Column Named(string name, Column column) => column.Name == name ? column : new Column(column.LogicalSystemType, name, column.LogicalTypeOverride);

    private sealed class Values(Array values) : ILogicalColumnWriterVisitor<bool>
    {
        public bool OnLogicalColumnWriter<TValue>(LogicalColumnWriter<TValue> columnWriter)
        {
            columnWriter.WriteBatch((TValue[])values);
            return true;
        }
    }
}
