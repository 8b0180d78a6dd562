using Atalaya.Plumes.Feeds;

namespace Atalaya.Tests.Plumes.Feeds;

/// <summary>Temperature and pressure that the input does not give.</summary>
public sealed class AirOfAltitudeTests
{
    private const string Rows = "time,sensor,x,y,z,ch4_ppm\n2025-02-03T13:00:00Z,a,1,2,3,2.5\n2025-02-03T13:01:00Z,a,1,2,3,2.6\n";

    [Theory]
    [InlineData(0, 1013.25, 288.15)]
    [InlineData(1500, 845.56, 278.4)]
    [InlineData(3000, 701.09, 268.65)]
    public void The_standard_atmosphere_over_the_grounds_altitude_stands_for_air_that_was_not_measured(double altitude, double hectopascal, double kelvin)
    {
        var input = PlumeProbe.Text(Rows, options: new() { GroundAltitudeMetres = altitude });
        Assert.True(input.Assumed(Assumption.AirOfAltitude));
        Assert.All(input.Readings!.Pascal, pascal => Assert.Equal(hectopascal, pascal / 100, 0.6));
        Assert.All(input.Readings.Kelvin, value => Assert.Equal(kelvin, value, 0.05));
    }

    [Fact]
    public void Air_that_was_measured_is_kept()
    {
        var input = PlumeProbe.Text("time,sensor,x,y,z,ch4_ppm,air_temp_K,air_pressure_Pa\n2025-02-03T13:00:00Z,a,1,2,3,2.5,290,84000\n", options: new() { GroundAltitudeMetres = 1500 });
        Assert.False(input.Assumed(Assumption.AirOfAltitude));
        Assert.Equal((290, 84000), (input.Readings!.Kelvin[0], input.Readings.Pascal[0]));
    }

    [Fact]
    public void Without_an_altitude_nothing_stands_for_it() => Assert.All(PlumeProbe.Text(Rows).Readings!.Pascal, static pascal => Assert.True(double.IsNaN(pascal)));
}
