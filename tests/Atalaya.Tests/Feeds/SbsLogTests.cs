using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Tests.Feeds;

/// <summary>Logs of port 30003. The lines are those of Kinetic's own description of the socket, of RadarBox, and of the shared data.</summary>
public class SbsLogTests
{
    // BaseStation, from the description of the socket.
    private const string BaseStation = """
        STA,,5,179,400AE7,10103,2008/11/28,14:58:51.153,2008/11/28,14:58:51.153,RM
        MSG,4,5,211,4CA2D6,10057,2008/11/28,14:53:49.986,2008/11/28,14:58:51.153,,,408.3,146.4,,,64,,,,,
        MSG,8,5,211,4CA2D6,10057,2008/11/28,14:53:50.391,2008/11/28,14:58:51.153,,,,,,,,,,,,0
        MSG,4,5,211,4CA2D6,10057,2008/11/28,14:53:50.391,2008/11/28,14:58:51.153,,,408.3,146.4,,,64,,,,,
        MSG,3,5,211,4CA2D6,10057,2008/11/28,14:53:50.594,2008/11/28,14:58:51.153,,37000,,,51.45735,-1.02826,,,0,0,0,0
        MSG,8,5,812,ABBEE3,10095,2008/11/28,14:53:50.594,2008/11/28,14:58:51.153,,,,,,,,,,,,0
        MSG,3,5,276,4010E9,10088,2008/11/28,14:53:49.986,2008/11/28,14:58:51.153,,28000,,,53.02551,-2.91389,,,0,0,0,0
        MSG,4,5,276,4010E9,10088,2008/11/28,14:53:50.188,2008/11/28,14:58:51.153,,,459.4,20.2,,,64,,,,,
        MSG,3,5,276,4010E9,10088,2008/11/28,14:53:50.594,2008/11/28,14:58:51.153,,28000,,,53.02677,-2.91310,,,0,0,0,0

        """;

    private static readonly RowOptions London = new() { TimeZone = DateTimeZoneProviders.Tzdb["Europe/London"] };
    private static readonly RowOptions LosAngeles = new() { TimeZone = DateTimeZoneProviders.Tzdb["America/Los_Angeles"] };

    [Fact]
    public void A_position_takes_the_velocity_that_came_before_it()
    {
        var probe = FeedProbe.RowsOf(BaseStation, London);
        Assert.Empty(probe.Faults);
        Assert.Equal(
            [
                new("4ca2d6", null, null, null, null, new(Time(2008, 11, 28, 14, 53, 50, 594), 51.45735, -1.02826, 37000, 408.3f, 146.4f, 64, ReportFlags.None, ReportSource.Adsb)),
                new("4010e9", null, null, null, null, new(Time(2008, 11, 28, 14, 53, 49, 986), 53.02551, -2.91389, 28000, Source: ReportSource.Adsb)),
                new("4010e9", null, null, null, null, new(Time(2008, 11, 28, 14, 53, 50, 594), 53.02677, -2.91310, 28000, 459.4f, 20.2f, 64, ReportFlags.None, ReportSource.Adsb)),
            ],
            probe.Rows);
    }

    [Fact]
    public void Without_the_receivers_zone_nothing_is_read_and_the_fault_says_what_to_do()
    {
        var probe = FeedProbe.RowsOf(BaseStation);
        Assert.Empty(probe.Rows);
        Assert.Equal((FaultReason.Missing, "time-zone"), (probe.Single.Reason, probe.Single.Field!));
        Assert.Contains("--time-zone", probe.Single.Excerpt, StringComparison.Ordinal);
    }

