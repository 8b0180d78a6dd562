using System.Globalization;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Testing;

namespace Atalaya.Tests.Earth.Zones;

/// <summary>The table of named places, each with its zone under both claims and the source of both (places.tsv).</summary>
public sealed class NamedPlaceTests
{
    private static readonly string[][] Rows = [.. File
        .ReadLines(Path.Combine(TestData.RepositoryRoot, "tests", "Atalaya.Tests", "Earth", "Zones", "places.tsv"))
        .Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'))];

    /// <summary>Name, position and what is expected, from the table.</summary>
    public static TheoryData<string, double, double, string, string, string> Places()
    {
        var data = new TheoryData<string, double, double, string, string, string>();
        foreach (var r in Rows)
            data.Add(r[0], double.Parse(r[1], CultureInfo.InvariantCulture), double.Parse(r[2], CultureInfo.InvariantCulture), r[3], r[4] == "same" ? r[3] : r[4], r[5]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_named_place_has_the_zone_that_its_source_gives(string place, double latitude, double longitude, string lowWater, string mexico, string sure)
    {
        foreach (var (claim, expected) in new[] { (Claim.LowWater, lowWater), (Claim.Mexico, mexico) })
        {
            var answer = ZoneMap.Shipped.Find(new Position(latitude, longitude), claim);
            var isRight = Written(answer.Zone) == expected;
            Assert.True(isRight || (sure == "doubt" && !answer.IsCertain), $"{place}, {claim}: expected {expected}, found {answer}");
            Assert.True(sure != "certain" || answer.IsCertain, $"{place}, {claim}: {answer}");
            Assert.Equal(answer.Zone, ZoneMap.Shipped.Find(latitude, longitude, claim, out var certain));
            Assert.Equal(answer.IsCertain, certain);
        }
    }

    [Fact]
    public void The_table_has_at_least_sixty_places_each_with_a_source_and_a_known_certainty()
    {
        Assert.InRange(Rows.Length, 60, int.MaxValue);
        Assert.Equal(Rows.Length, Rows.Select(r => r[0]).Distinct().Count());
        Assert.All(Rows, r =>
        {
            Assert.Equal(7, r.Length);
            Assert.Contains(r[5], new[] { "certain", "right", "doubt" });
            Assert.NotEmpty(r[6]);
        });
        Assert.Contains(Rows, r => r[4] != "same");
    }

    private static string Written(Zone zone)
    {
        var kind = zone.Kind switch
        {
            ZoneKind.Territory => "territory",
            ZoneKind.InternalWaters => "internal-waters",
            ZoneKind.TerritorialSea => "territorial-sea",
            _ => "international",
        };
        return zone.Sovereign is null ? kind : $"{kind} {zone.Sovereign}";
    }
}
