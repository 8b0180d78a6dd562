using System.Globalization;
using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Tests.Feeds;

public class RowFeedTests
{
    private const string Straight = "1700000000,abc123,10.0,20.0\n1700000060,abc123,10.1,20.0\n";

    // Rows of traffic/calibration/ajaccio, eastham's cell, adsbao and noisy_ground.
    [Fact]
    public void A_json_array_of_objects_is_read()
    {
        var probe = FeedProbe.RowsOf("""[{"timestamp":1515748470000,"icao24":"39b415","latitude":41.891235,"longitude":8.779761,"groundspeed":158,"track":-47,"vertical_rate":1920,"callsign":"CALIBRA","altitude":1000},{"timestamp":1515748475000,"icao24":"39b415","latitude":null,"longitude":null}]""");
        Assert.Empty(probe.Faults);
        Assert.Equal(new RowReport("39b415", null, "CALIBRA", null, null, new(1515748470000, 41.891235, 8.779761, 1000, 158, 313, 1920)), Assert.Single(probe.Rows));
        Assert.Equal(1, probe.Counts[FaultReason.NoPosition]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Json_lines_are_read_plain_and_gzip(bool isGzip)
    {
        const string Text = """
            {"now":1748719389,"alt_baro":1500,"gscp":90,"lat":36.396309,"lon":-121.406873,"track":280.8,"hex":"a7f426","flight":"N611TH","flightdict":null}
            {"now":1748719392,"alt_baro":"0","gscp":93,"lat":36.39679,"lon":-121.409912,"track":281.1,"hex":"a7f426","flight":"N611TH","flightdict":null}
            {"now":1748719395,"alt_baro":"ground","gscp":93,"lat":36.39679,"lon":-121.409912,"track":281.1,"hex":"a7f426","flight":"N611TH","flightdict":{"lat":1}}
            """;
        var probe = isGzip ? FeedProbe.RowsOf(FeedProbe.Gzip(Text)) : FeedProbe.RowsOf(Text);
        Assert.Equal([1500, 0, float.NaN], probe.Rows.Select(static row => row.Report.AltitudeFeet));
        Assert.Equal([ReportFlags.None, ReportFlags.None, ReportFlags.OnGround], probe.Rows.Select(static row => row.Report.Flags));
        Assert.Equal(1748719389000, probe.Rows[0].Report.Time);
        Assert.Equal("N611TH", probe.Rows[0].Callsign);
    }

    [Fact]
    public void Fixes_inside_an_object_take_its_name_and_callsign()
    {
        var probe = FeedProbe.RowsOf("""{"hex":"0c20f4","callsign":"CMP409","category":"fast","medGs":485,"fixes":[{"receiveTime":1782619556174,"positionTime":1782619555953,"source":"adsb.fi","lat":34.563221,"lon":-118.423347,"gs":486.4,"track":130.83,"gnd":false}]}""");
        Assert.Empty(probe.Faults);
        var row = Assert.Single(probe.Rows);
        Assert.Equal(("0c20f4", "CMP409", 1782619555953, 486.4f), (row.Identity, row.Callsign, row.Report.Time, row.Report.GroundSpeedKnots));
    }

    [Theory]
    [InlineData("""{"altitude":{"0":1550,"1":null},"timestamp":{"0":1515748470000,"1":1515748471000},"latitude":{"1":2,"0":1},"longitude":{"0":3,"1":4},"icao24":{"0":"39b415","1":"39b415"}}""")]
    [InlineData("""{"altitude":[1550,null],"timestamp":[1515748470000,1515748471000],"latitude":[1,2],"longitude":[3,4],"icao24":["39b415","39b415"],"note":{"a":[1]}}""")]
    public void Columns_become_rows_by_their_keys(string json)
    {
        var probe = FeedProbe.RowsOf(json);
        Assert.Empty(probe.Faults);
        Assert.Equal([new(1515748470000, 1, 3, 1550), new(1515748471000, 2, 4)], probe.Rows.Select(static row => row.Report));
    }

    [Theory]
    [InlineData("time,icao24,lat,lon\n", ',')]
    [InlineData("\uFEFF\"Time\";\"ICAO24\";\"Lat\";\"Lon\"\n", ';')]
    [InlineData("Time (UTC)\thex\tLatitude (deg)\tlng\n", '\t')]
    [InlineData("# object_id unused\n# timestamp icao24 latitude longitude\n", ',')]
    public void Csv_headers_are_known_by_many_names(string header, char delimiter)
    {
        var probe = FeedProbe.RowsOf(header + Straight.Replace(',', delimiter));
        Assert.Empty(probe.Faults);
        Assert.Equal([("abc123", 10.0), ("abc123", 10.1)], probe.Rows.Select(static row => (row.Identity, row.Report.Latitude)));
    }

    [Fact]
    public void Columns_without_a_header_are_named_by_number()
    {
        Assert.Equal(FaultReason.UnknownFormat, FeedProbe.RowsOf(Straight).Single.Reason);
        var options = new RowOptions { Columns = new Dictionary<string, RowColumn> { ["1"] = RowColumn.Time, ["2"] = RowColumn.Identity, ["3"] = RowColumn.Latitude, ["4"] = RowColumn.Longitude } };
        Assert.Equal(2, FeedProbe.RowsOf(Straight, options).Rows.Count);
    }

    [Fact]
    public void Without_an_identity_the_callsign_or_the_file_names_the_aircraft()
    {
        Assert.Equal("own", Assert.Single(FeedProbe.RowsOf("time,lat,lon\n1700000000,1,2\n").Rows).Identity);
        Assert.Equal("DRONE7", Assert.Single(FeedProbe.RowsOf("time,lat,lon,callsign\n1700000000,1,2,DRONE7 \n").Rows).Identity);
        Assert.Equal("00b12f", Assert.Single(FeedProbe.RowsOf("time,lat,lon,icao24\n1700000000,1,2,B12F\n").Rows).Identity);
    }

    [Theory]
    [InlineData("1700000000", 1700000000000)]
    [InlineData("1700000000.25", 1700000000250)]
    [InlineData("1700000000250", 1700000000250)]
    [InlineData("1700000000250000", 1700000000250)]
    [InlineData("2023-11-14T22:13:20Z", 1700000000000)]
    [InlineData("2023-11-14 22:13:20+00:00", 1700000000000)]
    [InlineData("2023-11-14T17:13:20.250-05:00", 1700000000250)]
    [InlineData("2023/11/14 22:13:20 UTC", 1700000000000)]
    public void Times_that_say_where_they_stand_need_no_zone(string text, long expected)
    {
        var options = new RowOptions { TimeZone = DateTimeZoneProviders.Tzdb["America/Tijuana"] };
        var probe = FeedProbe.RowsOf($"time,lat,lon\n{text},1,2\n", options);
        Assert.Empty(probe.Faults);
        Assert.Equal(expected, Assert.Single(probe.Rows).Report.Time);
    }

    [Fact]
    public void A_time_without_zone_is_local_where_the_zone_is_named_else_utc_and_said()
    {
        const string Text = "time,lat,lon\n2025-02-03 13:41:00,22.5,-110.5\n";
        var local = FeedProbe.RowsOf(Text, new() { TimeZone = DateTimeZoneProviders.Tzdb["America/Mazatlan"] });
        Assert.Empty(local.Faults);
        Assert.Equal(Instant.FromUtc(2025, 2, 3, 20, 41).ToUnixTimeMilliseconds(), local.Rows[0].Report.Time);
        var assumed = FeedProbe.RowsOf(Text);
        Assert.Equal((FaultReason.Assumed, "time"), (assumed.Single.Reason, assumed.Single.Field!));
        Assert.Equal(Instant.FromUtc(2025, 2, 3, 13, 41).ToUnixTimeMilliseconds(), assumed.Rows[0].Report.Time);
    }

    [Fact]
    public void Units_come_from_the_options_or_the_names()
    {
        var named = Assert.Single(FeedProbe.RowsOf("time,lat,lon,altitude_m,speed_kmh,vertical_rate_m_s\n1700000000,1,2,304.8,185.2,0.508\n").Rows).Report;
        var said = Assert.Single(FeedProbe.RowsOf("time,lat,lon,alt,gs,vertical_rate\n1700000000,1,2,304.8,185.2,0.508\n", new() { Altitude = AltitudeUnit.Metres, Speed = SpeedUnit.KilometresPerHour, VerticalRate = VerticalRateUnit.MetresPerSecond }).Rows).Report;
        var openSky = Assert.Single(FeedProbe.RowsOf("time,icao24,lat,lon,velocity,heading,vertrate,baroaltitude\n1700000000,abc123,1,2,51.4444444,90,0.508,304.8\n").Rows).Report;
        foreach (var report in (Report[])[named, said, openSky])
        {
            Assert.Equal(1000, report.AltitudeFeet, 1e-3);
            Assert.Equal(100, report.GroundSpeedKnots, 1e-3);
            Assert.Equal(100, report.VerticalRateFeetPerMinute, 1e-3);
        }
    }

    [Theory]
    [InlineData("1700000000,abc,91,2", FaultReason.OutOfRange, "latitude")]
    [InlineData("1700000000,abc,1,181", FaultReason.OutOfRange, "longitude")]
    [InlineData("1700000000,abc,NaN,2", FaultReason.NotANumber, "latitude")]
    [InlineData("1700000000,abc,x,2", FaultReason.NotANumber, "latitude")]
    [InlineData("yesterday,abc,1,2", FaultReason.BadTime, "time")]
    [InlineData("2023-02-30 10:00:00,abc,1,2", FaultReason.BadTime, "time")]
    [InlineData(",abc,1,2", FaultReason.Missing, "time")]
    public void A_bad_row_is_a_fault_with_its_line_and_the_others_stay(string bad, FaultReason reason, string field)
    {
        var probe = FeedProbe.RowsOf("time,hex,lat,lon\n1700000000,abc,1,2\n" + bad + "\n1700000001,abc,1,2\n");
        Assert.Equal(2, probe.Rows.Count);
        Assert.Equal((reason, field), (probe.Single.Reason, probe.Single.Field!));
        Assert.InRange(probe.Single.Line!.Value, 2, 3);
    }

    [Fact]
    public void A_malformed_object_among_rows_is_set_aside_alone()
    {
        const string Good = """{"time":1700000000,"hex":"abc123","lat":1,"lon":2}""";
        foreach (var text in (string[])["[" + Good + ",{\"time\" 5}," + Good + "]", Good + "\n{\"time\":,}\n" + Good + "\n" + Good])
        {
            var probe = FeedProbe.RowsOf(text);
            Assert.Equal(text[0] == '[' ? 2 : 3, probe.Rows.Count);
            Assert.Equal(FaultReason.MalformedJson, probe.Single.Reason);
        }
    }

    [Fact]
    public void Json_cut_in_the_middle_keeps_what_came_before()
    {
        var probe = FeedProbe.RowsOf("""[{"time":1700000000,"hex":"abc123","lat":1,"lon":2},{"time":17000""");
        Assert.Single(probe.Rows);
        Assert.Equal(FaultReason.TruncatedJson, probe.Single.Reason);
    }

    [Theory]
    [InlineData("", FaultReason.Empty, null)]
    [InlineData("time,lat,lon\n", FaultReason.Empty, "header")]
    [InlineData("<?xml version=\"1.0\"?><event version=\"2.0\" type=\"a-h-A\" uid=\"1\"/>", FaultReason.Refused, "Cursor-on-Target")]
    [InlineData("{\"engagement_id\":1,\"time\":1700000000,\"lat\":1,\"lon\":2}", FaultReason.Refused, "engagement")]
    [InlineData("[{\"weapon\":\"x\",\"time\":1700000000,\"lat\":1,\"lon\":2}]", FaultReason.Refused, "weapon")]
    [InlineData("{\"name\":\"SIV\",\"shapes\":[{\"upper\":65.0}]}", FaultReason.UnknownFormat, "shapes")]
    [InlineData("$ICAO,$Registration\n00412D,Z-WPF\n", FaultReason.UnknownFormat, "time, latitude")]
    [InlineData("{\"file\":\"kml\",\"icao\":null,\"start\":null,\"lonlatalt_m\":[[-118.3,33.8,1000.0]]}\n{\"file\":\"b\"}\n", FaultReason.UnknownFormat, "lonlatalt_m")]
    public void What_is_not_position_reports_is_named_and_not_read(string text, FaultReason reason, string? hint)
    {
        var probe = FeedProbe.RowsOf(text);
        Assert.Empty(probe.Rows);
        Assert.Equal(reason, probe.Single.Reason);
        if (hint is not null)
            Assert.Contains(hint, probe.Single.Excerpt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    [InlineData(true, true, 1)]
    public void Swapped_columns_are_told_by_movement_read_right_and_said(bool swapPositions, bool swapSpeed, int faults)
    {
        var text = new StringBuilder("time,icao24," + (swapPositions ? "lon,lat" : "lat,lon") + "," + (swapSpeed ? "track,gs" : "gs,track") + "\n");

        // 240 kt on 060: 4 NM a minute, 2 of them north.
        for (var i = 0; i < 40; i++)
            text.AppendLine(CultureInfo.InvariantCulture, $"{1700000000 + (i * 60)},abc123,{20 + (i * 2 / 60.0):0.0000},{-80 + (i * 4 * Math.Sin(Math.PI / 3) / 60 / Math.Cos(20.6 * Math.PI / 180)):0.0000},240,60");
        var probe = FeedProbe.RowsOf(text.ToString());
        Assert.Equal(faults, probe.Faults.Count);
        Assert.All(probe.Faults, static fault => Assert.Equal(FaultReason.Implausible, fault.Reason));
        Assert.Equal(40, probe.Rows.Count);
        Assert.All(probe.Rows, static row => Assert.InRange(row.Report.Latitude, 19, 23));
        Assert.All(probe.Rows, static row => Assert.Equal((240f, 60f), (row.Report.GroundSpeedKnots, row.Report.TrackDegrees)));
    }

    [Fact]
    public void The_radar_sample_with_swapped_names_is_over_the_united_states()
    {
        var probe = FeedProbe.RowsOf(File.ReadAllBytes(TestData.Find("flights", "tracktable", "SampleFlightsUS.csv")));
        Assert.Equal(6949, probe.Rows.Count);

        // One row of the sample itself says -33 for 33; cleaning sets that jump aside.
        Assert.Equal([-33.0], probe.Rows.Select(static row => row.Report.Latitude).Where(static latitude => latitude is < 15 or > 65));
        Assert.All(probe.Rows, static row => Assert.InRange(row.Report.Longitude, -170, -50));
        Assert.Equal([FaultReason.Implausible, FaultReason.Assumed, FaultReason.Assumed], probe.Faults.Select(static fault => fault.Reason).Order());
        Assert.Equal(25, probe.Rows.Select(static row => row.Identity).Distinct().Count());
    }

    [Fact]
    public void Every_real_file_of_rows_is_read_whole_and_as_named()
    {
        var files = Directory.EnumerateFiles(TestData.Find("flights", "traffic"), "*.json.gz", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(TestData.Find("flights", "adsbao"), "*-*.json"))
            .Append(TestData.Find("flights", "eastham", "tests", "fixtures", "v2_pipeline", "grid", "20250601", "20250601_36_-122.gz"))
            .Where(static file => !file.Contains("fuelflow", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 40);
        foreach (var file in files)
        {
            var probe = FeedProbe.RowsOf(File.ReadAllBytes(file));
            Assert.True(probe.Rows.Count > 30, file);
            Assert.True(probe.Faults.TrueForAll(static fault => fault.Reason == FaultReason.Implausible && !fault.Excerpt!.Contains("swapped", StringComparison.Ordinal)), file + ": " + string.Join("; ", probe.Faults.Take(3)));
        }
    }

    [Fact]
    public void A_file_of_measurements_without_positions_says_what_is_missing()
    {
        var probe = FeedProbe.RowsOf(File.ReadAllBytes(TestData.Find("flights", "traffic", "performance", "fuelflow_a320.json.gz")));
        Assert.Empty(probe.Rows);
        Assert.Equal(["latitude", "longitude"], probe.Faults.Select(static fault => fault.Field));
    }
}
