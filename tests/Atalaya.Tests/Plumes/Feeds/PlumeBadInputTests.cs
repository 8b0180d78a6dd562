using Atalaya.Plumes.Feeds;

namespace Atalaya.Tests.Plumes.Feeds;

/// <summary>What cannot be used is named, and the rest stays.</summary>
public sealed class PlumeBadInputTests
{
    private const string Header = "time,sensor,x,y,z,ch4_ppm\n";
    private const string Good = "2025-02-03T13:00:00Z,a,1,2,3,2.5\n";

    [Theory]
    [InlineData("", InputFaultReason.Empty)]
    [InlineData(Header, InputFaultReason.Empty)]
    [InlineData("{\"time\": 1}", InputFaultReason.UnknownFormat)]
    [InlineData("PK\u0003\u0004", InputFaultReason.UnknownFormat)]
    [InlineData("1,2,3\n4,5,6\n", InputFaultReason.NoHeader)]
    [InlineData("foo,bar\nbaz,qux\n", InputFaultReason.NoHeader)]
    [InlineData("time,sensor,x,y,z\n2025-02-03T13:00:00Z,a,1,2,3\n", InputFaultReason.NoConcentration)]
    [InlineData("time,sensor,ch4_ppm\n2025-02-03T13:00:00Z,a,2\n", InputFaultReason.NoPlaces)]
    [InlineData("time,lat,lon,height,ch4_ppm\n2025-02-03T13:00:00Z,-105.1,40.5,2,2.5\n", InputFaultReason.LatitudeLongitudeSwapped)]
    public void A_file_that_cannot_be_used_says_why(string text, InputFaultReason reason)
    {
        var input = PlumeProbe.Text(text);
        Assert.Null(input.Readings);
        Assert.True(input.Count(reason) > 0, string.Join(", ", input.FaultCounts));
    }

    [Theory]
    [InlineData("2025-02-03T13:01:00Z,a,1,2\n", InputFaultReason.FieldCount)]
    [InlineData("2025-02-03T13:01:00Z,a,1,2,3,2.5,7\n", InputFaultReason.FieldCount)]
    [InlineData("2025-02-03T13:01:00Z,a,1,2,3,abc\n", InputFaultReason.NotANumber)]
    [InlineData("2025-02-03T13:01:00Z,a,1,2,3,inf\n", InputFaultReason.NotANumber)]
    [InlineData("2025-02-03T13:01:00Z,a,west,2,3,2\n", InputFaultReason.NotANumber)]
    [InlineData("yesterday,a,1,2,3,2\n", InputFaultReason.BadTime)]
    [InlineData("2025-02-31T13:01:00Z,a,1,2,3,2\n", InputFaultReason.BadTime)]
    [InlineData("2025-02-03T25:01:00Z,a,1,2,3,2\n", InputFaultReason.BadTime)]
    [InlineData(",a,1,2,3,2\n", InputFaultReason.RowWithoutTime)]
    [InlineData("2025-02-03T13:01:00Z,a,,2,3,2\n", InputFaultReason.RowWithoutPlace)]
    [InlineData("2025-02-03T13:01:00Z,a,1e99,2,3,2\n", InputFaultReason.OutOfRange)]
    [InlineData("2025-02-03T13:01:00Z,a,1,2,3,NA\n", InputFaultReason.ConcentrationMissing)]
    public void A_bad_row_is_counted_and_the_others_stay(string row, InputFaultReason reason)
    {
        var input = PlumeProbe.Text(Header + Good + row + Good.Replace("13:00", "13:02", StringComparison.Ordinal));
        Assert.Equal(2, input.Readings!.Count);
        Assert.True(input.Count(reason) > 0, string.Join(", ", input.FaultCounts));
        if (reason != InputFaultReason.ConcentrationMissing)
            Assert.Contains(input.Faults, fault => fault.Reason == reason && fault.Line == 3);
    }

    [Fact]
    public void A_column_of_a_sensor_that_the_sensors_do_not_have_is_named()
    {
        var input = PlumeProbe.Text("time,ch4_ppm_A,ch4_ppm_Z\n2025-02-03T13:00:00Z,2,3\n", sensors: "name,x,y,z\nA,1,2,3\n");
        Assert.Equal("A", Assert.Single(input.Readings!.Sensors).Name);
        Assert.Equal("Z", Assert.Single(input.Faults, static fault => fault.Reason == InputFaultReason.SensorWithoutPlace).Field);
    }

    [Fact]
    public void A_file_of_sensors_without_places_is_named() =>
        Assert.True(PlumeProbe.Text("time,ch4_ppm_A\n2025-02-03T13:00:00Z,2\n", sensors: "name,colour\nA,red\n").Count(InputFaultReason.NoPlaces) > 0);

    [Fact]
    public void A_wind_file_without_wind_is_named_and_not_replaced_in_silence()
    {
        var input = PlumeProbe.Text("time,sensor,x,y,z,ch4_ppm,ws,wd\n2025-02-03T13:00:00Z,a,1,2,3,2.5,3,270\n", wind: "time,rain\n2025-02-03T13:00:00Z,2\n");
        Assert.Null(input.Wind);
        Assert.True(input.Count(InputFaultReason.NoWindColumns) > 0);
    }

    [Theory]
    [InlineData("2025-02-03T13:00:00Z,-3,270\n", InputFaultReason.OutOfRange)]
    [InlineData("2025-02-03T13:00:00Z,3,2700\n", InputFaultReason.OutOfRange)]
    [InlineData("2025-02-03T13:00:00Z,3,SW\n", InputFaultReason.NotANumber)]
    [InlineData("2025-02-03T13:00:00Z,3,\n", InputFaultReason.WindMissing)]
    public void A_bad_row_of_wind_is_counted(string row, InputFaultReason reason)
    {
        var input = PlumeProbe.Text(Header + Good, wind: "time,wind_speed,wind_from\n" + row + "2025-02-03T13:01:00Z,3,270\n");
        Assert.Equal(1, input.Wind!.Count);
        Assert.True(input.Count(reason) > 0);
    }

    [Fact]
    public void Options_that_name_what_is_not_there_are_told()
    {
        var input = PlumeProbe.Text(Header + Good, options: new()
        {
            Columns = new Dictionary<string, string> { ["colour"] = "x", ["time"] = "gps_t" },
            Units = new Dictionary<string, string> { ["ch4"] = "furlong" },
            Where = [new("run", "5")],
            From = "noon",
            CloudOktas = 3,
        });
        Assert.True(input.Count(InputFaultReason.BadOption) == 2 && input.Count(InputFaultReason.UnknownUnit) == 1 && input.Count(InputFaultReason.NoSuchColumn) == 2);
        Assert.True(PlumeProbe.Text(Header + Good, options: new() { Where = [new("sensor", "b")] }).Count(InputFaultReason.NothingKept) == 1);
        Assert.True(PlumeProbe.Text(Header + Good, options: new() { From = "2026-01-01" }).Count(InputFaultReason.NothingKept) == 1);
        Assert.True(PlumeProbe.Text("time,x,y,z,value\n2025-02-03T13:00:00Z,1,2,3,2\n", options: new() { Gas = "phlogiston" }).Count(InputFaultReason.UnknownGas) == 1);
    }
}
