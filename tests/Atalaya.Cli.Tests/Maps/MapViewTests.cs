using Atalaya.Cli.Maps;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using CsCheck;

namespace Atalaya.Cli.Tests.Maps;

/// <summary>Where points of the Earth lie on a sheet.</summary>
public sealed class MapViewTests
{
    private static readonly Gen<Position[]> Regions =
        Gen.Select(Gen.Double[-80, 80], Gen.Double[-180, 180], Gen.Double[0.05, 15], Gen.Int[1, 12]).SelectMany(static region =>
            Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1]).Array[region.Item4].Select(offsets =>
                offsets.Select(o => new Position(Math.Clamp(region.Item1 + (o.Item1 * region.Item3), -84, 84), region.Item2 + (o.Item2 * region.Item3))).ToArray()));

    [Fact]
    public void Every_point_lies_on_the_sheet_wherever_on_Earth_it_is() => Regions.Sample(static points =>
    {
        var view = MapView.Around(points, 700, 400, 640, 50_000);
        foreach (var point in points)
        {
            var (x, y) = view.Place(point);
            Assert.True(view.Holds(x, y), $"{point} at {x}, {y}");
        }
    });

    [Fact]
    public void What_is_projected_can_be_found_again() =>
        Gen.Select(Gen.Double[-75, 75], Gen.Double[0.1, 12], Gen.Double[-12, 12], Gen.Double[-12, 12]).Sample(static (middle, reach, north, east) =>
        {
            var projection = new ConformalProjection(middle - reach, middle + reach, 0);
            var latitude = Math.Clamp(middle + north, -85, 85);
            var (x, y) = projection.Project(latitude, east);
            var (back, relative) = projection.Invert(x, y);
            Assert.Equal(latitude, back, 1e-6);
            Assert.Equal(east, relative, 1e-6);
        });

    [Fact]
    public void The_scale_is_that_of_the_ground()
    {
        var view = MapView.Around([new(22, -118), new(33, -106)], 700, 400, 640, 50_000);
        foreach (var azimuth in new[] { 0, 45, 90, 180, 270 })
        {
            var (x, y) = view.Place(Geodesic.Direct(view.Centre, azimuth, 100_000));
            var pixels = Math.Sqrt(Math.Pow(x - (view.Width / 2), 2) + Math.Pow(y - (view.Height / 2), 2));
            Assert.InRange(pixels * view.MetresPerPixel, 98_500, 101_500);
        }
    }

    [Fact]
    public void A_view_over_the_antimeridian_is_as_wide_as_its_points()
    {
        var view = MapView.Around([new(52, 178), new(51, -179)], 700, 400, 640, 50_000);
        Assert.InRange(view.East - view.West, 3, 12);
        Assert.True(view.Box.West > view.Box.East, "the box crosses the antimeridian");
    }

    [Fact]
    public void Labels_never_overlap_one_another_nor_leave_the_sheet()
    {
        var view = MapView.Around([new(20, -118), new(33, -106)], 700, 400, 640, 50_000);
        Gen.Select(Gen.Double[0, 700], Gen.Double[0, 400], Gen.Double[10, 90]).Array[40].Sample(labels =>
        {
            var board = new LabelBoard(view);
            var placed = labels.Select(l => (Place: board.Find(l.Item1, l.Item2, l.Item3, 11, 5), Width: l.Item3)).Where(static p => p.Place is not null).ToList();
            for (var i = 0; i < placed.Count; i++)
            {
                var (a, width) = (placed[i].Place!.Value, placed[i].Width);
                Assert.True(a.X >= 0 && a.Y >= 0 && a.X + width <= view.Width && a.Y + 11 <= view.Height);
                for (var j = 0; j < i; j++)
                {
                    var b = placed[j].Place!.Value;
                    Assert.False(a.X < b.X + placed[j].Width && b.X < a.X + width && a.Y < b.Y + 11 && b.Y < a.Y + 11, "two labels overlap");
                }
            }
        });
    }

    [Fact]
    public void Places_have_names_in_both_languages_and_lie_on_Earth()
    {
        Assert.True(Place.All.Count > 200);
        Assert.All(Place.All, static p => Assert.True(p.English.Length > 1 && p.Spanish.Length > 1 && p.Rank is >= 1 and <= 3, p.English));
        Assert.Equal(Place.All.Count, Place.All.Select(static p => (p.English, p.Position)).Distinct().Count());
    }
}
