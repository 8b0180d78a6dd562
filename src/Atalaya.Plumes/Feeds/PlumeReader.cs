using System.Globalization;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Feeds;

/// <summary>From files of readings, wind and sensors to one table of readings and one of wind; see <c>docs/formats/plume-readings.md</c>.</summary>
public static class PlumeReader
{
    /// <summary>Reads the files. Never throws on bad input: what cannot be used becomes a fault.</summary>
    /// <param name="files">One file of readings; at most one of wind and one of sensors.</param>
    /// <param name="options">What the user says of them.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static PlumeInput Read(IReadOnlyList<PlumeFile> files, PlumeReadOptions options, CancellationToken cancellation = default)
    {
        var log = new FaultLog();
        var plans = new Dictionary<PlumeFileRole, ColumnPlan>();
        foreach (var file in files)
        {
            if (StoredFile.Read(file, options, log, cancellation) is { } table && Filtered(table, options, log) is { } kept)
                plans[file.Role] = new(kept, file.Role, options, log);
        }

        NameUnknown(plans, options, log);
        var sensors = plans.TryGetValue(PlumeFileRole.Sensors, out var ofSensors) ? SensorPlaces.Of(ofSensors, options, log) : null;
        var (readings, lines, time) = plans.TryGetValue(PlumeFileRole.Readings, out var ofReadings)
            ? Readings(ofReadings, sensors, options, log, cancellation)
            : (null, [], null);
        return new()
        {
            Readings = readings,
            ReadingLines = lines,
            Wind = Wind(plans, files, readings, time, options, log, cancellation),
            Faults = log.Faults,
            FaultCounts = log.Counts,
            Understood = log.Understood,
        };
    }

    private static (ReadingTable?, IReadOnlyList<long>, TimeAxis?) Readings(ColumnPlan plan, SensorPlaces? sensors, PlumeReadOptions options, FaultLog log, CancellationToken cancellation)
    {
        var time = TimeAxis.Of(plan, options, log);
        if (time is null && plan[PlumeColumn.Run] is { } run && Distinct(run.Column) is > 1 and var runs)
        {
            log.Add(plan.Table.Source, InputFaultReason.SeveralRuns, field: run.Column.Name, excerpt: runs.ToString(CultureInfo.InvariantCulture));
            return (null, [], time);
        }

        var drafts = new ReadingCollector(plan, sensors, time, options, log).Collect(SensorGroup.Of(plan, sensors, options, log), cancellation);
        return ReadingAssembler.Assemble(drafts, plan.Table.Source, options, log) is var (table, lines) ? (table, lines, time) : (null, [], time);
    }

    private static WindTable? Wind(Dictionary<PlumeFileRole, ColumnPlan> plans, IReadOnlyList<PlumeFile> files, ReadingTable? readings, TimeAxis? time, PlumeReadOptions options, FaultLog log, CancellationToken cancellation)
    {
        if (plans.TryGetValue(PlumeFileRole.Wind, out var ofWind))
        {
            if (ofWind.HasWind)
            {
                // Where the readings bear no time the wind's is not asked for: it need not be one.
                var own = readings is not null && time is null ? null : TimeAxis.Of(ofWind, options, log);
                return new WindBuilder(ofWind, own, readings, readings is null || time is not null, false, options, log).Build(cancellation);
            }

            log.Add(ofWind.Table.Source, InputFaultReason.NoWindColumns, excerpt: string.Join(", ", ofWind.Table.Columns.Select(static c => c.Name).Take(60)));
        }

        // A wind file that cannot be used is not replaced by another wind in silence.
        if (files.Any(static file => file.Role == PlumeFileRole.Wind))
            return null;
        return plans.TryGetValue(PlumeFileRole.Readings, out var ofReadings) && ofReadings.HasWind
            ? new WindBuilder(ofReadings, time, readings, time is not null, true, options, log).Build(cancellation)
            : null;
    }

    private static int Distinct(RawColumn column) =>
        Enumerable.Range(0, column.Count).Select(column.Text).Where(static text => text is not null).Distinct(StringComparer.Ordinal).Count();

    private static RawTable? Filtered(RawTable table, PlumeReadOptions options, FaultLog log)
    {
        var filters = options.Where.Select(filter => (Filter: filter, Column: table.Find(filter.Column))).Where(static pair => pair.Column is not null).ToList();
        if (filters.Count == 0)
            return table;
        var rows = Enumerable.Range(0, table.Count).Where(row => filters.TrueForAll(pair => Holds(pair.Column!, row, pair.Filter.Value))).ToList();
        if (rows.Count > 0)
            return table.Only(rows);
        log.Add(table.Source, InputFaultReason.NothingKept, field: "--where", excerpt: string.Join(", ", filters.Select(static pair => $"{pair.Filter.Column}={pair.Filter.Value}")));
        return null;
    }

    private static bool Holds(RawColumn column, int row, string value)
    {
        if (column.HasNothing(row))
            return RawColumn.IsMissing(value);
        return RawColumn.TryNumber(value, out var number) && !column.HasText(row)
            ? column.Number(row) == number
            : string.Equals(column.Text(row), value, StringComparison.OrdinalIgnoreCase);
    }

    // A column that an option names and no file has.
    private static void NameUnknown(Dictionary<PlumeFileRole, ColumnPlan> plans, PlumeReadOptions options, FaultLog log)
    {
        if (plans.Count == 0)
            return;
        foreach (var (option, name) in options.Columns.Values.Select(static name => ("--map", name)).Concat(options.Where.Select(static filter => ("--where", filter.Column))))
        {
            if (plans.Values.All(plan => plan.Table.Find(name) is null))
                log.Add(plans.Values.First().Table.Source, InputFaultReason.NoSuchColumn, field: option, excerpt: name);
        }
    }
}
