using Atalaya.Earth;
using Atalaya.Earth.Zones;
using CsCheck;

namespace Atalaya.Tests.Earth.Zones;

public sealed class ClaimsDifferTests
{
    private static readonly Gen<(double Latitude, double Longitude)> Places = Gen.OneOf(
        Gen.Select(Gen.Double[-89, 89], Gen.Double[-179.9, 179.9]),
        Gen.Select(Gen.Double[22, 34], Gen.Double[-119, -105]));

    [Fact]
    public void Where_the_claims_cannot_differ_they_do_not() =>
        Places.Sample(
            static place =>
            {
                if (ZoneMap.Shipped.MayClaimsDiffer(place.Latitude, place.Longitude))
                    return;
                var (low, mexico) = (ZoneMap.Shipped.Find(new Position(place.Latitude, place.Longitude), Claim.LowWater), ZoneMap.Shipped.Find(new Position(place.Latitude, place.Longitude), Claim.Mexico));
                Assert.Equal((low.Zone, low.IsCertain), (mexico.Zone, mexico.IsCertain));
            },
            iter: 20_000);
}
