using Atalaya.Plumes.Dispersion;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Blocks;

/// <summary>The mean of one sensor over one block.</summary>
/// <param name="Sensor">Index of the sensor.</param>
/// <param name="From">Place, or near end of the beam.</param>
/// <param name="To">Far end; the same for a point.</param>
/// <param name="PartsPerMillion">Mean, background included.</param>
/// <param name="Count">Rows that went into it.</param>
/// <param name="PartsPerMillionPerDensity">ppm for each kg/m³ of the gas, at the block's temperature and pressure.</param>
internal readonly record struct BlockReading(int Sensor, Spot From, Spot To, double PartsPerMillion, int Count, double PartsPerMillionPerDensity)
{
    internal bool IsBeam => From != To;
}

/// <summary>What the air did during a block.</summary>
/// <param name="Speed">Mean speed in m/s at the height of its measurement.</param>
/// <param name="Direction">Where it blew to, in radians counter-clockwise from east.</param>
/// <param name="SigmaCross">Standard deviation of the crosswind speed in m/s.</param>
/// <param name="Growth">Vertical growth of plumes in it.</param>
internal sealed record BlockAir(double Speed, double Direction, double SigmaCross, VerticalGrowth Growth);

/// <summary>A time over which readings and wind are means.</summary>
/// <param name="Seconds">Middle of the block, on the clock of the readings.</param>
/// <param name="Duration">Length in s.</param>
/// <param name="Air">The air.</param>
/// <param name="Readings">One reading a sensor that was heard.</param>
internal sealed record Block(double Seconds, double Duration, BlockAir Air, BlockReading[] Readings)
{
    /// <summary>Where its gas came by, where the wind turned on the way; null for a steady plume.</summary>
    internal PuffTrack? Track { get; init; }
}

/// <summary>All blocks of one gas, with what had to be assumed.</summary>
/// <param name="Blocks">Blocks with wind and at least one reading, in order of time.</param>
/// <param name="SensorCount">Number of sensors of the table.</param>
/// <param name="TurbulenceMeasured">Whether both spreads of the wind were measured for most blocks.</param>
/// <param name="CrossMeasured">Whether the crosswind's spread was measured for most blocks.</param>
/// <param name="WindHeightKnown">Whether the height of the wind's measurement was stated.</param>
/// <param name="AirKnown">Whether temperature and pressure were stated.</param>
/// <param name="WithoutWind">Share of the readings that had no wind in their block.</param>
/// <param name="Calm">Share of the blocks with wind that were left out as calm.</param>
internal sealed record BlockTable(
    IReadOnlyList<Block> Blocks, int SensorCount, bool TurbulenceMeasured, bool CrossMeasured, bool WindHeightKnown, bool AirKnown, double WithoutWind, double Calm)
{
    internal int ReadingCount { get; } = Blocks.Sum(static b => b.Readings.Length);
}
