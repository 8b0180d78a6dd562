namespace Atalaya.Plumes.Crossings;

/// <summary>Reduces the passes of a path, with the enhancements found on it, to crossings.</summary>
internal static class PassReducer
{
    /// <summary>Least share of a pass's length that must lie across the wind; below it the pass runs along the plume.</summary>
    private const double LeastAcross = 0.3;
    private const int NodesPerPass = 8;

    /// <summary>The passes of a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="passes">Its passes.</param>
    /// <param name="scan">What was found on it.</param>
    /// <param name="background">Background in ppm of each row.</param>
    /// <param name="wind">The wind.</param>
    public static List<PassRecord> Reduce(FlownPath path, IReadOnlyList<Pass> passes, EnhancementScan scan, double[] background, PathWind wind)
    {
        // An enhancement met in a turn is a pass of its own.
        var all = passes.ToList();
        foreach (var found in scan.Found)
        {
            if (!all.Any(p => p.First <= found.Middle && found.Middle <= p.Last))
                all.Add(new(found.First, found.Last));
        }

        all.Sort((a, b) => a.First.CompareTo(b.First));
        var records = new List<PassRecord>();
        foreach (var pass in all)
        {
            if (pass.Count >= 3 && Record(path, pass, [.. Merge(scan.Found.Where(f => pass.First <= f.Middle && f.Middle <= pass.Last))], scan, background, wind) is { } record)
                records.Add(record);
        }

        return records;
    }

    /// <summary>Puffs nearer to one another than they are wide are one plume at an instant.</summary>
    private static List<Enhancement> Merge(IEnumerable<Enhancement> found)
    {
        var merged = new List<Enhancement>();
        foreach (var next in found)
        {
            if (merged.Count > 0 && merged[^1] is var last && next.First - last.Last < 1.2 * Math.Max(last.Last - last.First, next.Last - next.First))
                merged[^1] = last with { Last = Math.Max(last.Last, next.Last), Width = last.Width + next.Width, Score = Math.Max(last.Score, next.Score), Middle = (last.First + next.Last) / 2 };
            else
                merged.Add(next);
        }

        return merged;
    }

    private static PassRecord? Record(FlownPath path, Pass pass, List<Enhancement> found, EnhancementScan scan, double[] background, PathWind wind)
    {
        var middle = pass.First + (pass.Count / 2);
        var at = found.Count > 0 ? path.Seconds[found[0].Middle] : path.Seconds[middle];
        var look = PassRecord.LookBack.Select(s => wind.Mean(at - s, at + 30)).ToArray();
        var (east, north) = look[1];
        var speed = Math.Sqrt((east * east) + (north * north));
        if (!(speed > 0))
            return null;
        var (acrossX, acrossY) = (-north / speed, east / speed);
        var length = path.Along[pass.Last] - path.Along[pass.First];
        var across = 0.0;
        for (var i = pass.First + 1; i <= pass.Last; i++)
            across += Math.Abs(((path.X[i] - path.X[i - 1]) * acrossX) + ((path.Y[i] - path.Y[i - 1]) * acrossY));
        if (!(length > 0))
            return null;
        var share = across / length;
        var rowLength = across / (pass.Count - 1);
        var crossings = new List<PlumeCrossing>();
        foreach (var f in found)
        {
            if (Cross(path, pass, f, scan, background, acrossX, acrossY) is { } crossing)
                crossings.Add(crossing);
        }

        if (share < LeastAcross && crossings.Count == 0)
            return null;
        var density = path.Density[middle];
        var logWidth = new double[12];
        var logThreshold = new double[12];
        for (var k = 0; k < logWidth.Length; k++)
        {
            var width = Math.Max(rowLength, 1e-3) * Math.Pow(2, k - 1);
            logWidth[k] = Math.Log(width);

            // The best window is about 2.8 standard deviations wide and holds 84% of the plume.
            var rows = Math.Max(3, 2.8 * width / Math.Max(rowLength, 1e-3));
            logThreshold[k] = Math.Log(scan.Threshold(rows) * rows * Math.Max(rowLength, 1e-3) * density / 0.84);
        }

        return new()
        {
            Nodes = [.. Enumerable.Range(0, NodesPerPass).Select(k => pass.First + (k * (pass.Count - 1) / (NodesPerPass - 1))).Select(i => (path.X[i], path.Y[i]))],
            Z = Enumerable.Range(pass.First, pass.Count).Average(i => path.Z[i]),
            Seconds = at,
            Length = Math.Max(across, rowLength),
            WindEast = [.. look.Select(w => w.East)],
            WindNorth = [.. look.Select(w => w.North)],
            LogWidth = logWidth,
            LogThreshold = logThreshold,
            Crossings = crossings,
        };
    }

