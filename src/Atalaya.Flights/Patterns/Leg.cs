namespace Atalaya.Flights.Patterns;

/// <summary>A straight piece of the path.</summary>
internal readonly record struct Leg(int First, int Last, double X, double Y, double DirectionX, double DirectionY, double Length)
{
    public double EndX => X + (Length * DirectionX);

    public double EndY => Y + (Length * DirectionY);

    /// <summary>Direction in radians clockwise from north.</summary>
    public double Heading => Math.Atan2(DirectionX, DirectionY);

    /// <summary>Metres along this leg's direction from its start.</summary>
    public double Along(double x, double y) => ((x - X) * DirectionX) + ((y - Y) * DirectionY);

    /// <summary>Metres to the right of this leg's line.</summary>
    public double Across(double x, double y) => ((x - X) * DirectionY) - ((y - Y) * DirectionX);

    /// <summary>Common part of two legs along this one's direction, of the shorter's length.</summary>
    public double Overlap(in Leg other)
    {
        var a = Along(other.X, other.Y);
        var b = Along(other.EndX, other.EndY);
        var shared = Math.Min(Length, Math.Max(a, b)) - Math.Max(0, Math.Min(a, b));
        return Math.Max(0, shared) / Math.Max(1, Math.Min(Length, Math.Abs(b - a)));
    }

    public static Leg Between(FlownPath path, int first, int last)
    {
        var (dx, dy) = (path.X[last] - path.X[first], path.Y[last] - path.Y[first]);
        var length = Math.Max(1e-3, Math.Sqrt((dx * dx) + (dy * dy)));
        return new(first, last, path.X[first], path.Y[first], dx / length, dy / length, length);
    }

    /// <summary>The same leg on the line that its inner four fifths lie on: its ends are corners, rounded by the turn and blurred by sampling.</summary>
    public Leg OnInnerLine(FlownPath path)
    {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        for (var i = First; i <= Last; i++)
        {
            var (along, across) = (Along(path.X[i], path.Y[i]) - (Length / 2), Across(path.X[i], path.Y[i]));
            if (Math.Abs(along) > 0.4 * Length)
                continue;
            n++;
            x += along;
            y += across;
            xx += along * along;
            xy += along * across;
            yy += across * across;
        }

        var spread = xx - (x * x / n);
        if (n < 4 || spread < n * 0.02 * Length * Length)
            return this;

        // A regression of across on along: legs are thin, so it is as good as the principal axis.
        var slope = (xy - (x * y / n)) / spread;
        var offset = (y / n) - (slope * x / n);
        var norm = Math.Sqrt(1 + (slope * slope));
        var (dx, dy) = ((DirectionX + (slope * DirectionY)) / norm, (DirectionY - (slope * DirectionX)) / norm);
        var (mx, my) = ((X + EndX) / 2 + (offset * DirectionY), ((Y + EndY) / 2) - (offset * DirectionX));
        return this with { X = mx - (dx * Length / 2), Y = my - (dy * Length / 2), DirectionX = dx, DirectionY = dy };
    }
}
