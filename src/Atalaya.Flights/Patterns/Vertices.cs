using System.Numerics;

namespace Atalaya.Flights.Patterns;

/// <summary>The path seen on chords of one scale: points at least so far apart, with the turn at each. One is laid again and again, so that its memory is kept.</summary>
internal sealed class Vertices
{
    private double[] east = [];
    private double[] north = [];

    /// <summary>Indices into the path; valid up to <see cref="Count"/>, as are the others.</summary>
    public int[] Points { get; private set; } = [];

    public int Count { get; private set; }

    /// <summary>Turn at the vertex in radians, right positive.</summary>
    public double[] Turn { get; private set; } = [];

    /// <summary>Direction of the chord that leaves the vertex, unwrapped, radians clockwise from north.</summary>
    public double[] Heading { get; private set; } = [];

    /// <summary>Turns without their sign, summed up to and with the vertex, radians.</summary>
    public double[] TotalTurn { get; private set; } = [];

    /// <summary>Room for a mark on each vertex.</summary>
    public int[] Ends { get; private set; } = [];

    /// <summary>Lays the vertices over a path; what was laid before is gone.</summary>
    public void Lay(FlownPath path, double scale)
    {
        Reserve(path.Count);
        Choose(path, scale);
        var chords = Count - 1;
        var directions = Heading.AsSpan(0, Count);
        Directions.Of(east.AsSpan(0, chords), north.AsSpan(0, chords), directions[..chords]);
        var turns = Turn.AsSpan(0, Count);
        var totals = TotalTurn.AsSpan(0, Count);
        (turns[0], totals[0]) = (0, 0);
        if (chords == 0)
        {
            directions[0] = 0;
            return;
        }

        double previous = directions[0], heading = previous, total = 0;
        for (var k = 1; k < chords; k++)
        {
            var direction = directions[k];
            var turn = Belief.Wrap(direction - previous);
            previous = direction;
            heading += turn;
            total += Math.Abs(turn);
            turns[k] = turn;
            directions[k] = heading;
            totals[k] = total;
        }

        (turns[chords], directions[chords], totals[chords]) = (0, heading, total);
    }

    /// <summary>The first vertex from one to another (both included) where the heading differs by at least so many radians from that at vertex i; −1 where there is none.</summary>
    public int FirstTurned(int i, int from, int to, double radians)
    {
        var heading = Heading.AsSpan(0, to + 1);
        var origin = Heading[i];
        var k = from;
        for (; k + Vector<double>.Count <= heading.Length; k += Vector<double>.Count)
        {
            if (Vector.GreaterThanOrEqualAny(Vector.Abs(new Vector<double>(heading[k..]) - new Vector<double>(origin)), new(radians)))
                break;
        }

        for (; k < heading.Length; k++)
        {
            if (Math.Abs(heading[k] - origin) >= radians)
                return k;
        }

        return -1;
    }

    /// <summary>The points, each the first that is far enough from the one before, and the chords between them.</summary>
    private void Choose(FlownPath path, double scale)
    {
        var n = path.Count;
        var x = path.X.AsSpan(0, n);
        var y = path.Y.AsSpan(0, n);
        var square = scale * scale;
        var count = 1;
        Points[0] = 0;
        double lastX = x[0], lastY = y[0];
        for (var i = 1; i < n; i++)
        {
            var (dx, dy) = (x[i] - lastX, y[i] - lastY);
            if ((dx * dx) + (dy * dy) < square)
                continue;
            (east[count - 1], north[count - 1]) = (dx, dy);
            Points[count++] = i;
            (lastX, lastY) = (x[i], y[i]);
        }

        Count = count;
    }

    private void Reserve(int count)
    {
        if (Points.Length >= count)
            return;
        var capacity = Math.Max(count, 2 * Points.Length);
        Points = new int[capacity];
        Ends = new int[capacity];
        Turn = new double[capacity];
        Heading = new double[capacity];
        TotalTurn = new double[capacity];
        east = new double[capacity];
        north = new double[capacity];
    }
}
