namespace Atalaya.Flights.Patterns;

/// <summary>Sums along a way beside a shore, so that each of its parts costs the same whatever its length.</summary>
internal sealed class ShoreSums
{
    private readonly (double Length, double D, double DD, double X, double Y, double XX, double YY, double XY)[] before;

    public ShoreSums(List<ShorePoint> way)
    {
        before = new (double, double, double, double, double, double, double, double)[way.Count + 1];
        for (var k = 0; k < way.Count; k++)
        {
            // About the first point: a metre is still seen at 1,000 km.
            var (x, y, d) = (way[k].X - way[0].X, way[k].Y - way[0].Y, way[k].OffShore);
            ref var b = ref before[k];
            var step = k + 1 < way.Count ? CoastModel.Distance(way[k], way[k + 1]) : 0;
            before[k + 1] = (b.Length + step, b.D + d, b.DD + (d * d), b.X + x, b.Y + y, b.XX + (x * x), b.YY + (y * y), b.XY + (x * y));
        }
    }

    /// <summary>Metres flown between two points.</summary>
    public double Length(int first, int last) => before[last].Length - before[first].Length;

    /// <summary>Mean distance from the shore in metres, and its standard deviation.</summary>
    public (double Mean, double Scatter) OffShore(int first, int last)
    {
        double n = last - first + 1;
        var mean = (before[last + 1].D - before[first].D) / n;
        return (mean, Math.Sqrt(Math.Max(0, ((before[last + 1].DD - before[first].DD) / n) - (mean * mean))));
    }

    /// <summary>Root mean square distance in metres from the best straight line.</summary>
    public double FromLine(int first, int last)
    {
        double n = last - first + 1;
        ref var a = ref before[first];
        ref var b = ref before[last + 1];
        var (mx, my) = ((b.X - a.X) / n, (b.Y - a.Y) / n);
        var (xx, yy, xy) = (((b.XX - a.XX) / n) - (mx * mx), ((b.YY - a.YY) / n) - (my * my), ((b.XY - a.XY) / n) - (mx * my));
        return Math.Sqrt(Math.Max(0, (xx + yy - Math.Sqrt(((xx - yy) * (xx - yy)) + (4 * xy * xy))) / 2));
    }
}
