namespace Atalaya.Cli.Maps;

/// <summary>What is taken on a map's sheet: finds a free place for each label beside its point, or none.</summary>
internal sealed class LabelBoard(MapView view)
{
    private const double EdgePixels = 4;

    // Where a label may stand about its point, best first: right, left, above, below, the four corners.
    private static readonly (double X, double Y)[] Sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)];

    private readonly List<Area> taken = [];

    /// <summary>Marks a rectangle as taken.</summary>
    public void Take(double x, double y, double width, double height) => taken.Add(new(x, y, x + width, y + height));

    /// <summary>Marks a drawn line as taken, so that labels keep off it.</summary>
    public void TakeLine(IReadOnlyList<(double X, double Y)> points, double halfWidth)
    {
        const double Step = 6;
        for (var i = 1; i < points.Count; i++)
        {
            double dx = points[i].X - points[i - 1].X, dy = points[i].Y - points[i - 1].Y;
            var steps = Math.Clamp((int)Math.Ceiling(Math.Sqrt((dx * dx) + (dy * dy)) / Step), 1, 400);
            for (var s = 0; s < steps; s++)
            {
                double x = points[i - 1].X + (dx * s / steps), y = points[i - 1].Y + (dy * s / steps);
                if (view.Holds(x, y))
                    taken.Add(new(x - halfWidth, y - halfWidth, x + halfWidth, y + halfWidth));
            }
        }
    }

    /// <summary>Finds a free place beside a point and takes it.</summary>
    /// <param name="x">The point.</param>
    /// <param name="y">The point.</param>
    /// <param name="width">Width of the label.</param>
    /// <param name="height">Height of the label.</param>
    /// <param name="distance">Distance of the label from the point.</param>
    /// <returns>The label's left upper corner, or null where it would overlap another or the edge.</returns>
    public (double X, double Y)? Find(double x, double y, double width, double height, double distance)
    {
        foreach (var (sideX, sideY) in Sides)
        {
            var reach = sideX != 0 && sideY != 0 ? distance * 0.7 : distance;
            var place = new Area(
                x + (sideX * reach) - (width * (1 - sideX) / 2),
                y + (sideY * reach) - (height * (1 - sideY) / 2));
            place = place with { Right = place.Left + width, Bottom = place.Top + height };
            if (TryTake(place))
                return (place.Left, place.Top);
        }

        return null;
    }

    /// <summary>Takes the place centred on a point if it is free.</summary>
    public bool TryCentre(double x, double y, double width, double height) =>
        TryTake(new(x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2)));

    /// <summary>About how wide a text is in a sans-serif face: counted by narrow, wide and other letters.</summary>
    public static double WidthOf(string text, double size)
    {
        double ems = 0;
        foreach (var c in text)
            ems += c is 'i' or 'j' or 'l' or 't' or 'f' or 'r' or ' ' or '.' or ',' or ':' or '\'' or 'I' ? 0.33 : c is 'm' or 'w' or 'M' or 'W' ? 0.86 : char.IsUpper(c) ? 0.68 : 0.56;
        return ems * size;
    }

    private bool TryTake(Area place)
    {
        if (place.Left < EdgePixels || place.Top < EdgePixels || place.Right > view.Width - EdgePixels || place.Bottom > view.Height - EdgePixels)
            return false;
        foreach (var other in taken)
        {
            if (place.Left < other.Right && place.Right > other.Left && place.Top < other.Bottom && place.Bottom > other.Top)
                return false;
        }

        taken.Add(place);
        return true;
    }

    private readonly record struct Area(double Left, double Top, double Right = 0, double Bottom = 0);
}
