using Atalaya.Plumes.Dispersion;
using CsCheck;

namespace Atalaya.Tests.Plumes.Dispersion;

public sealed class SurfaceLayerTests
{
    [Fact]
    public void The_profile_passes_through_the_measured_speed() =>
        Gen.Double[0.8, 10].Select(Gen.Double[1.5, 10], Gen.Double[0.005, 0.1], Gen.Double[-0.1, 0.1]).Sample((speed, height, roughness, inverse) =>
        {
            var layer = SurfaceLayer.From(speed, height, roughness, double.NaN, 1 / inverse, double.NaN);
            Assert.InRange(layer.Speed(height) / speed, 0.999, 1.001);
        });

    [Fact]
    public void Gusts_up_and_down_tell_the_stability()
    {
        var calm = SurfaceLayer.From(3, 2.5, 0.03, double.NaN, double.NaN, 0.2);
        var gusty = SurfaceLayer.From(3, 2.5, 0.03, double.NaN, double.NaN, 0.6);
        Assert.True(calm.InverseObukhovLength > 0 && gusty.InverseObukhovLength < 0);
        Assert.InRange(gusty.SigmaUp(2.5), 0.59, 0.61);
    }

    [Fact]
    public void A_stated_friction_velocity_is_kept_and_the_roughness_gives_way()
    {
        var layer = SurfaceLayer.From(5, 2, 0.03, 0.35, -30, double.NaN);
        Assert.Equal(0.35, layer.FrictionVelocity);
        Assert.InRange(layer.Speed(2), 4.99, 5.01);
    }
}
