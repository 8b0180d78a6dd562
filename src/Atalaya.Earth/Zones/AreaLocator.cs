namespace Atalaya.Earth.Zones;

/// <summary>Whose area a point lies in, by counting the lines between it and a row of known points.</summary>
/// <remarks>
/// Areas do not overlap, so crossing an arc changes the owner by (left XOR right) whatever the direction. State numbers are
/// spread over 16 bits first, so that two owners at once, where two states' lines cross, are seen and not taken for a third. Each quarter-degree
/// row of cells has a middle line whose crossings are sorted once; a point goes straight to its row's middle line, counting the
/// runs of its own cell that it passes.
/// </remarks>
internal sealed class AreaLocator
{
    private const int CellMicrodegrees = 250_000;
    private const int Columns = 1440;
    private const int Rows = 720;
    private const int SegmentsInRun = 16;

    /// <summary>Keeps the lines that are counted along from ever meeting a vertex, all of which lie on whole microdegrees.</summary>
    private const double AsideMicrodegrees = 0.0137;

    private readonly LineStore store;
    private readonly int[] cellStart;
    private readonly Run[] cellRuns;
    private readonly double[][] rowLongitudes;
    private readonly ushort[][] rowOwners;

    public AreaLocator(LineStore store, Func<ZoneArc, bool> belongs)
    {
        this.store = store;
        var runs = new List<Run>();
        foreach (var arc in store.Arcs)
        {
            if (!belongs(arc))
                continue;
            for (var i = arc.Start; i < arc.Start + arc.Count - 1; i += SegmentsInRun)
                runs.Add(MakeRun(i, Math.Min(SegmentsInRun, arc.Start + arc.Count - 1 - i), (ushort)(Spread(arc.Left) ^ Spread(arc.Right))));
        }

        cellStart = new int[(Rows * Columns) + 1];
        foreach (var run in runs)
            ForCells(run, cell => cellStart[cell + 1]++);
        for (var i = 0; i < Rows * Columns; i++)
            cellStart[i + 1] += cellStart[i];
        cellRuns = new Run[cellStart[^1]];
        var filled = new int[Rows * Columns];
        foreach (var run in runs)
            ForCells(run, cell => cellRuns[cellStart[cell] + filled[cell]++] = run);
        (rowLongitudes, rowOwners) = CrossMiddles(runs);
    }

    /// <summary>State number of the owner at a point; 0 where there is none, −1 where there are two at once.</summary>
    /// <param name="latitude">Degrees, −90 to 90.</param>
    /// <param name="longitude">Degrees, −180 to 180.</param>
    public int Find(double latitude, double longitude)
    {
        var x = (longitude * 1e6) + AsideMicrodegrees;
        var y = (latitude * 1e6) + AsideMicrodegrees;
        var row = Math.Clamp((int)((y + 90e6) / CellMicrodegrees), 0, Rows - 1);
        var column = Math.Clamp((int)((x + 180e6) / CellMicrodegrees), 0, Columns - 1);
        var middle = Middle(row);
        var place = Array.BinarySearch(rowLongitudes[row], x);
        place = place < 0 ? ~place : place;
        var owner = place == 0 ? (ushort)0 : rowOwners[row][place - 1];

        var cell = (row * Columns) + column;
        for (var r = cellStart[cell]; r < cellStart[cell + 1]; r++)
        {
            ref readonly var run = ref cellRuns[r];
            if (x < run.West || x > run.East || (y < run.South && middle < run.South) || (y > run.North && middle > run.North))
                continue;
            for (var i = run.Vertex; i < run.Vertex + run.Length; i++)
            {
                int ax = store.Longitudes[i], bx = store.Longitudes[i + 1];
                if (ax <= x == bx <= x)
                    continue;
                var crossing = store.Latitudes[i] + ((store.Latitudes[i + 1] - store.Latitudes[i]) * ((x - ax) / ((double)bx - ax)));
                if (crossing > y != crossing > middle)
                    owner ^= run.Toggle;
            }
        }

        return Gather(owner);
    }

    /// <summary>A state number of at most eight bits as a word of a code whose words differ in many bits.</summary>
    private static ushort Spread(int state) => (ushort)(state * 0x9E35);

    private static int Gather(ushort word)
    {
        // The inverse undoes the multiplication modulo 2^16; what does not come back below 256 is no single state.
        var state = (ushort)(word * 0x441D);
        return state < 256 ? state : -1;
    }

    private static double Middle(int row) => (((row + 0.5) * CellMicrodegrees) - 90e6) + (3 * AsideMicrodegrees);

    private Run MakeRun(int vertex, int length, ushort toggle)
    {
        int south = int.MaxValue, north = int.MinValue, west = int.MaxValue, east = int.MinValue;
        for (var i = vertex; i <= vertex + length; i++)
        {
            south = Math.Min(south, store.Latitudes[i]);
            north = Math.Max(north, store.Latitudes[i]);
            west = Math.Min(west, store.Longitudes[i]);
            east = Math.Max(east, store.Longitudes[i]);
        }

        return new Run(vertex, (byte)length, toggle, south, west, north, east);
    }

    private static void ForCells(in Run run, Action<int> visit)
    {
        int Row(int latitude) => Math.Clamp((latitude + 90_000_000) / CellMicrodegrees, 0, Rows - 1);
        int Column(int longitude) => Math.Clamp((longitude + 180_000_000) / CellMicrodegrees, 0, Columns - 1);
        for (var row = Row(run.South); row <= Row(run.North); row++)
        {
            for (var column = Column(run.West); column <= Column(run.East); column++)
                visit((row * Columns) + column);
        }
    }

    private (double[][] Longitudes, ushort[][] Owners) CrossMiddles(List<Run> runs)
    {
        var crossings = new List<(double Longitude, ushort Toggle)>[Rows];
        for (var row = 0; row < Rows; row++)
            crossings[row] = [];
        foreach (var run in runs)
        {
            var firstRow = Math.Max(0, ((run.South + 90_000_000) / CellMicrodegrees) - 1);
            for (var row = firstRow; row < Rows && Middle(row) <= run.North; row++)
            {
                var middle = Middle(row);
                if (middle < run.South)
                    continue;
                for (var i = run.Vertex; i < run.Vertex + run.Length; i++)
                {
                    int ay = store.Latitudes[i], by = store.Latitudes[i + 1];
                    if (ay <= middle == by <= middle)
                        continue;
                    var t = (middle - ay) / ((double)by - ay);
                    crossings[row].Add((store.Longitudes[i] + (t * ((double)store.Longitudes[i + 1] - store.Longitudes[i])), run.Toggle));
                }
            }
        }

        var longitudes = new double[Rows][];
        var owners = new ushort[Rows][];
        for (var row = 0; row < Rows; row++)
        {
            crossings[row].Sort((a, b) => a.Longitude.CompareTo(b.Longitude));
            longitudes[row] = [.. crossings[row].Select(c => c.Longitude)];
            owners[row] = new ushort[longitudes[row].Length];
            ushort owner = 0;
            for (var i = 0; i < owners[row].Length; i++)
                owners[row][i] = owner ^= crossings[row][i].Toggle;
        }

        return (longitudes, owners);
    }

    private readonly record struct Run(int Vertex, byte Length, ushort Toggle, int South, int West, int North, int East);
}
