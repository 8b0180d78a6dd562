using System.Globalization;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Feeds;

/// <summary>A column with what its name tells.</summary>
internal sealed record PlannedColumn(RawColumn Column, PlumeColumn Meaning, int Rank)
{
    /// <summary>Unit that the name, a row of units or an option tells; null where none does.</summary>
    public Unit? Unit { get; init; }

    /// <summary>Words of the name without the unit, joined by <c>_</c>.</summary>
    public string Words { get; init; } = "";

    /// <summary>Gas of a concentration; null where the name tells none.</summary>
    public Gas? Gas { get; init; }

    /// <summary>What stands in the name of a concentration beside gas and unit: the sensor of a table with a column for each.</summary>
    public string Sensor { get; init; } = "";

    /// <summary>Height in m that the name tells (<c>wind_speed_2m_m_s</c>).</summary>
    public double HeightMetres { get; init; } = double.NaN;
}

/// <summary>Reads one column's name.</summary>
internal static class ColumnReader
{
    // Words beside a gas that name no sensor.
    private static readonly HashSet<string> Noise = ["conc", "concentration", "mole", "molefraction", "fraction", "mixing", "ratio", "dry", "wet", "mean", "avg", "average", "value", "reading", "readings", "raw", "corrected", "cal", "calibrated", "enhanced", "total", "gas", "obs", "observed"];

    private static readonly HashSet<string> ErrorWords = ["err", "error", "unc", "uncertainty", "se", "stderr", "precision"];

    // Words that make of a column something else than a value.
    private static readonly HashSet<string> Statistics = ["std", "sd", "stdev", "stddev", "sigma", "var", "variance", "min", "max", "minimum", "maximum", "count", "n", "flag", "qc", "status", "median", "p05", "p95", "background", "bg", "baseline", "enhancement", "rate", "flux"];

    private static readonly Dictionary<string, string> GasWords = new(StringComparer.Ordinal)
    {
        ["methane"] = "ch4",
        ["metano"] = "ch4",
        ["xch4"] = "ch4",
        ["so"] = "so2",
        ["ammonia"] = "nh3",
        ["amoniaco"] = "nh3",
        ["ethane"] = "c2h6",
        ["etano"] = "c2h6",
        ["propane"] = "c3h8",
        ["propano"] = "c3h8",
        ["acetona"] = "acetone",
        ["tolueno"] = "toluene",
    };

    /// <summary>The gas of a word, or null.</summary>
    public static Gas? GasOf(string word) => Gas.Find(GasWords.GetValueOrDefault(word, word));

    public static PlannedColumn Read(RawColumn column, PlumeFileRole role)
    {
        var words = ColumnWords.Split(column.Name);
        var plain = words.ConvertAll(static word => word.Plain);
        var unitOfRow = column.Unit is { } written ? UnitName.Parse(written) : null;
        var whole = Named(column, plain, null, role);
        if (whole.Meaning != PlumeColumn.Ignored && whole.Meaning != PlumeColumn.Concentration)
            return whole with { Unit = Fitting(unitOfRow, whole.Meaning) };
        for (var length = Math.Min(UnitName.MostWords, plain.Count - 1); length >= 1; length--)
        {
            if (UnitName.Find(string.Join('_', plain.TakeLast(length))) is { } unit && Named(column, plain[..^length], unit, role) is { Meaning: not PlumeColumn.Ignored } named)
                return named;
        }

        var gas = OfGas(column, words, unitOfRow);
        return gas ?? whole with { Unit = Fitting(unitOfRow, whole.Meaning) };
    }

    private static Unit? Fitting(Unit? unit, PlumeColumn meaning) => unit is not null && Fits(meaning, unit.Kind) ? unit : null;

    /// <summary>Whether a column can bear a unit of a kind.</summary>
    public static bool Fits(PlumeColumn meaning, UnitKind kind) => ColumnNames.KindOf(meaning) is { } own
        && (own == kind || (own == UnitKind.MoleFraction && kind is UnitKind.MassConcentration or UnitKind.PathMoleFraction));

    private static PlannedColumn Named(RawColumn column, List<string> plain, Unit? unit, PlumeFileRole role)
    {
        var height = double.NaN;
        var joined = string.Join('_', plain);
        var (meaning, rank) = ColumnNames.Find(joined, role);
        if (meaning == PlumeColumn.Ignored && plain.Count > 1 && HeightWord(plain[^1]) is { } metres)
            ((meaning, rank), joined, height) = (ColumnNames.Find(string.Join('_', plain[..^1]), role), string.Join('_', plain[..^1]), metres);
        if (joined == "t" && unit?.Kind == UnitKind.Temperature)
            meaning = PlumeColumn.Temperature;
        if (joined == "wind_z" && unit?.Kind == UnitKind.Length)
            meaning = PlumeColumn.WindHeight;
        if (unit is not null && !Fits(meaning, unit.Kind))
            return new(column, PlumeColumn.Ignored, 0);
        return new(column, meaning, rank) { Unit = unit, Words = joined, HeightMetres = height };
    }

    // ch4_ppm_NE, NE_ch4_ppb, ch4_err_ppmv, methane (ppm), ppm
    private static PlannedColumn? OfGas(RawColumn column, List<ColumnWord> words, Unit? unitOfRow)
    {
        Gas? gas = null;
        var (unit, isError, rest) = (unitOfRow is { Kind: UnitKind.MoleFraction or UnitKind.MassConcentration or UnitKind.PathMoleFraction } ? unitOfRow : null, false, new List<string>());
        for (var i = 0; i < words.Count; i++)
        {
            if (gas is null && GasOf(words[i].Plain) is { } found)
            {
                gas = found;
                continue;
            }

            if (ConcentrationUnit(words, i) is var (read, length))
            {
                unit ??= read;
                i += length - 1;
            }
            else if (ErrorWords.Contains(words[i].Plain) && !IsPlace(words[i]))
            {
                isError = true;
            }
            else if (Statistics.Contains(words[i].Plain) && !IsPlace(words[i]))
            {
                return null;
            }
            else if (!Noise.Contains(words[i].Plain))
            {
                rest.Add(words[i].Written);
            }
        }

        // A unit alone is a concentration of the option's gas; other words without a gas are something else (h2o_ppmv).
        if (gas is null && (unit is null || rest.Count > 0 || words.Count > 3))
            return null;
        return new(column, isError ? PlumeColumn.ConcentrationError : PlumeColumn.Concentration, 0) { Unit = unit, Gas = gas, Sensor = string.Join('_', rest), Words = string.Join('_', words.Select(static word => word.Plain)) };
    }

    // SE and N are sensors in the south-east and north; se and n are a standard error and a count.
    private static bool IsPlace(ColumnWord word) => word.Written.Length <= 2 && char.IsUpper(word.Written[0]);

    private static (Unit, int)? ConcentrationUnit(List<ColumnWord> words, int at)
    {
        for (var length = Math.Min(UnitName.MostWords, words.Count - at); length >= 1; length--)
        {
            if (UnitName.Find(string.Join('_', words.Skip(at).Take(length).Select(static word => word.Plain))) is { Kind: UnitKind.MoleFraction or UnitKind.MassConcentration or UnitKind.PathMoleFraction } unit)
            {
                // ch4_ppm_M is a sensor named M, ch4_ppm_m is integrated along its path.
                if (unit.Kind != UnitKind.PathMoleFraction || length == 1 || words[at + length - 1].Written == "m")
                    return (unit, length);
            }
        }

        return null;
    }

    private static double? HeightWord(string word) =>
        word.Length > 1 && word[^1] == 'm' && double.TryParse(word[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var metres) ? metres : null;
}
