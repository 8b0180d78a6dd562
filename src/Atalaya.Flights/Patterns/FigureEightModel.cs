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

    // A receiver network keeps a point each half minute at least (readsb): a longer step is a pause. The longest silence behind which the same shape is still the same task is that of broken orbits.
    private const double LongStepSeconds = 35;
    private const double MostSilenceSeconds = BrokenOrbitModel.MostSilenceSeconds;

    public static void Find(FlownPath path, Vertices vertices, List<Hypothesis> found)
    {
        // So many lobes turn so much at least; the sums' rounding is far below a degree.
        if (vertices.TotalTurn[vertices.Count - 1] < (LeastLobes * LeastTurn) - 0.01)
            return;
        var runs = Runs(path, vertices);
        var broken = HasPause(path, 0, path.Count - 1);
        if (!MayAlternate(runs) && !(broken && runs.Exists(static r => r.Turn > 0) && runs.Exists(static r => r.Turn < 0) && runs.Count >= LeastLobes))
            return;
        var lobes = runs.ConvertAll(r => Measure(path, vertices, r.First, r.Last, r.Turn));
        List<Lobe> chain = [];
        for (var i = 0; i < lobes.Count;)
        {
            chain.Clear();
            chain.Add(lobes[i]);
            var (last, resumed) = (i, false);
            for (var k = i + 1; k < lobes.Count; k++)
            {
                var pause = broken && HasPause(path, vertices.Points[chain[^1].LastVertex], vertices.Points[lobes[k].LastVertex]);
                var follows = Alternates(path, vertices, chain, lobes[k]);
                if (follows || (broken && Resumes(path, vertices, chain, lobes[k])))
                {
                    resumed |= !follows;
                    chain.Add(lobes[k]);
                    last = k;
                }
                else if (!pause || path.T[vertices.Points[lobes[k].LastVertex]] - path.T[vertices.Points[chain[^1].LastVertex]] > MostSilenceSeconds)
                {
                    break;
                }
            }

            if (chain.Count >= LeastLobes && (!resumed || WaysCross(path, vertices, chain)))
                Name(path, vertices, chain, found);
            i = Math.Max(last, i + 1);
        }
    }

    /// <summary>Whether a step of the way between two points is too long to follow a loop point by point.</summary>
    private static bool HasPause(FlownPath path, int first, int last)
    {
        for (var i = first + 1; i <= last; i++)
        {
            if (path.T[i] - path.T[i - 1] > LongStepSeconds)
                return true;
        }

        return false;
    }

    /// <summary>Whether a loop after a pause is flown about one of the two places, in that place's sense: how many were flown in the pause, nobody heard.</summary>
    private static bool Resumes(FlownPath path, Vertices vertices, List<Lobe> chain, Lobe lobe)
    {
        var other = chain.FindIndex(l => Math.Sign(l.Turn) != Math.Sign(chain[0].Turn));
        if (other < 0 || Math.Abs(lobe.Turn) > MostTurn || !HasPause(path, vertices.Points[chain[^2].LastVertex], vertices.Points[lobe.FirstVertex])
            || path.T[vertices.Points[lobe.FirstVertex]] - path.T[vertices.Points[chain[^1].LastVertex]] > MostSilenceSeconds)
            return false;
        var apart = chain[0].Shift(chain[other]);
        return chain.Exists(l => Math.Sign(l.Turn) == Math.Sign(lobe.Turn) && IsSame(l, lobe, apart, l.Radius));
    }

    /// <summary>Whether the ways that were heard from one loop to the next change over from one side of the line between the two to the other, most of them: ways that lie upon one another stay on theirs.</summary>
    private static bool WaysCross(FlownPath path, Vertices vertices, List<Lobe> chain)
    {
        var (heard, crossing) = (0, 0);
        for (var k = 1; k < chain.Count; k++)
        {
            var (a, b) = (chain[k - 1], chain[k]);
            var (pa, pb) = (vertices.Points[a.LastVertex], vertices.Points[b.FirstVertex]);
            if (Math.Sign(a.Turn) == Math.Sign(b.Turn) || path.Silences[pa] != path.Silences[pb])
                continue;
            heard++;
            var side = ((path.X[pa] - a.X) * (b.Y - a.Y)) - ((path.Y[pa] - a.Y) * (b.X - a.X));
            var otherSide = ((path.X[pb] - a.X) * (b.Y - a.Y)) - ((path.Y[pb] - a.Y) * (b.X - a.X));
            crossing += side * otherSide < 0 ? 1 : 0;
        }

        return 2 * crossing >= heard;
    }

    private static bool IsSame(in Lobe before, in Lobe lobe, double apart, double radius)
        => before.Shift(lobe) < (0.4 * apart) + (0.5 * radius) && lobe.Radius / before.Radius is > 0.4 and < 2.5;

    /// <summary>Maximal runs of one sense. A wobble against it of under 15 degrees does not end a run; a silence does, for what was turned in it nobody heard.</summary>
    private static List<(int First, int Last, double Turn)> Runs(FlownPath path, Vertices vertices)
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
                if (path.Silences[vertices.Points[Math.Min(k + 1, vertices.Count - 1)]] != path.Silences[vertices.Points[k - 1]])
                    break;
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

    private static bool Alternates(FlownPath path, Vertices vertices, List<Lobe> chain, in Lobe b)
    {
        var a = chain[^1];
        var (pa, pb) = (vertices.Points[a.LastVertex], vertices.Points[b.FirstVertex]);
        var apart = a.Shift(b);
        if (Math.Sign(a.Turn) == Math.Sign(b.Turn) || Math.Abs(b.Turn) > MostTurn || Math.Abs(a.Turn) > MostTurn
            || path.Silences[pb] > path.Silences[pa] + 1 || path.Length[pb] - path.Length[pa] > 2 * (apart + a.Radius))
            return false;
        return chain.Count == 1
            || (Cross(path, vertices.Points[chain[^2].LastVertex], vertices.Points[a.FirstVertex], pa, pb) && IsSame(chain[^2], b, apart, a.Radius));
    }

    /// <summary>Whether the way from one loop to the other crosses the way back. Lines of a survey with turns beyond 180 degrees lie side by side.</summary>
    private static bool Cross(FlownPath path, int outFirst, int outLast, int backFirst, int backLast)
    {
        var way = Leg.Between(path, outFirst, outLast);
        var back = Leg.Between(path, backFirst, backLast);
        return way.Across(back.X, back.Y) * way.Across(back.EndX, back.EndY) < 0 && back.Across(way.X, way.Y) * back.Across(way.EndX, way.EndY) < 0;
    }

    private static void Name(FlownPath path, Vertices vertices, List<Lobe> part, List<Hypothesis> found)
    {
        double net = 0, total = 0;
        for (var k = part[0].FirstVertex; k <= part[^1].LastVertex; k++)
        {
            net += vertices.Turn[k];
            total += Math.Abs(vertices.Turn[k]);
        }

        var (first, last) = (vertices.Points[part[0].FirstVertex - 1], vertices.Points[part[^1].LastVertex]);
        var (a, b) = (part[0], part.Find(l => Math.Sign(l.Turn) != Math.Sign(part[0].Turn)));
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
