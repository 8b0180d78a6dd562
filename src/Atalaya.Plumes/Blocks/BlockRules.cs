namespace Atalaya.Plumes.Blocks;

/// <summary>How readings and wind are brought into blocks.</summary>
public sealed record BlockRules
{
    /// <summary>Length of a block in s where readings are instants: a plume's mean shape needs about a minute (Chilbolton and METEC are worked so).</summary>
    public double Seconds { get; init; } = 60;

    /// <summary>A block is so many times as long as a plume takes over half of the site: less, and the wind of one block carries the gas of another.</summary>
    public double Passages { get; init; } = 3;

    /// <summary>Most blocks; beyond it they are made longer, so that cost does not grow with the input.</summary>
    public int Most { get; init; } = 600;

    /// <summary>Below this mean speed in m/s a block says nothing of direction and is left out (plumes.md: refuse below 0.5; blocks of a minute pass a little lower).</summary>
    public double CalmSpeed { get; init; } = 0.4;

    /// <summary>Degrees by which the way of the gas turns within a block (root mean square) from where on puffs are followed: less is a steady plume's own width.</summary>
    public double PuffTurnDegrees { get; init; } = 12;

    /// <summary>Places of puffs, over all readings, beyond which plumes are taken for steady: an answer is wanted in seconds.</summary>
    public int MostPuffs { get; init; } = 250_000;

    /// <summary>Height of the wind's measurement in m where it is not stated: that of a field mast.</summary>
    public double WindHeight { get; init; } = 2.5;

    /// <summary>Roughness length in m where it is not stated: short grass (Wieringa 1993).</summary>
    public double Roughness { get; init; } = 0.03;

    /// <summary>Temperature in K where it is not stated.</summary>
    public double Kelvin { get; init; } = 288.15;

    /// <summary>Pressure in Pa where it is not stated.</summary>
    public double Pascal { get; init; } = 101_325;

    /// <summary>Ratio σ_v/u* where the crosswind's spread is not measured: over flat ground, neutral air (Panofsky and Dutton 1984).</summary>
    public double CrossRatio { get; init; } = 1.9;

    /// <summary>Least σ_v in m/s where it is not measured: slow meandering is always there (Hanna 1990).</summary>
    public double LeastCross { get; init; } = 0.3;
}
