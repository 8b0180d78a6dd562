using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>Loops of alternating sense about two fixed places, joined by legs that cross.</summary>
internal static class FigureEightModel
{
    private readonly record struct Lobe(int FirstVertex, int LastVertex, double Turn, double X, double Y, double Radius)
    {
        public double Shift(in Lobe other) => Math.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));
    }

    // Each loop turns by 180 degrees plus twice the angle at the crossing; less than 205 degrees are legs side by side.
    private const double LeastTurn = 205 * Math.PI / 180;
    private const double MostTurn = 330 * Math.PI / 180;
    private const int LeastLobes = 4;

    public static void Find(FlownPath path, Vertices vertices, List<Hypothesis> found)
    {
        // So many lobes turn so much at least; the sums' rounding is far below a degree.
        if (vertices.TotalTurn[vertices.Count - 1] < (LeastLobes * LeastTurn) - 0.01)
            return;
        var runs = Runs(vertices);
        if (!MayAlternate(runs))
            return;
        var lobes = runs.ConvertAll(r => Measure(path, vertices, r.First, r.Last, r.Turn));
        for (var i = 0; i < lobes.Count;)
        {
            var j = i;
            while (j + 1 < lobes.Count && Alternates(path, vertices, lobes, i, j))
                j++;
            if (j - i + 1 >= LeastLobes)
                Name(path, vertices, lobes, i, j, found);
            i = Math.Max(j, i + 1);
        }
    }

    /// <summary>Maximal runs of one sense. A wobble against it of under 15 degrees does not end a run.</summary>
    private static List<(int First, int Last, double Turn)> Runs(Vertices vertices)
    {
        List<(int First, int Last, double Turn)> runs = [];
        var turns = vertices.Turn;
        var start = 1;
        while (start < vertices.Count)
        {
            var (turn, peak, end) = (0.0, 0.0, start);
            var k = start;
            for (; k < vertices.Count; k++)
            {
                turn += turns[k];
                if (Math.Abs(turn) >= Math.Abs(peak))
                    (peak, end) = (turn, k);
                else if (Math.Abs(peak - turn) > 0.26)
                    break;
            }

            if (Math.Abs(peak) >= LeastTurn)
                runs.Add((start, end, peak));
            start = Math.Max(end, start) + 1;
        }

        return runs;
    }

    /// <summary>Whether there are runs enough of alternating sense, none of them a circle and more: without them it does not matter where they lie.</summary>
    private static bool MayAlternate(List<(int First, int Last, double Turn)> runs)
    {
        var row = 0;
        for (var i = 0; i < runs.Count && row < LeastLobes; i++)
        {
            if (Math.Abs(runs[i].Turn) > MostTurn)
                row = 0;
            else
                row = row > 0 && Math.Sign(runs[i].Turn) != Math.Sign(runs[i - 1].Turn) ? row + 1 : 1;
        }

        return row >= LeastLobes;
    }

    private static Lobe Measure(FlownPath path, Vertices vertices, int first, int last, double turn)
    {
        // A run may begin and end with a nearly straight leg: the loop is where all but a twentieth of the turn is made at either end.
        for (var made = vertices.Turn[first]; first < last && Math.Abs(made) < 0.05 * Math.Abs(turn); made += vertices.Turn[first])
            first++;
        for (var made = vertices.Turn[last]; last > first && Math.Abs(made) < 0.05 * Math.Abs(turn); made += vertices.Turn[last])
            last--;
        double w = 0, x = 0, y = 0, r = 0;
        for (var k = first; k <= last; k++)
        {
            // Weight by turn: the straight parts between the loops do not pull the middle.
            var weight = Math.Abs(vertices.Turn[k]);
            var p = vertices.Points[k];
            w += weight;
            x += weight * path.X[p];
            y += weight * path.Y[p];
        }

        (x, y) = (x / w, y / w);
        for (var k = first; k <= last; k++)
        {
            var (dx, dy) = (path.X[vertices.Points[k]] - x, path.Y[vertices.Points[k]] - y);
            r += Math.Abs(vertices.Turn[k]) * Math.Sqrt((dx * dx) + (dy * dy));
        }

        return new(first, last, turn, x, y, r / w);
    }

    private static bool Alternates(FlownPath path, Vertices vertices, List<Lobe> lobes, int first, int j)
    {
        var (a, b) = (lobes[j], lobes[j + 1]);
        var (pa, pb) = (vertices.Points[a.LastVertex], vertices.Points[b.FirstVertex]);
        var apart = a.Shift(b);
        if (Math.Sign(a.Turn) == Math.Sign(b.Turn) || Math.Abs(b.Turn) > MostTurn || Math.Abs(a.Turn) > MostTurn
            || path.Silences[pb] > path.Silences[pa] + 1 || path.Length[pb] - path.Length[pa] > 2 * (apart + a.Radius))
            return false;
        if (j == first)
            return true;
        var before = lobes[j - 1];
        if (!Cross(path, vertices.Points[before.LastVertex], vertices.Points[a.FirstVertex], pa, pb))
            return false;
        var shift = before.Shift(b);
        return shift < 0.4 * apart + (0.5 * a.Radius) && b.Radius / before.Radius is > 0.4 and < 2.5;
    }

    /// <summary>Whether the way from one loop to the other crosses the way back. Lines of a survey with turns beyond 180 degrees lie side by side.</summary>
    private static bool Cross(FlownPath path, int outFirst, int outLast, int backFirst, int backLast)
    {
        var way = Leg.Between(path, outFirst, outLast);
        var back = Leg.Between(path, backFirst, backLast);
        return way.Across(back.X, back.Y) * way.Across(back.EndX, back.EndY) < 0 && back.Across(way.X, way.Y) * back.Across(way.EndX, way.EndY) < 0;
    }

    private static void Name(FlownPath path, Vertices vertices, List<Lobe> lobes, int i, int j, List<Hypothesis> found)
    {
        double net = 0, total = 0;
        for (var k = lobes[i].FirstVertex; k <= lobes[j].LastVertex; k++)
        {
            net += vertices.Turn[k];
            total += Math.Abs(vertices.Turn[k]);
        }

        var part = lobes.GetRange(i, j - i + 1);
        var (first, last) = (vertices.Points[lobes[i].FirstVertex - 1], vertices.Points[lobes[j].LastVertex]);
        var (a, b) = (part[0], part[1]);
        var geometry = new PatternGeometry
        {
            Centre = path.Plane.Unproject(part.Average(static l => l.X), part.Average(static l => l.Y)),
            RadiusMetres = Median(part.ConvertAll(static l => l.Radius)),
            SpacingMetres = a.Shift(b),
            AxisDegrees = (double.RadiansToDegrees(Math.Atan2(b.X - a.X, b.Y - a.Y)) + 360) % 180,
            Turns = total / (2 * Math.PI),
            TurnBias = net / total,
            Sense = TurnSense.Both,
            Laps = part.Count / 2.0,
            AltitudeFeet = path.MedianAltitude(first, last),
        };
        var confidence = 0.95 * Ramp(part.Count, LeastLobes - 2, LeastLobes + 1) * Ramp(Scatter(part.ConvertAll(static l => l.Radius)), 0.6, 0.3);
        found.Add(new(PatternKind.FigureEight, first, last, confidence, geometry));
    }
}
