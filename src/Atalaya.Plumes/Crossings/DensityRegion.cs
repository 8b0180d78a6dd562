using Atalaya.Plumes.Answers;

namespace Atalaya.Plumes.Crossings;

/// <summary>Smallest regions that hold a share of weighted draws: contours of a kernel density on a grid along the draws' own axes.</summary>
internal static class DensityRegion
{
    private const int Grid = 96;
    private const double LeastScaleMetres = 0.1;

    /// <summary>One region for each share, from the same density, so that they are nested.</summary>
    /// <param name="x">East in m of each draw.</param>
    /// <param name="y">North in m.</param>
    /// <param name="weight">Weights, of any sum.</param>
    /// <param name="shares">Shares between 0 and 1.</param>
    public static SourceRegion[] Of(double[] x, double[] y, double[] weight, params double[] shares)
    {
        var total = weight.Sum();
        var (mx, my) = (x.Zip(weight, (v, w) => v * w).Sum() / total, y.Zip(weight, (v, w) => v * w).Sum() / total);
        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - mx, y[i] - my);
            (xx, xy, yy) = (xx + (weight[i] * dx * dx), xy + (weight[i] * dx * dy), yy + (weight[i] * dy * dy));
        }

        var (sin, cos) = Math.SinCos(0.5 * Math.Atan2(2 * xy, xx - yy));
        var along = x.Zip(y, (a, b) => ((a - mx) * cos) + ((b - my) * sin)).ToArray();
        var across = x.Zip(y, (a, b) => ((b - my) * cos) - ((a - mx) * sin)).ToArray();
        var u = new Axis(along);
        var v = new Axis(across);
        var density = Density(along, across, weight, u, v);
        var order = Enumerable.Range(0, x.Length)
            .Select(i => (At: Interpolate(density, u.Cell(along[i]), v.Cell(across[i])), Weight: weight[i]))
            .OrderByDescending(d => d.At).ToArray();
        return [.. shares.Select(share =>
        {
            var (reached, level) = (0.0, 0.0);
            foreach (var (at, w) in order)
            {
                reached += w;
                level = at;
                if (reached >= share * total)
                    break;
            }

            var rings = Contour(density, Math.Max(level, 1e-300))
                .Select(ring => (IReadOnlyList<(double X, double Y)>)[.. ring.Select(p => (u.Place(p.X), v.Place(p.Y))).Select(p => (mx + (p.Item1 * cos) - (p.Item2 * sin), my + (p.Item1 * sin) + (p.Item2 * cos)))])
                .ToArray();
            return new SourceRegion(rings, Math.Abs(rings.Sum(Area)));
        })];
    }

    private static double Area(IReadOnlyList<(double X, double Y)> ring)
    {
        var twice = 0.0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            twice += (ring[j].X * ring[i].Y) - (ring[i].X * ring[j].Y);
        return twice / 2;
    }

    private static double[,] Density(double[] along, double[] across, double[] weight, Axis u, Axis v)
    {
        var counts = new double[Grid, Grid];
        for (var k = 0; k < along.Length; k++)
        {
            var (a, b) = (Math.Clamp(u.Cell(along[k]), 0, Grid - 1.001), Math.Clamp(v.Cell(across[k]), 0, Grid - 1.001));
            var (i, j) = ((int)a, (int)b);
            var (p, q) = (a - i, b - j);
            counts[i, j] += weight[k] * (1 - p) * (1 - q);
            counts[i + 1, j] += weight[k] * p * (1 - q);
            counts[i, j + 1] += weight[k] * (1 - p) * q;
            counts[i + 1, j + 1] += weight[k] * p * q;
        }

        // Silverman's rule in two dimensions, a little narrower since draws are seldom of one normal.
        var factor = 0.8 * Math.Pow(along.Length, -1.0 / 6);
        return Blur(Blur(counts, factor * u.Spread / u.Step, isFirst: true), factor * v.Spread / v.Step, isFirst: false);
    }

    private static double[,] Blur(double[,] from, double sigma, bool isFirst)
    {
        sigma = Math.Max(sigma, 0.8);
        var reach = (int)Math.Ceiling(3.5 * sigma);
        var kernel = Enumerable.Range(-reach, (2 * reach) + 1).Select(k => Math.Exp(-0.5 * k * k / (sigma * sigma))).ToArray();
        var to = new double[Grid, Grid];
        for (var i = 0; i < Grid; i++)
        {
            for (var j = 0; j < Grid; j++)
            {
                var sum = 0.0;
                for (var k = -reach; k <= reach; k++)
                {
                    var at = (isFirst ? i : j) + k;
                    if (at >= 0 && at < Grid)
                        sum += kernel[k + reach] * (isFirst ? from[at, j] : from[i, at]);
                }

                to[i, j] = sum;
            }
        }

        // The outermost cells stay empty, so that every contour closes.
        if (!isFirst)
        {
            for (var k = 0; k < Grid; k++)
                to[0, k] = to[Grid - 1, k] = to[k, 0] = to[k, Grid - 1] = 0;
        }

        return to;
    }

    private static double Interpolate(double[,] density, double a, double b)
    {
        var (i, j) = ((int)Math.Clamp(a, 0, Grid - 2), (int)Math.Clamp(b, 0, Grid - 2));
        var (p, q) = (Math.Clamp(a - i, 0, 1), Math.Clamp(b - j, 0, 1));
        return ((1 - p) * (((1 - q) * density[i, j]) + (q * density[i, j + 1]))) + (p * (((1 - q) * density[i + 1, j]) + (q * density[i + 1, j + 1])));
    }

    /// <summary>Marching squares with the inside to the left, so that outer rings turn counter-clockwise and holes clockwise.</summary>
    private static List<List<(double X, double Y)>> Contour(double[,] density, double level)
    {
        var next = new Dictionary<int, int>();
        const int B = 0, R = 1, T = 2, L = 3;
        for (var i = 0; i < Grid - 1; i++)
        {
            for (var j = 0; j < Grid - 1; j++)
            {
                var corners = (Above(i, j) ? 1 : 0) | (Above(i + 1, j) ? 2 : 0) | (Above(i + 1, j + 1) ? 4 : 0) | (Above(i, j + 1) ? 8 : 0);
                ReadOnlySpan<int> sides = corners switch
                {
                    1 => [B, L],
                    2 => [R, B],
                    3 => [R, L],
                    4 => [T, R],
                    5 => [B, L, T, R],
                    6 => [T, B],
                    7 => [T, L],
                    8 => [L, T],
                    9 => [B, T],
                    10 => [R, B, L, T],
                    11 => [R, T],
                    12 => [L, R],
                    13 => [B, R],
                    14 => [L, B],
                    _ => [],
                };
                for (var k = 0; k < sides.Length; k += 2)
                    next[Edge(i, j, sides[k])] = Edge(i, j, sides[k + 1]);
            }
        }

        var rings = new List<List<(double X, double Y)>>();
        while (next.Count > 0)
        {
            var first = next.Keys.Min();
            var ring = new List<(double X, double Y)>();
            for (var edge = first; next.Remove(edge, out var following); edge = following)
                ring.Add(Point(edge));
            if (ring.Count > 2)
                rings.Add(ring);
        }

        return rings;

        bool Above(int i, int j) => density[i, j] >= level;

        static int Edge(int i, int j, int side) => side switch
        {
            B => 2 * ((j * Grid) + i),
            T => 2 * (((j + 1) * Grid) + i),
            L => (2 * ((j * Grid) + i)) + 1,
            _ => (2 * ((j * Grid) + i + 1)) + 1,
        };

        (double X, double Y) Point(int edge)
        {
            var (i, j) = (edge / 2 % Grid, edge / 2 / Grid);
            var (a, b) = (density[i, j], edge % 2 == 0 ? density[i + 1, j] : density[i, j + 1]);
            var share = Math.Clamp((level - a) / (b - a), 0.001, 0.999);
            return edge % 2 == 0 ? (i + share, j) : (i, j + share);
        }
    }

    private sealed class Axis
    {
        private readonly double _first;

        public Axis(double[] values)
        {
            var sorted = values.Order().ToArray();
            var (low, high) = (sorted[(int)(0.002 * sorted.Length)], sorted[^(1 + (int)(0.002 * sorted.Length))]);
            Spread = Math.Max(LeastScaleMetres, (sorted[(int)(0.84 * (sorted.Length - 1))] - sorted[(int)(0.16 * (sorted.Length - 1))]) / 2);
            var margin = Math.Max(Spread, 0.08 * (high - low));
            _first = low - margin;
            Step = (high - low + (2 * margin)) / (Grid - 1);
        }

        public double Spread { get; }

        public double Step { get; }

        public double Cell(double value) => (value - _first) / Step;

        public double Place(double cell) => _first + (cell * Step);
    }
}
