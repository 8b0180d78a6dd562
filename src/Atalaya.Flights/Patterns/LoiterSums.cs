using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Patterns;

/// <summary>A point of the path as loitering sees it.</summary>
/// <param name="T">Seconds.</param>
/// <param name="X">Metres east.</param>
/// <param name="Y">Metres north.</param>
/// <param name="SpeedBefore">Sum of the reported speeds of the points before it, metres a second.</param>
internal readonly record struct LoiterPoint(double T, double X, double Y, double SpeedBefore);

/// <summary>
/// Sums from the start of the path, so that any window costs the same. Taken about the first point; a metre is still seen at 1,000 km.
/// Those of the positions are made when the first window asks for them: most flights have none that does.
/// </summary>
internal sealed class LoiterSums
{
    // What the sums still see at 300 km.
    private const double LeastRadiusMetres = 0.1;

    // Who loiters flies slower than who travels.
    private const double Damping = 0.75;

    // The elongation of points on one line.
    private static readonly double Line = Math.Sqrt(2 / 1e-3);

    private FlownPath path = null!;
    private LoiterPoint[] points = [];
    private int[] knownBefore = [];
    private double[] speeds = [];
    private (double T, double TT, double X, double Y, double TX, double TY, double XX, double YY, double XY)[] before = [];
    private bool hasPositions;
    private double usual;

    /// <summary>Takes a path; the one before is gone.</summary>
    public void Fill(FlownPath flown, Track track)
    {
        (path, hasPositions, usual) = (flown, false, double.NaN);
        if (knownBefore.Length <= path.Count)
        {
            knownBefore = new int[Math.Max(path.Count + 1, 2 * knownBefore.Length)];
            points = new LoiterPoint[knownBefore.Length];
        }

        var reported = track.GroundSpeedsKnots;
        var sum = 0.0;
        var count = 0;
        for (var k = 0; k < path.Count; k++)
        {
            points[k] = new(path.T[k], path.X[k], path.Y[k], sum);
            var knots = reported[path.Report[k]];
            if (!float.IsNaN(knots))
            {
                sum += knots * 0.514444;
                count++;
            }

            knownBefore[k + 1] = count;
        }

        points[path.Count] = new(double.PositiveInfinity, 0, 0, sum);
        KnowsEverySpeed = count == path.Count;
    }

    /// <summary>Whether each point has a reported speed.</summary>
    public bool KnowsEverySpeed { get; private set; }

    /// <summary>The points, and one behind the last, at the end of time, for the sum of all.</summary>
    public ReadOnlySpan<LoiterPoint> Points => points.AsSpan(0, path.Count + 1);

    /// <summary>Root mean square distance of a window's points from a middle that moves evenly, and the speed of that middle.</summary>
    public (double Radius, double Drift) Spread(int i, int j)
    {
        var (cxx, cyy, _, drift) = Moments(i, j);
        return (Math.Sqrt(Math.Max(1e-9, cxx + cyy)), drift);
    }

    /// <summary>That distance, and how long the cloud of the points is against its width.</summary>
    public (double Radius, double Elongation) Shape(int i, int j)
    {
        var (cxx, cyy, cxy, _) = Moments(i, j);
        var trace = Math.Max(1e-9, cxx + cyy);
        var radius = Math.Sqrt(trace);

        // Points that were interpolated lie on a line to the last digit: what is left of them then is rounding, which has no shape.
        if (radius < LeastRadiusMetres)
            return (radius, Line);
        var root = Math.Sqrt(((cxx - cyy) * (cxx - cyy)) + (4 * cxy * cxy));
        return (radius, Math.Sqrt((trace + root) / Math.Max(trace - root, 1e-3 * trace)));
    }

