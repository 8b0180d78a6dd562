namespace Atalaya.Plumes.Readings;

/// <summary>A gas that a sensor can be asked for.</summary>
/// <param name="Symbol">Lower-case symbol, as in column names: <c>ch4</c>.</param>
/// <param name="MolarMassGramsPerMole">Molar mass in g/mol (IUPAC atomic weights, 2021).</param>
/// <param name="BackgroundPartsPerMillion">Usual mole fraction in clean air in ppm; only a plausibility check rests on it.</param>
/// <param name="DepositionMetresPerSecond">Speed in m/s with which grass takes the gas up (Sehmel 1980); 0 for gases that are hardly taken up, and for those of which it is not known here.</param>
public sealed record Gas(string Symbol, double MolarMassGramsPerMole, double BackgroundPartsPerMillion, double DepositionMetresPerSecond = 0)
{
    private const double GasConstant = 8.314462618;

    /// <summary>Methane.</summary>
    public static Gas Methane { get; } = new("ch4", 16.043, 1.93);

    /// <summary>The gases known by name.</summary>
    public static IReadOnlyList<Gas> All { get; } =
    [
        Methane,
        new("co2", 44.009, 425),
        new("co", 28.010, 0.1),
        new("so2", 64.066, 0.001, 0.01),
        new("nh3", 17.031, 0.005),
        new("h2s", 34.081, 0.0005),
        new("n2o", 44.013, 0.338),
        new("no2", 46.006, 0.005),
        new("hcl", 36.458, 0.0005),
        new("c2h6", 30.070, 0.002),
        new("c3h8", 44.097, 0.001),
        new("acetone", 58.080, 0.001),
        new("toluene", 92.141, 0.0005),
        new("sf6", 146.055, 0.000011),
        new("tracer", 28.964, 0),
    ];

    /// <summary>The gas of that symbol, in any case, or null.</summary>
    public static Gas? Find(string symbol) => All.FirstOrDefault(g => string.Equals(g.Symbol, symbol, StringComparison.OrdinalIgnoreCase));

    /// <summary>Kilograms of this gas in a cubic metre of air for each ppm, by the ideal gas law.</summary>
    /// <param name="kelvin">Air temperature in K.</param>
    /// <param name="pascal">Air pressure in Pa.</param>
    public double KilogramsPerCubicMetrePerPartPerMillion(double kelvin, double pascal) =>
        1e-6 * pascal / (GasConstant * kelvin) * MolarMassGramsPerMole * 1e-3;
}
