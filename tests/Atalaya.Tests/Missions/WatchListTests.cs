using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;

namespace Atalaya.Tests.Missions;

public sealed class WatchListTests
{
    [Fact]
    public void Addresses_and_registrations_are_found_however_they_are_written()
    {
        var list = Read("hex;registration;note\n".Replace(';', ',') + "AE1234,16-9876,seen often\n,N-123.AB,\n").List;
        Assert.Equal(2, list.Count);
        Assert.Equal("seen often", list.Find(new Aircraft("ae1234"))!.Note);
        Assert.True(list.Contains(new Aircraft("a00001", "n123ab")));
        Assert.False(list.Contains(new Aircraft("~ae1234")));
        Assert.False(list.Contains(new Aircraft("a00001")));
    }

    [Fact]
    public void The_header_of_plane_alert_db_is_understood()
    {
        var reading = Read("$ICAO,$Registration,$Operator,$Type,$ICAO Type,#CMPG,$Tag 1,$#Tag 2,$#Tag 3,Category,$#Link\n000004,FAC1282,Colombian Aerospace Force,CASA C-295 M,C295,Mil,Cargo,Tactical Transport,Marching Powder,Other Air Forces,https://w.wiki/8pa2\n");
        Assert.Empty(reading.Faults);
        Assert.Equal(new WatchEntry("000004", "FAC1282", "Other Air Forces"), reading.List.Find(new Aircraft("000004")));
    }

    [Fact]
    public void The_real_list_of_military_aircraft_is_read_and_the_two_addresses_that_lost_their_zero_are_faults()
    {
        using var stream = File.OpenRead(TestData.Find("flights", "aircraftdb", "plane-alert-mil.csv"));
        var reading = WatchList.Parse(stream, "plane-alert-mil.csv");
        Assert.Equal(["10166", "10177"], reading.Faults.Select(static f => f.Excerpt));
        Assert.InRange(reading.List.Count, 9_000, 9_851);
    }

    [Fact]
    public void A_list_without_a_header_is_addresses_and_notes()
    {
        var list = Read("ae1234,the one\nN123AB,the other\n").List;
        Assert.Equal("the one", list.Find(new Aircraft("ae1234"))!.Note);
        Assert.Equal("the other", list.Find(new Aircraft("a00001", "N123AB"))!.Note);
    }

    [Fact]
    public void Bad_rows_are_faults_with_their_line_and_the_others_stay()
    {
        var reading = Read("icao24,note\nae1234,good\nxyz,bad address\n,no address\nae12345,too long\nae5678,good\n\n");
        Assert.Equal(2, reading.List.Count);
        Assert.Equal([(FaultReason.NotANumber, 3L), (FaultReason.Missing, 4L), (FaultReason.NotANumber, 5L)], reading.Faults.Select(static f => (f.Reason, f.Line!.Value)));
    }

    [Fact]
    public void Hostile_lists_end_in_faults_not_exceptions()
    {
        Assert.Equal(FaultReason.Empty, Assert.Single(Read("").Faults).Reason);
        Assert.NotEmpty(Read("icao24\n\"" + new string('x', 3_000_000)).Faults);
        var junk = new byte[10_000];
        new Random(1).NextBytes(junk);
        Assert.Equal(0, WatchList.Parse(new MemoryStream(junk), "junk").List.Find(new Aircraft("ae1234")) is null ? 0 : 1);
    }

    [Fact]
    public void A_privacy_address_is_never_resolved() =>
        Assert.False(Read("icao24\na12345\n").List.Contains(new Aircraft("a12345", Flags: AircraftFlags.PrivacyAddress)));

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_header() =>
        Assert.Equal(1, WatchList.Parse(new MemoryStream([0xEF, 0xBB, 0xBF, .. "hex\nae1234\n"u8]), "bom").List.Count);

    private static WatchListReading Read(string csv) => WatchList.Parse(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "test.csv");
}
