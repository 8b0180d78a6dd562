using System.Numerics;

namespace Atalaya.Flights.Patterns;

/// <summary>The corners of a path at every tolerance from the least on, found once (Ramer 1972, Douglas and Peucker 1973).</summary>
/// <remarks>Where a part is cut does not depend on the tolerance, only whether it is: the cuts of a wide tolerance are those of a narrow one, less what lies below a cut that is not made.</remarks>
internal sealed class Corners
{
    private readonly Stack<(int First, int Last, double Reach, double LastReach)> open = new();
    private readonly List<(int Point, double Reach)> all = [];

    /// <summary>Finds the corners of a path; those of the one before are gone.</summary>
    public void Find(FlownPath path, double leastTolerance)
    {
        all.Clear();
        if (path.Count < 2)
            return;
        all.Add((0, double.PositiveInfinity));

        // A corner's reach is the least squared distance among its own cut and those above it.
        open.Push((0, path.Count - 1, double.PositiveInfinity, double.PositiveInfinity));
        while (open.TryPop(out var part))
        {
            var (far, square) = Farthest(path, part.First, part.Last, leastTolerance * leastTolerance);
            if (far < 0)
            {
                all.Add((part.Last, part.LastReach));
                continue;
            }

            var reach = Math.Min(part.Reach, square);
            open.Push((far, part.Last, reach, part.LastReach));
            open.Push((part.First, far, reach, reach));
        }
    }

    /// <summary>The corners at a tolerance in metres, which is not below the least, as indices into the path with its two ends.</summary>
    public void At(double tolerance, List<int> corners)
    {
        corners.Clear();
        foreach (var (point, reach) in all)
        {
            if (reach > tolerance * tolerance)
                corners.Add(point);
        }
    }

    /// <summary>The first of the points farthest from the chord, and its squared distance; −1 where all are within the tolerance.</summary>
    private static (int Far, double Square) Farthest(FlownPath path, int first, int last, double leastSquare)
    {
        var chord = Leg.Between(path, first, last);
        var (worst, far) = (leastSquare, -1);
        var i = first + 1;
        var width = Vector<double>.Count;
        if (last - i >= 2 * width)
        {
            var worsts = new Vector<double>(leastSquare);
            var fars = new Vector<long>(-1);
            var places = Vector<long>.Indices + new Vector<long>(i);
            for (; i + width <= last; i += width)
            {
                var (x, y) = (new Vector<double>(path.X, i) - new Vector<double>(chord.X), new Vector<double>(path.Y, i) - new Vector<double>(chord.Y));
                var along = Vector.Min(Vector.Max((x * chord.DirectionX) + (y * chord.DirectionY), Vector<double>.Zero), new Vector<double>(chord.Length));
                var (dx, dy) = (x - (along * chord.DirectionX), y - (along * chord.DirectionY));
                var squares = (dx * dx) + (dy * dy);
                var farther = Vector.GreaterThan(squares, worsts);
                worsts = Vector.ConditionalSelect(farther, squares, worsts);
                fars = Vector.ConditionalSelect(farther, places, fars);
                places += new Vector<long>(width);
            }

            for (var lane = 0; lane < width; lane++)
            {
                if (fars[lane] >= 0 && (worsts[lane] > worst || (worsts[lane] == worst && fars[lane] < far)))
                    (worst, far) = (worsts[lane], (int)fars[lane]);
            }
        }

        for (; i < last; i++)
        {
            var (x, y) = (path.X[i] - chord.X, path.Y[i] - chord.Y);
            var along = Math.Clamp((x * chord.DirectionX) + (y * chord.DirectionY), 0, chord.Length);
            var (dx, dy) = (x - (along * chord.DirectionX), y - (along * chord.DirectionY));
            var square = (dx * dx) + (dy * dy);
            if (square > worst)
                (worst, far) = (square, i);
        }

        return (far, worst);
    }
}
