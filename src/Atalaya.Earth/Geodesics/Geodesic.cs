namespace Atalaya.Earth.Geodesics;

/// <summary>Geodesics on the WGS84 ellipsoid, to within 15 nm for any two points, antipodal ones included.</summary>
/// <remarks>C. F. F. Karney, Algorithms for geodesics, Journal of Geodesy 87 (2013) 43–55, doi:10.1007/s00190-012-0578-z.</remarks>
public static class Geodesic
{
    /// <summary>The shortest way between two positions.</summary>
    public static GeodesicSegment Inverse(Position from, Position to)
    {
        var solved = InverseProblem.Solve(from.Latitude, from.Longitude, to.Latitude, to.Longitude, wantArea: false);
        return new(from, to, solved.Metres, solved.Azimuth1, solved.Azimuth2);
    }

    /// <summary>Where one arrives after a distance in metres in a direction (degrees clockwise from north).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The azimuth or the distance is not finite.</exception>
    public static Position Direct(Position from, double azimuthDegrees, double metres)
    {
        if (!double.IsFinite(metres))
            throw new ArgumentOutOfRangeException(nameof(metres), metres, "A distance is a finite number of metres.");
        return new GeodesicLine(from, azimuthDegrees).At(metres);
    }

    /// <summary>Geodesic distance in metres.</summary>
    public static double DistanceMetres(Position from, Position to) =>
        InverseProblem.Solve(from.Latitude, from.Longitude, to.Latitude, to.Longitude, wantArea: false).Metres;

    /// <summary>Points along the shortest way, both ends included, no two neighbours farther apart than a limit.</summary>
    /// <param name="from">First point.</param>
    /// <param name="to">Last point.</param>
    /// <param name="maximumMetres">Greatest distance between neighbours in metres; more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not more than 0.</exception>
    public static IEnumerable<Position> Densify(Position from, Position to, double maximumMetres)
    {
        if (!(maximumMetres > 0))
            throw new ArgumentOutOfRangeException(nameof(maximumMetres), maximumMetres, "A spacing is more than 0.");
        return Points();

        IEnumerable<Position> Points()
        {
            var segment = Inverse(from, to);
            yield return from;
            var parts = Math.Ceiling(segment.Metres / maximumMetres);
            var line = new GeodesicLine(from, segment.InitialAzimuthDegrees);
            for (var i = 1d; i < parts; i++)
                yield return line.At(segment.Metres * i / parts);
            yield return to;
        }
    }

    /// <summary>Distance in metres from a position to the shortest way between two others, and the nearest point on it.</summary>
    /// <remarks>
    /// Newton's method on the along-track distance with the sphere's formulae as steps (E. Baselga and J. C. Martínez-Llario,
    /// Intersection and point-to-line solutions for geodesics on the ellipsoid, Stud. Geophys. Geod. 62 (2018) 353–363).
    /// For lines and distances up to a quarter of the Earth's circumference.
    /// </remarks>
    public static double DistanceToSegment(Position point, Position from, Position to, out Position nearest)
    {
        var line = Inverse(from, to);
        var along = 0d;
        nearest = from;
        var toPoint = Inverse(from, point);
        if (line.Metres > 0)
        {
            var geodesic = new GeodesicLine(from, line.InitialAzimuthDegrees);
            var azimuth = line.InitialAzimuthDegrees;
            for (var step = 0; step < 20; step++)
            {
                var turn = (toPoint.InitialAzimuthDegrees - azimuth) * Math.PI / 180;
                var angle = toPoint.Metres / Ellipsoid.AuthalicRadius;
                var change = Ellipsoid.AuthalicRadius * Math.Atan2(Math.Sin(angle) * Math.Cos(turn), Math.Cos(angle));
                var next = Math.Clamp(along + change, 0, line.Metres);
                var moved = Math.Abs(next - along);
                along = next;
                nearest = geodesic.At(along, out azimuth);
                toPoint = Inverse(nearest, point);
                if (moved < 1e-6)
                    break;
            }

            // An end is returned as it was given, not as the series computes it.
            if (along == 0 || along == line.Metres)
            {
                nearest = along == 0 ? from : to;
                toPoint = Inverse(nearest, point);
            }
        }

        return toPoint.Metres;
    }
}

/// <summary>A geodesic between two positions.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Metres">Its length in metres.</param>
/// <param name="InitialAzimuthDegrees">Direction at the start, degrees clockwise from north, in [−180, 180].</param>
/// <param name="FinalAzimuthDegrees">Direction at the end, onward, degrees clockwise from north, in [−180, 180].</param>
public readonly record struct GeodesicSegment(Position From, Position To, double Metres, double InitialAzimuthDegrees, double FinalAzimuthDegrees);
