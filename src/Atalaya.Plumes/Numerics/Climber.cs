namespace Atalaya.Plumes.Numerics;

/// <summary>Climbs to a maximum by BFGS with differences for gradients; plain, since each function here costs a millisecond and has a dozen variables.</summary>
internal static class Climber
{
    /// <summary>Climbs.</summary>
    /// <param name="function">Function of the parameters; negative infinity outside of its domain.</param>
    /// <param name="start">Start, replaced by the best point.</param>
    /// <param name="scale">A typical change of each parameter.</param>
    /// <param name="rounds">Most rounds.</param>
    /// <param name="cancellation">Stops the climb.</param>
    /// <returns>Value at the best point.</returns>
    internal static double Climb(Func<double[], double> function, double[] start, double[] scale, int rounds, CancellationToken cancellation)
    {
        var n = start.Length;
        var inverse = Identity(n);
        var value = function(start);
        if (!double.IsFinite(value))
            return value;
        var gradient = Gradient(function, start, scale, value);
        for (var round = 0; round < rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var direction = Multiply(inverse, gradient, n);
            var slope = Dot(direction, gradient);
            if (!(slope > 0))
            {
                inverse = Identity(n);
                direction = (double[])gradient.Clone();
                slope = Dot(direction, gradient);
                if (!(slope > 1e-12))
                    return value;
            }

            // No step beyond a few typical changes: the surface is not quadratic far off.
            var longest = direction.Max(Math.Abs);
            var step = longest > 3 ? 3 / longest : 1;
            var next = Step(start, direction, scale, step);
            var nextValue = function(next);
            for (var i = 0; i < 12 && !(nextValue > value + (1e-4 * step * slope)); i++)
            {
                step *= 0.4;
                next = Step(start, direction, scale, step);
                nextValue = function(next);
            }

            if (!(nextValue > value))
            {
                if (IsIdentity(inverse, n))
                    return value;
                inverse = Identity(n);
                continue;
            }

            var nextGradient = Gradient(function, next, scale, nextValue);
            Update(inverse, direction, step, gradient, nextGradient, n);
            var gain = nextValue - value;
            next.CopyTo(start, 0);
            (value, gradient) = (nextValue, nextGradient);
            if (gain < 0.02 && step * slope < 0.1)
                return value;
        }

        return value;
    }

    /// <summary>Negative Hessian at a point, in units of the scales, by differences of values.</summary>
    internal static double[] Curvature(Func<double[], double> function, double[] at, double[] scale)
    {
        const double H = 0.15;
        var n = at.Length;
        var centre = function(at);
        var plus = new double[n];
        var minus = new double[n];
        for (var i = 0; i < n; i++)
            (plus[i], minus[i]) = (function(Moved(at, scale, i, H)), function(Moved(at, scale, i, -H)));
        var curvature = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            var both = (plus[i] + minus[i] - (2 * centre)) / (H * H);
            curvature[(i * n) + i] = double.IsFinite(both) ? -both : 1 / (H * H);
            for (var j = 0; j < i; j++)
            {
                var corner = function(Moved(Moved(at, scale, i, H), scale, j, H));
                var mixed = (corner - plus[i] - plus[j] + centre) / (H * H);
                curvature[(i * n) + j] = curvature[(j * n) + i] = double.IsFinite(mixed) ? -mixed : 0;
            }
        }

        return curvature;
    }

    private static double[] Moved(double[] at, double[] scale, int i, double by)
    {
        var moved = (double[])at.Clone();
        moved[i] += by * scale[i];
        return moved;
    }

    private static double[] Gradient(Func<double[], double> function, double[] at, double[] scale, double value)
    {
        const double H = 0.01;
        var gradient = new double[at.Length];
        var moved = (double[])at.Clone();
        for (var i = 0; i < at.Length; i++)
        {
            moved[i] = at[i] + (H * scale[i]);
            var ahead = function(moved);
            if (!double.IsFinite(ahead))
            {
                moved[i] = at[i] - (H * scale[i]);
                ahead = (2 * value) - function(moved);
            }

            gradient[i] = double.IsFinite(ahead) ? (ahead - value) / H : 0;
            moved[i] = at[i];
        }

        return gradient;
    }

    private static double[] Step(double[] at, double[] direction, double[] scale, double step)
    {
        var next = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
            next[i] = at[i] + (step * direction[i] * scale[i]);
        return next;
    }

    private static void Update(double[] inverse, double[] direction, double step, double[] before, double[] after, int n)
    {
        var s = new double[n];
        var y = new double[n];
        var curvature = 0.0;
        for (var i = 0; i < n; i++)
        {
            s[i] = step * direction[i];
            y[i] = before[i] - after[i]; // of the negative function
            curvature += s[i] * y[i];
        }

        if (curvature < 1e-10)
            return;
        var hy = Multiply(inverse, y, n);
        var yhy = Dot(y, hy);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                inverse[(i * n) + j] += ((1 + (yhy / curvature)) * s[i] * s[j] / curvature) - (((hy[i] * s[j]) + (s[i] * hy[j])) / curvature);
        }
    }

    private static double[] Multiply(double[] matrix, double[] vector, int n)
    {
        var result = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                result[i] += matrix[(i * n) + j] * vector[j];
        }

        return result;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static double[] Identity(int n)
    {
        // Small first steps: a tenth of the typical change squared.
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
            matrix[(i * n) + i] = 0.1;
        return matrix;
    }

    private static bool IsIdentity(double[] matrix, int n) => n < 2 || (matrix[1] == 0 && matrix[0] == 0.1);
}
