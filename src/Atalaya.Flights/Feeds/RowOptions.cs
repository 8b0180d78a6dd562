using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Feeds;

/// <summary>What the user says of rows of position reports, where the rows do not say it themselves.</summary>
public sealed record RowOptions
{
    /// <summary>Synonyms as documented in <c>docs/formats/rows.md</c>; feet, knots, feet a minute; zone-less times are UTC; basis <see cref="Basis.Heard"/>.</summary>
    public static RowOptions Default { get; } = new();

    /// <summary>Column of the file (compared without case) to the column it stands for (<c>time</c>, <c>identity</c>, <c>latitude</c>, ...). Comes before the synonyms.</summary>
    public IReadOnlyDictionary<string, RowColumn> Columns { get; init; } = new Dictionary<string, RowColumn>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Unit of altitudes; null: what the column's name says, else feet.</summary>
    public AltitudeUnit? Altitude { get; init; }

    /// <summary>Unit of speeds; null: what the column's name says, else knots.</summary>
    public SpeedUnit? Speed { get; init; }

    /// <summary>Unit of vertical rates; null: what the column's name says, else feet a minute.</summary>
    public VerticalRateUnit? VerticalRate { get; init; }

    /// <summary>Zone of times that carry none; null: UTC is assumed, and said.</summary>
    public DateTimeZone? TimeZone { get; init; }

    /// <summary>How the tracks are known, unless a <c>basis</c> column or an <c>atalaya-input.json</c> beside the files says otherwise.</summary>
    public Basis Basis { get; init; } = Basis.Heard;
}

/// <summary>Unit of an altitude.</summary>
public enum AltitudeUnit
{
    /// <summary>Feet.</summary>
    Feet,

    /// <summary>Metres.</summary>
    Metres,
}

/// <summary>Unit of a speed.</summary>
public enum SpeedUnit
{
    /// <summary>Knots.</summary>
    Knots,

    /// <summary>Metres a second.</summary>
    MetresPerSecond,

    /// <summary>Kilometres an hour.</summary>
    KilometresPerHour,

    /// <summary>Statute miles an hour.</summary>
    MilesPerHour,
}

/// <summary>Unit of a vertical rate.</summary>
public enum VerticalRateUnit
{
    /// <summary>Feet a minute.</summary>
    FeetPerMinute,

    /// <summary>Metres a second.</summary>
    MetresPerSecond,
}

/// <summary>What a column of a row holds.</summary>
public enum RowColumn
{
    /// <summary>Nothing that is kept.</summary>
    Ignored,

    /// <summary>When.</summary>
    Time,

    /// <summary>Which aircraft: the ICAO address, or another name.</summary>
    Identity,

    /// <summary>Degrees.</summary>
    Latitude,

    /// <summary>Degrees.</summary>
    Longitude,

    /// <summary>Pressure altitude, or <c>ground</c>.</summary>
    Altitude,

    /// <summary>Geometric altitude; used where there is no other.</summary>
    GeometricAltitude,

    /// <summary>Speed over ground.</summary>
    Speed,

    /// <summary>Direction over ground, degrees from true north.</summary>
    Track,

    /// <summary>Vertical rate.</summary>
    VerticalRate,

    /// <summary>Callsign.</summary>
    Callsign,

    /// <summary>Whether on the ground.</summary>
    OnGround,

    /// <summary>Tail number.</summary>
    Registration,

    /// <summary>ICAO type designator.</summary>
    Type,

    /// <summary>How the track is known: <c>heard</c>, <c>radar</c>, <c>operator</c>, <c>reported</c>.</summary>
    Basis,

    /// <summary>How the position was obtained (<c>adsb_icao</c>, <c>mlat</c>, ...).</summary>
    Source,

    /// <summary>When the position was last renewed: a row that repeats it is stale.</summary>
    PositionTime,

    /// <summary>Latitude and longitude age of the feed, seconds, subtracted from the time.</summary>
    PositionAge,

    /// <summary>The register's flags as readsb writes them (<c>dbFlags</c>: 1 military, 2 interesting, 4 PIA, 8 LADD).</summary>
    RegisterFlags,
}
