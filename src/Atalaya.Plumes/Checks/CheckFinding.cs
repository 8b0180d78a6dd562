using Atalaya.Plumes.Answers;

namespace Atalaya.Plumes.Checks;

/// <summary>What was found to be wrong, or to be missing, before any inference. Words for each stand in the resource files.</summary>
public enum CheckKind
{
    /// <summary>No wind at all.</summary>
    NoWind,
    /// <summary>Wind below 0.5 m/s for most of the time.</summary>
    CalmWind,
    /// <summary>All winds are zero.</summary>
    WindAllZero,
    /// <summary>The gas is higher at the sensors upwind: the wind is probably given the other way round.</summary>
    WindReversed,
    /// <summary>A wind speed that does not occur near the ground.</summary>
    WindImpossible,
    /// <summary>Speeds that look like knots, km/h or mph given as m/s.</summary>
    WindUnit,
    /// <summary>The wind never changes.</summary>
    WindStuck,
    /// <summary>Directions within 0 to 6.3°: probably radians.</summary>
    WindRadians,
    /// <summary>Readings and wind share no time.</summary>
    TimesApart,
    /// <summary>They would share it if one clock were moved by whole hours.</summary>
    ZoneShift,
    /// <summary>One has dates, the other counts from an instant of its own.</summary>
    ClocksDiffer,
    /// <summary>Only a part of the readings has wind.</summary>
    WindPartly,
    /// <summary>All readings are zero.</summary>
    AllZero,
    /// <summary>All readings are the same.</summary>
    AllSame,
    /// <summary>A sensor repeats one value.</summary>
    StuckSensor,
    /// <summary>A sensor's readings are all zero while others are not.</summary>
    ZeroSensor,
    /// <summary>Readings below zero beyond noise.</summary>
    Negative,
    /// <summary>Values a thousand times the background: ppb given as ppm.</summary>
    PpbAsPpm,
    /// <summary>Values a thousandth of the background: ppm given as ppb.</summary>
    PpmAsPpb,
    /// <summary>Values as the background has in mass: mg/m³ given as ppm.</summary>
    MassAsPpm,
    /// <summary>Values below any clean air.</summary>
    BelowBackground,
    /// <summary>More gas than air.</summary>
    MoreThanAll,
    /// <summary>Temperatures that no air has.</summary>
    Temperature,
    /// <summary>Pressures that no air has.</summary>
    Pressure,
    /// <summary>The same reading twice.</summary>
    Duplicates,
    /// <summary>Two different readings of one sensor at one time.</summary>
    Contradictions,
    /// <summary>A beam whose ends are at one place.</summary>
    BeamWithoutLength,
    /// <summary>A beam of kilometres.</summary>
    BeamTooLong,
    /// <summary>Sensors kilometres apart.</summary>
    FarApart,
    /// <summary>A place below the ground.</summary>
    BelowGround,
    /// <summary>A sensor that moves faster than anything that carries one.</summary>
    TooFast,
    /// <summary>Fewer readings than any inference needs.</summary>
    TooFew,
    /// <summary>All readings stem from one place.</summary>
    OnePlace,
    /// <summary>No turbulence, friction velocity, Obukhov length or class.</summary>
    NoTurbulence,
    /// <summary>No temperature or pressure.</summary>
    NoAir,
    /// <summary>No height of the wind's measurement.</summary>
    NoWindHeight,
    /// <summary>The gas asked for was not measured.</summary>
    NoSuchGas,
}

/// <summary>How grave a finding is.</summary>
public enum CheckWeight
{
    /// <summary>Something is missing and a usual value stands for it.</summary>
    Note,
    /// <summary>The answer may be wrong.</summary>
    Warning,
    /// <summary>No answer may be given.</summary>
    Blocking,
}

/// <summary>One finding.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Flag">The flag of an answer that it leads to.</param>
/// <param name="Weight">How grave it is.</param>
public sealed record CheckFinding(CheckKind Kind, PlumeFlag Flag, CheckWeight Weight)
{
    /// <summary>Sensor or beam; null where it concerns all.</summary>
    public string? Sensor { get; init; }

    /// <summary>First row of the table of readings that shows it; null where none does.</summary>
    public int? Row { get; init; }

    /// <summary>The telling value, in the unit of its kind; NaN where there is none.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>What would be usual, or the value that is suggested; NaN where there is none.</summary>
    public double Usual { get; init; } = double.NaN;

    /// <summary>Rows that show it.</summary>
    public int Rows { get; init; }
}
