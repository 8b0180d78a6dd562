namespace Atalaya.Earth.Geodesics;

/// <summary>Area and perimeter of a polygon whose edges are geodesics.</summary>
/// <remarks>Karney (2013), section 6. The polygon may hold a pole and cross the antimeridian; it must not cross itself.</remarks>
public static class GeodesicPolygon
{
    /// <summary>Area and perimeter of a polygon.</summary>
    /// <param name="ring">Its corners in order; the last may repeat the first.</param>
    /// <returns>Signed area in square metres, positive where the corners run counter-clockwise, smaller half of the Earth; perimeter in metres. Both are 0 with fewer than two corners.</returns>
    public static (double SquareMetres, double PerimeterMetres) Measure(IReadOnlyList<Position> ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        double area = 0, perimeter = 0;
        var crossings = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[i], ring[(i + 1) % ring.Count]);
            var solved = InverseProblem.Solve(from.Latitude, from.Longitude, to.Latitude, to.Longitude, wantArea: true);
            area += solved.AreaUnder;
            perimeter += solved.Metres;
            crossings += Crossing(from.Longitude, to.Longitude);
        }

        // An odd number of crossings of the prime meridian means that the polygon goes round a pole.
        var earth = 4 * Math.PI * Ellipsoid.AuthalicRadiusSquared;
        area = Math.IEEERemainder(area, earth);
        if ((crossings & 1) != 0)
            area += (area < 0 ? 1 : -1) * earth / 2;
        area = -area; // the sum runs clockwise
        if (area > earth / 2)
            area -= earth;
        else if (area <= -earth / 2)
            area += earth;
        return (area, perimeter);
    }

    private static int Crossing(double lon1, double lon2)
    {
        var difference = Angles.Difference(lon1, lon2, out _);
        if (difference > 0 && ((lon1 < 0 && lon2 >= 0) || (lon1 > 0 && lon2 == 0)))
            return 1;
        return difference < 0 && lon1 >= 0 && lon2 < 0 ? -1 : 0;
    }
}
