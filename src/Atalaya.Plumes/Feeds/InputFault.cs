namespace Atalaya.Plumes.Feeds;

/// <summary>Why a part of the input could not be used.</summary>
public enum InputFaultReason
{
    /// <summary>The file is empty, or holds a header without rows.</summary>
    Empty,
    /// <summary>Not in any format we read.</summary>
    UnknownFormat,
    /// <summary>A damaged or truncated file; what came before was read.</summary>
    Damaged,
    /// <summary>The file could not be opened or read.</summary>
    Unreadable,
    /// <summary>More rows or columns, or longer ones, than are read.</summary>
    TooLarge,
    /// <summary>No row of names was found.</summary>
    NoHeader,
    /// <summary>A row has fewer or more fields than the header.</summary>
    FieldCount,
    /// <summary>Text where a number must stand.</summary>
    NotANumber,
    /// <summary>A time that is not understood.</summary>
    BadTime,
    /// <summary>A number outside its range (latitude 91°).</summary>
    OutOfRange,
    /// <summary>No column of concentrations.</summary>
    NoConcentration,
    /// <summary>No column or file tells where the sensors are.</summary>
    NoPlaces,
    /// <summary>A sensor of the readings has no place in the file of sensors.</summary>
    SensorWithoutPlace,
    /// <summary>A row without a place.</summary>
    RowWithoutPlace,
    /// <summary>A row without a time.</summary>
    RowWithoutTime,
    /// <summary>Latitudes beyond 90° that would be longitudes: the two columns are swapped.</summary>
    LatitudeLongitudeSwapped,
    /// <summary>A unit that is not known.</summary>
    UnknownUnit,
    /// <summary>A column that an option names does not exist.</summary>
    NoSuchColumn,
    /// <summary>A filter or a span of time keeps no row.</summary>
    NothingKept,
    /// <summary>Rows without a time that belong to several runs: one must be chosen.</summary>
    SeveralRuns,
    /// <summary>A wind file without speed and direction or components.</summary>
    NoWindColumns,
    /// <summary>A row of wind that lacks speed or direction. Counted, not kept.</summary>
    WindMissing,
    /// <summary>A row without any concentration. Counted, not kept.</summary>
    ConcentrationMissing,
    /// <summary>The gas that was asked for, or a gas of a row, is not known.</summary>
    UnknownGas,
    /// <summary>The site's place or the date is missing for the sun's height.</summary>
    NoSunHeight,
    /// <summary>An option whose value is not understood.</summary>
    BadOption,
}

/// <summary>One place of the input that could not be used.</summary>
/// <param name="Source">File.</param>
/// <param name="Reason">Why.</param>
/// <param name="Line">1-based line of text, or row of Parquet.</param>
/// <param name="Field">Column, sensor or option that is to blame.</param>
/// <param name="Excerpt">The rejected text, at most 200 characters.</param>
public sealed record InputFault(string Source, InputFaultReason Reason, long? Line = null, string? Field = null, string? Excerpt = null);

/// <summary>How often a reason occurred in a file, those faults included that are not kept one by one.</summary>
/// <param name="Source">File.</param>
/// <param name="Reason">Why.</param>
/// <param name="Count">How often.</param>
public sealed record InputFaultCount(string Source, InputFaultReason Reason, long Count);
