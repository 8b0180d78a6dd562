using System.Collections.Frozen;

namespace Atalaya.Plumes.Feeds;

/// <summary>What a unit measures.</summary>
internal enum UnitKind
{
    MoleFraction,
    /// <summary>Mole fraction times length of a path.</summary>
    PathMoleFraction,
    MassConcentration,
    Speed,
    Angle,
    Length,
    Temperature,
    Pressure,
    Time,
}

/// <summary>A unit: a value times <paramref name="Factor"/> plus <paramref name="Offset"/> is in ppm, ppm·m, kg/m³, m/s, radians, m, K, Pa or s.</summary>
internal sealed record Unit(string Name, UnitKind Kind, double Factor, double Offset = 0)
{
    public double ToOurs(double value) => (value * Factor) + Offset;
}

/// <summary>The units that names of columns end in.</summary>
internal static class UnitName
{
    public static readonly Unit Ppm = new("ppm", UnitKind.MoleFraction, 1);
    public static readonly Unit MetresPerSecond = new("m/s", UnitKind.Speed, 1);
    public static readonly Unit Degrees = new("°", UnitKind.Angle, Math.PI / 180);
    public static readonly Unit Metres = new("m", UnitKind.Length, 1);
    public static readonly Unit Kelvin = new("K", UnitKind.Temperature, 1);
    public static readonly Unit Celsius = new("°C", UnitKind.Temperature, 1, 273.15);
    public static readonly Unit Pascal = new("Pa", UnitKind.Pressure, 1);
    public static readonly Unit Hectopascal = new("hPa", UnitKind.Pressure, 100);
    public static readonly Unit Kilopascal = new("kPa", UnitKind.Pressure, 1000);
    public static readonly Unit Seconds = new("s", UnitKind.Time, 1);

    /// <summary>Most words that a unit's name has.</summary>
    public const int MostWords = 4;

    private static readonly FrozenDictionary<string, Unit> Table = Build();

    /// <summary>The unit of words joined by <c>_</c>, or null.</summary>
    public static Unit? Find(string words) => Table.GetValueOrDefault(words);

    /// <summary>The unit of a text such as <c>mg/m³</c>, or null.</summary>
    public static Unit? Parse(string text) => Find(string.Join('_', ColumnWords.Split(text).Select(static word => word.Plain)));

    private static FrozenDictionary<string, Unit> Build()
    {
        var table = new Dictionary<string, Unit>(StringComparer.Ordinal);
        void Add(Unit unit, string names)
        {
            foreach (var name in names.Split(' '))
                table.Add(name, unit);
        }

        Add(Ppm, "ppm ppmv umol_mol umol_mol_1 umolmol ppmvd ppm_v");
        Add(new("ppb", UnitKind.MoleFraction, 1e-3), "ppb ppbv nmol_mol nmol_mol_1 nmolmol ppbvd ppb_v");
        Add(new("ppt", UnitKind.MoleFraction, 1e-6), "ppt pptv pmol_mol pmol_mol_1");
        Add(new("%", UnitKind.MoleFraction, 1e4), "pct percent vol_pct pct_vol");
        Add(new("mol/mol", UnitKind.MoleFraction, 1e6), "mol_mol mol_mol_1");
        Add(new("ppm·m", UnitKind.PathMoleFraction, 1), "ppm_m ppmm ppmv_m");
        Add(new("ppb·m", UnitKind.PathMoleFraction, 1e-3), "ppb_m ppbm");
        Add(new("kg/m³", UnitKind.MassConcentration, 1), "kg_m3 kg_m_3");
        Add(new("g/m³", UnitKind.MassConcentration, 1e-3), "g_m3 g_m_3");
        Add(new("mg/m³", UnitKind.MassConcentration, 1e-6), "mg_m3 mg_m_3 mgm3");
        Add(new("µg/m³", UnitKind.MassConcentration, 1e-9), "ug_m3 ug_m_3 ugm3 mcg_m3");
        Add(new("ng/m³", UnitKind.MassConcentration, 1e-12), "ng_m3 ng_m_3");
        Add(MetresPerSecond, "m_s m_s_1 ms mps ms_1 m_sec");
        Add(new("cm/s", UnitKind.Speed, 0.01), "cm_s cm_s_1");
        Add(new("km/h", UnitKind.Speed, 1 / 3.6), "km_h kmh kph km_hr kmph km_h_1");
        Add(new("mph", UnitKind.Speed, 0.44704), "mph mi_h");
        Add(new("kn", UnitKind.Speed, 1852.0 / 3600), "kn kt kts knot knots nudos");
        Add(new("ft/s", UnitKind.Speed, 0.3048), "ft_s fps");
        Add(Degrees, "deg degree degrees degs grados degn");
        Add(new("rad", UnitKind.Angle, 1), "rad rads radian radians");
        Add(Metres, "m meter meters metre metres metros magl");
        Add(new("km", UnitKind.Length, 1000), "km");
        Add(new("cm", UnitKind.Length, 0.01), "cm");
        Add(new("ft", UnitKind.Length, 0.3048), "ft feet foot pies");
        Add(Kelvin, "k kelvin degk deg_k");
        Add(Celsius, "c celsius degc deg_c");
        Add(new("°F", UnitKind.Temperature, 5.0 / 9, 273.15 - (32 * 5.0 / 9)), "f fahrenheit degf deg_f");
        Add(Pascal, "pa pascal");
        Add(Hectopascal, "hpa mbar mb millibar");
        Add(Kilopascal, "kpa");
        Add(new("bar", UnitKind.Pressure, 1e5), "bar");
        Add(new("mmHg", UnitKind.Pressure, 133.322387415), "mmhg torr");
        Add(new("inHg", UnitKind.Pressure, 3386.389), "inhg");
        Add(new("atm", UnitKind.Pressure, 101_325), "atm");
        Add(Seconds, "s sec secs second seconds segundos");
        Add(new("ms", UnitKind.Time, 1e-3), "msec millis milliseconds");
        Add(new("min", UnitKind.Time, 60), "min mins minute minutes minutos");
        Add(new("h", UnitKind.Time, 3600), "h hr hrs hour hours horas");
        Add(new("d", UnitKind.Time, 86_400), "days");
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
