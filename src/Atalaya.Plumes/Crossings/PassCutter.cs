namespace Atalaya.Plumes.Crossings;

/// <summary>A stretch of a path that keeps its heading, rows <paramref name="First"/> to <paramref name="Last"/>.</summary>
internal readonly record struct Pass(int First, int Last)
{
    /// <summary>Number of rows.</summary>
    public int Count => Last - First + 1;
}

/// <summary>Cuts a path into passes and into closed loops.</summary>
internal static class PassCutter
{
    /// <summary>The passes of a path; turns between them belong to none.</summary>
    public static List<Pass> Passes(FlownPath path, CrossingRules rules)
    {
        var heading = Headings(path);
        var passes = new List<Pass>();
        var first = 0;
        var limit = Math.Cos(rules.PassTurnDegrees * Math.PI / 180);
        var (east, north) = (double.NaN, double.NaN);
        for (var i = 0; i < path.Count; i++)
        {
            if (double.IsNaN(east))
                (east, north) = (heading[i].East, heading[i].North);
            var gap = i > 0 && path.Seconds[i] - path.Seconds[i - 1] > Math.Max(10 * path.Step, 10);
            var turned = ((east * heading[i].East) + (north * heading[i].North)) < limit;
            if (!gap && !turned)
                continue;
            if (i - 1 > first)
                passes.Add(new(first, i - 1));
            first = i;
            (east, north) = (heading[i].East, heading[i].North);
        }

        if (path.Count - 1 > first)
            passes.Add(new(first, path.Count - 1));
        if (passes.Count == 0)
            return passes;
        var longest = passes.Max(p => Length(path, p));
        passes.RemoveAll(p => p.Count < 4 || Length(path, p) < rules.LeastPassShare * longest);
        return passes;
    }

    /// <summary>The closed loops of a path about one middle; empty where the path is none.</summary>
    public static List<Pass> Loops(FlownPath path, CrossingRules rules)
    {
        var (middleX, middleY) = ((path.X.Max() + path.X.Min()) / 2, (path.Y.Max() + path.Y.Min()) / 2);
        var radius = path.Extent / 2;
        var loops = new List<Pass>();
        var (net, total, turned, last) = (0.0, 0.0, new double[path.Count], double.NaN);
        for (var i = 0; i < path.Count; i++)
        {
            var (x, y) = (path.X[i] - middleX, path.Y[i] - middleY);
            if ((x * x) + (y * y) > 0.01 * radius * radius)
            {
                var angle = Math.Atan2(y, x);
                if (!double.IsNaN(last))
                {
                    var step = Math.IEEERemainder(angle - last, 2 * Math.PI);
                    net += step;
                    total += Math.Abs(step);
                }

                last = angle;
            }

            turned[i] = net;
        }

        if (Math.Abs(net) < rules.LeastTurns * 2 * Math.PI || Math.Abs(net) < rules.OneWayShare * total)
            return loops;
        var sign = Math.Sign(net);
        var first = 0;
        for (var i = 1; i < path.Count; i++)
        {
            if (sign * (turned[i] - turned[first]) < 2 * Math.PI)
                continue;
            var gap = 0.0;
            for (var k = first + 1; k <= i; k++)
                gap = Math.Max(gap, path.Along[k] - path.Along[k - 1]);

            // A loop with a large silence is not closed.
            if (gap < 0.15 * (path.Along[i] - path.Along[first]))
                loops.Add(new(first, i));
            first = i;
        }

        return loops;
    }

    private static double Length(FlownPath path, Pass pass) => path.Along[pass.Last] - path.Along[pass.First];

    /// <summary>Heading at each row, over a stretch of 3% of the extent to either side, so that jitter of the position does not turn it.</summary>
    private static (double East, double North)[] Headings(FlownPath path)
    {
        var reach = 0.03 * path.Extent;
        var headings = new (double East, double North)[path.Count];
        var (back, ahead) = (0, 0);
        for (var i = 0; i < path.Count; i++)
        {
            while (back < i && path.Along[i] - path.Along[back + 1] >= reach)
                back++;
            ahead = Math.Max(ahead, i);
            while (ahead < path.Count - 1 && path.Along[ahead] - path.Along[i] < reach)
                ahead++;
            var (x, y) = (path.X[ahead] - path.X[back], path.Y[ahead] - path.Y[back]);
            var length = Math.Sqrt((x * x) + (y * y));
            headings[i] = length > 0 ? (x / length, y / length) : i > 0 ? headings[i - 1] : (1, 0);
        }

        return headings;
    }
}
