namespace Atalaya.Flights.Patterns;

/// <summary>The path seen on chords of one scale: points at least so far apart, with the turn at each.</summary>
internal sealed class Vertices
{
    private Vertices(List<int> points)
    {
        Points = [.. points];
        Turn = new double[Points.Length];
        Heading = new double[Points.Length];
        TotalTurn = new double[Points.Length];
    }

    /// <summary>Indices into the path.</summary>
    public int[] Points { get; }

    public int Count => Points.Length;

    /// <summary>Turn at the vertex in radians, right positive.</summary>
    public double[] Turn { get; }

    /// <summary>Direction of the chord that leaves the vertex, unwrapped, radians clockwise from north.</summary>
    public double[] Heading { get; }

    /// <summary>Turns without their sign, summed up to and with the vertex, radians.</summary>
    public double[] TotalTurn { get; }

    public static Vertices At(FlownPath path, double scale)
    {
        var points = new List<int>(path.Count / 4) { 0 };
        for (var i = 1; i < path.Count; i++)
        {
            if (path.Distance(i, points[^1]) >= scale)
                points.Add(i);
        }

        var vertices = new Vertices(points);
        var previous = 0.0;
        for (var k = 0; k + 1 < points.Count; k++)
        {
            var direction = Math.Atan2(path.X[points[k + 1]] - path.X[points[k]], path.Y[points[k + 1]] - path.Y[points[k]]);
            if (k > 0)
                vertices.Turn[k] = Belief.Wrap(direction - previous);
            vertices.TotalTurn[k] = (k == 0 ? 0 : vertices.TotalTurn[k - 1]) + Math.Abs(vertices.Turn[k]);
            vertices.Heading[k] = k == 0 ? direction : vertices.Heading[k - 1] + vertices.Turn[k];
            previous = direction;
        }

        if (points.Count > 1)
            (vertices.Heading[^1], vertices.TotalTurn[^1]) = (vertices.Heading[^2], vertices.TotalTurn[^2]);
        return vertices;
    }
}
