using Atalaya.Earth;
using Atalaya.Earth.Zones;

namespace Atalaya.Tests.Earth.Zones;

/// <summary>Lines drawn for maps.</summary>
public sealed class ZoneDrawingTests
{
    private static readonly GeoBox Baja = new(22, -118, 33, -107);

    [Fact]
    public void A_map_of_Baja_has_land_borders_limits_of_both_claims_and_baselines()
    {
        var lines = ZoneMap.Shipped.Draw(Baja, 0.02).ToList();
        Assert.Contains(lines, l => l is { Kind: DrawnLineKind.Land, Sovereign: "MEX" });
        Assert.Contains(lines, l => l is { Kind: DrawnLineKind.Land, Sovereign: "USA" });
        foreach (var kind in Enum.GetValues<DrawnLineKind>())
            Assert.Contains(lines, l => l.Kind == kind);
        Assert.All(lines.SelectMany(l => l.Points), p =>
        {
            Assert.InRange(p.Latitude, Baja.South - 1e-6, Baja.North + 1e-6);
            Assert.InRange(p.Longitude, Baja.West - 1e-6, Baja.East + 1e-6);
        });
    }

    [Fact]
    public void Every_ring_of_land_is_closed() =>
        Assert.All(ZoneMap.Shipped.Draw(Baja, 0.02).Where(l => l.Kind == DrawnLineKind.Land), l => Assert.Equal(l.Points[0], l.Points[^1]));

    [Fact]
    public void The_drawn_limit_is_twelve_nautical_miles_from_the_shore()
    {
        const double toleranceDegrees = 0.01;
        var points = ZoneMap.Shipped.Draw(Baja, toleranceDegrees).Where(l => l.Kind == DrawnLineKind.TerritorialSeaLimit).SelectMany(l => l.Points).ToList();
        Assert.True(points.Count > 100);
        var off = points.Select(p => ZoneMap.Shipped.Find(p, Claim.LowWater))
            .Select(a => a.LineKind == ZoneLineKind.TerritorialSeaLimit ? a.MetresToLine : double.NaN).Where(double.IsFinite).Order().ToList();
        Assert.True(off.Count > 0.9 * points.Count);
        Assert.True(off[(int)(0.95 * off.Count)] < toleranceDegrees * 111_000, $"95% within {off[(int)(0.95 * off.Count)]} m");
    }

    [Fact]
    public void The_lower_forty_eight_states_are_drawn_as_land()
    {
        var land = ZoneMap.Shipped.Draw(new GeoBox(24, -126, 50, -66), 0.05).Where(l => l is { Kind: DrawnLineKind.Land, Sovereign: "USA" }).ToList();
        Assert.Contains(land, l => Contains(l.Points, 39, -98));
    }

    [Fact]
    public void A_box_over_the_antimeridian_draws_both_its_sides()
    {
        var land = ZoneMap.Shipped.Draw(new GeoBox(60, 170, 72, -165), 0.05).Where(l => l.Kind == DrawnLineKind.Land).ToList();
        Assert.Contains(land, l => l.Sovereign == "RUS" && l.Points.Any(p => p.Longitude > 170));
        Assert.Contains(land, l => l.Points.Any(p => p.Longitude is > -180 and < -165));
    }

    private static bool Contains(IReadOnlyList<Position> ring, double latitude, double longitude)
    {
        var inside = false;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            if (ring[i].Latitude > latitude != ring[j].Latitude > latitude
                && longitude < ring[i].Longitude + ((latitude - ring[i].Latitude) / (ring[j].Latitude - ring[i].Latitude) * (ring[j].Longitude - ring[i].Longitude)))
                inside = !inside;
        }

        return inside;
    }
}