    // RadarBox fills in what it knows; callsigns come with MSG,1 and from the program with ID.
    [Theory]
    [InlineData("MSG,1,64,522,4006B3,1509068,2009/06/19,07:12:51.870,2009/06/19,07:22:52.273,BAW4J   ,,,,,,,,,,,")]
    [InlineData("ID ,,64,522,4006B3,1509068,2009/06/19,07:12:42.992,2009/06/19,07:12:42.992,BAW4J")]
    [InlineData("MSG,1,0,0,4006B3,0,2009/06/19,06:15:17.421,2009/06/19,06:20:17.421,BAW4J,17750,381,097,51.4854,-1.9028,-2496,4244,0,0,0,0")]
    public void A_callsign_holds_for_the_positions_after_it(string line)
    {
        const string Position = "MSG,3,0,0,4006B3,0,2009/06/19,07:15:05.984,2009/06/19,07:20:05.984,,18225,390,097,51.4870,-1.9225,-2432,4244,0,0,0,0\r\n";
        var probe = FeedProbe.RowsOf(Position + line + "\r\n" + Position, London);
        Assert.Empty(probe.Faults);
        Assert.Equal([null, "BAW4J"], probe.Rows.Select(static row => row.Callsign));
        Assert.Equal((18225f, 390f, 97f, -2432f), (probe.Rows[1].Report.AltitudeFeet, probe.Rows[1].Report.GroundSpeedKnots, probe.Rows[1].Report.TrackDegrees, probe.Rows[1].Report.VerticalRateFeetPerMinute));

        // British summer time.
        Assert.Equal(Time(2009, 6, 19, 6, 15, 5, 984), probe.Rows[1].Report.Time);
    }

    [Fact]
    public void A_velocity_of_long_ago_is_no_longer_the_aircrafts()
    {
        var probe = FeedProbe.RowsOf(
            """
            MSG,4,1,1,4CA2D6,1,2008/11/28,14:53:00.000,2008/11/28,14:53:00.000,,,408.3,146.4,,,64,,,,,
            MSG,5,1,1,4CA2D6,1,2008/11/28,14:53:00.000,2008/11/28,14:53:00.000,,36975,,,,,,,0,,0,0
            MSG,3,1,1,4CA2D6,1,2008/11/28,14:53:10.000,2008/11/28,14:53:10.000,,,,,51.45735,-1.02826,,,0,0,0,0
            MSG,3,1,1,4CA2D6,1,2008/11/28,14:53:10.001,2008/11/28,14:53:10.001,,,,,51.45735,-1.02926,,,0,0,0,0
            """,
            London);
        Assert.Equal([408.3f, float.NaN], probe.Rows.Select(static row => row.Report.GroundSpeedKnots));
        Assert.Equal([36975f, float.NaN], probe.Rows.Select(static row => row.Report.AltitudeFeet));
    }

    [Fact]
    public void Surface_positions_and_the_ground_flag_are_on_the_ground_and_multilateration_is_told()
    {
        var probe = FeedProbe.RowsOf(
            """
            MSG,2,1,1,4CA2D6,1,2008/11/28,14:53:00.000,2008/11/28,14:53:00.000,,0,12.5,90,51.47,-0.46,,,,,,
            MSG,3,1,1,4CA2D7,1,2008/11/28,14:53:00.000,2008/11/28,14:53:00.000,,125,,,51.47,-0.46,,,0,0,0,-1
            MLAT,3,1,1,4CA2D8,1,2008/11/28,14:53:00.000,2008/11/28,14:53:00.000,,125,,,51.47,-0.46,,,0,0,0,0
            """,
            London);
        Assert.Equal([ReportFlags.OnGround, ReportFlags.OnGround, ReportFlags.None], probe.Rows.Select(static row => row.Report.Flags));
        Assert.Equal(ReportSource.Mlat, probe.Rows[2].Report.Source);
    }

    [Fact]
    public void The_hour_that_autumn_repeats_is_told_by_the_lines_before()
    {
        static string Line(string time) => $"MSG,3,1,1,A8B3D4,1,2015/11/01,{time},2015/11/01,{time},,4766,169,359,34.0624,-118.4059,773,,,,,\n";
        var probe = FeedProbe.RowsOf(string.Concat(((string[])["00:30:00.000", "01:10:00.000", "01:59:59.000", "01:00:01.000", "01:40:00.000", "02:00:00.000"]).Select(Line)), LosAngeles);
        Assert.Equal([0, 40 * 60, (89 * 60) + 59, (90 * 60) + 1, 130 * 60, 150 * 60], probe.Rows.Select(row => (row.Report.Time - probe.Rows[0].Report.Time) / 1000));
    }

