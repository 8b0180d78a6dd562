using Atalaya.Earth.Geodesics;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using Position = Atalaya.Earth.Position;

namespace Atalaya.ZoneBuilder;

/// <summary>
/// Finds lines that a state may draw across the mouth of a bay: at most 24 NM long, the water behind them at least that of a half
/// circle on the line (UNCLOS Art. 10). Whether a state has drawn one is not known here, so they are kept as grounds for doubt, never as baselines.
/// </summary>
internal static class BayFinder
{
    private const double LongestMetres = 24 * 1852;

    /// <summary>A shorter mouth moves the limit of 12 NM by less than its margin.</summary>
    private const double ShortestMetres = 4000;

    /// <summary>Headlands are sought among the corners left when the coast is simplified to this.</summary>
    private const double HeadlandToleranceMicrodegrees = 4000;

    private const double MetresPerMicrodegree = 0.1112;

    public static IEnumerable<BuiltArc> Find(List<BuiltArc> arcs, ShelfClasses shelves)
    {
        var coast = new STRtree<(Vertex A, Vertex B)>();
        foreach (var arc in arcs.Where(WaterLabeller.IsCoast))
        {
            for (var i = 0; i + 1 < arc.Points.Count; i++)
                coast.Insert(new Envelope(arc.Points[i].Longitude, arc.Points[i + 1].Longitude, arc.Points[i].Latitude, arc.Points[i + 1].Latitude), (arc.Points[i], arc.Points[i + 1]));
        }

        coast.Build();
        foreach (var arc in arcs.Where(a => WaterLabeller.IsCoast(a) && a.Points.Count > 30 && shelves.MayNarrow(a)))
        {
            var way = arc.Right is null ? arc.Points : [.. arc.Points.AsEnumerable().Reverse()];
            // Elsewhere the limit's margin of 12 NM covers what a mouth may add.
            foreach (var (from, to) in Mouths(way, coast).Where(m => shelves.ClassOf(m.From) is not null || shelves.ClassOf(m.To) is not null))
                yield return new BuiltArc(BuiltLayer.BayMouth, arc.Left ?? arc.Right, null, "bay-mouth", [.. Geodesic.Densify(Degrees(from), Degrees(to), 2000).Select(Micro)]);
        }
    }

    /// <summary>The widest mouths along a coast with land on its left, none inside another.</summary>
    private static List<(Vertex From, Vertex To)> Mouths(List<Vertex> way, STRtree<(Vertex A, Vertex B)> coast)
    {
        var sums = new double[way.Count];
        for (var i = 1; i < way.Count; i++)
            sums[i] = sums[i - 1] + Cross(way[i - 1], way[i]);
        var headlands = ArcSimplifier.Keep(way, HeadlandToleranceMicrodegrees);
        var candidates = new List<(int From, int To, double Metres)>();
        for (var a = 0; a < headlands.Count; a++)
        {
            for (var b = a + 1; b < headlands.Count; b++)
            {
                Vertex from = way[headlands[a]], to = way[headlands[b]];
                var narrow = Math.Cos(from.Latitude * 1e-6 * Math.PI / 180);
                var metres = Math.Sqrt(Math.Pow((to.Longitude - from.Longitude) * narrow, 2) + Math.Pow(to.Latitude - from.Latitude, 2)) * MetresPerMicrodegree;
                if (metres is > LongestMetres or < ShortestMetres)
                    continue;
                // Land is on the left, so water behind the mouth is run round clockwise: its area is negative.
                var water = -(sums[headlands[b]] - sums[headlands[a]] + Cross(to, from)) / 2 * narrow * MetresPerMicrodegree * MetresPerMicrodegree;
                if (water >= Math.PI * metres * metres / 8)
                    candidates.Add((headlands[a], headlands[b], metres));
            }
        }

        var taken = new List<(int From, int To)>();
        foreach (var (from, to, _) in candidates.OrderByDescending(c => c.To - c.From).ThenBy(c => c.From))
        {
            if (!taken.Exists(t => t.From <= from && to <= t.To) && IsOverWater(way[from], way[to], coast))
                taken.Add((from, to));
        }

        return [.. taken.Select(t => (way[t.From], way[t.To]))];
    }

    private static bool IsOverWater(Vertex from, Vertex to, STRtree<(Vertex A, Vertex B)> coast)
    {
        foreach (var (a, b) in coast.Query(new Envelope(from.Longitude, to.Longitude, from.Latitude, to.Latitude)))
        {
            if (Turn(from, to, a) * Turn(from, to, b) < 0 && Turn(a, b, from) * Turn(a, b, to) < 0)
                return false;
        }

        return true;
    }

    private static int Turn(Vertex a, Vertex b, Vertex c) =>
        Math.Sign((((double)b.Longitude - a.Longitude) * ((double)c.Latitude - a.Latitude)) - (((double)b.Latitude - a.Latitude) * ((double)c.Longitude - a.Longitude)));

    private static double Cross(Vertex a, Vertex b) => ((double)a.Longitude * b.Latitude) - ((double)b.Longitude * a.Latitude);

    private static Position Degrees(Vertex v) => new(v.Latitude * 1e-6, v.Longitude * 1e-6);

    private static Vertex Micro(Position p) => new((int)Math.Round(p.Longitude * 1e6), (int)Math.Round(p.Latitude * 1e6));
}
