namespace Atalaya.Plumes.Checks;

/// <summary>Thresholds of the checks of input.</summary>
public sealed record CheckRules
{
    /// <summary>The usual ones.</summary>
    public static CheckRules Default { get; } = new();

    /// <summary>Speed in m/s below which a wind is calm: plumes.md refuses or widens below it.</summary>
    public double CalmMetresPerSecond { get; init; } = 0.5;

    /// <summary>Speed in m/s that no minute's mean near the ground reaches outside a hurricane (Beaufort 12 begins at 32.7).</summary>
    public double ImpossibleMetresPerSecond { get; init; } = 45;

    /// <summary>Median speed in m/s from which a unit is suspected: nobody measures plumes in a gale (Beaufort 8).</summary>
    public double GaleMetresPerSecond { get; init; } = 17.2;

    /// <summary>Equal values in a row from which a sensor counts as stuck, where it resolves more than three values.</summary>
    public int StuckReadings { get; init; } = 20;

    /// <summary>Share of a sensor's readings in one run of equal values from which it counts as stuck.</summary>
    public double StuckShare { get; init; } = 0.2;

    /// <summary>Median over the usual background from which ppb are suspected under ppm. A source never lifts half of all readings a hundredfold.</summary>
    public double PpbRatio { get; init; } = 100;

    /// <summary>Median over the usual background below which ppm are suspected under ppb.</summary>
    public double PpmRatio { get; init; } = 0.02;

    /// <summary>Lowest tenth over the usual background below which no clean air is, with room for an instrument's offset (Ginninderra's lowest is 0.65).</summary>
    public double LeastBackgroundRatio { get; init; } = 0.5;

    /// <summary>Background in ppm from which the ratios are used: below it an instrument's zero decides.</summary>
    public double LeastBackgroundPartsPerMillion { get; init; } = 0.3;

    /// <summary>Range of air temperature in K on the ground (records: 184 and 330).</summary>
    public (double Least, double Most) Kelvin { get; init; } = (183, 333);

    /// <summary>Range of air pressure in Pa from the Dead Sea to 9 km.</summary>
    public (double Least, double Most) Pascal { get; init; } = (30_000, 109_000);

    /// <summary>Least length in m of a beam.</summary>
    public double ShortestBeamMetres { get; init; } = 0.5;

    /// <summary>Greatest length in m of a beam: open-path instruments reach 2 km or little more.</summary>
    public double LongestBeamMetres { get; init; } = 5000;

    /// <summary>Distance in m between fixed sensors from which a unit is suspected.</summary>
    public double FarApartMetres { get; init; } = 20_000;

    /// <summary>Speed in m/s that no aircraft with a gas sensor flies.</summary>
    public double FastestMetresPerSecond { get; init; } = 350;

    /// <summary>Readings below which nothing is inferred.</summary>
    public int FewestReadings { get; init; } = 10;

    /// <summary>Share of readings without wind from which the gap is told.</summary>
    public double WindlessShare { get; init; } = 0.1;

    /// <summary>Hours by which clocks are moved to find a zone.</summary>
    public int MostZoneHours { get; init; } = 14;

    /// <summary>Share of pairs of sensors whose upwind lines cross behind them from which the wind counts as the wrong way round.</summary>
    public double ReversedShare { get; init; } = 0.8;
}