    [Theory]
    [InlineData("MSG,3,1,1,,1,2015/11/01,19:27:30.327,2015/11/01,19:27:30.327,,4766,169,359,34.0624,-118.4059,773,,,,,", FaultReason.Missing, "hex ident")]
    [InlineData("MSG,3,1,1,000000,1,2015/11/01,19:27:30.327,2015/11/01,19:27:30.327,,4766,169,359,34.0624,-118.4059,773,,,,,", FaultReason.Missing, "hex ident")]
    [InlineData("MSG,9,1,1,A8B3D4,1,2015/11/01,19:27:30.327,2015/11/01,19:27:30.327,,4766,169,359,34.0624,-118.4059,773,,,,,", FaultReason.OutOfRange, "transmission type")]
    [InlineData("MSG,3,1,1,A8B3D4,1,2015/13/01,19:27:30.327,,,,4766,169,359,34.0624,-118.4059,773,,,,,", FaultReason.BadTime, "date and time generated")]
    [InlineData("MSG,3,1,1,A8B3D4,1,1970/01/01,00:00:01.000,1970/01/01,00:00:01.000,,4766,169,359,34.0624,-118.4059,773,,,,,", FaultReason.BadTime, "time")]
    [InlineData("MSG,3,1,1,A8B3D4,1,2150/01/01,00:00:01.000,2150/01/01,00:00:01.000,,4766,169,359,34.0624,-118.4059,773,,,,,", FaultReason.BadTime, "time")]
    [InlineData("MSG,3,1,1,A8B3D4,1,2015/11/01,19:27:30.327,2015/11/01,19:27:30.327,,4766,169,359,94.0624,-118.4059,773,,,,,", FaultReason.OutOfRange, "latitude")]
    [InlineData("MSG,3,1,1,A8B3D4,1,2015/11/01,19:27:30.327,2015/11/01,19:27:30.327,,4766,169,359,34.0624,-190.4059,773,,,,,", FaultReason.OutOfRange, "longitude")]
    [InlineData("MSG,3,1,1,A8B3D4,1,2015/11/01,19:27:30.327,2015/11/01,19:27:30.327,,4766,169,359,34.o624,-118.4059,773,,,,,", FaultReason.NotANumber, "latitude")]
    [InlineData("MSG,3,1,1,A8B3D4,1,2015/11/01,19:27:30.327,2015/11/01,19:27:30", FaultReason.Missing, "columns")]
    [InlineData("Warning: receiver restarted", FaultReason.UnknownFormat, "message type")]
    public void A_bad_line_is_a_fault_with_its_number_and_the_others_stay(string bad, FaultReason reason, string field)
    {
        const string Good = "MSG,3,1,1,A8B3D4,1,2015/11/01,19:27:36.713,2015/11/01,19:27:36.713,,4932,169,358,34.0687,-118.4063,933,,,,,\n";
        var probe = FeedProbe.RowsOf(Good + bad + "\n" + Good, LosAngeles);
        Assert.Equal(2, probe.Rows.Count);
        Assert.Equal((reason, field, 2, (long)Good.Length), (probe.Single.Reason, probe.Single.Field!, probe.Single.Line!.Value, probe.Single.ByteOffset!.Value));
    }

    [Fact]
    public void Positions_that_were_not_decoded_are_counted()
    {
        var probe = FeedProbe.RowsOf("MSG,3,1,1,A8B3D4,1,2015/11/01,19:27:36.713,2015/11/01,19:27:36.713,,4932,,,,,,,0,,0,0\n", LosAngeles);
        Assert.Empty(probe.Rows);
        Assert.Equal(1, probe.Counts[FaultReason.NoPosition]);
    }

    [Fact]
    public void The_shared_log_is_read_whole()
    {
        var probe = FeedProbe.RowsOf(File.ReadAllBytes(TestData.Find("flights", "orbital-detector", "N66W.sbs1")), LosAngeles);
        Assert.Empty(probe.Faults);
        Assert.Equal(1502, probe.Rows.Count);
        Assert.All(probe.Rows, static row => Assert.Equal("a8b3d4", row.Identity));
        Assert.Equal(Time(2015, 11, 2, 3, 27, 30, 327), probe.Rows[0].Report.Time);
    }

    [Fact]
    public void Random_and_mutated_logs_never_throw_and_never_hang()
    {
        Fuzz.Check(Fuzz.Of(Encoding.UTF8.GetBytes(BaseStation), FeedProbe.Gzip(BaseStation)), London, 2000);
        Fuzz.Check(Fuzz.Behind("MSG,3,1,1,A8B3D4,1,2015/11/01,"u8.ToArray()), London, 500);
    }

    private static long Time(int year, int month, int day, int hour, int minute, int second, int millisecond) =>
        Instant.FromUtc(year, month, day, hour, minute, second).ToUnixTimeMilliseconds() + millisecond;
}
