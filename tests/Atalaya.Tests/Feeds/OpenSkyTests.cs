using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Tests.Feeds;

/// <summary>OpenSky's state vectors: the REST interface's answers and the dumps.</summary>
public class OpenSkyTests
{
    private const string Answer = """{"time":1458564121,"states":[["3c6444","DLH9LF  ","Germany",1458564120,1458564120,6.1546,50.1964,9639.3,false,232.88,98.26,4.55,null,9547.86,"1000",false,0],["3e1bf9",null,"Germany",1458564106,1458564110,8.5631,50.0379,null,true,5.14,247.5,null,[1,2],121.92,null,false,2],["a0b1c2","N12345  ","United States",null,1458564121,null,null,3048.0,false,60.0,10.0,0.0,null,null,"1200",false,0]]}""";

    private const string DumpHeader = "time,icao24,lat,lon,velocity,heading,vertrate,callsign,onground,alert,spi,squawk,baroaltitude,geoaltitude,lastposupdate,lastcontact\n";

    // The first is of the states data set.
    private const string Dump = DumpHeader + """
        1672575671,39c902,43.289794921875,5.40233523346657,3.450995263850706,296.565051177078,5.85216,SAMU13,True,True,True,NaN,-45.72,121.92,1672575670.76,1672575670.797
        1672575680,ae68a5,22.5,-110.7,205.8,151.0,-0.32512,TOPCT31 ,false,false,false,1200,,7620.0,1672575679.9,1672575679.95
        1672575690,ae68a5,22.5,-110.7,205.8,151.0,-0.32512,TOPCT31 ,false,false,false,1200,,7620.0,1672575679.9,1672575689.1
        1672575700,ae68a5,22.48,-110.69,205.8,151.0,0,TOPCT31 ,false,false,false,1200,7315.2,7620.0,1672575699.2,1672575699.9
        1672575700,a00001,,,,,,,false,false,false,,,,,1672575699.9

        """;

    [Fact]
    public void States_are_in_si_units_with_longitude_first_and_of_the_positions_time()
    {
        var probe = FeedProbe.RowsOf(Answer);
        Assert.Empty(probe.Faults);
        Assert.Equal(["3c6444", "3e1bf9"], probe.Rows.Select(static row => row.Identity));
        var (first, second) = (probe.Rows[0].Report, probe.Rows[1].Report);
        Assert.Equal(("DLH9LF", 1458564120000, 50.1964, 6.1546), (probe.Rows[0].Callsign!, first.Time, first.Latitude, first.Longitude));
        Assert.Equal((31625f, 452.7f, 98.26f, 896f), (MathF.Round(first.AltitudeFeet), MathF.Round(first.GroundSpeedKnots, 1), first.TrackDegrees, MathF.Round(first.VerticalRateFeetPerMinute)));
        Assert.Equal((ReportSource.Adsb, ReportFlags.None), (first.Source, first.Flags));
        Assert.Equal((1458564106000, ReportSource.Mlat, ReportFlags.OnGround), (second.Time, second.Source, second.Flags));
        Assert.Equal(1, probe.Counts[FaultReason.NoPosition]);
    }

