using Atalaya.Plumes.Numerics;
using Atalaya.Plumes.Regions;

namespace Atalaya.Tests.Plumes.Regions;

public sealed class RegionBuilderTests
{
    private static readonly double[] Shares = [0.5, 0.9];

    [Fact]
    public void A_region_holds_its_share_of_fresh_draws()
    {
        var (x, y) = Normal(3000, 1);
        var regions = RegionBuilder.Build(x, y, Equal(3000), Shares);
        var (freshX, freshY) = Normal(4000, 2);
        for (var k = 0; k < 2; k++)
        {
            var inside = Enumerable.Range(0, 4000).Count(i => regions[k].Contains(freshX[i], freshY[i])) / 4000.0;
            Assert.InRange(inside, Shares[k] - 0.03, Shares[k] + 0.04);
        }
    }

    [Fact]
    public void The_area_of_a_normal_region_is_that_of_its_ellipse()
    {
        var (x, y) = Normal(6000, 3);
        var area = RegionBuilder.Build(x, y, Equal(6000), Shares)[1].AreaSquareMetres;

        // −2·ln(0.1)·π·σx·σy of an ellipse with axes 10 and 1, widened a little by the kernel.
        Assert.InRange(area / (2 * Math.Log(10) * Math.PI * 10), 0.97, 1.25);
    }

    [Fact]
    public void Two_places_make_two_rings()
    {
        var (x, y) = Normal(2000, 4);
        for (var i = 0; i < 1000; i++)
            x[i] += 200;
        var region = RegionBuilder.Build(x, y, Equal(2000), Shares)[1];
        Assert.Equal(2, region.Rings.Count);
        Assert.False(region.Contains(100, 50));
    }

    [Fact]
    public void Outer_rings_run_counter_clockwise()
    {
        var (x, y) = Normal(1000, 5);
        var ring = Assert.Single(RegionBuilder.Build(x, y, Equal(1000), Shares)[0].Rings);
        var sum = 0.0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            sum += (ring[j].X * ring[i].Y) - (ring[i].X * ring[j].Y);
        Assert.True(sum > 0);
    }

    private static double[] Equal(int n) => [.. Enumerable.Repeat(1.0 / n, n)];

    private static (double[] X, double[] Y) Normal(int n, ulong seed)
    {
        var random = new RandomStream(seed);
        var (x, y) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var (u, v) = (10 * random.Normal(), random.Normal());
            (x[i], y[i]) = (0.6 * u - (0.8 * v), (0.8 * u) + (0.6 * v));
        }

        return (x, y);
    }
}
