namespace Atalaya.ZoneBuilder;

/// <summary>Closes the few places where a state's outline breaks off, because the package runs along itself there.</summary>
internal static class GapCloser
{
    private const double WidestGapMicrodegrees = 60_000;

    public static IEnumerable<BuiltArc> Close(List<BuiltArc> arcs)
    {
        var balance = new SortedDictionary<(string State, int Longitude, int Latitude), int>();
        foreach (var arc in arcs.Where(a => a.Layer == BuiltLayer.Land && a.Points[0] != a.Points[^1]))
        {
            Count(arc.Left, arc.Points[0], arc.Points[^1]);
            Count(arc.Right, arc.Points[^1], arc.Points[0]);
        }

        void Count(string? state, Vertex from, Vertex to)
        {
            if (state is null or ZoneWriter.SharedLake)
                return;
            var (start, end) = ((state, from.Longitude, from.Latitude), (state, to.Longitude, to.Latitude));
            balance[start] = balance.GetValueOrDefault(start) + 1;
            balance[end] = balance.GetValueOrDefault(end) - 1;
        }

        foreach (var state in balance.Where(b => b.Value != 0).GroupBy(b => b.Key.State))
        {
            var starts = state.Where(b => b.Value > 0).Select(b => new Vertex(b.Key.Longitude, b.Key.Latitude)).ToList();
            foreach (var end in state.Where(b => b.Value < 0).Select(b => new Vertex(b.Key.Longitude, b.Key.Latitude)))
            {
                if (starts.Count == 0)
                    continue;
                var next = starts.MinBy(s => Math.Pow((double)s.Longitude - end.Longitude, 2) + Math.Pow((double)s.Latitude - end.Latitude, 2));
                if (Math.Abs((double)next.Longitude - end.Longitude) > WidestGapMicrodegrees || Math.Abs((double)next.Latitude - end.Latitude) > WidestGapMicrodegrees)
                {
                    Console.WriteLine($"gap left open: {state.Key} at {end}");
                    continue;
                }

                starts.Remove(next);
                yield return new BuiltArc(BuiltLayer.Land, state.Key, null, "coast-osm", [end, next]);
            }
        }
    }
}
