using System.Collections.Immutable;
using Atalaya.Earth.Geodesics;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using Position = Atalaya.Earth.Position;

namespace Atalaya.Accords.Records;

/// <summary>A part of the earth's surface in WGS84. Neither kind reaches across the antimeridian or beyond 85° of latitude.</summary>
public abstract record Area
{
    /// <summary>The most corners of a polygon.</summary>
    public const int MostCorners = 100;

    /// <summary>The largest radius of a circle, in metres.</summary>
    public const double LargestRadiusMetres = 1_000_000;

    internal const double LargestLatitude = 85;
    internal static readonly GeometryFactory Plane = new();

    // A closed hierarchy: nobody outside adds a shape.
    private protected Area()
    {
    }

    /// <summary>A polygon in the plane of longitude and latitude that is never larger than the area.</summary>
    internal abstract Geometry Inner { get; }

    /// <summary>A polygon in the plane of longitude and latitude that is never smaller than the area.</summary>
    internal abstract Geometry Outer { get; }

    /// <summary>Whether a position lies inside or on the edge; a circle is asked by distance.</summary>
    public abstract bool Contains(Position position);
}

/// <summary>A polygon whose edges are straight in longitude and latitude, without holes.</summary>
public sealed record PolygonArea : Area
{
    private readonly Geometry shape;

    /// <summary>Takes the corners in order, the first not repeated.</summary>
    /// <exception cref="ArgumentException">Fewer than three or more than <see cref="Area.MostCorners"/> corners, edges that cross, no area, or beyond the limits of <see cref="Area"/>.</exception>
    public PolygonArea(ImmutableArray<Position> corners)
    {
        shape = Shape(corners) ?? throw new ArgumentException("A simple polygon of 3 to 100 corners that does not reach across the antimeridian.", nameof(corners));
        Corners = corners;
    }

    /// <summary>The corners.</summary>
    [Authorises]
    public ImmutableArray<Position> Corners { get; }

    internal override Geometry Inner => shape;

    internal override Geometry Outer => shape;

    /// <inheritdoc/>
    public override bool Contains(Position position) => shape.Covers(Plane.CreatePoint(new Coordinate(position.Longitude, position.Latitude)));

    /// <inheritdoc/>
    public bool Equals(PolygonArea? other) => other is not null && Corners.SequenceEqual(other.Corners);

    /// <inheritdoc/>
    public override int GetHashCode() => Corners.Aggregate(0, HashCode.Combine);

    internal static Geometry? Shape(ImmutableArray<Position> corners)
    {
        if (corners.IsDefault || corners.Length is < 3 or > MostCorners || corners.Any(static c => Math.Abs(c.Latitude) > LargestLatitude)
            || corners.Max(static c => c.Longitude) - corners.Min(static c => c.Longitude) >= 180)
            return null;
        var ring = corners.Select(static c => new Coordinate(c.Longitude, c.Latitude)).ToList();
        var shape = Plane.CreatePolygon([.. ring, ring[0].Copy()]);
        return shape.IsValid && shape.Area > 0 ? shape : null;
    }
}

/// <summary>All places within a distance of a centre.</summary>
public sealed record CircleArea : Area
{
    // Corners of the polygon that stands for a circle; its edge and the circle's differ by a thousandth of the radius.
    private const int Corners = 72;
    private Polygon? inner;
    private Polygon? outer;

    /// <summary>Takes a centre and a radius.</summary>
    /// <exception cref="ArgumentException">The radius is not within 1 to <see cref="Area.LargestRadiusMetres"/>, or the circle goes beyond the limits of <see cref="Area"/>.</exception>
    public CircleArea(Position centre, double radiusMetres)
    {
        if (!IsCircle(centre, radiusMetres))
            throw new ArgumentException("A radius of 1 m to 1,000 km, not across the antimeridian or beyond 85 degrees.", nameof(radiusMetres));
        (Centre, RadiusMetres) = (centre, radiusMetres);
    }

    /// <summary>The centre.</summary>
    [Authorises]
    public Position Centre { get; }

    /// <summary>Radius in metres.</summary>
    [Authorises]
    public double RadiusMetres { get; }

    internal override Geometry Inner => inner ??= Ring(RadiusMetres * 0.9999);

    // Circumscribed, and a thousandth more for what the plane of longitude and latitude bends.
    internal override Geometry Outer => outer ??= Ring(RadiusMetres / Math.Cos(Math.PI / Corners) * 1.001);

    /// <inheritdoc/>
    public override bool Contains(Position position) => Geodesic.DistanceMetres(Centre, position) <= RadiusMetres;

    /// <inheritdoc/>
    public bool Equals(CircleArea? other) => other is not null && Centre == other.Centre && RadiusMetres.Equals(other.RadiusMetres);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Centre, RadiusMetres);

    internal static bool IsCircle(Position centre, double radiusMetres)
    {
        if (!(radiusMetres is >= 1 and <= LargestRadiusMetres) || Math.Abs(centre.Latitude) > LargestLatitude)
            return false;
        // A degree of latitude is at least 110.5 km; one of longitude shrinks with the cosine.
        var highest = Math.Abs(centre.Latitude) + (radiusMetres / 110_000);
        return highest <= LargestLatitude
            && Math.Abs(centre.Longitude) + (radiusMetres / (110_000 * Math.Cos(highest * Math.PI / 180))) < 180;
    }

    private Polygon Ring(double metres)
    {
        var ring = Enumerable.Range(0, Corners).Select(i => Geodesic.Direct(Centre, i * 360.0 / Corners, metres)).Select(static p => new Coordinate(p.Longitude, p.Latitude)).ToList();
        return Plane.CreatePolygon([.. ring, ring[0].Copy()]);
    }
}

internal static class Areas
{
    /// <summary>Whether one area lies wholly inside the union of others; in doubt it does not.</summary>
    public static bool Cover(IEnumerable<Area> areas, Area area)
    {
        var inner = areas.Select(static a => a.Inner).ToList();
        try
        {
            return inner.Any(a => a.Covers(area.Outer)) || (inner.Count > 1 && OverlayNGRobust.Union(inner).Covers(area.Outer));
        }
        catch (TopologyException)
        {
            // Edges so close that the library gives up on them. In doubt the area is not covered.
            return false;
        }
    }

    /// <summary>Whether two areas may share ground.</summary>
    public static bool Touch(Area one, Area other) => one.Outer.Intersects(other.Outer);
}
