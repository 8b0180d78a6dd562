using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Simulation;

/// <summary>A true source.</summary>
/// <param name="Place">Where, with its height above ground.</param>
/// <param name="KilogramsPerHour">Rate in kg/h.</param>
public readonly record struct EmissionSource(Spot Place, double KilogramsPerHour)
{
    /// <summary>Rate in kg/s.</summary>
    public double KilogramsPerSecond => KilogramsPerHour / 3600;

    /// <summary>Side in m of the square that emits.</summary>
    public double WidthMetres { get; init; } = 1;

    /// <summary>When it begins, in s of the simulation's clock; long before its first reading unless said.</summary>
    public double FromSeconds { get; init; } = double.NegativeInfinity;

    /// <summary>When it ends.</summary>
    public double UntilSeconds { get; init; } = double.PositiveInfinity;
}

/// <summary>A sensor that is simulated.</summary>
/// <param name="Name">Its name in the files.</param>
public abstract record SimulatedSensor(string Name);

/// <summary>A sensor that stays.</summary>
/// <param name="Name">Its name in the files.</param>
/// <param name="Place">Where.</param>
public sealed record FixedPoint(string Name, Spot Place) : SimulatedSensor(Name);

/// <summary>A beam from an instrument to a reflector; its reading is the mean along the path.</summary>
/// <param name="Name">Its name in the files.</param>
/// <param name="From">The instrument.</param>
/// <param name="To">The reflector.</param>
public sealed record OpenPath(string Name, Spot From, Spot To) : SimulatedSensor(Name);

/// <summary>A sensor that is carried along a path, one reading at each of its places.</summary>
/// <param name="Name">Its name in the files.</param>
/// <param name="Places">Where it is at each instant, in order of time.</param>
public sealed record CarriedSensor(string Name, IReadOnlyList<(double Seconds, Spot Place)> Places) : SimulatedSensor(Name);

/// <summary>The air's own gas and what the sensors add.</summary>
public sealed record BackgroundHabit
{
    /// <summary>Level in ppm at the beginning.</summary>
    public double PartsPerMillion { get; init; } = 2;

    /// <summary>Drift in ppm from beginning to end.</summary>
    public double DriftPartsPerMillion { get; init; }

    /// <summary>Standard deviation in ppm of its slow wandering, the same for all sensors.</summary>
    public double WanderPartsPerMillion { get; init; }

    /// <summary>Seconds in which that wandering forgets itself.</summary>
    public double WanderSeconds { get; init; } = 900;

    /// <summary>Standard deviation in ppm of the sensors' own offsets.</summary>
    public double OffsetPartsPerMillion { get; init; }

    /// <summary>Standard deviation in ppm of the noise of each reading.</summary>
    public double NoisePartsPerMillion { get; init; }

    /// <summary>Share of readings that are missing.</summary>
    public double MissingShare { get; init; }
}

/// <summary>How the wind is measured beside what it is.</summary>
public sealed record WindMeasurement
{
    /// <summary>At a station or on board.</summary>
    public WindPlacement Placement { get; init; } = WindPlacement.Station;

    /// <summary>Seconds over which a row is a mean.</summary>
    public double AveragingSeconds { get; init; } = 60;

    /// <summary>Degrees by which every direction is off.</summary>
    public double DirectionBiasDegrees { get; init; }

    /// <summary>Factor by which every speed is off.</summary>
    public double SpeedFactor { get; init; } = 1;

    /// <summary>Standard deviation in degrees of the error of each row's direction.</summary>
    public double DirectionErrorDegrees { get; init; }

    /// <summary>Standard deviation of the logarithm of the error of each row's speed.</summary>
    public double SpeedError { get; init; }

    /// <summary>Standard deviation of the logarithm of the error of each turbulence column, one draw for the whole table.</summary>
    public double TurbulenceError { get; init; } = 0.1;

    /// <summary>Whether σ of the crosswind and vertical speeds are told.</summary>
    public bool TellsSigmas { get; init; }

    /// <summary>Whether u* and L are told.</summary>
    public bool TellsSimilarity { get; init; }

    /// <summary>Whether the stability class is told.</summary>
    public bool TellsClass { get; init; }
}

/// <summary>All that a simulation needs. The same plan gives the same case, on every machine.</summary>
public sealed record SimulationPlan
{
    /// <summary>Name of the set-up, for the files.</summary>
    public required string Name { get; init; }

    /// <summary>Seed of every random number.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The gas.</summary>
    public Gas Gas { get; init; } = Gas.Methane;

    /// <summary>0 to 5 sources.</summary>
    public required IReadOnlyList<EmissionSource> Sources { get; init; }

    /// <summary>Where the sources were drawn from, and where they are to be sought.</summary>
    public required SearchArea Area { get; init; }

    /// <summary>The air near the ground.</summary>
    public required SimulatedLayer Layer { get; init; }

    /// <summary>How the wind wanders.</summary>
    public required WindHabit Wind { get; init; }

    /// <summary>How it is measured.</summary>
    public WindMeasurement Measurement { get; init; } = new();

    /// <summary>The sensors: all fixed, or one carried.</summary>
    public required IReadOnlyList<SimulatedSensor> Sensors { get; init; }

    /// <summary>Seconds from the first to the last reading's end.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds over which a fixed sensor's reading is a mean; carried ones tell instants.</summary>
    public double AveragingSeconds { get; init; } = 60;

    /// <summary>Background and the sensors' own errors.</summary>
    public BackgroundHabit Background { get; init; } = new();

    /// <summary>Air temperature in K.</summary>
    public double Kelvin { get; init; } = 288.15;

    /// <summary>Air pressure in Pa.</summary>
    public double Pascal { get; init; } = 101_325;

    /// <summary>Particles walked for each height of source.</summary>
    public int Particles { get; init; } = 8000;
}

/// <summary>A simulated case: what an analyst gets, and what he does not.</summary>
/// <param name="Plan">The plan, which holds the truth.</param>
/// <param name="Readings">Readings.</param>
/// <param name="Wind">Wind as measured.</param>
/// <param name="PlumePartsPerMillion">Enhancement in ppm of each row, before background and noise.</param>
public sealed record SimulatedCase(SimulationPlan Plan, ReadingTable Readings, WindTable Wind, IReadOnlyList<double> PlumePartsPerMillion);
