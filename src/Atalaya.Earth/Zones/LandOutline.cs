namespace Atalaya.Earth.Zones;

/// <summary>A closed ring of one state's land, put together from arcs.</summary>
internal sealed record LandOutline(string State, PlanePoint[] Points, PlaneBox Box)
{
    // The packed file leaves out slivers where three rings meet, so that some coasts have a break of a few hundred metres:
    // a ring with such a break is still that ring. In millionths of a degree, about 1 km.
    private const int BridgedMicrodegrees = 10_000;

    public static List<LandOutline> Assemble(ZoneData data)
    {
        var outlines = new List<LandOutline>();
        var open = new Dictionary<(int State, int Latitude, int Longitude), List<(int Arc, bool Reversed)>>();
        for (var a = 0; a < data.Arcs.Length; a++)
        {
            var arc = data.Arcs[a];
            if (arc.Layer != ZoneLayer.Land)
                continue;
            // Land on the left of the way: an arc with the state on its right is walked backwards.
            Open(arc.Left, false);
            Open(arc.Right, true);
            void Open(int state, bool reversed)
            {
                if (state == 0 || data.States[state] == ZoneData.SharedLake)
                    return;
                var first = End(data, arc, !reversed);
                if (first == End(data, arc, reversed))
                {
                    Add(outlines, data, state, PlaneLine.Read(data, arc, reversed));
                    return;
                }

                var key = (state, first.Latitude, first.Longitude);
                if (!open.TryGetValue(key, out var list))
                    open[key] = list = [];
                list.Add((a, reversed));
            }
        }

        foreach (var key in open.Keys.ToList())
        {
            while (open[key].Count > 0)
                Walk(data, open, key, outlines);
        }

        return outlines;
    }

    private static void Walk(ZoneData data, Dictionary<(int State, int Latitude, int Longitude), List<(int Arc, bool Reversed)>> open,
        (int State, int Latitude, int Longitude) start, List<LandOutline> outlines)
    {
        var points = new List<PlanePoint>();
        var at = start;
        while (Onward(open, ref at, start) is { } ways)
        {
            var (index, reversed) = ways[^1];
            ways.RemoveAt(ways.Count - 1);
            var arc = data.Arcs[index];
            points.AddRange(PlaneLine.Read(data, arc, reversed).Skip(points.Count > 0 ? 1 : 0));
            var last = End(data, arc, reversed);
            at = (start.State, last.Latitude, last.Longitude);
            if (at == start)
                break;
        }

        Add(outlines, data, start.State, [.. points]);
    }

    // The ways on from a point; where it is a loose end, those from the nearest other loose end within reach.
    private static List<(int Arc, bool Reversed)>? Onward(
        Dictionary<(int State, int Latitude, int Longitude), List<(int Arc, bool Reversed)>> open,
        ref (int State, int Latitude, int Longitude) at, (int State, int Latitude, int Longitude) start)
    {
        if (open.TryGetValue(at, out var ways) && ways.Count > 0)
            return ways;
        var from = at;
        if (Off(from, start) <= BridgedMicrodegrees)
            return null;
        var nearest = open
            .Where(way => way.Value.Count > 0 && way.Key.State == from.State && Off(from, way.Key) <= BridgedMicrodegrees)
            .OrderBy(way => Off(from, way.Key)).FirstOrDefault();
        at = nearest.Value is null ? at : nearest.Key;
        return nearest.Value;
    }

    private static int Off((int State, int Latitude, int Longitude) a, (int State, int Latitude, int Longitude) b) =>
        Math.Max(Math.Abs(a.Latitude - b.Latitude), Math.Abs(a.Longitude - b.Longitude));

    private static void Add(List<LandOutline> outlines, ZoneData data, int state, PlanePoint[] points)
    {
        // A ring that runs clockwise is a hole, filled by what lies in it: an enclave is drawn after, on top.
        if (points.Length >= 4 && PlaneLine.SignedArea(points) > 0)
            outlines.Add(new LandOutline(data.States[state], points, PlaneBox.Around(points)));
    }

    private static (int Latitude, int Longitude) End(ZoneData data, ZoneArc arc, bool first)
    {
        var i = first ? arc.Start : arc.Start + arc.Count - 1;
        return (data.Latitudes[i], data.Longitudes[i]);
    }
}
