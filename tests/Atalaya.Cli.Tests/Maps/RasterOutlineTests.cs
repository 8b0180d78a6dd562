using Atalaya.Cli.Maps;
using CsCheck;

namespace Atalaya.Cli.Tests.Maps;

/// <summary>Rings round the cells of a raster.</summary>
public sealed class RasterOutlineTests
{
    /// <summary>The middle of every cell is inside by the even-odd rule exactly where the cell is set.</summary>
    [Fact]
    public void Rings_hold_what_is_set_and_nothing_else() => Gen.Select(Gen.Int[1, 12], Gen.Bool.Array[1, 144]).Sample((columns, bits) =>
    {
        var rows = Math.Max(1, bits.Length / columns);
        var cells = new bool[columns * rows];
        for (var i = 0; i < cells.Length && i < bits.Length; i++)
            cells[i] = bits[i];
        var rings = RasterOutline.Rings(cells, columns).ToList();
        for (var i = 0; i < cells.Length; i++)
            Assert.Equal(cells[i], rings.Sum(r => Crossings(r, (i % columns) + 0.5, (i / columns) + 0.4999)) % 2 == 1);
    });

    [Fact]
    public void A_hole_belongs_to_the_polygon_around_it()
    {
        // A ring of cells, and one cell in its middle.
        const int Side = 7;
        var cells = new bool[Side * Side];
        for (var i = 0; i < cells.Length; i++)
        {
            var away = Math.Max(Math.Abs((i % Side) - 3), Math.Abs((i / Side) - 3));
            cells[i] = away is 0 or 2;
        }

        var polygons = RingArea.Polygons(RasterOutline.Rings(cells, Side).Select(static r => r.ConvertAll(static p => (p.X, -p.Y)))).OrderByDescending(static p => RingArea.Of(p[0])).ToList();
        Assert.Equal(2, polygons.Count);
        Assert.Equal(2, polygons[0].Count);
        Assert.Single(polygons[1]);
        Assert.True(RingArea.Of(polygons[0][0]) > 0);
        Assert.True(RingArea.Of(polygons[0][1]) < 0);
    }

    private static int Crossings(List<(double X, double Y)> ring, double x, double y)
    {
        var count = 0;
        for (var (i, j) = (0, ring.Count - 1); i < ring.Count; j = i++)
        {
            if (ring[i].Y > y != ring[j].Y > y && x < ((ring[j].X - ring[i].X) * (y - ring[i].Y) / (ring[j].Y - ring[i].Y)) + ring[i].X)
                count++;
        }

        return count;
    }
}
