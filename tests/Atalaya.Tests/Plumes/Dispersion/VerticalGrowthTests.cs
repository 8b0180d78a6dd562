using Atalaya.Plumes.Dispersion;
using CsCheck;

namespace Atalaya.Tests.Plumes.Dispersion;

public sealed class VerticalGrowthTests
{
    [Theory]
    [InlineData(0, 20)]
    [InlineData(0, 200)]
    [InlineData(-0.05, 50)]
    [InlineData(0.03, 100)]
    public void What_passes_a_plane_is_what_left_the_source(double inverseLength, double distance)
    {
        var air = new SurfaceLayer(0.3, inverseLength, 0.03);
        var growth = new VerticalGrowth(air, double.NaN);
        double flux = 0;
        for (var z = 0.01; z < 200; z *= 1.02)
            flux += growth.Integral(distance, z, 0.5, 1) * air.Speed(z) * z * 0.02;

        // The power law stands for the wind's profile about the plume's depth only: a tenth is what that costs.
        Assert.InRange(flux, 0.88, 1.12);
    }

    [Fact]
    public void A_plume_in_unstable_air_is_deeper_than_in_stable() =>
        Assert.True(Depth(-0.05) > 1.2 * Depth(0) && Depth(0) > 1.2 * Depth(0.05));

    [Fact]
    public void Below_a_lid_the_plume_is_never_thinner_than_mixed()
    {
        var air = new SurfaceLayer(0.3, -0.1, 0.03);
        var lidded = new VerticalGrowth(air, 50);
        Assert.True(lidded.Integral(5000, 2, 0.5, 1) >= 1 / (lidded.DriftSpeed(5000, 1) * 50) * 0.99);
    }

    [Fact]
    public void Reading_and_source_may_change_places() =>
        Gen.Double[0.2, 5].Select(Gen.Double[0.2, 5], Gen.Double[5, 300]).Sample((a, b, x) =>
        {
            var growth = new VerticalGrowth(new(0.3, 0, 0.03), double.NaN);
            Assert.Equal(growth.Integral(x, a, b, 1), growth.Integral(x, b, a, 1), 1e-9);
        });

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(8.9)]
    [InlineData(9.1)]
    [InlineData(40)]
    public void The_bessel_part_agrees_with_the_library(double x)
    {
        var known = MathNet.Numerics.SpecialFunctions.BesselI0(x) * Math.Exp(-x);
        Assert.InRange(BesselProfile.Scaled(0, 1, x) / known, 0.999, 1.001);
    }

    private static double Depth(double inverseLength)
    {
        var growth = new VerticalGrowth(new(0.3, inverseLength, 0.03), double.NaN);
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
