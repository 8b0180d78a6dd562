using System.Globalization;
using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Tests.Feeds;

/// <summary>GPX and KML.</summary>
public class XmlTrackTests
{
    // GPX 1.1 with Garmin's extension.
    private const string Gpx = """
        <?xml version="1.0" encoding="UTF-8"?>
        <gpx version="1.1" creator="Garmin" xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">
          <metadata><time>2025-02-03T12:00:00Z</time></metadata>
          <wpt lat="25.0" lon="-110.0"><name>VOR</name></wpt>
          <trk><name>XA-ABC</name>
            <trkseg>
              <trkpt lat="24.5123" lon="-110.7234"><ele>304.8</ele><time>2025-02-03T13:41:00Z</time><extensions><gpxtpx:TrackPointExtension><gpxtpx:speed>51.4444444</gpxtpx:speed><gpxtpx:course>90.5</gpxtpx:course></gpxtpx:TrackPointExtension></extensions></trkpt>
              <trkpt lat="24.5123" lon="-110.7134"><ele>310</ele><time>2025-02-03T13:41:10.5Z</time></trkpt>
            </trkseg>
            <trkseg><trkpt lat="24.6" lon="-110.6"><time>2025-02-03T07:41:20-06:00</time></trkpt></trkseg>
          </trk>
          <trk><name>a1b2c3</name><trkseg><trkpt lat="20" lon="-100"><time>2025-02-03T13:41:00</time></trkpt></trkseg></trk>
        </gpx>
        """;

    // GPX 1.0, as GPSBabel writes it.
    private const string OldGpx = """<?xml version="1.0"?><gpx version="1.0" creator="GPSBabel" xmlns="http://www.topografix.com/GPX/1/0"><trk><name>EC120</name><trkseg><trkpt lat="46.5" lon="7.1"><ele>1520.0</ele><time>2009-10-17T18:37:26Z</time><course>210.0</course><speed>40.0</speed></trkpt></trkseg></trk></gpx>""";

    // FlightAware: times first, then places.
    private const string FlightAware = """
        <?xml version="1.0" encoding="UTF-8"?>
        <kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>
            <Placemark><name>src</name><Point><coordinates>-0.039302,51.496711,100</coordinates></Point></Placemark>
            <Placemark><name>BAW123</name><description>route-desc</description>
                <gx:Track><extrude>1</extrude><tessellate>1</tessellate><altitudeMode>absolute</altitudeMode>
                    <when>2020-05-22T20:12:49Z</when>
                    <when>2020-05-22T20:13:09Z</when>
                    <gx:coord>-0.039302 51.496711 100</gx:coord>
                    <gx:coord>-0.039402 51.496811 304.8</gx:coord>
                </gx:Track></Placemark>
        </Document></kml>
        """;

    // Flightradar24: points with times under "Route", lines without under "Trail".
    private const string Flightradar = """
        <?xml version="1.0" encoding="UTF-8"?>
        <kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>AM123/AMX123</name>
        <Folder><name>Route</name>
        <Placemark><name>2025-02-03 13:41:00 UTC</name><TimeStamp><when>2025-02-03T13:41:00+00:00</when></TimeStamp><Point><altitudeMode>absolute</altitudeMode><coordinates>-110.7234,24.5123,304.8</coordinates></Point></Placemark>
        <Placemark><name>2025-02-03 13:42:00 UTC</name><TimeStamp><when>2025-02-03T13:42:00+00:00</when></TimeStamp><Point><altitudeMode>absolute</altitudeMode><coordinates>-110.6234,24.5123,609.6</coordinates></Point></Placemark>
        </Folder>
        <Folder><name>Trail</name><Placemark><MultiGeometry><LineString><altitudeMode>absolute</altitudeMode><coordinates>-110.7234,24.5123,304.8 -110.6234,24.5123,609.6</coordinates></LineString></MultiGeometry></Placemark></Folder>
        </Document></kml>
        """;

    [Fact]
    public void A_gpx_track_is_one_aircraft_and_its_segments_are_one_track()
    {
        var probe = FeedProbe.RowsOf(Gpx);
        Assert.Empty(probe.Faults);
        Assert.Equal(["XA-ABC", "XA-ABC", "XA-ABC", "a1b2c3"], probe.Rows.Select(static row => row.Identity));
        Assert.Equal([Time(0), Time(10_500), Time(20_000), Time(0)], probe.Rows.Select(static row => row.Report.Time));
        var first = probe.Rows[0].Report;
        Assert.Equal((24.5123, -110.7234, ReportFlags.AltitudeGeometric), (first.Latitude, first.Longitude, first.Flags));
        Assert.Equal((1000f, 100f, 90.5f), (MathF.Round(first.AltitudeFeet, 2), MathF.Round(first.GroundSpeedKnots, 2), first.TrackDegrees));
    }

