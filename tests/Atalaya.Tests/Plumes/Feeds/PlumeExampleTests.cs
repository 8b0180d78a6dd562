using Atalaya.Plumes.Checks;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Readings;
using Atalaya.Testing;

namespace Atalaya.Tests.Plumes.Feeds;

/// <summary>The examples of docs/formats/plume-readings.md are read as it says.</summary>
public sealed class PlumeExampleTests
{
    [Theory]
    [InlineData("points-long", null, null, 48, 4, 12)]
    [InlineData("points-wide", null, "points-sensors", 47, 4, 12)]
    [InlineData("beams", null, "beams-ends", 24, 2, 12)]
    [InlineData("beams-long", null, null, 18, 3, 6)]
    [InlineData("drone", null, null, 40, 1, 40)]
    [InlineData("aircraft", "station", null, 40, 1, 2)]
    [InlineData("gases", null, null, 12, 2, 6)]
    [InlineData("block", "block-wind", null, 13, 13, 1)]
    public void An_example_has_the_rows_sensors_and_winds_that_it_has(string readings, string? wind, string? sensors, int rows, int count, int winds)
    {
        var options = new PlumeReadOptions
        {
            Gas = readings is "gases" or "block" ? "so2" : null,
            GroundAltitudeMetres = readings == "aircraft" ? 1500 : null,
            CloudOktas = readings == "points-wide" ? 2 : null,
            Where = readings == "block" ? [new("run", "5")] : [],
        };
        var input = PlumeProbe.Bytes(Load(readings)!, Load(wind), Load(sensors), options);
        Assert.Empty(input.Faults);
        Assert.Equal((rows, count, winds), (input.Readings!.Count, input.Readings.Sensors.Count, input.Wind!.Count));
        Assert.DoesNotContain(InputChecks.Check(input.Readings, input.Wind, input.Readings.Gases[0].Gas), static finding => finding.Weight == CheckWeight.Blocking);
        if (readings == "points-wide")
            Assert.NotNull(input.Wind.Stability);
        if (readings == "aircraft")
            Assert.Equal((200, 1.96, 10.0), (Math.Round(input.Readings.From[0].Z), Math.Round(input.Readings.Gases[1].PartsPerMillion[0], 4), input.Wind.HeightMetres));
        if (readings == "gases")
            Assert.Equal(["ch4", "so2", "nh3"], input.Readings.Gases.Select(static series => series.Gas.Symbol));
    }

    private static byte[]? Load(string? name) => name is null ? null : File.ReadAllBytes(Path.Combine(TestData.RepositoryRoot, "docs", "formats", "plume-examples", name + ".csv"));
}
