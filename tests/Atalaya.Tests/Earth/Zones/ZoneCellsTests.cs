using Atalaya.Earth;
using Atalaya.Earth.Zones;
using CsCheck;

namespace Atalaya.Tests.Earth.Zones;

/// <summary>The shipped cells are a short cut: they never say anything else than the lines do.</summary>
public sealed class ZoneCellsTests
{
    private static readonly Lazy<ZoneMap> WithoutCells = new(static () =>
    {
        using var file = typeof(ZoneMap).Assembly.GetManifestResourceStream("world.zones")!;
        return ZoneMap.Load(file);
    });

    private static readonly Gen<(double Latitude, double Longitude)> Anywhere = Gen.Select(Gen.Double[-1, 1], Gen.Double[-180, 180])
        .Select(static (sine, longitude) => (Math.Asin(sine) * 180 / Math.PI, longitude));

    /// <summary>Where lines are many: both shores of Mexico, the border, the Caribbean, Europe, the Aleutians.</summary>
    private static readonly Gen<(double Latitude, double Longitude)> NearLines = Gen.OneOf(
        Box(14, -118, 33, -86), Box(31, -118, 33, -114), Box(10, -85, 27, -60), Box(35, -10, 70, 30), Box(51, -180, 55, -160), Box(-60, -80, -40, -60), Box(-12, 95, 20, 130));

    [Fact]
    public void Cells_belong_to_the_shipped_lines()
    {
        using var cells = typeof(ZoneMap).Assembly.GetManifestResourceStream("world.cells");
        using var zones = typeof(ZoneMap).Assembly.GetManifestResourceStream("world.zones")!;
        Assert.NotNull(cells);
        var head = new byte[36];
        cells.ReadExactly(head);
        Assert.True(System.Security.Cryptography.SHA256.HashData(zones).AsSpan().SequenceEqual(head.AsSpan(4)), "world.cells was made from another world.zones: run tools/zones/build.sh.");
    }

    [Fact]
    public void Cells_say_what_the_lines_say() => Gen.OneOf(Anywhere, NearLines).Sample(
        place =>
        {
            foreach (var claim in Enum.GetValues<Claim>())
            {
                var exact = WithoutCells.Value.Find(new Position(place.Latitude, place.Longitude), claim);
                var quick = ZoneMap.Shipped.Find(place.Latitude, place.Longitude, claim, out var certain);
                Assert.Equal(exact.Zone, quick);
                Assert.Equal(exact.IsCertain, certain);
            }
        },
        iter: 20_000,
        threads: 1);

    [Fact]
    public void Following_a_way_says_what_asking_for_each_point_says() => Gen.Select(NearLines, Gen.Double[0, 360], Gen.Double[0.00002, 0.03]).Sample(
        static (from, course, step) => FollowingSaysTheSame(from, course, step),
        iter: 300,
        threads: 1);

    /// <summary>A way off Tijuana (issue 4) along which the answer was held for longer than it was true: two treaties draw that boundary, one after the other.</summary>
    [Fact]
    public void Following_a_way_past_where_one_treaty_takes_over_from_another_says_what_asking_says() =>
        FollowingSaysTheSame((423d / 13, -117.2), 265.63632694427565, 0.004906121837134451);

    [Fact]
    public void Ways_off_the_agreed_boundaries_say_what_asking_says() => Gen.Select(
        Gen.OneOf(Box(32.4, -117.7, 32.9, -117.1), Box(25.8, -97.2, 26.2, -96.7), Box(65.3, -169.5, 66.7, -168.4)), Gen.Double[0, 360], Gen.Double[0.0002, 0.006]).Sample(
        static (from, course, step) => FollowingSaysTheSame(from, course, step),
        iter: 200,
        threads: 1);

    private static void FollowingSaysTheSame((double Latitude, double Longitude) from, double course, double step)
    {
        foreach (var claim in Enum.GetValues<Claim>())
        {
            var follower = ZoneMap.Shipped.Follow(claim);
            var (latitude, longitude) = from;
            for (var i = 0; i < 200; i++)
            {
                var followed = follower.Find(latitude, longitude, out var isCertain);
                Assert.Equal(ZoneMap.Shipped.Find(latitude, longitude, claim, out var certain), followed);
                Assert.Equal(certain, isCertain);
                course += Math.Sin(i * 0.37) * 9;
                latitude = Math.Clamp(latitude + (step * Math.Cos(course * Math.PI / 180)), -90, 90);
                longitude = Math.IEEERemainder(longitude + (step * Math.Sin(course * Math.PI / 180)), 360);
            }
        }
    }

    [Fact]
    public void A_square_has_one_answer_throughout() => Gen.Select(Gen.OneOf(Anywhere, NearLines), Gen.Double[-4, 4], Gen.Double[-4, 4]).Sample(
        (from, north, east) =>
        {
            var follower = ZoneMap.Shipped.Follow(Claim.Mexico);
            var here = follower.Find(from.Latitude, from.Longitude, out var certain);
            var square = follower.Square;
            var (latitude, longitude) = (Math.Clamp(from.Latitude + north, -90, 90), Math.Clamp(from.Longitude + east, -180, 179.999));
            follower.Find(latitude, longitude, out _);
            if (square < 0 || follower.Square != square)
                return;
            for (var share = 0.0; share <= 1; share += 0.1)
            {
                var between = WithoutCells.Value.Find(new Position(from.Latitude + ((latitude - from.Latitude) * share), from.Longitude + ((longitude - from.Longitude) * share)), Claim.Mexico);
                Assert.Equal(here, between.Zone);
                Assert.Equal(certain, between.IsCertain);
            }
        },
        iter: 3_000,
        threads: 1);

    private static Gen<(double Latitude, double Longitude)> Box(double south, double west, double north, double east) =>
        Gen.Select(Gen.Double[south, north], Gen.Double[west, east]);
}
