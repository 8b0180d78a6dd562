using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>A rectangle of the local frame on a sheet.</summary>
internal sealed record PlumeView(double West, double South, double East, double North, double Width, double Height)
{
    // The sheet is never flatter or taller than this share of its width.
    private const double Flattest = 0.52, Tallest = 0.82;

    /// <summary>Sheet units a metre.</summary>
    public double Scale => Width / (East - West);

    /// <summary>A view that holds all points with a margin.</summary>
    public static PlumeView About(IReadOnlyList<Spot> points, double width)
    {
        double west = points.Min(static p => p.X), east = points.Max(static p => p.X), south = points.Min(static p => p.Y), north = points.Max(static p => p.Y);
        var reach = Math.Max(Math.Max(east - west, north - south), 5);
        double wide = Math.Max(east - west, reach * 0.3) + (reach * 0.22), tall = Math.Max(north - south, reach * 0.3) + (reach * 0.22);
        var height = Math.Clamp(tall / wide, Flattest, Tallest) * width;
        var scale = Math.Min(width / wide, height / tall);
        double halfWide = width / scale / 2, halfTall = height / scale / 2, x = (west + east) / 2, y = (south + north) / 2;
        return new(x - halfWide, y - halfTall, x + halfWide, y + halfTall, width, height);
    }

    /// <summary>Where a place stands.</summary>
    public (double X, double Y) Place(double x, double y) => ((x - West) * Scale, (North - y) * Scale);

    /// <summary>Whether a place lies on the sheet.</summary>
    public bool Holds(double x, double y) => x >= West && x <= East && y >= South && y <= North;
}
