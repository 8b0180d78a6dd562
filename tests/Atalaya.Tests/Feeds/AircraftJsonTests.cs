using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Tests.Feeds;

/// <summary>aircraft.json of readsb, and the API that wraps its objects.</summary>
public class AircraftJsonTests
{
    // As readsb 3.14 writes it.
    private const string Readsb = """
        { "now" : 1738586460.501,
          "messages" : 88276439,
          "aircraft" : [
        {"hex":"ae68a5","type":"adsb_icao","flight":"TOPCT31 ","r":"169335","t":"P8","dbFlags":1,"alt_baro":24000,"alt_geom":24650,"gs":411.3,"ias":283,"tas":404,"mach":0.656,"track":151.42,"baro_rate":-64,"geom_rate":-32,"squawk":"1200","emergency":"none","category":"A3","nav_modes":["autopilot","tcas"],"lat":22.513428,"lon":-110.731812,"nic":8,"rc":186,"seen_pos":1.251,"r_dst":91.2,"version":2,"mlat":[],"tisb":[],"messages":1612,"seen":0.2,"rssi":-20.4},
        {"hex":"~2a1f07","type":"tisb_other","alt_baro":3200,"gs":98.1,"track":310,"lat":32.541,"lon":-117.012,"seen_pos":0.4,"mlat":[],"tisb":["altitude","lat","lon"],"messages":5,"seen":0.4,"rssi":-28.1},
        {"hex":"a8a763","type":"adsb_icao","flight":"N66W    ","r":"N66W","t":"C172","dbFlags":8,"alt_baro":"ground","gs":12.0,"track":90.0,"lat":34.2,"lon":-118.4,"seen_pos":0,"seen":0},
        {"hex":"ae1234","type":"mode_s","alt_baro":41000,"rr_lat":31.6,"rr_lon":-113.2,"lastPosition":{"lat":31.5,"lon":-113.0,"nic":8,"rc":186,"seen_pos":222.4},"seen":1.1,"rssi":-30}
          ]
        }
        """;

    // As api.airplanes.live answers: the list first, the time behind it, in ms.
    private const string Api = """{"ac":[{"hex":"4b1f2d","type":"mlat","flight":"SFS60   ","r":"HB-LUZ","t":"P68","desc":"PARTENAVIA P-68 Observer","ownOp":"Swiss Flight Services Sa","year":"2012","alt_geom":6150,"gs":146.0,"track":24.96,"geom_rate":-64,"lat":46.9,"lon":7.4,"seen_pos":4.4,"alert":0,"mlat":["lat","lon"],"tisb":[]},{"hex":"4895e9","type":"mode_s","flight":"SPFPK   ","r":"SP-FPK","t":"PA31","alt_baro":13900,"rr_lat":47.5,"rr_lon":16.7,"seen":0.9}],"msg":"No error","now":1722416383040,"total":2,"ctime":1722416383040,"ptime":0}""";

