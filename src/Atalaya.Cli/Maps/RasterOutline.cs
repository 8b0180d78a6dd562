namespace Atalaya.Cli.Maps;

/// <summary>From a raster of yes and no to the rings around every yes.</summary>
internal static class RasterOutline
{
    // Headings along the edges of cells: east, south, west, north, with y downward. A ring keeps its inside on the right.
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];
    private static readonly (int X, int Y)[] AheadLeft = [(0, -1), (0, 0), (-1, 0), (-1, -1)];
    private static readonly (int X, int Y)[] AheadRight = [(0, 0), (-1, 0), (-1, -1), (0, -1)];

    /// <summary>The rings, in cells from the upper left corner. Outer rings run clockwise as seen with y downward, holes the other way.</summary>
    /// <param name="cells">Row by row.</param>
    /// <param name="columns">Cells in a row.</param>
    public static IEnumerable<List<(double X, double Y)>> Rings(bool[] cells, int columns)
    {
        var rows = cells.Length / columns;
        bool In(int x, int y) => x >= 0 && y >= 0 && x < columns && y < rows && cells[(y * columns) + x];
        var seen = new bool[cells.Length];
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                if (In(x, y) && !In(x, y - 1) && !seen[(y * columns) + x])
                    yield return Follow(x, y);
            }
        }

        List<(double X, double Y)> Follow(int startX, int startY)
        {
            var ring = new List<(double X, double Y)>();
            var (x, y, heading) = (startX, startY, 0);
            do
            {
                if (heading == 0)
                    seen[(y * columns) + x] = true;

                // The middles of the edges, so that slanting borders are not stairs.
                ring.Add((x + (Steps[heading].X / 2.0), y + (Steps[heading].Y / 2.0)));
                (x, y) = (x + Steps[heading].X, y + Steps[heading].Y);
                if (In(x + AheadLeft[heading].X, y + AheadLeft[heading].Y))
                    heading = (heading + 3) & 3;
                else if (!In(x + AheadRight[heading].X, y + AheadRight[heading].Y))
                    heading = (heading + 1) & 3;
            }
            while ((x, y, heading) != (startX, startY, 0));
            return ring;
        }
    }
}
