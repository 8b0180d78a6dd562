namespace Atalaya.Plumes.Feeds;

/// <summary>What a column holds. Options name these in kebab case (<c>wind-speed</c>).</summary>
public enum PlumeColumn
{
    /// <summary>Not read.</summary>
    Ignored,
    /// <summary>Date and time, or a number on some clock.</summary>
    Time,
    /// <summary>The date alone.</summary>
    Date,
    /// <summary>Which sensor or beam.</summary>
    Sensor,
    /// <summary>Which gas a row is of.</summary>
    GasName,
    /// <summary>Which run, release or experiment.</summary>
    Run,
    /// <summary>East in m.</summary>
    X,
    /// <summary>North in m.</summary>
    Y,
    /// <summary>Height above ground.</summary>
    Height,
    /// <summary>Height above sea level, or an unsaid zero.</summary>
    Altitude,
    /// <summary>Latitude.</summary>
    Latitude,
    /// <summary>Longitude.</summary>
    Longitude,
    /// <summary>East in m of a beam's far end.</summary>
    FarX,
    /// <summary>North in m of a beam's far end.</summary>
    FarY,
    /// <summary>Height of a beam's far end.</summary>
    FarHeight,
    /// <summary>Latitude of a beam's far end.</summary>
    FarLatitude,
    /// <summary>Longitude of a beam's far end.</summary>
    FarLongitude,
    /// <summary>Concentration of a gas.</summary>
    Concentration,
    /// <summary>Standard error of a concentration.</summary>
    ConcentrationError,
    /// <summary>Air temperature.</summary>
    Temperature,
    /// <summary>Air pressure.</summary>
    Pressure,
    /// <summary>Wind speed.</summary>
    WindSpeed,
    /// <summary>Direction the wind comes from, clockwise from north.</summary>
    WindFrom,
    /// <summary>Direction the wind blows to, clockwise from north.</summary>
    WindTo,
    /// <summary>Direction the wind blows to, counter-clockwise from east.</summary>
    WindToMath,
    /// <summary>Wind component towards east, or along the instrument's x axis.</summary>
    WindEast,
    /// <summary>Wind component towards north, or along the instrument's y axis.</summary>
    WindNorth,
    /// <summary>Vertical wind.</summary>
    WindUp,
    /// <summary>Standard deviation of the crosswind or a horizontal component.</summary>
    SigmaCross,
    /// <summary>Standard deviation of the vertical wind.</summary>
    SigmaUp,
    /// <summary>Tangent of the standard deviation of the wind's direction.</summary>
    TangentHorizontal,
    /// <summary>Tangent of the standard deviation of the wind's elevation.</summary>
    TangentVertical,
    /// <summary>Standard deviation of the wind's direction.</summary>
    SigmaAzimuth,
    /// <summary>Standard deviation of the wind's elevation.</summary>
    SigmaElevation,
    /// <summary>Friction velocity.</summary>
    FrictionVelocity,
    /// <summary>Obukhov length.</summary>
    ObukhovLength,
    /// <summary>Depth of the mixed layer.</summary>
    MixingHeight,
    /// <summary>Pasquill's class.</summary>
    Stability,
    /// <summary>Roughness length.</summary>
    Roughness,
    /// <summary>Height of the wind's measurement.</summary>
    WindHeight,
    /// <summary>Cloud in eighths.</summary>
    Cloud,
}

/// <summary>What was taken as given although the input does not say it.</summary>
public enum Assumption
{
    /// <summary>Times without a zone are UTC.</summary>
    TimesAreUtc,
    /// <summary>Rows bear no time: all are one block.</summary>
    OneBlock,
    /// <summary>Times are counted from an instant of the input's own.</summary>
    OwnClock,
    /// <summary>Dates with slashes are month first; <c>Detail</c> tells the order.</summary>
    DateOrder,
    /// <summary>Rows are means over the spacing of the rows (<c>Detail</c> seconds).</summary>
    AverageFromSpacing,
    /// <summary>Rows are instants.</summary>
    Instants,
    /// <summary>A unit was not named; the usual one was taken.</summary>
    UsualUnit,
    /// <summary>A unit was not named; the size of the values tells it.</summary>
    UnitFromValues,
    /// <summary>Column without a gas in its name: methane, or the gas of the option.</summary>
    GasOfOption,
    /// <summary>Mass concentrations became ppm with standard air (288.15 K, 101,325 Pa).</summary>
    StandardAir,
    /// <summary>No temperature or no pressure: those of the standard atmosphere at the ground's altitude and the sensor's height.</summary>
    AirOfAltitude,
    /// <summary>A direction of the wind without from or to is where it comes from.</summary>
    DirectionIsFrom,
    /// <summary>The components x and y of the wind are east and north.</summary>
    AxesAreEastNorth,
    /// <summary>Altitudes are above ground.</summary>
    AltitudeAboveGround,
    /// <summary>No height of the sensors: <c>Detail</c> metres.</summary>
    SensorHeight,
    /// <summary>Wind in the rows of a moving sensor was measured on board.</summary>
    WindOnBoard,
    /// <summary>A single component's standard deviation stands for the crosswind's.</summary>
    ComponentIsCrosswind,
    /// <summary>Stability class from cloud and the sun's height.</summary>
    StabilityFromSun,
    /// <summary>Cloud above half the sky was taken as of middle height.</summary>
    CloudOfMiddleHeight,
    /// <summary>Each place is a sensor of its own.</summary>
    PlacesAreSensors,
    /// <summary>All rows are of one sensor, which moves.</summary>
    OneMovingSensor,
    /// <summary>Decimal commas were read.</summary>
    DecimalCommas,
    /// <summary>Places in both metres and degrees: degrees were taken.</summary>
    DegreesBeforeMetres,
    /// <summary>The wind has no times; its rows go with those of the readings.</summary>
    WindHasNoTimes,
}

/// <summary>One thing that was understood of the input, or assumed where it says nothing.</summary>
/// <param name="Source">File.</param>
/// <param name="Column">Column as the file calls it; null where it concerns the whole file.</param>
/// <param name="Meaning">What it holds; null for an assumption that concerns no column.</param>
/// <param name="Unit">Unit it was read in; null where it has none.</param>
/// <param name="Rows">Rows in which it has a value.</param>
/// <param name="Assumed">What was assumed; null where nothing was.</param>
/// <param name="Detail">Gas, sensor or number that belongs to it.</param>
public sealed record Understanding(string Source, string? Column, PlumeColumn? Meaning, string? Unit, long Rows, Assumption? Assumed = null, string? Detail = null);
