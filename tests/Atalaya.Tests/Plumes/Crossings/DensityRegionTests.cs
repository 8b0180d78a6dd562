using Atalaya.Plumes.Crossings;

namespace Atalaya.Tests.Plumes.Crossings;

public sealed class DensityRegionTests
{
    [Fact]
    public void A_normal_cloud_has_ellipses_of_the_known_size_that_hold_their_share()
    {
        var random = new KeyedRandom(3, 1, 0);
        var n = 4000;
        var (x, y, w) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var (a, b) = (20 * random.Normal(), 4 * random.Normal());
            (x[i], y[i], w[i]) = (100 + (0.8 * a) - (0.6 * b), -50 + (0.6 * a) + (0.8 * b), 1);
        }

        var regions = DensityRegion.Of(x, y, w, 0.5, 0.9);
        foreach (var (region, share) in regions.Zip([0.5, 0.9]))
        {
            Assert.InRange(Enumerable.Range(0, n).Count(i => region.Contains(x[i], y[i])) / (double)n, share - 0.02, share + 0.02);
            var known = Math.PI * 20 * 4 * -2 * Math.Log(1 - share);
            Assert.InRange(region.AreaSquareMetres, 0.85 * known, 1.2 * known);
        }
    }

    [Fact]
    public void Two_clouds_are_two_rings_and_an_empty_middle_is_not_counted()
    {
        var random = new KeyedRandom(4, 1, 0);
        double[] x = [.. Enumerable.Range(0, 2000).Select(i => (i % 2 == 0 ? -50 : 50) + random.Normal())];
        double[] y = [.. Enumerable.Range(0, 2000).Select(_ => random.Normal())];
        var region = DensityRegion.Of(x, y, [.. x.Select(_ => 1.0)], 0.9)[0];
        Assert.Equal(2, region.Rings.Count);
        Assert.False(region.Contains(0, 0));
        double[] angle = [.. x.Select(_ => 2 * Math.PI * random.Uniform())];
        var ring = DensityRegion.Of([.. angle.Select(a => 30 * Math.Cos(a))], [.. angle.Select(a => 30 * Math.Sin(a))], [.. x.Select(_ => 1.0)], 0.9)[0];
        Assert.False(ring.Contains(0, 0));
        Assert.True(ring.AreaSquareMetres < 0.7 * Math.PI * 30 * 30);
    }
}
