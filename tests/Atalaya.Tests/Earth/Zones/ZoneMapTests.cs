using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;
using CsCheck;

namespace Atalaya.Tests.Earth.Zones;

/// <summary>The shipped zone map at places whose answer is known, and the laws that hold at every place.</summary>
public sealed class ZoneMapTests
{
    private static readonly ZoneMap Map = ZoneMap.Shipped;

    private static readonly Gen<Position> NorthAmerica =
        Gen.Select(Gen.Double[12, 36], Gen.Double[-125, -80]).Select((lat, lon) => new Position(lat, lon));

    private static readonly Gen<Position> Anywhere =
        Gen.Select(Gen.Double[-1, 1], Gen.Double[-180, 180]).Select((sin, lon) => new Position(Math.Asin(sin) * 180 / Math.PI, lon));

    [Theory]
    [InlineData("Mexico City", 19.4326, -99.1332, ZoneKind.Territory, "MEX")]
    [InlineData("San Antonio", 29.42, -98.49, ZoneKind.Territory, "USA")]
    [InlineData("Guadalupe island", 29.05, -118.28, ZoneKind.Territory, "MEX")]
    [InlineData("8 NM off Guadalupe", 29.05, -118.53, ZoneKind.TerritorialSea, "MEX")]
    [InlineData("Clarion, Revillagigedo", 18.36, -114.72, ZoneKind.Territory, "MEX")]
    [InlineData("Socorro, Revillagigedo", 18.79, -110.97, ZoneKind.Territory, "MEX")]
    [InlineData("6 NM off Roca Partida, Revillagigedo", 18.9958, -112.17, ZoneKind.TerritorialSea, "MEX")]
    [InlineData("6 NM off the Alijos rocks", 24.96, -115.88, ZoneKind.TerritorialSea, "MEX")]
    [InlineData("Maseru, in the enclave of Lesotho", -29.50, 28.00, ZoneKind.Territory, "LSO")]
    [InlineData("South Africa beside Lesotho", -29.12, 26.22, ZoneKind.Territory, "ZAF")]
    [InlineData("San Marino", 43.94, 12.46, ZoneKind.Territory, "SMR")]
    [InlineData("Vatican City", 41.9035, 12.4525, ZoneKind.Territory, "VAT")]
    [InlineData("Rome", 41.85, 12.55, ZoneKind.Territory, "ITA")]
    [InlineData("Büsingen, in the enclave in Switzerland", 47.697, 8.69, ZoneKind.Territory, "DEU")]
    [InlineData("Puerto Rico is under the sovereignty of the United States", 18.22, -66.45, ZoneKind.Territory, "USA")]
    [InlineData("Greenland is under that of Denmark", 72, -40, ZoneKind.Territory, "DNK")]
    [InlineData("Taveuni, on the antimeridian", -16.83, -179.98, ZoneKind.Territory, "FJI")]
    [InlineData("Wrangel, across the antimeridian", 71.2, 179.99, ZoneKind.Territory, "RUS")]
    [InlineData("Lake Michigan", 44, -87, ZoneKind.Territory, "USA")]
    [InlineData("Lake Superior, northern half", 48.4, -88.0, ZoneKind.Territory, "CAN")]
    [InlineData("Lake Baikal", 53.5, 108, ZoneKind.Territory, "RUS")]
    [InlineData("Great Salt Lake", 41.1, -112.5, ZoneKind.Territory, "USA")]
    [InlineData("Imperial Beach", 32.575, -117.11, ZoneKind.Territory, "USA")]
    [InlineData("sea off San Diego", 32.68, -117.35, ZoneKind.TerritorialSea, "USA")]
    [InlineData("sea off Tijuana", 32.45, -117.2, ZoneKind.TerritorialSea, "MEX")]
    [InlineData("Pacific 40 NM off Ensenada", 31.8, -117.6, ZoneKind.International, null)]
    [InlineData("Gulf of California off Guaymas", 27.2, -111.4, ZoneKind.International, null)]
    [InlineData("83 km SW of Cabo San Lucas", 22.36, -110.5, ZoneKind.International, null)]
    [InlineData("high seas", 0, -140, ZoneKind.International, null)]
    [InlineData("North Pole", 90, 0, ZoneKind.International, null)]
    [InlineData("South Pole", -90, 0, ZoneKind.International, null)]
    [InlineData("Antarctic coast", -70, 0, ZoneKind.International, null)]
    [InlineData("mouth of the Rio Grande, American side at sea", 26.05, -97.05, ZoneKind.TerritorialSea, "USA")]
    [InlineData("mouth of the Rio Grande, Mexican side at sea", 25.88, -97.05, ZoneKind.TerritorialSea, "MEX")]
    public void A_known_place_has_its_zone_under_both_claims(string place, double latitude, double longitude, ZoneKind kind, string? sovereign)
    {
        foreach (var claim in Enum.GetValues<Claim>())
        {
            var answer = Map.Find(new Position(latitude, longitude), claim);
            Assert.True(answer.Zone == new Zone(kind, sovereign), $"{place}, {claim}: {answer}");
            Assert.Equal(answer.Zone, Map.Find(latitude, longitude, claim, out _));
        }
    }

