using Atalaya.Plumes.Crossings;
using Atalaya.Plumes.Readings;

namespace Atalaya.Tests.Plumes.Crossings;

public sealed class EnhancementScanTests
{
    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.8, 0.0)]
    [InlineData(0.0, 0.003)]
    public void Noise_alone_raises_no_more_false_alarms_than_asked(double correlation, double walk)
    {
        const int Paths = 100;
        var alarms = 0;
        for (var k = 0; k < Paths; k++)
        {
            var random = new KeyedRandom(77, 1, k);
            var (noise, level) = (0.0, 2.0);
            var values = new double[900];
            for (var i = 0; i < values.Length; i++)
            {
                noise = (correlation * noise) + (0.01 * random.Normal());
                level += walk * random.Normal();
                values[i] = level + noise;
            }

            alarms += EnhancementScan.Of(values, 0.05).PValue < 0.05 ? 1 : 0;
        }

        // 99% of a binomial of 100 at 5% lies at or below 11.
        Assert.True(alarms <= 11, $"{alarms} of {Paths} at 5%");
    }

    [Fact]
    public void A_plume_is_found_with_the_width_that_shows_it_best()
    {
        var random = new KeyedRandom(5, 1, 0);
        var values = Enumerable.Range(0, 600).Select(i => 2 + (0.1 * Math.Exp(-0.5 * Math.Pow((i - 300) / 12.0, 2))) + (0.02 * random.Normal())).ToArray();
        var found = Assert.Single(EnhancementScan.Of(values, 0.01).Found);
        Assert.InRange(found.Middle, 295, 305);
        Assert.InRange(found.Width, 20, 60);
    }

    [Fact]
    public void The_integral_of_a_known_plume_is_what_it_was_made_of()
    {
        // 0.5 ppm at the middle, 9 m wide, crossed askew at 30°: 0.5·9·√(2π) ppm·m across the wind, however it is crossed.
        var path = Enumerable.Range(0, 400).Select(i => ((double)i, new Spot(0.5 * i, (0.5 * Math.Sqrt(3) * i) - 180, 10))).ToList();
        var random = new KeyedRandom(6, 1, 0);
        double[] values = [.. path.Select(p => 2 + (0.5 * Math.Exp(-0.5 * Math.Pow(p.Item2.Y / 9, 2))) + (0.002 * random.Normal()))];
        var table = PuffField.Table(path, values);
        var flown = FlownPath.From(table, table.Gases[0], 0);
        var scan = EnhancementScan.Of(flown.Value, 0.01);
        var wind = PathWind.From(new() { Seconds = [0], AveragingSeconds = 0, Placement = Atalaya.Plumes.Winds.WindPlacement.Station, HeightMetres = 5, East = [4], North = [0] }, 10)!;
        var background = PathBackground.Smooth(flown.Seconds, flown.Value, [.. flown.Seconds.Select((_, i) => scan.Found.Any(f => f.First <= i && i <= f.Last))], out _);
        var passes = PassReducer.Reduce(flown, PassCutter.Passes(flown, CrossingRules.Default), scan, background, wind);
        var crossing = Assert.Single(passes.SelectMany(p => p.Crossings));
        var expected = 0.5 * 9 * Math.Sqrt(2 * Math.PI) * flown.Density[0];
        Assert.Equal(expected, crossing.Integral, 0.04 * expected);
        Assert.Equal(9, crossing.Width, 1.0);
        Assert.Equal(0, crossing.Y, 1.0);
    }

    [Fact]
    public void The_background_bridges_a_plume()
    {
        var random = new KeyedRandom(8, 1, 0);
        double[] seconds = [.. Enumerable.Range(0, 300).Select(i => (double)i)];
        double[] values = [.. seconds.Select(t => 2 + (0.0005 * t) + (0.005 * random.Normal()) + (t is > 120 and < 160 ? 1 : 0))];
        var level = PathBackground.Smooth(seconds, values, [.. seconds.Select(t => t is > 118 and < 162)], out var noise);
        Assert.Equal(2.07, level[140], 0.01);
        Assert.Equal(0.005, noise, 0.001);
    }
}
