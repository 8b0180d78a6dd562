using Atalaya.Earth;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Feeds;

/// <summary>Keeps only rows whose column holds a value.</summary>
/// <param name="Column">Column, in any case.</param>
/// <param name="Value">Its text; numbers are compared as numbers.</param>
public sealed record RowFilter(string Column, string Value);

/// <summary>What the user says of the files, where their names do not say it. Everything may be left out.</summary>
public sealed record PlumeReadOptions
{
    /// <summary>Nothing said.</summary>
    public static PlumeReadOptions Default { get; } = new();

    /// <summary>Symbol of the gas of a column that is named <c>concentration</c>, <c>value</c> or the like; null: methane, and said.</summary>
    public string? Gas { get; init; }

    /// <summary>Columns by what they are to be: <c>time</c> = <c>gps_t</c>. See <c>docs/formats/plume-readings.md</c> for the names.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Units by column, by gas symbol, or by what a column is: <c>ch4</c> = <c>ppb</c>. They come before a unit in a name.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>Unit of wind speeds and components whose names tell none; null: m/s, and said.</summary>
    public string? WindUnit { get; init; }

    /// <summary>Rows to keep. A file without the column is kept whole.</summary>
    public IReadOnlyList<RowFilter> Where { get; init; } = [];

    /// <summary>First time to keep: ISO 8601, or a number on the input's own clock.</summary>
    public string? From { get; init; }

    /// <summary>Time before which rows are kept, as <see cref="From"/>.</summary>
    public string? To { get; init; }

    /// <summary>Zone of times that bear none; null: UTC, and said.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Seconds over which a row is a mean; null: as the spacing of the rows tells.</summary>
    public double? AverageSeconds { get; init; }

    /// <summary>Height in m above ground at which the wind was measured; null: as a column or name tells.</summary>
    public double? WindHeightMetres { get; init; }

    /// <summary>Roughness length in m; null: as a column tells.</summary>
    public double? RoughnessMetres { get; init; }

    /// <summary>Degrees, counter-clockwise from east, by which the x axis of the wind's components is turned.</summary>
    public double WindAxesDegrees { get; init; }

    /// <summary>Where the wind was measured; null: on board where it stands in the rows of a moving sensor, else at a station.</summary>
    public WindPlacement? WindPlacement { get; init; }

    /// <summary>Cloud in eighths of the sky, for a stability class from the sun's height; null: not known.</summary>
    public double? CloudOktas { get; init; }

    /// <summary>Where the site lies, for the sun's height, where the readings have no latitude and longitude.</summary>
    public Position? At { get; init; }

    /// <summary>
    /// Height in m of the ground above sea level, taken off columns of altitude; where temperature or pressure is missing it also sets them, by the standard atmosphere.
    /// Null: altitudes are taken above ground, and said.
    /// </summary>
    public double? GroundAltitudeMetres { get; init; }

    /// <summary>Height in m above ground of sensors whose height no column tells; null: 1.5, and said.</summary>
    public double? SensorHeightMetres { get; init; }

    /// <summary>Places come from elsewhere, such as the flight that carried the sensor: rows without one are kept, with a place that is no number.</summary>
    public bool PlacesFollow { get; init; }
}
