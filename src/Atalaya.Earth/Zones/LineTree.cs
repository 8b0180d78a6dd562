using System.Numerics;
using System.Runtime.Intrinsics;

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

/// <summary>Finds the segment nearest to a point: a packed tree of boxes in space over runs of at most 16 segments, eight boxes to a node.</summary>

internal sealed class LineTree
{
    private const int SegmentsInRun = 16;
    private const int Fan = 8;

    /// <summary>Metres that boxes are widened by: more than a coordinate loses as a <see cref="float"/> (a quarter of a metre), so that a box never claims to be farther than what it holds.</summary>
    private const double Slack = 1;

    /// <summary>What the sum of three squares may lose in single precision.</summary>
    private const float Rounding = 1 - 1e-6f;

    private static int trees;

    /// <summary>Metres by which a search goes beyond its bound.</summary>
    private const double ReachBeyond = 20_000;

    [ThreadStatic]
    private static Recent[]? recents;

    private readonly LineStore store;
    private readonly int number = Interlocked.Increment(ref trees) - 1;
    private readonly int[] runVertex;
    private readonly byte[] runLength;
    private readonly int[] runArc;

    /// <summary>Six rows of eight a node: least x, y, z, then greatest.</summary>
    private readonly float[] boxes;

    /// <summary>Number of the first node of each level; the lowest level's children are runs. The last level is the root alone.</summary>
    private readonly int[] levelStart;

    /// <summary>Builds a tree over some of the arcs of a store.</summary>
    public LineTree(LineStore store, Func<ZoneArc, bool> belongs)
    {
        this.store = store;
        var runs = CollectRuns(store, belongs);
        double[] Middles(double[] axis) => [.. runs.Select(r => axis[r.Vertex + (r.Length / 2)])];
        var order = BoxOrder.Of([Middles(store.X), Middles(store.Y), Middles(store.Z)]);
        runVertex = new int[order.Length];
        runLength = new byte[order.Length];
        runArc = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            (runVertex[i], runLength[i], runArc[i]) = runs[order[i]];

        var starts = new List<int> { 0 };
        var total = 0;
        for (var size = order.Length; size > 1 || total == 0;)
        {
            size = (size + Fan - 1) / Fan;
            total += size;
            starts.Add(total);
        }

        levelStart = [.. starts];
        boxes = new float[total * 6 * Fan];
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
        ref var recent = ref RecentHere(state == 0 ? 0 : without ? 2 : 1);
        if (recent.Answers(point, withinMetres, state, without, out var known))
            return known;

        // Sought farther than asked, so that the next points near by need no search where nothing is.
        var reach = withinMetres + ReachBeyond;
        var found = Search(point, reach, state, without, ref recent.Run);
        recent.Remember(point, state, without, reach, found);
        return found.ChordMetres < withinMetres ? found : NearestLine.None;
    }

    /// <summary>Adds the states on either side of every line whose box is within a chord distance: all that have a line there, and perhaps some a little beyond.</summary>
    public void StatesWithin(Cartesian point, double withinMetres, HashSet<int> states)
    {
        if (runVertex.Length == 0)
            return;
        var (x, y, z) = (Vector256.Create((float)point.X), Vector256.Create((float)point.Y), Vector256.Create((float)point.Z));
        var reach = Vector256.Create((float)(withinMetres * withinMetres));
        var open = new Stack<(int Level, int Index)>([(levelStart.Length - 2, levelStart[^1] - 1)]);
        while (open.TryPop(out var node))
        {
            if (node.Level < 0)
            {
                states.Add(store.Arcs[runArc[node.Index]].Left);
                states.Add(store.Arcs[runArc[node.Index]].Right);
                continue;
            }

            var near = Vector256.LessThanOrEqual(SquaredDistances(node.Index, x, y, z), reach).ExtractMostSignificantBits();
            var firstChild = FirstChild(node.Level, node.Index);
            for (; near != 0; near &= near - 1)
                open.Push((node.Level - 1, firstChild + BitOperations.TrailingZeroCount(near)));
        }
    }

    private int FirstChild(int level, int index) => level == 0 ? index * Fan : levelStart[level - 1] + ((index - levelStart[level]) * Fan);

