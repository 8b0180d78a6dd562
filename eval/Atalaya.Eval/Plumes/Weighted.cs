namespace Atalaya.Eval.Plumes;

/// <summary>Sums over weighted draws.</summary>
internal static class Weighted
{
    /// <summary>Share of the weight whose value is below.</summary>
    public static double ShareBelow(double[] values, double[] weights, double limit)
    {
        double below = 0, all = 0;
        for (var i = 0; i < values.Length; i++)
        {
            all += weights[i];
            below += values[i] < limit ? weights[i] : 0;
        }

        return below / all;
    }

    /// <summary>The least value that has the asked share of the weight at or below it.</summary>
    public static double Quantile(double[] values, double[] weights, double share)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var limit = share * weights.Sum();
        var sum = 0.0;
        foreach (var i in order)
        {
            sum += weights[i];
            if (sum >= limit - 1e-12)
                return values[i];
        }

        return values[order[^1]];
    }

    /// <summary>Median without weights; NaN of nothing.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(static v => !double.IsNaN(v)).Order()];
        if (sorted.Length == 0)
            return double.NaN;
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Continuous ranked probability score of the draws at the truth (Gneiting and Raftery 2007, eq. 21): smaller is better, in the units of the values.</summary>
    public static double Crps(double[] values, double[] weights, double truth)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        double all = weights.Sum(), miss = 0, spread = 0, seen = 0, seenValue = 0;
        foreach (var i in order)
        {
            var w = weights[i] / all;
            miss += w * Math.Abs(values[i] - truth);
            spread += w * ((seen * values[i]) - seenValue);
            seen += w;
            seenValue += w * values[i];
        }

        return miss - spread;
    }

    /// <summary>Squared Mahalanobis distances of the draws and of a place from the draws' mean.</summary>
    public static (double[] Draws, double Place) Distances(double[] xs, double[] ys, double[] weights, double x, double y)
    {
        double all = weights.Sum(), mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
        for (var i = 0; i < xs.Length; i++)
        {
            mx += weights[i] / all * xs[i];
            my += weights[i] / all * ys[i];
        }

        for (var i = 0; i < xs.Length; i++)
        {
            var (dx, dy, w) = (xs[i] - mx, ys[i] - my, weights[i] / all);
            xx += w * dx * dx;
            xy += w * dx * dy;
            yy += w * dy * dy;
        }

        var determinant = Math.Max((xx * yy) - (xy * xy), 1e-12);
        double Squared(double px, double py)
        {
            var (dx, dy) = (px - mx, py - my);
            return ((yy * dx * dx) - (2 * xy * dx * dy) + (xx * dy * dy)) / determinant;
        }

        return ([.. xs.Zip(ys, Squared)], Squared(x, y));
    }

    /// <summary>Wilson's interval at 95% of a share that is itself a mean over n independent units.</summary>
    public static (double Low, double High) Wilson(double share, int n)
    {
        const double Z = 1.959963984540054;
        if (n == 0)
            return (0, 1);
        var middle = share + (Z * Z / (2 * n));
        var half = Z * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4.0 * n * n)));
        return (Math.Max(0, (middle - half) / (1 + (Z * Z / n))), Math.Min(1, (middle + half) / (1 + (Z * Z / n))));
    }
}
