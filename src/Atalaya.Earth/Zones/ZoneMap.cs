namespace Atalaya.Earth.Zones;

/// <summary>Who is sovereign where, for any position on Earth, under each claim.</summary>
public sealed class ZoneMap
{
    /// <summary>The map built from the zone data that ships inside this assembly. Thread safe, loaded on first use.</summary>
    public static ZoneMap Shipped => throw new NotImplementedException();

    /// <summary>The zone of a position with the deciding line's distance and margin.</summary>
    public ZoneAnswer Find(Position position, Claim claim) => throw new NotImplementedException();

    /// <summary>The zone of a point with a short-cut for points far from any line: no distance is computed.</summary>
    /// <param name="latitude">Degrees, −90 to 90.</param>
    /// <param name="longitude">Degrees, −180 to 180.</param>
    /// <param name="claim">Whose lines to follow.</param>
    /// <param name="certain">Whether the point is farther from every deciding line than that line's margin.</param>
    public Zone Find(double latitude, double longitude, Claim claim, out bool certain) => throw new NotImplementedException();

    /// <summary>The source and margin of a line, for <see cref="ZoneAnswer.Line"/>.</summary>
    public ZoneLine DescribeLine(string key) => throw new NotImplementedException();

    /// <summary>Coast, border and limit lines inside a box, simplified to a tolerance, for drawing maps.</summary>
    /// <param name="box">The part of the Earth to draw.</param>
    /// <param name="toleranceDegrees">How far in degrees a drawn line may be from the stored one.</param>
    public IEnumerable<DrawnLine> Draw(GeoBox box, double toleranceDegrees) => throw new NotImplementedException();
}

/// <summary>Where a line comes from and how far it may be off.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Source">Citation in English.</param>
/// <param name="MarginMetres">Two-sided margin in metres, about 95%.</param>
public sealed record ZoneLine(string Key, string Source, double MarginMetres);

/// <summary>A box of latitudes and longitudes; where <paramref name="West"/> exceeds <paramref name="East"/> it crosses the antimeridian.</summary>
public readonly record struct GeoBox(double South, double West, double North, double East);

/// <summary>What a drawn line is.</summary>
public enum DrawnLineKind
{
    /// <summary>A closed ring of land, filled when drawn.</summary>
    Land,

    /// <summary>A border between two states on land.</summary>
    Border,

    /// <summary>The outer limit of the territorial sea under the low-water claim.</summary>
    TerritorialSeaLimit,

    /// <summary>The outer limit of the territorial sea under Mexico's claim where it differs.</summary>
    TerritorialSeaLimitMexico,

    /// <summary>A straight baseline.</summary>
    StraightBaseline,

    /// <summary>A maritime boundary between two states.</summary>
    MaritimeBoundary,
}

/// <summary>A line to draw.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sovereign">ISO 3166-1 alpha-3 of the land inside, for <see cref="DrawnLineKind.Land"/>; else null.</param>
/// <param name="Points">Its points in order.</param>
public sealed record DrawnLine(DrawnLineKind Kind, string? Sovereign, IReadOnlyList<Position> Points);
