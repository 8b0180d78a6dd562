using System.Text;
using Atalaya.Flights.Comparison;
using Atalaya.Flights.Feeds;
using CsCheck;
using NodaTime;

namespace Atalaya.Tests.Comparison;

public sealed class ListCsvTests
{
    private static readonly DateTimeZone Mazatlan = DateTimeZoneProviders.Tzdb["America/Mazatlan"];

    [Fact]
    public void A_partys_list_is_read_in_either_language()
    {
        var english = Read("id,date,start,end,timeZone,type,place,latitude,longitude\nx,2025-02-03,13:41,19:20,America/Mazatlan,RC-135,\"off Cabo, SW\",22.36,-110.49\n").Missions.Single();
        var spanish = Read("fecha;inicio;fin;zona_horaria;aeronave;lugar;latitud;longitud\n2025-02-03;13:41;19:20;America/Mazatlan;RC-135;off Cabo, SW;22.36;-110.49\n").Missions.Single();
        Assert.Equal(Instant.FromUtc(2025, 2, 3, 20, 41), english.Span.Start);
        Assert.Equal(Instant.FromUtc(2025, 2, 4, 2, 20), english.Span.End);
        Assert.Equal(new(2025, 2, 3), english.Span.ListDay);
        Assert.Equal(22.36, english.Positions.Single().Latitude);
        Assert.Equal((english.Span, english.Type, english.Place), (spanish.Span, spanish.Type, spanish.Place));
    }

    [Theory]
    [InlineData("2025-02-03T20:41:00Z")]
    [InlineData("2025-02-03T13:41-07:00")]
    [InlineData("2025-02-03 13:41")]
    [InlineData("2025-02-03T13:41:00")]
    public void An_instant_may_be_written_in_many_ways(string text) =>
        Assert.Equal(Instant.FromUtc(2025, 2, 3, 20, 41), Read($"start\n{text}\n", Mazatlan).Missions.Single().Span.Start);

    [Fact]
    public void A_bare_end_before_the_start_is_of_the_next_day()
    {
        var span = Read("date,start,end\n2025-02-03,22:00,03:30\n", Mazatlan).Missions.Single().Span;
        Assert.Equal(Duration.FromMinutes(330), span.End - span.Start);
    }

    [Fact]
    public void A_time_without_a_zone_is_a_fault_and_a_day_without_one_may_be_anyones()
    {
        var list = Read("date,start\n2025-02-03,13:41\n2025-02-04,\n");
        var fault = Assert.Single(list.Faults);
        Assert.Equal(("timeZone", 2L, FaultReason.Missing), (fault.Field, fault.Line, fault.Reason));
        Assert.Equal(Duration.FromHours(50), list.Missions.Single().Span.End - list.Missions.Single().Span.Start);
    }

    [Theory]
    [InlineData("date,icao24\n2025-02-03,xyz\n", "icao24")]
    [InlineData("date,lat,lon\n2025-02-03,91,0\n", "latitude")]
    [InlineData("date,lat,lon\n2025-02-03,31,\n", "longitude")]
    [InlineData("date,confidence\n2025-02-03,high\n", "confidence")]
    [InlineData("date\n3 February\n", "date")]
    [InlineData("date,tz\n2025-02-03,Mars/Olympus\n", "timeZone")]
    [InlineData("date,type\n,P8\n", "date")]
    [InlineData("who,what\na,b\n", "date")]
    public void A_row_that_cannot_be_used_says_which_field(string text, string field)
    {
        var list = Read(text);
        Assert.Empty(list.Missions);
        Assert.Equal(field, Assert.Single(list.Faults).Field);
    }

    [Fact]
    public void Possible_missions_are_known_and_not_counted_and_none_is_none()
    {
        var list = Read("date,class,basis\n2025-02-01,possible,\n2025-02-02,none,\n2025-02-03,surveillance,operator\n2025-02-04,,\n");
        Assert.Single(list.Missions);
        Assert.Equal(2, list.Uncounted.Count);
    }

    [Fact]
    public void Broken_text_never_throws() =>
        Gen.String[Gen.Char["date,start,end,lat\n2025-02-03\",;\t\r\n \0é0:Z"], 0, 200].Sample(static text => Read("date,start,lat,lon\n" + text));

    private static MissionList Read(string text, DateTimeZone? zone = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ListCsv.Read(stream, "list.csv", zone);
    }
}
