using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Checks;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Readings;

namespace Atalaya.Tests.Plumes.Feeds;

/// <summary>Published sets are read as they are.</summary>
public sealed class RealSetTests
{
    [Fact]
    public void Chilbolton_in_minutes_is_seven_beams_with_turbulence()
    {
        var input = PlumeProbe.Shared("chilbolton2017/source1_1min.csv", sensors: "chilbolton2017/beams.csv");
        var (readings, wind) = (input.Readings!, input.Wind!);
        Assert.Equal(7, readings.Sensors.Count);
        Assert.All(readings.Sensors, static sensor => Assert.True(sensor is { IsBeam: true, IsMoving: false }));
        Assert.Equal((139 * 7, 60.0, false, 139), (readings.Count, readings.AveragingSeconds, readings.HasDate, wind.Count));
        Assert.Equal(2.95749, readings.Gases[0].PartsPerMillion[0]);
        Assert.Equal((new Spot(60, 100, 1.6), new Spot(43.9416, 69.0658, 1.6)), (readings.From[0], readings.To[0]));
        Assert.Equal(2.52933 * Math.Cos(226.167 * Math.PI / 180), wind.East[0], 9);
        Assert.Equal(2.52933 * Math.Sin(226.167 * Math.PI / 180), wind.North[0], 9);
        Assert.Equal((2.52933 * 0.227258, 2.52933 * 0.13527), (wind.SigmaCross![0], wind.SigmaUp![0]));
        Assert.Empty(input.Faults);
        Assert.DoesNotContain(InputChecks.Check(readings, wind, Gas.Methane), static finding => finding.Weight == CheckWeight.Blocking || finding.Kind is CheckKind.WindReversed or CheckKind.StuckSensor);
    }

    [Theory]
    [InlineData("raw_rel02.csv", 5753)]
    [InlineData("raw_rel03.csv", 10361)]
    [InlineData("raw_rel07.csv", 6613)]
    public void Chilbolton_raw_records_have_errors_air_and_a_sonic_to_be_turned(string file, int rows)
    {
        var input = PlumeProbe.Shared("chilbolton2017/" + file, sensors: "chilbolton2017/beams.csv", options: new() { WindAxesDegrees = 90 });
        var readings = input.Readings!;
        Assert.Equal((7, 0.0), (readings.Sensors.Count, readings.AveragingSeconds));
        Assert.InRange(readings.Count, rows - 60, rows);
        Assert.NotNull(readings.Gases[0].ErrorPartsPerMillion);
        Assert.All(readings.Kelvin, static kelvin => Assert.InRange(kelvin, 270, 310));
        Assert.All(readings.Pascal, static pascal => Assert.InRange(pascal, 98_000, 104_000));
        Assert.NotNull(input.Wind!.Up);
        if (file == "raw_rel02.csv")
            Assert.Contains(Enumerable.Range(0, input.Wind.Count), i => input.Wind.Seconds[i] is > 2.9 and < 3.1);
    }

    [Fact]
    public void Chilbolton_sonic_turned_by_ninety_degrees_is_minus_y_and_x()
    {
        var input = PlumeProbe.Shared("chilbolton2017/raw_rel07.csv", sensors: "chilbolton2017/beams.csv", options: new() { WindAxesDegrees = 90, Where = [new("beam", "1")] });
        Assert.Equal(-3.0905, input.Wind!.East[0], 9);
        Assert.Equal(-0.66975, input.Wind.North[0], 9);
        Assert.Equal(944, input.Readings!.Count);
    }

    [Fact]
    public void Ginninderra_is_long_with_beams_and_points_and_its_wind_in_each_row()
    {
        var input = PlumeProbe.Shared("ginninderra2015/period1.csv");
        var (readings, wind) = (input.Readings!, input.Wind!);
        Assert.Equal((15938, 19, 300.0, true), (readings.Count, readings.Sensors.Count, readings.AveragingSeconds, readings.HasDate));
        Assert.Equal(13, readings.Sensors.Count(static sensor => sensor.IsBeam));
        Assert.DoesNotContain(readings.Sensors, static sensor => sensor.IsMoving);
        Assert.True(wind.Count < readings.Count && wind.SigmaCross is not null && wind.ObukhovLength is not null);
        Assert.Equal(1.46 * Math.Sin((288 + 180) * Math.PI / 180), wind.East[0], 9);
        Assert.Equal(285.8416668, readings.Kelvin[0]);
        Assert.True(input.Assumed(Assumption.TimesAreUtc) && input.Assumed(Assumption.DirectionIsFrom));
        Assert.DoesNotContain(InputChecks.Check(readings, wind, Gas.Methane), static finding => finding.Weight == CheckWeight.Blocking || finding.Flag == PlumeFlag.WindPerhapsReversed);
    }

    [Fact]
    public void A_run_of_Prairie_Grass_is_one_block_in_ppm_of_sulphur_dioxide()
    {
        var options = new PlumeReadOptions { Where = [new("run", "5")], Gas = "so2" };
        var input = PlumeProbe.Shared("prairie_grass1956/arcs.csv", "prairie_grass1956/runs.csv", options: options);
        var (readings, wind) = (input.Readings!, input.Wind!);
        Assert.True(input.Assumed(Assumption.OneBlock) && input.Assumed(Assumption.StandardAir));
        Assert.True(readings.Sensors.Count == readings.Count && readings.Count > 60, $"{readings.Sensors.Count} {readings.Count}");
        Assert.Equal((1, 2.0, 0.39, -28.0, 782.0), (wind.Count, wind.HeightMetres, wind.FrictionVelocity![0], wind.ObukhovLength![0], wind.MixingHeight![0]));
        Assert.Equal(5.93 * 9.5 * Math.PI / 180, wind.SigmaCross![0], 9);
        Assert.Equal("so2", readings.Gases[0].Gas.Symbol);
        Assert.All(readings.Gases[0].PartsPerMillion, static value => Assert.InRange(value, 0, 300));
    }

    [Fact]
    public void Prairie_Grass_without_a_run_asks_for_one()
    {
        var input = PlumeProbe.Shared("prairie_grass1956/arcs.csv", "prairie_grass1956/runs.csv", options: new() { Gas = "so2" });
        Assert.Null(input.Readings);
        Assert.True(input.Count(InputFaultReason.SeveralRuns) > 0);
    }

    [Fact]
    public void Metec_is_eight_points_on_the_Earth()
    {
        var input = PlumeProbe.Shared("aded2022_metec/obs_1min.csv", sensors: "aded2022_metec/sensors.csv");
        var (readings, wind) = (input.Readings!, input.Wind!);
        Assert.Equal((8, 60.0, true), (readings.Sensors.Count, readings.AveragingSeconds, readings.HasDate));
        Assert.True(readings.Frame.IsOnEarth && readings.Count > 30_000 && wind.Count > 4000);
        Assert.Equal(40.5957, readings.Frame.Origin!.Value.Latitude, 3);
        Assert.All(readings.From, static spot => Assert.True(Math.Abs(spot.X) < 100 && Math.Abs(spot.Y) < 100 && spot.Z == 2.4));
        Assert.DoesNotContain(InputChecks.Check(readings, wind, Gas.Methane), static finding => finding.Weight == CheckWeight.Blocking || finding.Flag == PlumeFlag.WindPerhapsReversed);
    }
}
