using Atalaya.Plumes.Answers;

namespace Atalaya.Plumes.Regions;

/// <summary>A density of places on a grid turned along its main axes, so that long thin regions are as well resolved as round ones.</summary>
internal sealed class DensityGrid
{
    // Of the area of the greatest part.
    private const double Speck = 0.005;

    private readonly double[] _density;
    private readonly int _cells;
    private readonly double _meanX, _meanY, _cos, _sin, _longHalf, _shortHalf;
    private readonly double _offU, _offV;
    private readonly double _held;

    private DensityGrid(double[] density, int cells, (double X, double Y) mean, (double Cos, double Sin) axis, (double U, double V) off, (double Long, double Short) half, double held)
    {
        (_density, _cells, _held) = (density, cells, held);
        (_meanX, _meanY) = mean;
        (_cos, _sin) = axis;
        (_offU, _offV) = off;
        (_longHalf, _shortHalf) = half;
    }

    internal static DensityGrid Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, int cells)
    {
        double sum = 0, meanX = 0, meanY = 0, squares = 0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += weights[i];
            squares += weights[i] * weights[i];
            meanX += weights[i] * x[i];
            meanY += weights[i] * y[i];
        }

        meanX /= sum;
        meanY /= sum;
        double xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            xx += weights[i] * dx * dx / sum;
            yy += weights[i] * dy * dy / sum;
            xy += weights[i] * dx * dy / sum;
        }

        var angle = 0.5 * Math.Atan2(2 * xy, xx - yy);
        var (sin, cos) = Math.SinCos(angle);
        var u = new double[x.Length];
        var v = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            u[i] = ((x[i] - meanX) * cos) + ((y[i] - meanY) * sin);
            v[i] = ((y[i] - meanY) * cos) - ((x[i] - meanX) * sin);
        }

        // Silverman's width by the effective number of draws, from quartiles as well as spreads, since far modes stretch the spread.
        var effective = Math.Max(sum * sum / squares, 4);
        var narrow = Math.Pow(effective, -1.0 / 6);
        var (widthU, widthV) = (Width(u, weights, sum) * narrow, Width(v, weights, sum) * narrow);
        var (lowU, highU) = Ends(u, weights, sum);
        var (lowV, highV) = Ends(v, weights, sum);
        var half = (Long: ((highU - lowU) / 2) + (3 * widthU), Short: ((highV - lowV) / 2) + (3 * widthV));
        var off = (U: (lowU + highU) / 2, V: (lowV + highV) / 2);
        var density = Smooth(u, v, weights, cells, off, half, widthU, widthV);

        // Far draws of a heavy tail lie beyond the grid, which would be too coarse for the rest; they count all the same.
        var held = 0.0;
        for (var i = 0; i < u.Length; i++)
            held += Math.Abs(u[i] - off.U) <= half.Long && Math.Abs(v[i] - off.V) <= half.Short ? weights[i] / sum : 0;
        return new(density, cells, (meanX, meanY), (cos, sin), off, half, held);
    }

    internal SourceRegion Region(double share)
    {
        var sorted = (double[])_density.Clone();
        Array.Sort(sorted);
        var wanted = Math.Min(share / _held, 0.999) * sorted.Sum();
        var level = 0.0;
        var inside = 0.0;
        for (var i = sorted.Length - 1; i >= 0 && inside < wanted; i--)
        {
            inside += sorted[i];
            level = sorted[i];
        }

        var rings = ContourTracer.Trace(_density, _cells, level * (1 - 1e-12));
        var placed = rings.Select(r => (IReadOnlyList<(double, double)>)[.. r.Select(p => Place(p.Column, p.Row))]).ToArray();

        // Specks are chance of the draws, not places.
        var least = placed.Length == 0 ? 0 : Speck * placed.Max(static r => Math.Abs(SignedArea(r)));
        placed = [.. placed.Where(r => Math.Abs(SignedArea(r)) >= least)];
        return new(placed, Math.Abs(placed.Sum(SignedArea)));
    }

    private static double SignedArea(IReadOnlyList<(double X, double Y)> ring)
    {
        var sum = 0.0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            sum += (ring[j].X * ring[i].Y) - (ring[i].X * ring[j].Y);
        return sum / 2;
    }

    private (double X, double Y) Place(double column, double row)
    {
        var u = _offU + (_longHalf * ((2 * column / (_cells - 1)) - 1));
        var v = _offV + (_shortHalf * ((2 * row / (_cells - 1)) - 1));
        return (_meanX + (u * _cos) - (v * _sin), _meanY + (u * _sin) + (v * _cos));
    }

    private static double Width(double[] values, ReadOnlySpan<double> weights, double sum)
    {
        var (p25, p75) = (Quantile(values, weights, sum, 0.25), Quantile(values, weights, sum, 0.75));
        double mean = 0, square = 0;
        for (var i = 0; i < values.Length; i++)
            mean += weights[i] * values[i] / sum;
        for (var i = 0; i < values.Length; i++)
            square += weights[i] * (values[i] - mean) * (values[i] - mean) / sum;
        var spread = Math.Sqrt(square);
        var quartile = (p75 - p25) / 1.349;
        return Math.Max(quartile > 0 ? Math.Min(spread, quartile) : spread, 1e-3);
    }

    private static (double Low, double High) Ends(double[] values, ReadOnlySpan<double> weights, double sum) =>
        (Quantile(values, weights, sum, 0.005), Quantile(values, weights, sum, 0.995));

    internal static double Quantile(double[] values, ReadOnlySpan<double> weights, double sum, double share)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var keys = (double[])values.Clone();
        Array.Sort(keys, order);
        var passed = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            var next = passed + weights[order[i]];
            if (next >= share * sum)
            {
                // Half of a draw's weight lies before it: linear between the middles of neighbouring draws.
                var middle = (passed + next) / 2;
                if (i == 0 || share * sum >= middle)
                {
                    if (i + 1 >= order.Length)
                        return keys[i];
                    var nextMiddle = next + (weights[order[i + 1]] / 2);
                    return nextMiddle > middle ? keys[i] + (Math.Clamp(((share * sum) - middle) / (nextMiddle - middle), 0, 1) * (keys[i + 1] - keys[i])) : keys[i];
                }

                var lastMiddle = passed - (weights[order[i - 1]] / 2);
                return middle > lastMiddle ? keys[i - 1] + (Math.Clamp(((share * sum) - lastMiddle) / (middle - lastMiddle), 0, 1) * (keys[i] - keys[i - 1])) : keys[i];
            }

            passed = next;
        }

        return keys[^1];
    }

    private static double[] Smooth(
        double[] u, double[] v, ReadOnlySpan<double> weights, int cells, (double U, double V) off, (double Long, double Short) half, double widthU, double widthV)
    {
        var density = new double[cells * cells];
        var (stepU, stepV) = (2 * half.Long / (cells - 1), 2 * half.Short / (cells - 1));
        var (reachU, reachV) = ((int)Math.Ceiling(3.5 * widthU / stepU), (int)Math.Ceiling(3.5 * widthV / stepV));
        var row = new double[(2 * reachU) + 1];
        for (var i = 0; i < u.Length; i++)
        {
            if (weights[i] <= 0)
                continue;
            var (atU, atV) = ((u[i] - off.U + half.Long) / stepU, (v[i] - off.V + half.Short) / stepV);
            var (centreU, centreV) = ((int)Math.Round(Math.Clamp(atU, -1e6, 1e6)), (int)Math.Round(Math.Clamp(atV, -1e6, 1e6)));
            for (var k = -reachU; k <= reachU; k++)
            {
                var d = (centreU + k - atU) * stepU / widthU;
                row[k + reachU] = Math.Exp(-0.5 * d * d);
            }

            for (var r = Math.Max(0, centreV - reachV); r <= Math.Min(cells - 1, centreV + reachV); r++)
            {
                var d = (r - atV) * stepV / widthV;
                var factor = weights[i] * Math.Exp(-0.5 * d * d);
                for (var c = Math.Max(0, centreU - reachU); c <= Math.Min(cells - 1, centreU + reachU); c++)
                    density[(r * cells) + c] += factor * row[c - centreU + reachU];
            }
        }

        return density;
    }
}
