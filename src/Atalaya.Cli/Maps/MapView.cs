using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;

namespace Atalaya.Cli.Maps;

/// <summary>The part of the Earth that a map shows, and where on the sheet each point of it lies. Sheet units are CSS pixels, y goes down.</summary>
internal sealed class MapView
{
    private readonly ConformalProjection projection;
    private readonly double scale;
    private readonly double left;
    private readonly double top;

    private MapView(ConformalProjection projection, double scale, double centreX, double centreY, double width, double height)
    {
        this.projection = projection;
        this.scale = scale;
        left = centreX - (width / 2 / scale);
        top = centreY + (height / 2 / scale);
        Width = width;
        Height = height;
        (South, North, West, East) = Reach();
        var (latitude, relative) = projection.Invert(centreX, centreY);
        Centre = new(Math.Clamp(latitude, -90, 90), projection.CentralLongitude + relative);
        var east = Geodesic.Direct(Centre, 90, 1000);
        var (x, y) = Place(east);
        MetresPerPixel = 1000 / Math.Max(1e-9, Math.Sqrt(Math.Pow(x - (width / 2), 2) + Math.Pow(y - (height / 2), 2)));
    }

    /// <summary>Width of the sheet.</summary>
    public double Width { get; }

    /// <summary>Height of the sheet.</summary>
    public double Height { get; }

    /// <summary>The middle of the sheet.</summary>
    public Position Centre { get; }

    /// <summary>Metres on the ground in one sheet unit, in the middle.</summary>
    public double MetresPerPixel { get; }

    /// <summary>Latitudes and relative longitudes that the sheet reaches, in degrees.</summary>
    public double South { get; }

    /// <inheritdoc cref="South"/>
    public double North { get; }

    /// <inheritdoc cref="South"/>
    public double West { get; }

    /// <inheritdoc cref="South"/>
    public double East { get; }

    /// <summary>The longitude from which <see cref="West"/> and <see cref="East"/> are counted.</summary>
    public double CentralLongitude => projection.CentralLongitude;

    /// <summary>The box that holds the sheet.</summary>
    public GeoBox Box => East - West >= 360
        ? new(South, -180, North, 180)
        : new(South, Position.NormalizeLongitude(CentralLongitude + West), North, Position.NormalizeLongitude(CentralLongitude + East));

    /// <summary>Half a sheet unit as degrees of latitude: nothing finer can be seen.</summary>
    public double ToleranceDegrees => MetresPerPixel * 0.5 / 111_200;

    /// <summary>A view that shows all points with a margin.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="width">Width of the sheet.</param>
    /// <param name="leastHeight">Least height of the sheet.</param>
    /// <param name="mostHeight">Greatest height of the sheet.</param>
    /// <param name="leastMetres">Least extent on the ground, so that a short flight is not shown without its surroundings.</param>
    public static MapView Around(IReadOnlyList<Position> points, double width, double leastHeight, double mostHeight, double leastMetres)
    {
        double south = points.Min(static p => p.Latitude), north = points.Max(static p => p.Latitude);
        var projection = new ConformalProjection(south, Math.Max(north, south + 0.01), CentreOf(points));
        double minX = double.MaxValue, maxX = double.MinValue, minY = double.MaxValue, maxY = double.MinValue;
        foreach (var point in points)
        {
            var (x, y) = projection.Project(point.Latitude, projection.Relative(point.Longitude));
            (minX, maxX, minY, maxY) = (Math.Min(minX, x), Math.Max(maxX, x), Math.Min(minY, y), Math.Max(maxY, y));
        }

        const double Margin = 1.16;
        var least = leastMetres / Ellipsoid.EquatorialRadius;
        double spanX = Math.Max((maxX - minX) * Margin, least), spanY = Math.Max((maxY - minY) * Margin, least * leastHeight / width);
        var height = Math.Clamp(width * spanY / spanX, leastHeight, mostHeight);
        return new(projection, Math.Min(width / spanX, height / spanY), (minX + maxX) / 2, (minY + maxY) / 2, width, height);
    }

    /// <summary>Where a position lies on the sheet; it may be outside.</summary>
    public (double X, double Y) Place(Position position) => PlaceRelative(position.Latitude, projection.Relative(position.Longitude));

    /// <summary>Where a point lies on the sheet.</summary>
    public (double X, double Y) PlaceRelative(double latitude, double relativeLongitude)
    {
        var (x, y) = projection.Project(latitude, relativeLongitude);
        return ((x - left) * scale, (top - y) * scale);
    }

    /// <summary>The position at a place of the sheet.</summary>
    public Position At(double x, double y)
    {
        var (latitude, relative) = projection.Invert(left + (x / scale), top - (y / scale));
        return new(Math.Clamp(latitude, -90, 90), projection.CentralLongitude + relative);
    }

    /// <summary>Whether a place is on the sheet, at least a margin from its edge.</summary>
    public bool Holds(double x, double y, double margin = 0) => x >= margin && y >= margin && x <= Width - margin && y <= Height - margin;

    /// <summary>Degrees clockwise from the sheet's up to true north at a place.</summary>
    public double NorthAt(double x, double y)
    {
        var (latitude, relative) = projection.Invert(left + (x / scale), top - (y / scale));
        var (toX, toY) = PlaceRelative(latitude + 0.01, relative);
        return Math.Atan2(toX - x, y - toY) * 180 / Math.PI;
    }

    // The middle of the longitudes, whichever side of the antimeridian they lie on: opposite the widest empty stretch.
    private static double CentreOf(IReadOnlyList<Position> points)
    {
        var longitudes = points.Select(static p => p.Longitude).Order().ToList();
        double widest = longitudes[0] + 360 - longitudes[^1], start = longitudes[0];
        for (var i = 1; i < longitudes.Count; i++)
        {
            if (longitudes[i] - longitudes[i - 1] > widest)
                (widest, start) = (longitudes[i] - longitudes[i - 1], longitudes[i]);
        }

        return Position.NormalizeLongitude(start + ((360 - widest) / 2));
    }

    private (double South, double North, double West, double East) Reach()
    {
        double south = 90, north = -90, west = 360, east = -360;
        const int Steps = 24;
        for (var i = 0; i <= Steps; i++)
        {
            for (var j = 0; j <= Steps; j++)
            {
                var (latitude, relative) = projection.Invert(left + (Width * i / Steps / scale), top - (Height * j / Steps / scale));
                (south, north) = (Math.Min(south, latitude), Math.Max(north, latitude));
                (west, east) = (Math.Min(west, relative), Math.Max(east, relative));
            }
        }

        // A little more than the sheet, so that the edges of what is cut lie outside it.
        double high = (north - south) * 0.05, wide = (east - west) * 0.05;
        return (Math.Max(-90, south - high), Math.Min(90, north + high), Math.Max(-180, west - wide), Math.Min(180, east + wide));
    }
}