    private NearestLine Search(Cartesian point, double withinMetres, int state, bool without, ref int hint)
    {
        var best = withinMetres < 1e100 ? withinMetres * withinMetres : double.MaxValue;
        var found = NearestLine.None;
        TryHint(hint, point, state, without, ref best);
        Span<(float Distance, int Level, int Index)> stack = stackalloc (float, int, int)[Fan * 12];
        Span<float> distances = stackalloc float[Fan];
        var (x, y, z) = (Vector256.Create((float)point.X), Vector256.Create((float)point.Y), Vector256.Create((float)point.Z));
        var depth = 0;
        stack[depth++] = (0, levelStart.Length - 2, levelStart[^1] - 1);
        while (depth > 0)
        {
            var (distance, level, index) = stack[--depth];
            if (distance >= best)
                continue;
            if (level < 0)
            {
                if (ScanRun(index, point, state, without, ref best, ref found))
                    hint = index;
                continue;
            }

            var away = SquaredDistances(index, x, y, z);
            away.CopyTo(distances);
            var near = Vector256.LessThan(away, Vector256.Create((float)Math.Min(best * 1.000001, float.MaxValue))).ExtractMostSignificantBits();
            var firstChild = FirstChild(level, index);
            var bottom = depth;
            for (; near != 0; near &= near - 1)
            {
                var lane = BitOperations.TrailingZeroCount(near);
                var at = depth++;
                for (; at > bottom && stack[at - 1].Distance < distances[lane]; at--)
                    stack[at] = stack[at - 1];
                stack[at] = (distances[lane], level - 1, firstChild + lane);
            }
        }

        return found;
    }

    /// <summary>What this thread last asked of this tree: for any state, for one, for all but one.</summary>
    private ref Recent RecentHere(int filter)
    {
        var mine = recents;
        var index = (3 * number) + filter;
        if (mine is null || mine.Length <= index)
        {
            var length = mine?.Length ?? 0;
            Array.Resize(ref mine, Math.Max(64, index + 16));
            mine.AsSpan(length).Fill(Recent.Nothing);
            recents = mine;
        }

        return ref mine[index];
    }

    /// <summary>Lowers the bound to a little more than the distance to a run, in which the search will then find the same or something nearer.</summary>
    private void TryHint(int run, Cartesian point, int state, bool without, ref double best)
    {
        if (run < 0)
            return;
        var there = best;
        var found = NearestLine.None;
        if (ScanRun(run, point, state, without, ref there, ref found))
            best = Math.Min(best, (there * 1.000000001) + 1e-6);
    }

    /// <returns>Whether a segment of the run is nearer.</returns>
    private bool ScanRun(int run, Cartesian p, int state, bool without, ref double best, ref NearestLine found)
    {
        var arc = runArc[run];
        if (state != 0 && (store.Arcs[arc].Left == state || store.Arcs[arc].Right == state) == without)
            return false;
        var first = runVertex[run];
        var vertices = runLength[run] + 1;
        ReadOnlySpan<double> xs = store.X.AsSpan(first, vertices), ys = store.Y.AsSpan(first, vertices), zs = store.Z.AsSpan(first, vertices);
        var isNearer = false;
        var i = 0;
        if (vertices > Vector256<double>.Count)
        {
            var (px, py, pz) = (Vector256.Create(p.X), Vector256.Create(p.Y), Vector256.Create(p.Z));
            for (; i + Vector256<double>.Count < vertices; i += Vector256<double>.Count)
            {
                Vector256<double> ax = Vector256.Create(xs[i..]) - px, ay = Vector256.Create(ys[i..]) - py, az = Vector256.Create(zs[i..]) - pz;
                Vector256<double> dx = (Vector256.Create(xs[(i + 1)..]) - px) - ax, dy = (Vector256.Create(ys[(i + 1)..]) - py) - ay, dz = (Vector256.Create(zs[(i + 1)..]) - pz) - az;
                var length = (dx * dx) + (dy * dy) + (dz * dz);
                var t = -((ax * dx) + (ay * dy) + (az * dz)) / length;

                // A segment without length gives no number: its one point then is the nearest.
                t = Vector256.ConditionalSelect(Vector256.GreaterThan(length, Vector256<double>.Zero), Vector256.Min(Vector256.Max(t, Vector256<double>.Zero), Vector256<double>.One), Vector256<double>.Zero);
                Vector256<double> ex = ax + (t * dx), ey = ay + (t * dy), ez = az + (t * dz);
                var away = (ex * ex) + (ey * ey) + (ez * ez);
                if (!Vector256.LessThanAny(away, Vector256.Create(best)))
                    continue;
                for (var lane = 0; lane < Vector256<double>.Count; lane++)
                {
                    if (away[lane] < best)
                        Take(away[lane], i + lane, t[lane], ref best, ref found);
                }
            }
        }

        for (; i + 1 < vertices; i++)
        {
            double ax = xs[i] - p.X, ay = ys[i] - p.Y, az = zs[i] - p.Z;
            double dx = (xs[i + 1] - p.X) - ax, dy = (ys[i + 1] - p.Y) - ay, dz = (zs[i + 1] - p.Z) - az;
            var length = (dx * dx) + (dy * dy) + (dz * dz);
            var t = length > 0 ? Math.Clamp(-((ax * dx) + (ay * dy) + (az * dz)) / length, 0, 1) : 0;
            double ex = ax + (t * dx), ey = ay + (t * dy), ez = az + (t * dz);
            var away = (ex * ex) + (ey * ey) + (ez * ez);
            if (away < best)
                Take(away, i, t, ref best, ref found);
        }

        return isNearer;

        void Take(double away, int segment, double along, ref double best, ref NearestLine found)
        {
            best = away;
            found = new NearestLine(Math.Sqrt(away), arc, first + segment, along);
            isNearer = true;
        }
    }

