namespace Atalaya.Plumes.Regions;

/// <summary>Outlines of where a grid lies above a level: marching squares with linear interpolation, the grid's surroundings taken as 0, so that each outline closes.</summary>
internal static class ContourTracer
{
    /// <summary>Closed rings in columns and rows; the higher side lies to the left, so that outer rings run counter-clockwise and holes clockwise.</summary>
    internal static List<List<(double Column, double Row)>> Trace(double[] grid, int cells, double level)
    {
        var next = new Dictionary<(int, int, bool), (int, int, bool)>();
        for (var row = -1; row < cells; row++)
        {
            for (var column = -1; column < cells; column++)
                Square(grid, cells, level, column, row, next);
        }

        var rings = new List<List<(double, double)>>();
        while (next.Count > 0)
        {
            var start = next.Keys.First();
            var ring = new List<(double, double)>();
            var at = start;
            while (next.Remove(at, out var following))
            {
                ring.Add(Crossing(grid, cells, level, at));
                at = following;
            }

            if (ring.Count >= 3)
                rings.Add(ring);
        }

        return rings;
    }

    // An edge is named by its lower left end and whether it runs along the row.
    private static void Square(double[] grid, int cells, double level, int column, int row, Dictionary<(int, int, bool), (int, int, bool)> next)
    {
        var lowerLeft = At(grid, cells, column, row) > level;
        var lowerRight = At(grid, cells, column + 1, row) > level;
        var upperRight = At(grid, cells, column + 1, row + 1) > level;
        var upperLeft = At(grid, cells, column, row + 1) > level;
        var (bottom, right, top, left) = ((column, row, true), (column + 1, row, false), (column, row + 1, true), (column, row, false));
        switch ((lowerLeft ? 1 : 0) | (lowerRight ? 2 : 0) | (upperRight ? 4 : 0) | (upperLeft ? 8 : 0))
        {
            case 1: next[bottom] = left; break;
            case 2: next[right] = bottom; break;
            case 3: next[right] = left; break;
            case 4: next[top] = right; break;
            case 5: next[bottom] = left; next[top] = right; break;
            case 6: next[top] = bottom; break;
            case 7: next[top] = left; break;
            case 8: next[left] = top; break;
            case 9: next[bottom] = top; break;
            case 10: next[right] = bottom; next[left] = top; break;
            case 11: next[right] = top; break;
            case 12: next[left] = right; break;
            case 13: next[bottom] = right; break;
            case 14: next[left] = bottom; break;
            default: break;
        }
    }

    private static (double, double) Crossing(double[] grid, int cells, double level, (int Column, int Row, bool AlongRow) edge)
    {
        var (column, row, along) = edge;
        var a = At(grid, cells, column, row);
        var b = along ? At(grid, cells, column + 1, row) : At(grid, cells, column, row + 1);
        var f = a == b ? 0.5 : Math.Clamp((level - a) / (b - a), 0, 1);
        return along ? (column + f, row) : (column, row + f);
    }

    private static double At(double[] grid, int cells, int column, int row) =>
        column < 0 || row < 0 || column >= cells || row >= cells ? 0 : grid[(row * cells) + column];
}
