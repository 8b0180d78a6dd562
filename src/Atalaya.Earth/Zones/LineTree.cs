namespace Atalaya.Earth.Zones;

/// <summary>The nearest point of a set of lines.</summary>
/// <param name="ChordMetres">Straight distance; infinite where nothing was found.</param>
/// <param name="Arc">Index of the arc.</param>
/// <param name="Vertex">Index of the first vertex of the nearest segment.</param>
/// <param name="Along">Where on that segment, 0 to 1.</param>
internal readonly record struct NearestLine(double ChordMetres, int Arc, int Vertex, double Along)
{
    public static NearestLine None { get; } = new(double.PositiveInfinity, -1, -1, 0);
}

/// <summary>Finds the segment nearest to a point: a packed tree of boxes in space over runs of at most 16 segments.</summary>
internal sealed class LineTree
{
    private const int SegmentsInRun = 16;
    private const int Fan = 8;

    private readonly LineStore store;
    private readonly int[] runVertex;
    private readonly byte[] runLength;
    private readonly int[] runArc;
    private readonly float[] boxes;
    private readonly int[] levelStart;

    /// <summary>Builds a tree over some of the arcs of a store.</summary>
    public LineTree(LineStore store, Func<ZoneArc, bool> belongs)
    {
        this.store = store;
        var runs = CollectRuns(store, belongs);
        var keys = new ulong[runs.Count];
        for (var i = 0; i < runs.Count; i++)
        {
            var middle = runs[i].Vertex + (runs[i].Length / 2);
            keys[i] = Interleave(store.X[middle], store.Y[middle], store.Z[middle]);
        }

        var order = new int[runs.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        runVertex = new int[order.Length];
        runLength = new byte[order.Length];
        runArc = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            (runVertex[i], runLength[i], runArc[i]) = runs[order[i]];

        var starts = new List<int> { 0 };
        var total = order.Length;
        for (var size = order.Length; size > 1; total += size)
        {
            starts.Add(total);
            size = (size + Fan - 1) / Fan;
        }

        levelStart = [.. starts, total];
        boxes = new float[total * 6];
        FillBoxes();
    }

    /// <summary>The nearest segment within a chord distance.</summary>
    /// <param name="point">From where.</param>
    /// <param name="withinMetres">Nothing beyond this is sought.</param>
    /// <param name="state">A state number to seek or to leave out; 0 for any.</param>
    /// <param name="without">Whether <paramref name="state"/> is to be left out instead of sought.</param>
    public NearestLine Nearest(Cartesian point, double withinMetres, int state = 0, bool without = false)
    {
        if (runVertex.Length == 0)
            return NearestLine.None;
        var best = withinMetres < 1e100 ? withinMetres * withinMetres : double.MaxValue;
        var found = NearestLine.None;
        Span<(double Distance, int Level, int Index)> stack = stackalloc (double, int, int)[Fan * 12];
        Span<(double Distance, int Level, int Index)> children = stackalloc (double, int, int)[Fan];
        var depth = 0;
        stack[depth++] = (0, levelStart.Length - 2, 0);
        while (depth > 0)
        {
            var (distance, level, index) = stack[--depth];
            if (distance >= best)
                continue;
            if (level == 0)
            {
                ScanRun(index, point, state, without, ref best, ref found);
                continue;
            }

            var count = 0;
            var last = Math.Min((index + 1) * Fan, levelStart[level] - levelStart[level - 1]);
            for (var child = index * Fan; child < last; child++)
            {
                var away = SquaredDistance(levelStart[level - 1] + child, point);
                if (away >= best)
                    continue;
                var at = count++;
                for (; at > 0 && children[at - 1].Distance < away; at--)
                    children[at] = children[at - 1];
                children[at] = (away, level - 1, child);
            }

            children[..count].CopyTo(stack[depth..]);
            depth += count;
        }

        return found;
    }

    private void ScanRun(int run, Cartesian p, int state, bool without, ref double best, ref NearestLine found)
    {
        var arc = runArc[run];
        if (state != 0 && (store.Arcs[arc].Left == state || store.Arcs[arc].Right == state) == without)
            return;
        double[] xs = store.X, ys = store.Y, zs = store.Z;
        var first = runVertex[run];
        double ax = xs[first] - p.X, ay = ys[first] - p.Y, az = zs[first] - p.Z;
        for (var i = first; i < first + runLength[run]; i++)
        {
            double bx = xs[i + 1] - p.X, by = ys[i + 1] - p.Y, bz = zs[i + 1] - p.Z;
            double dx = bx - ax, dy = by - ay, dz = bz - az;
            var length = (dx * dx) + (dy * dy) + (dz * dz);
            var t = length > 0 ? Math.Clamp(-((ax * dx) + (ay * dy) + (az * dz)) / length, 0, 1) : 0;
            double ex = ax + (t * dx), ey = ay + (t * dy), ez = az + (t * dz);
            var away = (ex * ex) + (ey * ey) + (ez * ez);
            if (away < best)
            {
                best = away;
                found = new NearestLine(Math.Sqrt(away), arc, i, t);
            }

            (ax, ay, az) = (bx, by, bz);
        }
    }

    private double SquaredDistance(int box, Cartesian p)
    {
        var at = box * 6;
        var dx = Math.Max(0, Math.Max(boxes[at] - p.X, p.X - boxes[at + 3]));
        var dy = Math.Max(0, Math.Max(boxes[at + 1] - p.Y, p.Y - boxes[at + 4]));
        var dz = Math.Max(0, Math.Max(boxes[at + 2] - p.Z, p.Z - boxes[at + 5]));
        return (dx * dx) + (dy * dy) + (dz * dz);
    }

    private static List<(int Vertex, byte Length, int Arc)> CollectRuns(LineStore store, Func<ZoneArc, bool> belongs)
    {
        var runs = new List<(int, byte, int)>();
        for (var a = 0; a < store.Arcs.Length; a++)
        {
            var arc = store.Arcs[a];
            if (!belongs(arc))
                continue;
            var last = arc.Start + arc.Count - 1;
            for (var i = arc.Start; i < last;)
            {
                if (store.IsSeam(i))
                {
                    i++;
                    continue;
                }

                var length = 1;
                while (length < SegmentsInRun && i + length < last && !store.IsSeam(i + length))
                    length++;
                runs.Add((i, (byte)length, a));
                i += length;
            }
        }

        return runs;
    }

    private void FillBoxes()
    {
        for (var run = 0; run < runVertex.Length; run++)
        {
            var box = boxes.AsSpan(run * 6, 6);
            Empty(box);
            for (var i = runVertex[run]; i <= runVertex[run] + runLength[run]; i++)
            {
                Grow(box, 0, store.X[i]);
                Grow(box, 1, store.Y[i]);
                Grow(box, 2, store.Z[i]);
            }
        }

        for (var level = 1; level + 1 < levelStart.Length; level++)
        {
            for (var node = levelStart[level]; node < levelStart[level + 1]; node++)
            {
                var box = boxes.AsSpan(node * 6, 6);
                Empty(box);
                var firstChild = levelStart[level - 1] + ((node - levelStart[level]) * Fan);
                for (var child = firstChild; child < Math.Min(firstChild + Fan, levelStart[level]); child++)
                {
                    for (var axis = 0; axis < 3; axis++)
                    {
                        box[axis] = Math.Min(box[axis], boxes[(child * 6) + axis]);
                        box[axis + 3] = Math.Max(box[axis + 3], boxes[(child * 6) + axis + 3]);
                    }
                }
            }
        }
    }

    private static void Empty(Span<float> box)
    {
        box[..3].Fill(float.MaxValue);
        box[3..].Fill(float.MinValue);
    }

    /// <summary>Rounds outward, so that a box never claims to be farther than what it holds.</summary>
    private static void Grow(Span<float> box, int axis, double value)
    {
        box[axis] = Math.Min(box[axis], MathF.BitDecrement((float)value));
        box[axis + 3] = Math.Max(box[axis + 3], MathF.BitIncrement((float)value));
    }

    private static ulong Interleave(double x, double y, double z) => Spread(x) | (Spread(y) << 1) | (Spread(z) << 2);

    private static ulong Spread(double metres)
    {
        // 21 bits of each axis, 6.2 m apart, spread to every third bit (Morton order).
        var v = (ulong)((metres + 6.5e6) / 13e6 * 0x1FFFFF);
        v = (v | (v << 32)) & 0x1F00000000FFFF;
        v = (v | (v << 16)) & 0x1F0000FF0000FF;
        v = (v | (v << 8)) & 0x100F00F00F00F00F;
        v = (v | (v << 4)) & 0x10C30C30C30C30C3;
        return (v | (v << 2)) & 0x1249249249249249;
    }
}
