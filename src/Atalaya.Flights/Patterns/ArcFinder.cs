using System.Numerics;

namespace Atalaya.Flights.Patterns;

/// <summary>A stretch that lies on one circle.</summary>
/// <param name="First">First point of the path.</param>
/// <param name="Last">Last point.</param>
/// <param name="X">Centre, metres east.</param>
/// <param name="Y">Centre, metres north.</param>
/// <param name="Radius">Metres.</param>
/// <param name="Span">Radians heard to be turned: what falls into silences is not in it.</param>
internal readonly record struct Arc(int First, int Last, double X, double Y, double Radius, double Span);

/// <summary>Finds wide exact arcs. From each vertex on, a circle is fitted to ever more vertices while they still may lie on one.</summary>
internal sealed class ArcFinder
{
    // Once so many fits in a row have failed, no longer one succeeds.
    private const int MostMisses = 4;

    // Straight flight before a turn that is yet to come: so many radians may lack.
    private const double LateTurn = 0.35;

    // Turn and length over radius of a circle differ by so many radians, and such a part of the turn.
    private const double Disagreement = 0.5;
    private const double DisagreementPart = 0.1;

    // Radians by which sums over a whole flight may differ from the same turn summed by itself.
    private const double Rounding = 1e-6;

    private readonly List<Arc> arcs = [];
    private double[] length = [];
    private int[] nextCorner = [];
    private double[] rightTo = [];
    private double[] leftTo = [];
    private bool hasBounds;

    /// <summary>Longest stretches that lie on one circle, one after the other; valid until the next call.</summary>
    public List<Arc> Find(FlownPath path, Vertices vertices, PatternRules rules)
    {
        arcs.Clear();
        hasBounds = false;
        var n = vertices.Count;
        var least = double.DegreesToRadians(rules.ArcDegrees);
        var totals = vertices.TotalTurn.AsSpan(0, n);
        if (totals[^1] < least - Rounding)
            return arcs;
        Prepare(path, vertices, rules);
        var reach = 0;
        for (var i = 0; i + 4 < n;)
        {
            while (reach < n && totals[reach] - totals[i] < least - Rounding)
                reach++;
            if (reach == n)
                break;
            var best = reach < nextCorner[i + 1] && FirstFit(vertices, i, reach, least, rules) is var k && k > 0 ? Longest(path, vertices, i, k, rules) : default;
            if (best.Radius > 0)
            {
                if (IsLevel(path, best, rules))
                    arcs.Add(best);
                while (i < n && vertices.Points[i] < best.Last)
                    i++;
            }
            else
            {
                i++;
            }
        }

        return arcs;
    }

    /// <summary>The first vertex up to which the path from i on has turned enough for an arc; 0 where it turns a corner or is too straight before.</summary>
    private int FirstFit(Vertices vertices, int i, int reach, double least, PatternRules rules)
    {
        // Until it has turned enough, a path of such a length is too straight, whichever way it turned.
        var origin = length[i];
        if (length[reach - 1] - origin > ((least + LateTurn) * rules.ArcMostRadiusMetres) + 1)
            return 0;
        var heading = vertices.Heading;
        var from = heading[i];
        var end = nextCorner[i + 1];
        var k = i + 1;
        for (; k + Vector<double>.Count <= end; k += Vector<double>.Count)
        {
            var turns = Vector.Abs(new Vector<double>(heading, k) - new Vector<double>(from));
            var straight = ((new Vector<double>(length, k) - new Vector<double>(origin)) / rules.ArcMostRadiusMetres) - new Vector<double>(LateTurn);
            if ((Vector.LessThan(turns, straight) | Vector.GreaterThanOrEqual(turns, new(least))) != Vector<long>.Zero)
                break;
        }

        for (; k < end; k++)
        {
            var turn = Math.Abs(heading[k] - from);
            if (turn < ((length[k] - origin) / rules.ArcMostRadiusMetres) - LateTurn)
                return 0;
            if (turn >= least && k - i >= rules.ArcPoints - 1)
                return k;
        }

        return 0;
    }

