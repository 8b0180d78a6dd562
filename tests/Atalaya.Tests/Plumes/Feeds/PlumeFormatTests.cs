using System.IO.Compression;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;
using ParquetSharp;

namespace Atalaya.Tests.Plumes.Feeds;

/// <summary>The same readings in the shapes in which they are published.</summary>
public sealed class PlumeFormatTests
{
    private const string Header = "time,x,y,z,ch4_ppm,wind_speed,wind_from_deg\n";
    private const string Row = "2025-02-03T13:00:00Z,1,2,3,2.5,4,270\n";

    [Theory]
    [InlineData("time;x;y;z;ch4_ppm\n2025-02-03 13:00:00;1,5;2;3;2,5\n2025-02-03 13:01:00;1,5;2;3;2,6\n")]
    [InlineData("time\tx\ty\tz\tch4_ppm\n2025-02-03 13:00:00\t1.5\t2\t3\t2.5\n")]
    [InlineData("# a comment\n# another\ntime,x,y,z,ch4_ppm\n2025-02-03T13:00:00Z,1.5,2,3,2.5\n")]
    [InlineData("# time,x,y,z,ch4_ppm\n2025-02-03T13:00:00Z,1.5,2,3,2.5\n")]
    [InlineData("\uFEFF\"time\",\"x\",\"y\",\"z\",\"ch4_ppm\"\n\"2025-02-03T13:00:00Z\",\"1.5\",2,3,2.5\r\n")]
    [InlineData("\"\",\"time\",\"x\",\"y\",\"z\",\"ch4_ppm\"\n\"1\",\"2025-02-03 13:00:00\",1.5,2,3,2.5\n")]
    [InlineData("\"time\",\"x\",\"y\",\"z\",\"ch4_ppm\"\n\"1\",\"2025-02-03 13:00:00\",1.5,2,3,2.5\n\"2\",\"2025-02-03 13:01:00\",1.5,2,3,2.5\n")]
    [InlineData("Site 12, mast 3\nlogger 8\nTIMESTAMP,x,y,z,CH4\nTS,m,m,m,ppm\n,,,,Avg\n\"2025-02-03 13:00:00\",1.5,2,3,2.5\n")]
    [InlineData("time,x_ft,y_ft,z_ft,CH4 (ppb)\n1738587600,4.92125984252,6.56167979,9.842519685,2500\n")]
    [InlineData("time,x,y,z,methane [ppmv]\n1738587600000,1.5,2,3,2.5\n")]
    [InlineData("date,time,x,y,z,ch4\n03/02/2025,13:00:00,1.5,2,3,2.5\n15/02/2025,13:00:00,1.5,2,3,2.5\n")]
    [InlineData("fecha_hora;este;norte;altura;metano_ppm\n2025-02-03T14:00:00+01:00;1.5;2;3;2.5\n")]
    public void One_reading_in_many_shapes_is_one_reading(string text)
    {
        var readings = PlumeProbe.Text(text).Readings!;
        Assert.Equal(1738587600, readings.Seconds[0], 3);
        Assert.Equal(2.5, readings.Gases[0].PartsPerMillion[0], 9);
        Assert.Equal((1.5, 2, 3), (Math.Round(readings.From[0].X, 6), Math.Round(readings.From[0].Y, 6), Math.Round(readings.From[0].Z, 6)));
    }

