using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Feeds;

/// <summary>One gas of one sensor: its column and that of its error.</summary>
internal sealed record GasColumn(Gas Gas, PlannedColumn Values, PlannedColumn? Errors);

/// <summary>The columns of one sensor of a table; <paramref name="Name"/> is null where a column names the sensor of each row.</summary>
internal sealed record SensorGroup(string? Name, IReadOnlyList<GasColumn> Gases)
{
    /// <summary>The sensors that a table's columns are of; empty where there is no concentration.</summary>
    public static IReadOnlyList<SensorGroup> Of(ColumnPlan plan, SensorPlaces? sensors, PlumeReadOptions options, FaultLog log)
    {
        var source = plan.Table.Source;
        var usual = options.Gas is { } asked ? ColumnReader.GasOf(asked.ToLowerInvariant()) : Gas.Methane;
        if (usual is null)
        {
            log.Add(source, InputFaultReason.UnknownGas, field: "--gas", excerpt: options.Gas);
            return [];
        }

        var columns = plan.Concentrations.Count > 0 ? plan.Concentrations : NamedAsSensors(plan, sensors);
        if (columns.Count == 0)
        {
            log.Add(source, InputFaultReason.NoConcentration, excerpt: string.Join(", ", plan.Table.Columns.Select(static c => c.Name).Take(60)));
            return [];
        }

        var hasSensorColumn = plan.Has(PlumeColumn.Sensor);
        var groups = new Dictionary<string, List<GasColumn>>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var gas = column.Gas ?? usual;
            Tell(plan, column, gas, sensors, options, log);
            var error = plan.Errors.FirstOrDefault(e => (e.Gas ?? gas) == gas && (e.Sensor == column.Sensor || hasSensorColumn));
            var key = hasSensorColumn ? "" : column.Sensor;
            if (!groups.TryGetValue(key, out var gases))
                groups.Add(key, gases = []);
            if (!gases.Exists(g => g.Gas == gas))
                gases.Add(new(gas, column, error));
        }

        return [.. groups.Select(static group => new SensorGroup(group.Key.Length == 0 ? null : group.Key, group.Value))];
    }

    /// <summary>Unit of a concentration.</summary>
    public static Unit UnitOf(PlannedColumn column) => column.Unit ?? UnitName.Ppm;

    // time, S, NW, SE: columns that bear the names of the file of sensors.
    private static List<PlannedColumn> NamedAsSensors(ColumnPlan plan, SensorPlaces? sensors) => sensors is null
        ? []
        : [.. plan.Columns.Where(column => column.Meaning == PlumeColumn.Ignored && sensors.Find(column.Column.Name) is not null)
            .Select(static column => column with { Meaning = PlumeColumn.Concentration, Sensor = column.Column.Name })];

    private static void Tell(ColumnPlan plan, PlannedColumn column, Gas gas, SensorPlaces? sensors, PlumeReadOptions options, FaultLog log)
    {
        var sensor = plan.Has(PlumeColumn.Sensor) || column.Sensor.Length == 0 ? null : sensors?.Find(column.Sensor)?.Name ?? column.Sensor;
        log.Understand(new(plan.Table.Source, column.Column.Name, PlumeColumn.Concentration, UnitOf(column).Name, PlaceColumns.Values(column.Column), null, sensor is null ? gas.Symbol : $"{gas.Symbol} · {sensor}"));
        if (column.Unit is null)
            log.Assume(plan.Table.Source, Assumption.UsualUnit, column.Column.Name, meaning: PlumeColumn.Concentration, unit: "ppm");
        if (column.Gas is null && options.Gas is null && !plan.Has(PlumeColumn.GasName))
            log.Assume(plan.Table.Source, Assumption.GasOfOption, column.Column.Name, gas.Symbol);
    }
}