    /// <summary>The longest arc from vertex i on, which cannot end before vertex <paramref name="firstEnd"/>; none has radius 0.</summary>
    private Arc Longest(FlownPath path, Vertices vertices, int i, int firstEnd, PatternRules rules)
    {
        if (!hasBounds)
            Bound(vertices, rules);
        var least = double.DegreesToRadians(rules.ArcDegrees);
        var (points, heading) = (vertices.Points, vertices.Heading);
        var (first, from, origin) = (points[i], heading[i], length[i]);
        var right = Disagreement + Rounding + ((1 - DisagreementPart) * from) - (origin / rules.ArcLeastRadiusMetres);
        var left = Disagreement + Rounding - ((1 - DisagreementPart) * from) - (origin / rules.ArcLeastRadiusMetres);
        if (rightTo[firstEnd] >= right || leftTo[firstEnd] >= left)
            return default;
        var fit = new CircleFit(path.X[first], path.Y[first]);
        for (var k = i; k < firstEnd; k++)
            fit.Add(path.X[points[k]], path.Y[points[k]]);
        Arc best = default;
        var misses = 0;
        var end = nextCorner[i + 1];
        for (var k = firstEnd; k < end && misses < MostMisses; k++)
        {
            // From here on the path only ever turns more tightly than the least radius allows.
            if (rightTo[k] >= right || leftTo[k] >= left)
                break;
            var p = points[k];
            fit.Add(path.X[p], path.Y[p]);
            var turn = Math.Abs(heading[k] - from);
            var flown = length[k] - origin;
            if (turn < (flown / rules.ArcMostRadiusMetres) - LateTurn)
                break;
            if (turn < least)
                continue;
            var heard = 0.0;
            var fits = fit.TrySolve(out var x, out var y, out var radius, out var residual)
                && (heard = turn - (HiddenWay(path, first, p, radius, 1) / radius)) >= least
                && residual < Math.Max(rules.ArcResidualMetres, rules.ArcResidualPart * radius * (1 - Math.Cos(Math.Min(heard / 2, Math.PI / 2))))
                && Math.Abs(turn - (Flown(path, first, p, radius) / radius)) < Disagreement + (DisagreementPart * turn);
            misses = fits ? 0 : misses + 1;
            if (fits && radius <= rules.ArcMostRadiusMetres && radius >= LeastRadius(Flown(path, first, p, radius) / Math.Max(1, path.T[p] - path.T[first]), rules))
                best = new(first, p, x, y, radius, heard);
        }

        return best;
    }

    private void Prepare(FlownPath path, Vertices vertices, PatternRules rules)
    {
        var n = vertices.Count;
        if (length.Length <= n)
        {
            length = new double[Math.Max(n + 1, 2 * length.Length)];
            nextCorner = new int[length.Length];
            rightTo = new double[length.Length];
            leftTo = new double[length.Length];
        }

        var (points, turns) = (vertices.Points, vertices.Turn);
        nextCorner[n] = n;
        length[0] = path.Length[points[0]];
        for (var k = 1; k < n; k++)
            length[k] = length[k - 1] + path.Length[points[k]] - path.Length[points[k - 1]] + HiddenWay(path, points[k - 1], points[k], rules.ArcLeastRadiusMetres, 0);
        for (var k = n - 1; k >= 0; k--)
        {

            // Straighter than the widest arc, or a corner: nothing can begin here. What was turned in a silence is no corner.
            nextCorner[k] = k > 0 && Math.Abs(turns[k]) > 0.9 && path.Silences[points[Math.Min(k + 1, n - 1)]] == path.Silences[points[k - 1]] ? k : nextCorner[k + 1];
        }
    }

    /// <summary>Metres flown between two points on a circle of such a radius: over a silence the way follows the circle, not the chord.</summary>
    private static double Flown(FlownPath path, int first, int last, double radius)
        => path.Length[last] - path.Length[first] + HiddenWay(path, first, last, radius, 0);

    /// <summary>Metres on a circle over the silences between two points, half a circle at most in each: the whole of it where the part of the chords that stays is 1, what it is longer than they where it is 0.</summary>
    private static double HiddenWay(FlownPath path, int first, int last, double radius, double chordPart)
    {
        var way = 0.0;
        for (var i = first + 1; i <= last && path.Silences[i - 1] < path.Silences[last]; i++)
        {
            if (path.Silences[i] == path.Silences[i - 1])
                continue;
            var chord = Math.Min(path.Length[i] - path.Length[i - 1], 2 * radius);
            way += (2 * radius * Math.Asin(chord / (2 * radius))) - ((1 - chordPart) * chord);
        }

        return way;
    }

    /// <summary>
    /// For each vertex the least that (1 − part) · turn − length ÷ least radius comes to from there on, for turns of either sense: on a circle that is wide enough and
    /// fits, it stays below <see cref="Disagreement"/>.
    /// </summary>
    private void Bound(Vertices vertices, PatternRules rules)
    {
        hasBounds = true;
        var n = vertices.Count;
        (rightTo[n], leftTo[n]) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var k = n - 1; k >= 0; k--)
        {
            var (turned, flown) = ((1 - DisagreementPart) * vertices.Heading[k], length[k] / rules.ArcLeastRadiusMetres);
            rightTo[k] = Math.Min(rightTo[k + 1], turned - flown);
            leftTo[k] = Math.Min(leftTo[k + 1], -turned - flown);
        }
    }

    /// <summary>Whether the middle four fifths of the known heights differ by little.</summary>
    private static bool IsLevel(FlownPath path, in Arc arc, PatternRules rules)
    {
        var heights = path.KnownAltitudes(arc.First, arc.Last);
        return heights.Length < 5 || Selection.Of(heights, heights.Length * 9 / 10) - Selection.Of(heights, heights.Length / 10) < rules.ArcLevelFeet;
    }

    /// <summary>An arc is wider than the turn of an aircraft that merely changes direction: it is flown with hardly any bank.</summary>
    private static double LeastRadius(double speed, PatternRules rules)
        => Math.Max(rules.ArcLeastRadiusMetres, speed * speed / (9.81 * Math.Tan(double.DegreesToRadians(rules.ArcBankDegrees))));
}