    [Fact]
    public void A_snapshot_gives_each_placed_aircraft_as_of_when_it_was_heard()
    {
        var probe = FeedProbe.RowsOf(Readsb);
        Assert.Empty(probe.Faults);
        Assert.Equal(
            [
                new("ae68a5", null, "TOPCT31", "169335", "P8", new(1738586459250, 22.513428, -110.731812, 24000, 411.3f, 151.42f, -64, ReportFlags.None, ReportSource.Adsb), AircraftFlags.Military),
                new("~2a1f07", null, null, null, null, new(1738586460101, 32.541, -117.012, 3200, 98.1f, 310, Source: ReportSource.Tisb)),
                new("a8a763", null, "N66W", null, null, new(1738586460501, 34.2, -118.4, float.NaN, 12, 90, float.NaN, ReportFlags.OnGround, ReportSource.Adsb), AircraftFlags.LimitedDisplay),
            ],
            probe.Rows);
        Assert.Equal(1, probe.Counts[FaultReason.NoPosition]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_api_names_its_time_behind_the_list_and_in_milliseconds(bool isGzip)
    {
        var probe = isGzip ? FeedProbe.RowsOf(FeedProbe.Gzip(Api)) : FeedProbe.RowsOf(Api);
        Assert.Empty(probe.Faults);
        Assert.Equal(
            new RowReport("4b1f2d", null, "SFS60", "HB-LUZ", "P68", new(1722416378640, 46.9, 7.4, 6150, 146, 24.96f, -64, ReportFlags.AltitudeGeometric | ReportFlags.RateGeometric, ReportSource.Mlat)),
            Assert.Single(probe.Rows));
        Assert.Equal(1, probe.Counts[FaultReason.NoPosition]);
    }

    [Fact]
    public void Without_a_type_the_lists_of_fields_tell_the_source_and_old_names_are_known()
    {
        var probe = FeedProbe.RowsOf("""{ "now" : 1530000000.0, "messages" : 1, "aircraft" : [{"hex":"3c6586","squawk":"1000","flight":"DLH4YW  ","lat":50.1,"lon":8.5,"nucp":7,"seen_pos":0.6,"altitude":"ground","vert_rate":0,"track":257,"speed":9,"mlat":["lat","lon","track"],"tisb":[],"messages":7,"seen":0.1,"rssi":-2.5}]}""");
        Assert.Equal((ReportSource.Mlat, ReportFlags.OnGround, 9f), (probe.Rows[0].Report.Source, probe.Rows[0].Report.Flags, probe.Rows[0].Report.GroundSpeedKnots));
    }

    [Fact]
    public void A_position_that_the_next_snapshots_give_again_is_no_new_report()
    {
        static string At(double now, double lat, double age) => FormattableString.Invariant($"{{\"now\":{now:0.0},\"aircraft\":[{{\"hex\":\"ae68a5\",\"lat\":{lat},\"lon\":-110.5,\"seen_pos\":{age:0.0}}}]}}");
        string[] snapshots = [At(1738586460, 22.5, 0.4), At(1738586465, 22.5, 5.3), At(1738586470, 22.5, 10.4), At(1738586475, 22.51, 0.1), At(1738586480, 22.51, 0)];
        foreach (var text in (string[])[string.Join('\n', snapshots), "[" + string.Join(",\n", snapshots) + "]"])
        {
            var probe = FeedProbe.RowsOf(text);
            Assert.Empty(probe.Faults);
            Assert.Equal([1738586459600, 1738586474900, 1738586480000], probe.Rows.Select(static row => row.Report.Time));
            Assert.Equal(2, probe.Counts[FaultReason.Repeated]);
        }
    }

    [Theory]
    [InlineData("""{"type":"adsb_icao","lat":1,"lon":2,"seen_pos":0}""", FaultReason.Missing, "identity")]
    [InlineData("""{"hex":"abc123","lat":91,"lon":2,"seen_pos":0}""", FaultReason.OutOfRange, "latitude")]
    [InlineData("""{"hex":"abc123","lat":1,"lon":-181,"seen_pos":0}""", FaultReason.OutOfRange, "longitude")]
    [InlineData("""{"hex":"abc123","lat":"north","lon":-181,"seen_pos":0}""", FaultReason.NotANumber, "latitude")]
    [InlineData("""{"hex":"abc123","lat" 1}""", FaultReason.MalformedJson, null)]
    [InlineData("""7""", FaultReason.MalformedJson, "aircraft")]
    public void A_bad_aircraft_is_a_fault_with_its_place_and_the_others_stay(string bad, FaultReason reason, string? field)
    {
        const string Good = """{"hex":"abc124","lat":1,"lon":2,"seen_pos":0}""";
        var probe = FeedProbe.RowsOf("{\"now\":1738586460,\"aircraft\":[" + Good + "," + bad + "," + Good.Replace("124", "125", StringComparison.Ordinal) + "]}");
        Assert.Equal(["abc124", "abc125"], probe.Rows.Select(static row => row.Identity));
        Assert.Equal((reason, field), (probe.Single.Reason, probe.Single.Field));
        Assert.InRange(probe.Single.ByteOffset!.Value, 70, 79 + bad.Length);
    }

    [Theory]
    [InlineData("", FaultReason.Missing)]
    [InlineData("\"now\":0,", FaultReason.BadTime)]
    [InlineData("\"now\":7258118400,", FaultReason.BadTime)]
    [InlineData("\"now\":\"noon\",", FaultReason.BadTime)]
    public void A_snapshot_without_a_time_that_can_be_gives_nothing(string now, FaultReason reason)
    {
        var probe = FeedProbe.RowsOf("{" + now + "\"aircraft\":[{\"hex\":\"abc124\",\"lat\":1,\"lon\":2,\"seen_pos\":0}]}");
        Assert.Empty(probe.Rows);
        Assert.Contains(probe.Faults, fault => fault.Reason == reason);
    }

    [Fact]
    public void A_snapshot_that_was_cut_keeps_what_came_before()
    {
        var probe = FeedProbe.RowsOf(Readsb[..Readsb.IndexOf("lat\":32", StringComparison.Ordinal)]);
        Assert.Equal("ae68a5", Assert.Single(probe.Rows).Identity);
        Assert.Equal(FaultReason.TruncatedJson, probe.Single.Reason);

        // Of the API's nothing can be used: its time never came.
        var api = FeedProbe.RowsOf(Api[..Api.IndexOf("\"msg\"", StringComparison.Ordinal)]);
        Assert.Empty(api.Rows);
        Assert.Equal([FaultReason.TruncatedJson, FaultReason.Missing], api.Faults.Select(static fault => fault.Reason).Order());
    }

    [Fact]
    public void An_age_that_is_not_said_is_assumed_to_be_none_and_an_empty_sky_is_no_fault()
    {
        var probe = FeedProbe.RowsOf("""{"now":1738586460,"aircraft":[{"hex":"abc124","lat":1,"lon":2}]}""");
        Assert.Equal(1738586460000, Assert.Single(probe.Rows).Report.Time);
        Assert.Equal((FaultReason.Assumed, "seen_pos"), (probe.Single.Reason, probe.Single.Field!));
        var empty = FeedProbe.RowsOf("""{"now":1738586460,"aircraft":[]}""");
        Assert.Empty(empty.Faults);
        Assert.Equal(1, empty.Counts[FaultReason.Empty]);
    }

    [Fact]
    public void Random_and_mutated_snapshots_never_throw_and_never_hang()
    {
        Fuzz.Check(Fuzz.Of(Encoding.UTF8.GetBytes(Readsb), Encoding.UTF8.GetBytes(Api), Encoding.UTF8.GetBytes(Api + "\n" + Api), FeedProbe.Gzip(Readsb)), null, 3000);
        Fuzz.Check(Fuzz.Behind("{\"now\":1738586460,\"aircraft\":["u8.ToArray()), null, 500);
    }
}
