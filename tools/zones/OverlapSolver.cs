using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Atalaya.ZoneBuilder;

/// <summary>
/// Settles land that two polygons of the package hold: one state's twice is joined; of two states' the smaller polygon keeps it,
/// except where the table of overlaps names the keeper.
/// </summary>
internal static class OverlapSolver
{
    /// <summary>Vertices of the package lie on thousandths of a degree; results are put back on them.</summary>
    private static readonly PrecisionModel Grid = new(0.001);

    public static List<LandPolygon> Solve(List<LandPolygon> land, Dictionary<(string One, string Other), string> keepers)
    {
        var solved = land.ToList();
        for (var round = 0; round < 3; round++)
        {
            var pairs = FindPairs(solved);
            Console.WriteLine($"overlaps, round {round + 1}: {pairs.Count}");
            if (pairs.Count == 0)
                break;
            foreach (var (a, b) in pairs)
                SolvePair(solved, a, b, keepers);
            solved.RemoveAll(p => p.Rings.Count == 0);
        }

        return solved;
    }

    /// <summary>Polygons that overlap have an edge with land of both on its left.</summary>
    private static List<(int A, int B)> FindPairs(List<LandPolygon> land)
    {
        var onLeft = new Dictionary<(Vertex, Vertex), int>();
        var pairs = new SortedSet<(int, int)>();
        for (var i = 0; i < land.Count; i++)
        {
            foreach (var ring in land[i].Rings)
            {
                for (var k = 0; k + 1 < ring.Count; k++)
                {
                    if (!onLeft.TryAdd((ring[k], ring[k + 1]), i) && onLeft[(ring[k], ring[k + 1])] != i)
                        pairs.Add((onLeft[(ring[k], ring[k + 1])], i));
                }
            }
        }

        return [.. pairs];
    }

    private static void SolvePair(List<LandPolygon> land, int a, int b, Dictionary<(string One, string Other), string> keepers)
    {
        if (land[a].Rings.Count == 0 || land[b].Rings.Count == 0)
            return;
        var (small, large) = land[a].Rings.Sum(r => r.Count) <= land[b].Rings.Sum(r => r.Count) ? (a, b) : (b, a);
        if ((keepers.TryGetValue((land[a].State, land[b].State), out var keeper) || keepers.TryGetValue((land[b].State, land[a].State), out keeper)) && land[large].State == keeper)
            (small, large) = (large, small);
        Geometry smallShape = LakeFiller.ToPolygon(land[small].Rings).Buffer(0), largeShape = LakeFiller.ToPolygon(land[large].Rings).Buffer(0);
        var isSame = land[a].State == land[b].State;
        var shape = OverlayNG.Overlay(largeShape, smallShape, isSame ? NetTopologySuite.Operation.Overlay.SpatialFunction.Union : NetTopologySuite.Operation.Overlay.SpatialFunction.Difference, Grid);
        Console.WriteLine($"overlap of {land[large].State} ({land[large].Rings[0].Count}) and {land[small].State} ({land[small].Rings[0].Count}) at {land[small].Rings[0][0]}");
        var pieces = FromGeometry(land[large].State, shape);
        land[large] = pieces.Count > 0 ? pieces[0] : land[large] with { Rings = [] };
        land.AddRange(pieces.Skip(1));
        if (isSame)
            land[small] = land[small] with { Rings = [] };
    }

    private static List<LandPolygon> FromGeometry(string state, Geometry shape)
    {
        var polygons = new List<LandPolygon>();
        for (var i = 0; i < shape.NumGeometries; i++)
        {
            if (shape.GetGeometryN(i) is not Polygon { IsEmpty: false } polygon)
                continue;
            var rings = new List<List<Vertex>> { ToRing(polygon.ExteriorRing, false) };
            rings.AddRange(polygon.InteriorRings.Select(h => ToRing(h, true)));
            polygons.Add(new LandPolygon(state, rings));
        }

        return [.. polygons.OrderByDescending(p => p.Rings[0].Count)];
    }

    private static List<Vertex> ToRing(LineString line, bool isHole)
    {
        var ring = line.Coordinates.Select(c => new Vertex((int)Math.Round(c.X), (int)Math.Round(c.Y))).ToList();
        if (LandPackage.SignedArea(ring) < 0 != isHole)
            ring.Reverse();
        return ring;
    }
}
