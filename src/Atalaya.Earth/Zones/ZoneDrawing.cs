namespace Atalaya.Earth.Zones;

/// <summary>Lines for maps: land rings, borders, limits, baselines and boundaries inside a box.</summary>
internal sealed class ZoneDrawing
{
    private readonly ZoneData data;
    private readonly ZoneFinder finder;
    private readonly List<LandOutline> outlines;

    public ZoneDrawing(ZoneData data, ZoneFinder finder)
    {
        this.data = data;
        this.finder = finder;
        outlines = LandOutline.Assemble(data);
    }

    public IEnumerable<DrawnLine> Draw(GeoBox box, double toleranceDegrees)
    {
        if (box.West <= box.East)
            return DrawPart(box, toleranceDegrees);
        // Longitudes of a part stay within ±180, so a box over the antimeridian is drawn as its two sides.
        return DrawPart(box with { East = 180 }, toleranceDegrees).Concat(DrawPart(box with { West = -180 }, toleranceDegrees));
    }

    private IEnumerable<DrawnLine> DrawPart(GeoBox box, double tolerance)
    {
        var frame = PlaneBox.Of(box);
        foreach (var outline in outlines)
        {
            if (!frame.Meets(outline.Box) || outline.Box.LargestSide < tolerance / 2)
                continue;
            var ring = PlaneLine.ClipRing(PlaneLine.Simplify(outline.Points, tolerance), frame);
            if (ring.Count >= 4)
                yield return new DrawnLine(DrawnLineKind.Land, outline.State, PlaneLine.ToPositions(ring));
        }

        foreach (var arc in data.Arcs)
        {
            DrawnLineKind? kind = arc.Layer switch
            {
                ZoneLayer.Land when arc.Left != 0 && arc.Right != 0 && data.States[arc.Left] != ZoneData.SharedLake && data.States[arc.Right] != ZoneData.SharedLake => DrawnLineKind.Border,
                ZoneLayer.StraightBaseline => DrawnLineKind.StraightBaseline,
                ZoneLayer.MaritimeBoundary => DrawnLineKind.MaritimeBoundary,
                _ => null,
            };
            if (kind is null)
                continue;
            var points = PlaneLine.Read(data, arc, false);
            if (!frame.Meets(PlaneBox.Around(points)))
                continue;
            foreach (var piece in PlaneLine.ClipLine(PlaneLine.Simplify(points, tolerance), frame))
                yield return new DrawnLine(kind.Value, null, PlaneLine.ToPositions(piece));
        }

        foreach (var line in LimitTracer.Trace(finder, frame, tolerance))
            yield return line;
    }
}