    /// <summary>Issue 4: the boundary of 1970 does not end where that of 1978 goes on, so no median stands for it abreast of where they meet.</summary>
    [Theory]
    [InlineData("abreast of where the treaties of 1970 and 1978 meet in the Pacific, American side", 32.6607, -117.4494)]
    [InlineData("a kilometre east of that", 32.6607, -117.4388)]
    [InlineData("a kilometre west of that", 32.6607, -117.4600)]
    public void An_agreed_boundary_goes_on_where_the_next_treaty_takes_over(string place, double latitude, double longitude)
    {
        var zone = Map.Find(latitude, longitude, Claim.LowWater, out var certain);
        Assert.True(certain && zone == new Zone(ZoneKind.TerritorialSea, "USA"), $"{place}: {Map.Find(new Position(latitude, longitude), Claim.LowWater)}");
    }

    [Theory]
    [InlineData("upper Gulf", 30.5, -114.0, ZoneKind.International, ZoneKind.InternalWaters)]
    [InlineData("between Santa Catalina and Carmen, landward", 25.85, -110.98, ZoneKind.TerritorialSea, ZoneKind.InternalWaters)]
    [InlineData("9 NM seaward of the line from Santa Catalina to Carmen", 25.98, -110.77, ZoneKind.International, ZoneKind.TerritorialSea)]
    [InlineData("Bay of La Paz", 24.45, -110.55, ZoneKind.TerritorialSea, ZoneKind.InternalWaters)]
    public void The_claims_differ_where_the_decree_of_1968_moves_the_baseline(string place, double latitude, double longitude, ZoneKind lowWater, ZoneKind mexico)
    {
        var position = new Position(latitude, longitude);
        Assert.True(Map.Find(position, Claim.LowWater).Zone.Kind == lowWater, place + Map.Find(position, Claim.LowWater));
        Assert.True(Map.Find(position, Claim.Mexico).Zone is { Sovereign: "MEX" } zone && zone.Kind == mexico, place + Map.Find(position, Claim.Mexico));
    }

    [Fact]
    public void A_full_turn_of_longitude_changes_nothing() => Gen.OneOf(Anywhere, NorthAmerica).Sample(p =>
    {
        foreach (var claim in Enum.GetValues<Claim>())
        {
            Assert.Equal(Map.Find(p.Latitude, p.Longitude, claim, out var certain), Map.Find(p.Latitude, p.Longitude + 360, claim, out var again));
            Assert.Equal(certain, again);
        }
    }, iter: 2000, threads: 1);