    [Fact]
    public void Gzip_and_utf16_are_unpacked()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(Header + Row);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        Assert.Equal(1, PlumeProbe.Bytes(packed.ToArray()).Readings!.Count);
        Assert.Equal(1, PlumeProbe.Bytes([.. System.Text.Encoding.Unicode.GetPreamble(), .. System.Text.Encoding.Unicode.GetBytes(Header + Row)]).Readings!.Count);
        var cut = PlumeProbe.Bytes(packed.ToArray()[..^9]);
        Assert.True(cut.Readings is not null || cut.Faults.Count > 0);
    }

    [Fact]
    public void Parquet_goes_by_the_same_names()
    {
        using var stored = new MemoryStream();
        using (var writer = new ParquetFileWriter(stored, [new Column<DateTime>("time", LogicalType.Timestamp(true, TimeUnit.Micros)), new Column<float>("lat"), new Column<double>("lon"), new Column<double>("height_m"), new Column<double?>("ch4_ppb"), new Column<string>("sensor")], leaveOpen: true))
        {
            using var group = writer.AppendRowGroup();
            group.NextColumn().LogicalWriter<DateTime>().WriteBatch([DateTime.UnixEpoch.AddSeconds(1738587600), DateTime.UnixEpoch.AddSeconds(1738587601)]);
            group.NextColumn().LogicalWriter<float>().WriteBatch([40.5f, 40.5f]);
            group.NextColumn().LogicalWriter<double>().WriteBatch([-105.1, -105.1]);
            group.NextColumn().LogicalWriter<double>().WriteBatch([2, 2]);
            group.NextColumn().LogicalWriter<double?>().WriteBatch([2500, null]);
            group.NextColumn().LogicalWriter<string>().WriteBatch(["A", "A"]);
            writer.Close();
        }

        var input = PlumeProbe.Bytes(stored.ToArray());
        Assert.Equal((1, 1738587600.0, 2.5, "A"), (input.Readings!.Count, input.Readings.Seconds[0], input.Readings.Gases[0].PartsPerMillion[0], input.Readings.Sensors[0].Name));
        Assert.Equal(1, input.Count(InputFaultReason.ConcentrationMissing));
    }

    [Theory]
    [InlineData("wind_speed_m_s,wind_from_deg", "4,270", 4, 0)]
    [InlineData("wind_speed_km_h,wind_dir", "14.4,270", 4, 0)]
    [InlineData("wind_speed_mph,wd", "8.94774516,270", 4, 0)]
    [InlineData("ws_kn,wdir", "7.77537797,270", 4, 0)]
    [InlineData("ws,wind_to_deg", "4,90", 4, 0)]
    [InlineData("ws,wind_toward_math_deg", "4,0", 4, 0)]
    [InlineData("ws,wind_toward_math_rad", "4,1.5707963267948966", 0, 4)]
    [InlineData("u,v", "3,-1", 3, -1)]
    [InlineData("wind_u_m_s,wind_v_m_s", "3,-1", 3, -1)]
    [InlineData("wind_speed_10m_m_s,wind_dir_10m_deg", "4,180", 0, 4)]
    [InlineData("velocidad_viento_m_s;viento_desde_deg", "4;180", 0, 4)]
    public void Wind_is_told_in_many_ways(string names, string values, double east, double north)
    {
        var d = names.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var wind = PlumeProbe.Text($"time{d}x{d}y{d}z{d}ch4_ppm{d}{names}\n2025-02-03T13:00:00Z{d}1{d}2{d}3{d}2.5{d}{values}\n").Wind!;
        Assert.Equal(east, wind.East[0], 6);
        Assert.Equal(north, wind.North[0], 6);
        Assert.Equal(names.Contains("10m", StringComparison.Ordinal) ? 10 : double.NaN, wind.HeightMetres);
    }

    [Theory]
    [InlineData("ch4_mg_m3,temp_C,press_hPa", "1.31,10,1000", 1.9223)]
    [InlineData("ch4_ug_m3,temp_K,press_Pa", "1310,283.15,100000", 1.9223)]
    [InlineData("ch4_mg_m3,temp_F,press_mbar", "1.31,50,1000", 1.9223)]
    public void Mass_becomes_ppm_with_the_rows_own_air(string names, string values, double expected) =>
        Assert.Equal(expected, PlumeProbe.Text($"time,x,y,z,{names}\n2025-02-03T13:00:00Z,1,2,3,{values}\n").Readings!.Gases[0].PartsPerMillion[0], 3);

    [Fact]
    public void Several_gases_stand_side_by_side_or_in_rows_of_their_own()
    {
        var wide = PlumeProbe.Text("time,x,y,z,ch4_ppm,so2_ppb,ch4_err_ppm\n2025-02-03T13:00:00Z,1,2,3,2.5,40,0.1\n").Readings!;
        var tall = PlumeProbe.Text("time,sensor,x,y,z,gas,value,unit\n2025-02-03T13:00:00Z,a,1,2,3,CH4,2.5,ppm\n2025-02-03T13:00:00Z,a,1,2,3,SO2,0.04,ppm\n").Readings!;
        Assert.All([wide, tall], static readings =>
        {
            Assert.Equal((1, 2.5, 0.04), (readings.Count, readings.Gases[0].PartsPerMillion[0], Math.Round(readings.Gases[1].PartsPerMillion[0], 9)));
            Assert.Equal(["ch4", "so2"], readings.Gases.Select(static series => series.Gas.Symbol));
        });
        Assert.Equal(0.1, wide.Gases[0].ErrorPartsPerMillion![0]);
    }

    [Fact]
    public void A_drone_moves_and_carries_its_wind()
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"2025-02-03T13:00:{i:00}Z,{40.5 + (i * 1e-4)},-105.1,{20 + i},{2 + (i * 0.01)},3,270\n")));
        var input = PlumeProbe.Text("time,lat,lon,height_agl,ch4_ppm,wind_speed,wind_dir\n" + rows);
        Assert.True(input.Readings!.Sensors is [{ IsMoving: true }] && input.Wind!.Placement == WindPlacement.OnBoard && input.Assumed(Assumption.WindOnBoard));
        Assert.Equal(0, input.Readings.AveragingSeconds);
        Assert.Equal(WindPlacement.Station, PlumeProbe.Text("time,lat,lon,height_agl,ch4_ppm,wind_speed,wind_dir\n" + rows, options: new() { WindPlacement = WindPlacement.Station }).Wind!.Placement);
    }

    [Fact]
    public void Missing_values_are_no_readings()
    {
        var input = PlumeProbe.Text("time,sensor,x,y,z,ch4_ppm\n" + string.Concat(new[] { "", "NA", "NaN", "null", "-9", "-999", "-9999", "2.0" }.Select(static (value, i) => $"2025-02-03T13:0{i}:00Z,a,1,2,3,{value}\n")));
        Assert.Equal((1, 7), (input.Readings!.Count, input.Count(InputFaultReason.ConcentrationMissing)));
    }

    [Fact]
    public void Cloud_and_the_suns_height_give_a_class()
    {
        var options = new PlumeReadOptions { CloudOktas = 0, At = new(40.5957, -105.14) };
        var input = PlumeProbe.Text("time,sensor,x,y,z,ch4_ppm,ws,wd\n2022-06-21T19:00:00Z,a,1,2,3,2,1.5,270\n2022-06-21T07:00:00Z,a,1,2,3,2,1.5,270\n", options: options);
        Assert.Equal([StabilityClass.F, StabilityClass.A], input.Wind!.Stability!);
        Assert.InRange(SunStability.Elevation(new DateTimeOffset(2022, 6, 21, 19, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), new(40.5957, -105.14)), 71.5, 73.5);
    }

    [Fact]
    public void A_span_of_time_and_a_filter_keep_what_they_say()
    {
        var rows = string.Concat(Enumerable.Range(0, 10).Select(i => $"2025-02-03T13:0{i}:00Z,{(i % 2 == 0 ? "a" : "b")},1,2,3,2.{i}\n"));
        var input = PlumeProbe.Text("time,sensor,x,y,z,ch4_ppm\n" + rows, options: new() { From = "2025-02-03T13:02:00Z", To = "2025-02-03T13:08:00Z", Where = [new("sensor", "a")] });
        Assert.Equal([2.2, 2.4, 2.6], input.Readings!.Gases[0].PartsPerMillion);
        Assert.Equal([4, 6, 8], input.ReadingLines);
    }
}
