using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;
using Atalaya.Testing;

namespace Atalaya.Tests.Earth.Zones;

/// <summary>The 12 NM limit against a second method: geodesic circles round points of the coast.</summary>
public sealed class ZoneLimitTests
{
    private const double TerritorialSeaMetres = 22_224;
    private const double AgreementMetres = 10;

    private static readonly List<Position> Shore =
        [.. ZoneMap.Shipped.Draw(new GeoBox(22.5, -116.5, 31, -106.5), 0).Where(l => l.Kind == DrawnLineKind.Land).SelectMany(l => l.Points)];

    [Fact]
    public void No_point_of_a_circle_of_twelve_miles_round_the_coast_is_beyond_the_limit()
    {
        var step = Shore.Count / 1000;
        Assert.True(step > 0);
        for (var i = 0; i < Shore.Count; i += step)
        {
            for (var azimuth = 0; azimuth < 360; azimuth += 45)
            {
                var answer = ZoneMap.Shipped.Find(Geodesic.Direct(Shore[i], azimuth, TerritorialSeaMetres), Claim.LowWater);
                Assert.True(answer.Zone.Kind != ZoneKind.International || answer.MetresToLine < AgreementMetres, $"{Shore[i]} {azimuth}: {answer}");
            }
        }
    }

    [Fact]
    public void Beyond_the_limit_no_point_of_the_coast_is_within_twelve_miles()
    {
        var random = new Random(12);
        var asked = 0;
        while (asked < 300)
        {
            var from = Shore[random.Next(Shore.Count)];
            var point = Geodesic.Direct(from, random.NextDouble() * 360, TerritorialSeaMetres + (random.NextDouble() * 3000));
            var answer = ZoneMap.Shipped.Find(point, Claim.LowWater);
            if (answer.Zone.Kind != ZoneKind.International || point.Latitude is < 23 or > 30.5 || point.Longitude is < -116 or > -107)
                continue;
            asked++;
            var nearest = Shore.Where(s => Math.Abs(s.Latitude - point.Latitude) < 0.3 && Math.Abs(s.Longitude - point.Longitude) < 0.35)
                .Min(s => Geodesic.DistanceMetres(s, point));
            Assert.True(nearest >= TerritorialSeaMetres - AgreementMetres, $"{point}: {answer}, but a shore at {nearest} m");
        }
    }

    [Fact]
    public void Our_baselines_lie_near_those_that_others_derived_from_the_decree()
    {
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(TestData.Find("geo", "derived", "mx_gulf_straight_baselines_partial_approx.geojson")));
        var ours = ZoneMap.Shipped.Draw(new GeoBox(23, -113, 29, -109), 0).Where(l => l.Kind == DrawnLineKind.StraightBaseline).ToList();
        foreach (var feature in json.RootElement.GetProperty("features").EnumerateArray())
        {
            foreach (var point in feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray())
            {
                var end = new Position(point[1].GetDouble(), point[0].GetDouble());
                var away = ours.SelectMany(l => l.Points.Zip(l.Points.Skip(1))).Min(s => Geodesic.DistanceToSegment(end, s.First, s.Second, out _));
                Assert.True(away < 2000, $"{feature.GetProperty("properties").GetProperty("name")}: {away} m");
            }
        }
    }

    [Fact]
    public void Their_Pacific_boundary_is_within_the_margin_of_ours()
    {
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(TestData.Find("geo", "ibwc", "us_mex_boundary.geojson")));
        var line = json.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray()
            .Select(c => new Position(c[1].GetDouble(), c[0].GetDouble())).Where(p => p.Longitude < -117.13).ToList();
        Assert.True(line.Count >= 4);
        Assert.All(line.SkipLast(1), p =>
        {
            var answer = ZoneMap.Shipped.Find(p, Claim.LowWater);
            Assert.Equal(ZoneLineKind.MaritimeBoundary, answer.LineKind);
            Assert.False(answer.IsCertain, $"{p}: {answer}");
        });
    }
}
