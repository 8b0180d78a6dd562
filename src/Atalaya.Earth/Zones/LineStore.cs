namespace Atalaya.Earth.Zones;

/// <summary>All vertices in columns, long segments split so that a chord stays within half a metre of the drawn line.</summary>
internal sealed class LineStore
{
    /// <summary>Longest piece of a segment in microdegrees: 5.6 km, whose chord sags 0.6 m.</summary>
    private const int LongestPieceMicrodegrees = 50_000;

    private const int HalfTurnMicrodegrees = 180_000_000;

    private LineStore(int vertices)
    {
        Latitudes = new int[vertices];
        Longitudes = new int[vertices];
        X = new double[vertices];
        Y = new double[vertices];
        Z = new double[vertices];
    }

    public int[] Latitudes { get; }

    public int[] Longitudes { get; }

    public double[] X { get; }

    public double[] Y { get; }

    public double[] Z { get; }

    /// <summary>The arcs, counted in this store's vertices.</summary>
    public ZoneArc[] Arcs { get; private set; } = [];

    public static LineStore Build(ZoneData data)
    {
        var total = 0;
        foreach (var arc in data.Arcs)
        {
            total += arc.Count;
            for (var i = arc.Start; i + 1 < arc.Start + arc.Count; i++)
                total += Pieces(data, i) - 1;
        }

        var store = new LineStore(total);
        var arcs = new ZoneArc[data.Arcs.Length];
        var next = 0;
        for (var a = 0; a < arcs.Length; a++)
        {
            var arc = data.Arcs[a];
            var start = next;
            for (var i = arc.Start; i < arc.Start + arc.Count; i++)
            {
                store.Set(next++, data.Latitudes[i], data.Longitudes[i]);
                if (i + 1 == arc.Start + arc.Count)
                    break;
                var pieces = Pieces(data, i);
                for (var k = 1; k < pieces; k++)
                {
                    var t = (double)k / pieces;
                    store.Set(next++,
                        (int)Math.Round(data.Latitudes[i] + (t * (data.Latitudes[i + 1] - data.Latitudes[i]))),
                        (int)Math.Round(data.Longitudes[i] + (t * ((double)data.Longitudes[i + 1] - data.Longitudes[i]))));
                }
            }

            arcs[a] = arc with { Start = start, Count = next - start };
        }

        store.Arcs = arcs;
        return store;
    }

    /// <summary>Whether a segment only closes a ring along the antimeridian: no line on the Earth.</summary>
    public bool IsSeam(int vertex) =>
        Math.Abs(Longitudes[vertex]) == HalfTurnMicrodegrees && Longitudes[vertex + 1] == Longitudes[vertex];

    private static int Pieces(ZoneData data, int i)
    {
        var longest = Math.Max(Math.Abs(data.Latitudes[i + 1] - data.Latitudes[i]), Math.Abs((long)data.Longitudes[i + 1] - data.Longitudes[i]));
        return longest <= LongestPieceMicrodegrees ? 1 : (int)((longest + LongestPieceMicrodegrees - 1) / LongestPieceMicrodegrees);
    }

    private void Set(int index, int latitude, int longitude)
    {
        Latitudes[index] = latitude;
        Longitudes[index] = longitude;
        var point = Cartesian.FromDegrees(latitude * 1e-6, longitude * 1e-6);
        X[index] = point.X;
        Y[index] = point.Y;
        Z[index] = point.Z;
    }
}
