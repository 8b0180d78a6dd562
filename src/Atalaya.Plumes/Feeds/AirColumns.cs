namespace Atalaya.Plumes.Feeds;

/// <summary>Temperature and pressure of a file's rows.</summary>
internal sealed class AirColumns
{
    /// <summary>Standard air (ISO 2533).</summary>
    public const double StandardKelvin = 288.15;

    /// <summary>Standard air (ISO 2533).</summary>
    public const double StandardPascal = 101_325;

    // No air is colder than this in K, none warmer in °C.
    private const double LeastKelvin = 150;
    private const double LeastPascal = 20_000;
    private const double LeastHectopascal = 200;

    // Standard atmosphere, ISO 2533, below the tropopause.
    private const double KelvinPerMetre = 0.0065, PressureExponent = 5.2559, TroposphereMetres = 11_000;

    private readonly double? ground;
    private readonly RawColumn? temperature, pressure;
    private readonly Unit temperatureUnit = UnitName.Celsius, pressureUnit = UnitName.Pascal;

    public AirColumns(ColumnPlan plan, PlumeReadOptions options, FaultLog log)
    {
        ground = options.GroundAltitudeMetres;
        if (plan[PlumeColumn.Temperature] is { } t)
        {
            temperature = t.Column;
            temperatureUnit = t.Unit ?? (Middle(t.Column) > LeastKelvin ? UnitName.Kelvin : UnitName.Celsius);
            Tell(plan, t, temperatureUnit, log);
        }

        if (plan[PlumeColumn.Pressure] is { } p)
        {
            pressure = p.Column;
            var middle = Middle(p.Column);
            pressureUnit = p.Unit ?? (middle >= LeastPascal ? UnitName.Pascal : middle >= LeastHectopascal ? UnitName.Hectopascal : UnitName.Kilopascal);
            Tell(plan, p, pressureUnit, log);
        }

        if (ground is { } metres && (temperature is null || pressure is null))
            log.Assume(plan.Table.Source, Assumption.AirOfAltitude, detail: metres.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Temperature and pressure of a row; where they are missing, those of the standard atmosphere at its height if the ground's altitude is known, else no number.</summary>
    public (double Kelvin, double Pascal) At(int row, double height)
    {
        var (kelvin, pascal) = (Positive(temperature, temperatureUnit, row), Positive(pressure, pressureUnit, row));
        if (ground is not { } metres || (double.IsFinite(kelvin) && double.IsFinite(pascal)))
            return (kelvin, pascal);
        var altitude = Math.Min(metres + (double.IsFinite(height) ? Math.Max(height, 0) : 0), TroposphereMetres);
        var standard = StandardKelvin - (KelvinPerMetre * altitude);
        return (double.IsFinite(kelvin) ? kelvin : standard, double.IsFinite(pascal) ? pascal : StandardPascal * Math.Pow(standard / StandardKelvin, PressureExponent));
    }

    private static double Positive(RawColumn? column, Unit unit, int row) =>
        column is not null && !Missing.IsForAny(column.Number(row)) && unit.ToOurs(column.Number(row)) is > 0 and var value ? value : double.NaN;

    private static void Tell(ColumnPlan plan, PlannedColumn column, Unit unit, FaultLog log) => log.Understand(new(
        plan.Table.Source, column.Column.Name, column.Meaning, unit.Name, PlaceColumns.Values(column.Column), column.Unit is null ? Assumption.UnitFromValues : null));

    private static double Middle(RawColumn column)
    {
        var values = Enumerable.Range(0, column.Count).Select(column.Number).Where(static value => !Missing.IsForAny(value)).Order().ToList();
        return values.Count == 0 ? double.NaN : values[values.Count / 2];
    }
}