    /// <summary>At most the squared distances to the eight boxes of a node, in square metres.</summary>
    private Vector256<float> SquaredDistances(int node, Vector256<float> x, Vector256<float> y, Vector256<float> z)
    {
        ref var at = ref boxes[node * 6 * Fan];
        var dx = Outside(Vector256.LoadUnsafe(ref at, 0), Vector256.LoadUnsafe(ref at, 3 * Fan), x);
        var dy = Outside(Vector256.LoadUnsafe(ref at, Fan), Vector256.LoadUnsafe(ref at, 4 * Fan), y);
        var dz = Outside(Vector256.LoadUnsafe(ref at, 2 * Fan), Vector256.LoadUnsafe(ref at, 5 * Fan), z);
        return ((dx * dx) + (dy * dy) + (dz * dz)) * Rounding;
    }

    private static Vector256<float> Outside(Vector256<float> low, Vector256<float> high, Vector256<float> value) =>
        Vector256.Max(Vector256<float>.Zero, Vector256.Max(low - value, value - high));

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
        // Children that a last node lacks are infinitely far.
        boxes.AsSpan().Fill(float.PositiveInfinity);
        Span<float> box = stackalloc float[6];
        for (var run = 0; run < runVertex.Length; run++)
        {
            Empty(box);
            for (var i = runVertex[run]; i <= runVertex[run] + runLength[run]; i++)
            {
                Grow(box, 0, store.X[i]);
                Grow(box, 1, store.Y[i]);
                Grow(box, 2, store.Z[i]);
            }

            Put(0, run, box);
        }

        for (var level = 1; level + 1 < levelStart.Length; level++)
        {
            for (var child = levelStart[level - 1]; child < levelStart[level]; child++)
            {
                Empty(box);
                for (var lane = 0; lane < Fan && !float.IsInfinity(boxes[child * 6 * Fan + lane]); lane++)
                {
                    for (var axis = 0; axis < 3; axis++)
                    {
                        box[axis] = Math.Min(box[axis], boxes[(((child * 6) + axis) * Fan) + lane]);
                        box[axis + 3] = Math.Max(box[axis + 3], boxes[(((child * 6) + axis + 3) * Fan) + lane]);
                    }
                }

                Put(levelStart[level], child - levelStart[level - 1], box);
            }
        }
    }

    private void Put(int firstNode, int child, ReadOnlySpan<float> box)
    {
        for (var row = 0; row < 6; row++)
            boxes[((((firstNode + (child / Fan)) * 6) + row) * Fan) + (child % Fan)] = box[row];
    }

    private static void Empty(Span<float> box)
    {
        box[..3].Fill(float.MaxValue);
        box[3..].Fill(float.MinValue);
    }

    private static void Grow(Span<float> box, int axis, double value)
    {
        box[axis] = Math.Min(box[axis], MathF.BitDecrement((float)(value - Slack)));
        box[axis + 3] = Math.Max(box[axis + 3], MathF.BitIncrement((float)(value + Slack)));
    }

    /// <summary>A last question and its answer: the next is mostly about the same point, for another bound, or about one near by.</summary>
    private struct Recent
    {
        public static readonly Recent Nothing = new() { Run = -1, beyond = -1, found = NearestLine.None };

        /// <summary>In which run the nearest segment was.</summary>
        public int Run;
        private Cartesian point;
        private int state;
        private bool without;
        private NearestLine found;

        /// <summary>No line is nearer to the point than so many metres.</summary>
        private double beyond;

        public void Remember(Cartesian at, int ofState, bool isWithout, double reach, NearestLine nearest)
        {
            (point, state, without, found) = (at, ofState, isWithout, nearest);
            beyond = Math.Min(nearest.ChordMetres, reach);
        }

        /// <summary>Whether the answer follows from the last one. A distance changes by no more than one moves.</summary>
        public readonly bool Answers(Cartesian at, double withinMetres, int ofState, bool isWithout, out NearestLine nearest)
        {
            nearest = NearestLine.None;
            if (state != ofState || without != isWithout)
                return false;
            if (at != point)
                return beyond - at.ChordTo(point) - 1e-3 > withinMetres;
            if (found.ChordMetres < withinMetres)
                nearest = found;
            return found.Arc >= 0 || withinMetres <= beyond;
        }
    }
}
