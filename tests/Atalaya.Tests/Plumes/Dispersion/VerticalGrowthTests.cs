using System.Runtime.Intrinsics;
using Atalaya.Plumes.Dispersion;
using CsCheck;
using MathNet.Numerics;

namespace Atalaya.Tests.Plumes.Dispersion;

public sealed class VerticalGrowthTests
{
    [Theory]
    [InlineData(0, 20)]
    [InlineData(0, 200)]
    [InlineData(-0.05, 50)]
    [InlineData(-0.15, 400)]
    [InlineData(0.03, 100)]
    public void What_passes_a_plane_is_what_left_the_source(double inverseLength, double distance)
    {
        var air = new SurfaceLayer(0.3, inverseLength, 0.03);
        var growth = new VerticalGrowth(air, double.NaN, 0.03, 900);
        Assert.InRange(Flux(growth, air, distance), 0.97, 1.03);
    }

    [Fact]
    public void What_the_ground_takes_up_does_not_pass()
    {
        var air = new SurfaceLayer(0.3, 0, 0.03);
        var (near, far) = (Flux(Taken(air), air, 50), Flux(Taken(air), air, 500));
        Assert.True(near < 0.97 && far < near - 0.05, $"{near} {far}");
        static VerticalGrowth Taken(SurfaceLayer air) => new(air, double.NaN, 0.03, 900, 0.01);
    }

    // Rounds (1955), Huang (1979): u = a·z^p, K = b·z^n. Cells begin at a millimetre, so the ground of the formula is all but reached.
    [Theory]
    [InlineData(0.15, 1.0, 0.5, 1.5)]
    [InlineData(0.15, 1.0, 1.5, 1.5)]
    [InlineData(0.25, 0.8, 0.5, 2)]
    [InlineData(0.1, 1.3, 0.5, 1)]
    public void Power_laws_give_their_closed_solution(double p, double n, double source, double reading)
    {
        const double Speed = 3, Diffusivity = 0.12;
        var growth = new VerticalGrowth(z => Speed * Math.Pow(z, p), z => Diffusivity * Math.Pow(z, n), 0.001, 1000, 0.2, 30, 0);
        foreach (var distance in new[] { 20.0, 50, 100, 200, 800 })
        {
            var alpha = 2 + p - n;
            var order = (1 - n) / alpha;
            var (z, h) = (Math.Pow(reading, alpha), Math.Pow(source, alpha));
            var scale = Speed / (alpha * alpha * Diffusivity * distance);
            var argument = 2 * scale * Math.Sqrt(z * h);
            var closed = Math.Pow(reading * source, (1 - n) / 2) / (alpha * Diffusivity * distance) * Math.Exp(-scale * (z + h)) * Bessel(-order, argument);
            Assert.InRange(growth.Integral(distance, reading, source, 1) / closed, 0.95, 1.05);
        }
    }

    [Fact]
    public void A_plume_in_unstable_air_is_deeper_than_in_stable() =>
        Assert.True(Depth(-0.05) > 1.2 * Depth(0) && Depth(0) > 1.2 * Depth(0.05));

    [Fact]
    public void Below_a_lid_the_plume_is_mixed_in_the_end()
    {
        var lidded = new VerticalGrowth(new(0.3, -0.1, 0.03), 50);
        Assert.InRange(lidded.Integral(15_000, 2, 0.5, 1) / lidded.Integral(15_000, 25, 0.5, 1), 0.95, 1.05);
        Assert.True(lidded.Integral(5000, 2, 0.5, 1) > 1.5 * new VerticalGrowth(new(0.3, -0.1, 0.03), double.NaN).Integral(5000, 2, 0.5, 1));
    }

    [Fact]
    public void Reading_and_source_may_change_places() =>
        Gen.Double[0.3, 5].Select(Gen.Double[0.3, 5], Gen.Double[30, 300]).Sample((a, b, x) =>
        {
            var growth = new VerticalGrowth(new(0.3, 0, 0.03), double.NaN);
            Assert.InRange(growth.Integral(x, a, b, 1) / growth.Integral(x, b, a, 1), 0.95, 1.05);
        });

    [Fact]
    public void A_plume_drifts_faster_the_farther_it_is_and_a_stretched_one_as_one_farther_on()
    {
        var growth = new VerticalGrowth(new(0.3, 0, 0.03), double.NaN);
        Assert.True(growth.DriftSpeed(200, 1) > growth.DriftSpeed(20, 1));
        Assert.Equal(growth.DriftSpeed(200, 1), growth.DriftSpeed(100, 2), 1e-9);
        Assert.InRange(growth.DriftSpeed(100, 1), 1.5, 4.5);
    }

    [Theory]
    [InlineData(0.03, 20, 60, 80)] // readings above the lid
    [InlineData(0.03, double.NaN, 1200, 1500)] // readings above any lid
    [InlineData(33, 20, 2, 2)] // roughness above the lid
    [InlineData(10, double.NaN, 3, 3)] // roughness above the sources
    [InlineData(0.03, 0.5, 1, 2)] // a lid of nothing
    public void Odd_heights_give_numbers(double roughness, double lid, double low, double high)
    {
        var growth = new VerticalGrowth(new(0.3, 0.02, roughness), lid, low, high);
        foreach (var distance in new[] { 1.0, 50, 5000 })
        {
            Assert.True(double.IsFinite(growth.Integral(distance, low, 0.5, 1)));
            Assert.True(growth.DriftSpeed(distance, 1) > 0);
        }
    }

    [Fact]
    public void A_stack_is_as_high_as_it_is()
    {
        var air = new SurfaceLayer(0.3, 0, 0.03);
        var (low, stack) = (new VerticalGrowth(air, double.NaN, 2, 2), new VerticalGrowth(air, double.NaN, 2, 2, 0, 40));
        Assert.True(stack.Integral(100, 2, 40, 1) < 0.01 * low.Integral(100, 2, 12, 1));
        Assert.True(stack.DriftSpeed(50, 1) > 1.3 * low.DriftSpeed(50, 1));
        Assert.InRange(stack.Integral(300, 2, 5, 1) / low.Integral(300, 2, 5, 1), 0.9, 1.1);
    }

    private static double Flux(VerticalGrowth growth, SurfaceLayer air, double distance)
    {
        double flux = 0;
        for (var z = 0.0305; z < 900; z *= 1.02)
            flux += growth.Integral(distance, z, 0.5, 1) * air.Speed(z) * z * 0.0198;
        return flux;
    }

    // I of a negative order that is no integer, by its series.
    private static double Bessel(double order, double x)
    {
        var term = Math.Pow(x / 2, order) / SpecialFunctions.Gamma(1 + order);
        var sum = term;
        for (var k = 1; term > 1e-15 * sum; k++)
            sum += term *= x * x / 4 / (k * (k + order));
        return sum;
    }

    private static double Depth(double inverseLength)
    {
        var growth = new VerticalGrowth(new(0.3, inverseLength, 0.03), double.NaN, 0.05, 300);
        double sum = 0, moment = 0;
        for (var z = 0.05; z < 300; z *= 1.05)
        {
            var c = growth.Integral(100, z, 0.5, 1);
            sum += c * z;
            moment += c * z * z;
        }

        return moment / sum;
    }
}

internal static class VerticalGrowthQuestions
{
    public static double Integral(this VerticalGrowth growth, double distance, double height, double sourceHeight, double stretch)
    {
        _ = growth.Drift(Vector256.Create(Math.Log(distance * stretch)), Vector256.Create(Math.Log(height)), growth.Source(sourceHeight), out var logs);
        return Math.Exp(logs[2]);
    }
}
