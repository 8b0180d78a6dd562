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

    private readonly RawColumn? temperature, pressure;
    private readonly Unit temperatureUnit = UnitName.Celsius, pressureUnit = UnitName.Pascal;

    public AirColumns(ColumnPlan plan, FaultLog log)
    {
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
    }

    public double Kelvin(int row) => Positive(temperature, temperatureUnit, row);

    public double Pascal(int row) => Positive(pressure, pressureUnit, row);

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