    [Fact]
    public void Answers_line_by_line_repeat_a_position_until_its_time_changes()
    {
        static string At(int time, int position) => $"{{\"time\":{time},\"states\":[[\"3c6444\",\"DLH9LF  \",\"Germany\",{position},{time},6.15,50.19,9639.3,false,232.88,98.26,4.55,null,9547.86,\"1000\",false,0]]}}";
        string[] answers = [At(1458564121, 1458564120), At(1458564126, 1458564120), At(1458564131, 1458564130)];
        foreach (var text in (string[])[string.Join('\n', answers), "[" + string.Join(',', answers) + "]"])
        {
            var probe = FeedProbe.RowsOf(text);
            Assert.Empty(probe.Faults);
            Assert.Equal([1458564120000, 1458564130000], probe.Rows.Select(static row => row.Report.Time));
            Assert.Equal(1, probe.Counts[FaultReason.Repeated]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_dump_gives_each_position_once_at_its_own_time_in_si_units(bool isGzip)
    {
        // What the user says of the units of rows is not about these.
        var options = new RowOptions { Altitude = AltitudeUnit.Feet, Speed = SpeedUnit.Knots };
        var probe = isGzip ? FeedProbe.RowsOf(FeedProbe.Gzip(Dump), options) : FeedProbe.RowsOf(Dump, options);
        Assert.Empty(probe.Faults);
        Assert.Equal([("39c902", 1672575670760), ("ae68a5", 1672575679900), ("ae68a5", 1672575699200)], probe.Rows.Select(static row => (row.Identity, row.Report.Time)));
        Assert.Equal((1, 1), (probe.Counts[FaultReason.Repeated], probe.Counts[FaultReason.NoPosition]));
        Assert.Equal((ReportFlags.OnGround, ReportFlags.AltitudeGeometric, ReportFlags.None), (probe.Rows[0].Report.Flags, probe.Rows[1].Report.Flags, probe.Rows[2].Report.Flags));
        Assert.Equal((25000f, 24000f), (MathF.Round(probe.Rows[1].Report.AltitudeFeet), MathF.Round(probe.Rows[2].Report.AltitudeFeet)));
        Assert.Equal((400f, -64f), (MathF.Round(probe.Rows[1].Report.GroundSpeedKnots), MathF.Round(probe.Rows[1].Report.VerticalRateFeetPerMinute)));
    }

    [Fact]
    public void States_under_the_rest_interfaces_names_are_rows_of_the_same_kind()
    {
        const string Csv = "icao24,callsign,origin_country,time_position,last_contact,longitude,latitude,baro_altitude,on_ground,velocity,true_track,vertical_rate\n3c6444,DLH9LF  ,Germany,1458564120,1458564120,6.1546,50.1964,9639.3,False,232.88,98.26,4.55\n";
        const string Json = """[{"icao24":"3c6444","callsign":"DLH9LF  ","origin_country":"Germany","time_position":1458564120,"last_contact":1458564120,"longitude":6.1546,"latitude":50.1964,"baro_altitude":9639.3,"on_ground":false,"velocity":232.88,"true_track":98.26,"vertical_rate":4.55}]""";
        foreach (var text in (string[])[Csv, Json])
        {
            var probe = FeedProbe.RowsOf(text);
            Assert.Empty(probe.Faults);
            var report = Assert.Single(probe.Rows).Report;
            Assert.Equal((1458564120000, 31625f, 453f, 896f), (report.Time, MathF.Round(report.AltitudeFeet), MathF.Round(report.GroundSpeedKnots), MathF.Round(report.VerticalRateFeetPerMinute)));
        }
    }

    [Theory]
    [InlineData("1672575700,,22.48,-110.69,205.8,151.0,0,X,false,false,false,1200,7315.2,7620.0,1672575699.2,1672575699.9", FaultReason.Missing, "identity")]
    [InlineData("1672575700,ae68a5,92.48,-110.69,205.8,151.0,0,X,false,false,false,1200,7315.2,7620.0,1672575699.2,1672575699.9", FaultReason.OutOfRange, "latitude")]
    [InlineData("1672575700,ae68a5,22.48,-210.69,205.8,151.0,0,X,false,false,false,1200,7315.2,7620.0,1672575699.2,1672575699.9", FaultReason.OutOfRange, "longitude")]
    [InlineData("1672575700,ae68a5,22.48,-110.69,205.8,151.0,0,X,false,false,false,1200,7315.2,7620.0,0,1672575699.9", FaultReason.BadTime, "time")]
    [InlineData("1672575700,ae68a5,22.48,-110.69,205.8,151.0,0,X,false,false,false,1200,7315.2,7620.0,1662575700,1672575699.9", FaultReason.BadTime, "positiontime")]
    [InlineData("1672575700,ae68a5,22.48,-110.69,205.8,151.0,0,X,false,false,false,1200,7315.2,7620.0,-5,1672575699.9", FaultReason.BadTime, "positiontime")]
    [InlineData("noon,ae68a5,22.48,-110.69,205.8,151.0,0,X,false,false,false,1200,7315.2,7620.0,1672575699.2,1672575699.9", FaultReason.BadTime, "time")]
    [InlineData("1672575700,ae68a5,x,-110.69,205.8,151.0,0,X,false,false,false,1200,7315.2,7620.0,1672575699.2,1672575699.9", FaultReason.NotANumber, "latitude")]
    public void A_bad_row_of_a_dump_is_a_fault_with_its_line(string bad, FaultReason reason, string field)
    {
        var probe = FeedProbe.RowsOf(Dump + bad + "\n");
        Assert.Equal(3, probe.Rows.Count);
        Assert.Equal((reason, field), (probe.Single.Reason, probe.Single.Field!));
        Assert.InRange(probe.Single.Line!.Value, 6, 7);
    }

    [Theory]
    [InlineData("""["3c6444","X","Germany",1458564120,1458564120]""", FaultReason.Missing, "columns")]
    [InlineData("""[null,"X","Germany",1458564120,1458564120,6.15,50.19,9639.3,false,1,1,1,null,1,"1000",false,0]""", FaultReason.Missing, "identity")]
    [InlineData("""["3c6444","X","Germany",1458564120,1458564120,6.15,-90.19,9639.3,false,1,1,1,null,1,"1000",false,0]""", FaultReason.OutOfRange, "latitude")]
    [InlineData("""["3c6444","X" "Germany",1458564120]""", FaultReason.MalformedJson, null)]
    [InlineData("null", FaultReason.MalformedJson, "states")]
    public void A_bad_state_is_a_fault_with_its_place_and_the_others_stay(string bad, FaultReason reason, string? field)
    {
        var probe = FeedProbe.RowsOf(Answer.Replace("[[", "[" + bad + ",[", StringComparison.Ordinal));
        Assert.Equal(2, probe.Rows.Count);
        Assert.Equal((reason, field), (probe.Single.Reason, probe.Single.Field));
        Assert.InRange(probe.Single.ByteOffset!.Value, 29, 29 + bad.Length);
    }

    [Fact]
    public void No_states_are_no_fault_and_a_cut_answer_keeps_what_came_before()
    {
        var none = FeedProbe.RowsOf("""{"time":1458564121,"states":null}""");
        Assert.Empty(none.Faults);
        Assert.Equal(1, none.Counts[FaultReason.Empty]);
        var cut = FeedProbe.RowsOf(Answer[..250]);
        Assert.Equal("3c6444", Assert.Single(cut.Rows).Identity);
        Assert.Equal(FaultReason.TruncatedJson, cut.Single.Reason);
    }

    [Fact]
    public void Random_and_mutated_states_never_throw_and_never_hang()
    {
        Fuzz.Check(Fuzz.Of(Encoding.UTF8.GetBytes(Answer), Encoding.UTF8.GetBytes(Answer + "\n" + Answer), Encoding.UTF8.GetBytes(Dump), FeedProbe.Gzip(Dump)), null, 3000);
        Fuzz.Check(Fuzz.Behind("{\"time\":1458564121,\"states\":[["u8.ToArray()), null, 500);
        Fuzz.Check(Fuzz.Behind(Encoding.UTF8.GetBytes(DumpHeader)), null, 500);
    }
}