    /// <summary>Whether the ends of a window lie farther apart than such a part of the way that the speed allows.</summary>
    public bool Advances(int i, int j, double part)
    {
        var known = knownBefore[j + 1] - knownBefore[i];
        var way = part * (path.T[j] - path.T[i]);
        if (known <= (j - i) / 2)
            (way, known) = (way * Speed(i, j), 1);
        else
            way *= points[j + 1].SpeedBefore - points[i].SpeedBefore;
        var (dx, dy) = ((path.X[j] - path.X[i]) * known, (path.Y[j] - path.Y[i]) * known);
        return (dx * dx) + (dy * dy) > way * way;
    }

    /// <summary>Whether more than half of a window's points have a reported speed.</summary>
    public bool Knows(int i, int j) => knownBefore[j + 1] - knownBefore[i] > (j - i) / 2;

    /// <summary>Mean speed in metres a second: the reported one, or the aircraft's usual one; chords can only understate it.</summary>
    public double Speed(int i, int j)
    {
        var known = knownBefore[j + 1] - knownBefore[i];
        if (known > (j - i) / 2)
            return (points[j + 1].SpeedBefore - points[i].SpeedBefore) / known;
        if (double.IsNaN(usual))
            usual = UsualSpeed();
        return Math.Max(usual, (path.Length[j] - path.Length[i]) / Math.Max(1, path.T[j] - path.T[i]));
    }

    /// <summary>The same as fast as it may have been: where no speed was reported, that of travel.</summary>
    public double MostSpeed(int i, int j) => Knows(i, j) ? Speed(i, j) : Speed(i, j) / Damping;

    /// <summary>Variances and covariance about the moving middle, and its speed.</summary>
    private (double XX, double YY, double XY, double Drift) Moments(int i, int j)
    {
        if (!hasPositions)
            SumPositions();
        ref var a = ref before[i];
        ref var b = ref before[j + 1];
        double n = j - i + 1;
        var (t, x, y) = (b.T - a.T, b.X - a.X, b.Y - a.Y);
        var ctt = b.TT - a.TT - (t * t / n);
        if (ctt <= 0)
            return default;
        var (vx, vy) = ((b.TX - a.TX - (t * x / n)) / ctt, (b.TY - a.TY - (t * y / n)) / ctt);

        // Two degrees of freedom went into the middle and its motion.
        var free = Math.Max(1, n - 2);
        var cxx = Math.Max(0, b.XX - a.XX - (x * x / n) - (vx * vx * ctt)) / free;
        var cyy = Math.Max(0, b.YY - a.YY - (y * y / n) - (vy * vy * ctt)) / free;
        var cxy = (b.XY - a.XY - (x * y / n) - (vx * vy * ctt)) / free;
        return (cxx, cyy, cxy, Math.Sqrt((vx * vx) + (vy * vy)));
    }

    private void SumPositions()
    {
        hasPositions = true;
        if (before.Length <= path.Count)
            before = new (double, double, double, double, double, double, double, double, double)[knownBefore.Length];
        before[0] = default;
        for (var k = 0; k < path.Count; k++)
        {
            var (t, x, y) = (path.T[k] - path.T[0], path.X[k] - path.X[0], path.Y[k] - path.Y[0]);
            ref var b = ref before[k];
            before[k + 1] = (b.T + t, b.TT + (t * t), b.X + x, b.Y + y, b.TX + (t * x), b.TY + (t * y), b.XX + (x * x), b.YY + (y * y), b.XY + (x * y));
        }
    }

    /// <summary>Upper quartile of the speed along chords, in metres a second: straight flight, where chords do not cut corners. Damped, for who loiters flies slower than who travels.</summary>
    private double UsualSpeed()
    {
        if (speeds.Length < path.Count)
            speeds = new double[knownBefore.Length];
        var count = 0;
        for (var i = 1; i < path.Count; i++)
        {
            if (path.Silences[i] == path.Silences[i - 1])
                speeds[count++] = (path.Length[i] - path.Length[i - 1]) / Math.Max(0.1, path.T[i] - path.T[i - 1]);
        }

        return count == 0 ? 0 : Damping * Selection.Of(speeds.AsSpan(0, count), count * 3 / 4);
    }
}