    private static PlumeCrossing? Cross(FlownPath path, Pass pass, Enhancement found, EnhancementScan scan, double[] background, double acrossX, double acrossY)
    {
        // A pass that turns back inside the plume ends there; one that goes on round, as a loop, does not: its neighbours' rows are its own.
        var (first, last) = (Math.Max(1, found.First), Math.Min(path.Count - 2, found.Last));
        var (ux, uy) = (path.X[pass.Last] - path.X[pass.First], path.Y[pass.Last] - path.Y[pass.First]);
        while (first < pass.First && !Onward(first, pass.First))
            first++;
        while (last > pass.Last && !Onward(pass.Last, last))
            last--;
        bool Onward(int from, int to) => ((path.X[to] - path.X[from]) * ux) + ((path.Y[to] - path.Y[from]) * uy) > 0;

        var (mass, positive, x, y, z, meanExcess, meanBackground, across, length) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = first; i <= last; i++)
        {
            var (dx, dy) = ((path.X[i + 1] - path.X[i - 1]) / 2, (path.Y[i + 1] - path.Y[i - 1]) / 2);
            var step = Math.Abs((dx * acrossX) + (dy * acrossY));
            var excess = path.Value[i] - background[i];
            var weight = Math.Max(0, excess) * step;
            mass += excess * path.Density[i] * step;
            (positive, x, y, z) = (positive + weight, x + (weight * path.X[i]), y + (weight * path.Y[i]), z + (weight * path.Z[i]));
            (meanExcess, meanBackground) = (meanExcess + excess, meanBackground + background[i]);
            (across, length) = (across + step, length + Math.Sqrt((dx * dx) + (dy * dy)));
        }

        var rows = last - first + 1;
        if (rows < 2 || !(mass > 0) || !(positive > 0) || across < LeastAcross * length)
            return null;
        (x, y, z) = (x / positive, y / positive, z / positive);
        var second = 0.0;
        for (var i = first; i <= last; i++)
        {
            var step = Math.Abs(((path.X[i + 1] - path.X[i - 1]) / 2 * acrossX) + ((path.Y[i + 1] - path.Y[i - 1]) / 2 * acrossY));
            var offset = ((path.X[i] - x) * acrossX) + ((path.Y[i] - y) * acrossY);
            second += Math.Max(0, path.Value[i] - background[i]) * step * offset * offset;
        }

        var rowLength = across / rows;
        var error = scan.Spread(rows) * across * path.Density[found.Middle];
        var width = Math.Sqrt((second / positive) + (rowLength * rowLength / 12));
        return new()
        {
            Sensor = path.Sensor,
            Seconds = path.Seconds[found.Middle],
            X = x,
            Y = y,
            Z = z,
            Integral = mass,
            IntegralError = error,
            Width = width,
            MiddleError = Math.Sqrt((rowLength * rowLength) + Math.Pow(width * Math.Min(1, error / mass), 2)),
            MeanExcess = meanExcess / rows,
            MeanBackground = meanBackground / rows,
            Score = found.Score,
        };
    }
}