    [Fact]
    public void Gpx_1_0_has_speed_and_course_of_its_own_and_gzip_is_read()
    {
        foreach (var probe in (FeedProbe[])[FeedProbe.RowsOf(OldGpx), FeedProbe.RowsOf(FeedProbe.Gzip(OldGpx)), FeedProbe.RowsOf(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(OldGpx)).ToArray())])
        {
            Assert.Empty(probe.Faults);
            var report = Assert.Single(probe.Rows).Report;
            Assert.Equal((77.75f, 210f, 4987f), (MathF.Round(report.GroundSpeedKnots, 2), report.TrackDegrees, MathF.Round(report.AltitudeFeet)));
        }
    }

    [Theory]
    [InlineData("<trkpt lat=\"94.5\" lon=\"7\"><time>2025-02-03T13:41:00Z</time></trkpt>", FaultReason.OutOfRange, "latitude")]
    [InlineData("<trkpt lat=\"4.5\" lon=\"187\"><time>2025-02-03T13:41:00Z</time></trkpt>", FaultReason.OutOfRange, "longitude")]
    [InlineData("<trkpt lat=\"4.5x\" lon=\"7\"><time>2025-02-03T13:41:00Z</time></trkpt>", FaultReason.NotANumber, "latitude")]
    [InlineData("<trkpt lat=\"4.5\" lon=\"7\"><time>yesterday</time></trkpt>", FaultReason.BadTime, "time")]
    [InlineData("<trkpt lat=\"4.5\" lon=\"7\"><time>1970-01-01T00:00:00Z</time></trkpt>", FaultReason.BadTime, "time")]
    [InlineData("<trkpt lat=\"4.5\" lon=\"7\"><time>2200-01-01T00:00:00Z</time></trkpt>", FaultReason.BadTime, "time")]
    [InlineData("<trkpt lat=\"4.5\" lon=\"7\"/>", FaultReason.Missing, "time")]
    [InlineData("<trkpt lat=\"4.5\" lon=\"7\"><time/><ele/></trkpt>", FaultReason.Missing, "time")]
    public void A_bad_point_is_a_fault_with_its_line_and_the_others_stay(string bad, FaultReason reason, string field)
    {
        const string Good = "<trkpt lat=\"4.5\" lon=\"7\"><time>2025-02-03T13:41:00Z</time></trkpt>";
        var probe = FeedProbe.RowsOf("<gpx><trk><name>X</name><trkseg>\n" + Good + "\n" + bad + "\n" + Good + "</trkseg></trk></gpx>");
        Assert.Equal(2, probe.Rows.Count);
        Assert.Equal((reason, field, 3), (probe.Single.Reason, probe.Single.Field!, probe.Single.Line!.Value));
    }

    [Fact]
    public void A_nameless_track_bears_the_files_name_and_that_is_said()
    {
        const string Track = "<trk><trkseg><trkpt lat=\"4.5\" lon=\"7\"><time>2025-02-03T13:41:00Z</time></trkpt></trkseg></trk>";
        var probe = FeedProbe.RowsOf("<gpx>" + Track + Track + "</gpx>");
        Assert.Equal(["own", "own-2"], probe.Rows.Select(static row => row.Identity));
        Assert.All(probe.Faults, static fault => Assert.Equal((FaultReason.Assumed, "name"), (fault.Reason, fault.Field!)));
        Assert.Equal(2, probe.Faults.Count);
    }

    [Fact]
    public void A_kml_track_pairs_times_and_places_in_either_order()
    {
        var interleaved = FlightAware.Replace("<when>2020-05-22T20:13:09Z</when>", "", StringComparison.Ordinal).Replace("<gx:coord>-0.039402", "<when>2020-05-22T20:13:09Z</when><gx:coord>-0.039402", StringComparison.Ordinal);
        foreach (var text in (string[])[FlightAware, interleaved])
        {
            var probe = FeedProbe.RowsOf(text);
            Assert.Empty(probe.Faults);
            Assert.Equal([("BAW123", 51.496711, -0.039302), ("BAW123", 51.496811, -0.039402)], probe.Rows.Select(static row => (row.Identity, row.Report.Latitude, row.Report.Longitude)));
            Assert.Equal(20_000, probe.Rows[1].Report.Time - probe.Rows[0].Report.Time);
            Assert.Equal(1000f, MathF.Round(probe.Rows[1].Report.AltitudeFeet, 2));
        }
    }

    [Fact]
    public void Heights_above_the_ground_are_no_altitudes_and_a_folder_may_name_the_aircraft()
    {
        var probe = FeedProbe.RowsOf("""
            <kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Folder><name>2025-10-15</name><Folder><name>XA-ADC</name><Placemark><Style/>
            <gx:Track><altitudeMode>relativeToGround</altitudeMode><when>2025-10-15T04:35:50.490Z</when><gx:coord>-99.083 19.428 2500</gx:coord></gx:Track></Placemark></Folder></Folder></Document></kml>
            """);
        Assert.Equal(("XA-ADC", float.NaN), (Assert.Single(probe.Rows).Identity, probe.Rows[0].Report.AltitudeFeet));
    }

    [Fact]
    public void Points_that_bear_times_are_a_track_and_lines_beside_them_are_said_not_to_be_read()
    {
        var probe = FeedProbe.RowsOf(Flightradar);
        Assert.Equal([("AM123/AMX123", Time(0), 24.5123), ("AM123/AMX123", Time(60_000), 24.5123)], probe.Rows.Select(static row => (row.Identity, row.Report.Time, row.Report.Latitude)));
        Assert.Equal([1000f, 2000f], probe.Rows.Select(static row => MathF.Round(row.Report.AltitudeFeet)));
        Assert.Equal((FaultReason.Missing, "LineString"), (probe.Single.Reason, probe.Single.Field!));
    }

    [Fact]
    public void A_line_without_times_is_refused_with_the_reason()
    {
        var probe = FeedProbe.RowsOf("<kml><Document><Placemark><name>N520PD</name><LineString><coordinates>-118.35,33.88,1000 -118.36,33.89,1000</coordinates></LineString></Placemark></Document></kml>");
        Assert.Empty(probe.Rows);
        Assert.Equal((FaultReason.UnknownFormat, "LineString"), (probe.Single.Reason, probe.Single.Field!));
        Assert.Contains("without times", probe.Single.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_and_places_without_counterpart_are_counted()
    {
        var probe = FeedProbe.RowsOf(FlightAware.Replace("<when>2020-05-22T20:13:09Z</when>", "", StringComparison.Ordinal));
        Assert.Single(probe.Rows);
        Assert.Equal((FaultReason.Missing, "when"), (probe.Single.Reason, probe.Single.Field!));
    }

    [Fact]
    public void A_time_without_zone_is_local_where_the_zone_is_named_else_utc_and_said()
    {
        var local = FlightAware.Replace("20:12:49Z", "20:12:49", StringComparison.Ordinal);
        var assumed = FeedProbe.RowsOf(local);
        Assert.Equal((FaultReason.Assumed, "time"), (assumed.Single.Reason, assumed.Single.Field!));
        Assert.Equal(3_600_000, assumed.Rows[0].Report.Time - FeedProbe.RowsOf(local, new() { TimeZone = DateTimeZoneProviders.Tzdb["Europe/London"] }).Rows[0].Report.Time);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><gpx><trk><name>&b;</name></trk></gpx>", FaultReason.Refused)]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE kml SYSTEM \"file:///etc/passwd\"><kml/>", FaultReason.Refused)]
    [InlineData("<gpx><trk><name>X</name>", FaultReason.TruncatedXml)]
    [InlineData("<gpx><trk></gpx>", FaultReason.MalformedXml)]
    [InlineData("<gpx>\0</gpx>", FaultReason.MalformedXml)]
    [InlineData("<gpx><rte><rtept lat=\"1\" lon=\"2\"/></rte></gpx>", FaultReason.UnknownFormat)]
    [InlineData("<kml><Document/></kml>", FaultReason.UnknownFormat)]
    [InlineData("<html><body/></html>", FaultReason.UnknownFormat)]
    [InlineData("<events><event type=\"a-h-A\"/></events>", FaultReason.Refused)]
    public void What_is_no_sound_track_file_is_named_and_not_read(string text, FaultReason reason)
    {
        var probe = FeedProbe.RowsOf(text);
        Assert.Empty(probe.Rows);
        Assert.Contains(probe.Faults, fault => fault.Reason == reason);
    }

    [Fact]
    public void A_text_without_end_does_not_fill_the_memory()
    {
        var endless = new byte[20 << 20];
        "<gpx><trk><name>"u8.CopyTo(endless);
        endless.AsSpan(16).Fill((byte)'a');
        Assert.Equal(FaultReason.TooLarge, FeedProbe.RowsOf(endless).Single.Reason);
    }

    [Fact]
    public void Random_and_mutated_track_files_never_throw_and_never_hang()
    {
        Fuzz.Check(Fuzz.Of([.. ((string[])[Gpx, OldGpx, FlightAware, Flightradar]).Select(Encoding.UTF8.GetBytes), FeedProbe.Gzip(Gpx)]), null, 3000);
        Fuzz.Check(Fuzz.Behind("<gpx><trk><name>X</name><trkseg>"u8.ToArray()), null, 500);
    }

    private static long Time(long milliseconds) => DateTimeOffset.Parse("2025-02-03T13:41:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() + milliseconds;
}