    [Fact]
    public void The_short_cut_gives_the_exact_answer() => NorthAmerica.Sample(p =>
    {
        foreach (var claim in Enum.GetValues<Claim>())
        {
            var exact = Map.Find(p, claim);
            Assert.Equal(exact.Zone, Map.Find(p.Latitude, p.Longitude, claim, out var certain));
            // A millimetre between the chord and the geodesic may tip the scales at the margin itself.
            Assert.True(certain == exact.IsCertain || Math.Abs(exact.MetresToLine - exact.MarginMetres) < 1, $"{p} {exact} {certain}");
        }
    }, iter: 3000, threads: 1);

    [Fact]
    public void A_move_of_less_than_the_distance_to_the_line_stays_in_the_zone() =>
        Gen.Select(Gen.OneOf(NorthAmerica, Anywhere), Gen.Double[0, 360], Gen.Double[0, 1]).Sample((p, azimuth, share) =>
        {
            foreach (var claim in Enum.GetValues<Claim>())
            {
                var answer = Map.Find(p, claim);
                if (!answer.IsCertain)
                    continue;
                // Beyond 1,000 km the distance is a lower bound on a sphere of mean radius: within 0.4%.
                var metres = Math.Min(answer.MetresToLine * 0.995, 5_000_000) * share;
                var moved = Map.Find(Geodesic.Direct(p, azimuth, Math.Max(0, metres - 2)), claim);
                Assert.True(moved.Zone == answer.Zone, $"{p} {answer} moved {metres} m to {azimuth}: {moved}");
            }
        }, iter: 2000, threads: 1);

    [Fact]
    public void Every_deciding_line_names_its_source_and_margin() => NorthAmerica.Sample(p =>
    {
        var answer = Map.Find(p, Claim.Mexico);
        Assert.NotEqual(ZoneLineKind.None, answer.LineKind);
        Assert.NotEmpty(Map.DescribeLine(answer.Line).Source);
        Assert.InRange(answer.BearingToLineDegrees, -180, 180);
        Assert.True(answer.MarginMetres > 0);
    }, iter: 300, threads: 1);

    [Fact]
    public void The_way_to_the_limit_ends_in_the_other_zone()
    {
        var start = new Position(22.0, -111.0);
        var answer = Map.Find(start, Claim.LowWater);
        Assert.Equal(ZoneLineKind.TerritorialSeaLimit, answer.LineKind);
        Assert.Equal(ZoneKind.International, Map.Find(Geodesic.Direct(start, answer.BearingToLineDegrees, answer.MetresToLine - 5), Claim.LowWater).Zone.Kind);
        Assert.Equal(ZoneKind.TerritorialSea, Map.Find(Geodesic.Direct(start, answer.BearingToLineDegrees, answer.MetresToLine + 5), Claim.LowWater).Zone.Kind);
    }

    [Theory]
    [InlineData(18.36, -115.06, SeaNote.ContiguousZone)]
    [InlineData(20, -113, SeaNote.ExclusiveEconomicZone)]
    [InlineData(0, -140, SeaNote.HighSeas)]
    [InlineData(-80, 0, SeaNote.Antarctica)]
    public void What_lies_below_international_airspace_is_noted_and_never_counted(double latitude, double longitude, SeaNote note)
    {
        var answer = Map.Find(new Position(latitude, longitude), Claim.LowWater);
        Assert.Equal(new Zone(ZoneKind.International, null), answer.Zone);
        Assert.Equal(note, answer.Note);
    }

    [Fact]
    public void An_unknown_line_key_is_refused_by_name()
    {
        var thrown = Assert.Throws<KeyNotFoundException>(() => Map.DescribeLine("no-such-line"));
        Assert.Contains("no-such-line", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_zone_file_are_refused()
    {
        using var junk = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(junk, System.IO.Compression.CompressionMode.Compress, true))
            brotli.Write(new byte[64]);
        junk.Position = 0;
        Assert.Throws<InvalidDataException>(() => ZoneMap.Load(junk));
    }
}
