using System.Globalization;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Feeds;

/// <summary>Collects the readings of a file, row by row.</summary>
internal sealed class ReadingCollector
{
    private const int MostReadings = 50_000_000;

    private readonly ColumnPlan plan;
    private readonly FaultLog log;
    private readonly SensorPlaces? sensors;
    private readonly PlaceColumns places;
    private readonly AirColumns air;
    private readonly TimeAxis? time;
    private readonly ReadingDrafts drafts = new();
    private readonly Dictionary<RawPlace, string> namesOfPlaces = [];
    private readonly Dictionary<string, Gas?> gasNames = new(StringComparer.Ordinal);
    private readonly bool placesFollow;
    private bool eachPlaceIsASensor, sawStandardAir;

    public ReadingCollector(ColumnPlan plan, SensorPlaces? sensors, TimeAxis? time, PlumeReadOptions options, FaultLog log)
    {
        (this.plan, this.log, this.sensors, this.time, placesFollow) = (plan, log, sensors, time, options.PlacesFollow);
        places = new(plan, options, log);
        air = new(plan, options, log);
        drafts.HasTime = time is not null;
        drafts.HasDate = time is { HasDate: true };
    }

    private string Source => plan.Table.Source;

    /// <summary>All readings; empty where there is none.</summary>
    public ReadingDrafts Collect(IReadOnlyList<SensorGroup> groups, CancellationToken cancellation)
    {
        if (groups.Count == 0 || places.IsSwapped || sensors is { IsSwapped: true } || !CanBePlaced(groups))
            return drafts;
        if (plan[PlumeColumn.Sensor] is { } names)
            log.Understand(new(Source, names.Column.Name, PlumeColumn.Sensor, null, PlaceColumns.Values(names.Column)));
        else if (places.Exist && groups is [{ Name: null }])
            FindSensors();
        for (var row = 0; row < plan.Table.Count; row++)
        {
            if ((row & 1023) == 0)
                cancellation.ThrowIfCancellationRequested();
            if (drafts.Rows.Count >= MostReadings)
            {
                log.Add(Source, InputFaultReason.TooLarge, plan.Table.Lines[row]);
                break;
            }

            if (time is not null && double.IsNaN(time.Seconds[row]))
                continue;
            foreach (var group in groups)
                Take(row, group);
        }

        if (sawStandardAir)
            log.Assume(Source, Assumption.StandardAir);
        return drafts;
    }

    private bool CanBePlaced(IReadOnlyList<SensorGroup> groups)
    {
        if (places.Exist || sensors is { Count: > 0 } || placesFollow)
            return true;
        if (sensors is null)
            log.Add(Source, InputFaultReason.NoPlaces, excerpt: string.Join(", ", groups.Select(static g => g.Name ?? "").Where(static n => n.Length > 0)));
        return false;
    }

    // Without a column of sensors: one that moves, or many that stand.
    private void FindSensors()
    {
        var (distinct, visits, rows, repeats) = (new HashSet<RawPlace>(), 0, 0, 0);
        RawPlace? before = null;
        var times = new HashSet<double>();
        for (var i = 0; i < plan.Table.Count; i++)
        {
            if (places.Near(i) is not { } place)
                continue;
            rows++;
            distinct.Add(place);
            visits += place != before ? 1 : 0;
            before = place;
            if (time is not null && !times.Add(time.Seconds[i]))
                repeats++;
        }

        if (distinct.Count <= 1)
            return;
        eachPlaceIsASensor = time is null || repeats * 2 > rows || (distinct.Count * 5 <= rows && visits * 2 >= rows);
        log.Assume(Source, eachPlaceIsASensor ? Assumption.PlacesAreSensors : Assumption.OneMovingSensor, detail: eachPlaceIsASensor ? distinct.Count.ToString(CultureInfo.InvariantCulture) : null);
    }

    private void Take(int row, SensorGroup group)
    {
        var (from, to) = ((RawPlace?)null, (RawPlace?)null);
        var line = plan.Table.Lines[row];
        var name = group.Name ?? plan[PlumeColumn.Sensor]?.Column.Text(row);
        if (places.Exist)
            (from, to) = (places.Near(row), places.Far(row));
        if (from is null && sensors is not null && (name is null ? sensors.Only : sensors.Find(name)) is { } known)
            (name, from, to) = (known.Name, known.From, known.To);
        if (!HasValue(row, group))
        {
            log.Count(Source, InputFaultReason.ConcentrationMissing);
            return;
        }

        if (from is null && placesFollow)
            from = new(double.NaN, double.NaN, double.NaN, IsDegrees: false);
        if (from is not { } near)
        {
            var isOfSensor = sensors is not null && name is not null;
            log.Add(Source, isOfSensor ? InputFaultReason.SensorWithoutPlace : InputFaultReason.RowWithoutPlace, line, name);
            return;
        }

        name ??= eachPlaceIsASensor ? NameOf(near) : "1";
        var (kelvin, pascal) = air.At(row, near.Z);
        drafts.Add(new(time?.Seconds[row] ?? 0, name, near, to, kelvin, pascal, line));
        foreach (var column in group.Gases)
        {
            var gas = GasOf(row, column);
            if (gas is null)
                continue;
            var index = drafts.GasIndex(gas);
            drafts.Values[index][^1] = Value(row, column.Values, gas, near, to, kelvin, pascal, isError: false);
            if (column.Errors is { } errors)
                drafts.Errors[index][^1] = Value(row, errors with { Unit = errors.Unit ?? column.Values.Unit }, gas, near, to, kelvin, pascal, isError: true);
        }
    }

    private bool HasValue(int row, SensorGroup group)
    {
        var any = false;
        foreach (var column in group.Gases)
        {
            var values = column.Values.Column;
            if (values.HasText(row))
                log.Add(Source, InputFaultReason.NotANumber, plan.Table.Lines[row], values.Name, values.Text(row));
            any |= !Missing.IsForPositive(values.Number(row));
        }

        return any;
    }

    private Gas? GasOf(int row, GasColumn column)
    {
        if (plan[PlumeColumn.GasName] is not { } names || column.Values.Gas is not null)
            return column.Gas;
        if (names.Column.Text(row) is not { } text)
            return column.Gas;
        if (!gasNames.TryGetValue(text, out var gas))
        {
            gas = ColumnReader.GasOf(ColumnWords.Plain(text));
            gasNames.Add(text, gas);
        }

        if (gas is null)
            log.Add(Source, InputFaultReason.UnknownGas, plan.Table.Lines[row], names.Column.Name, text);
        return gas;
    }

    private double Value(int row, PlannedColumn column, Gas gas, RawPlace from, RawPlace? to, double kelvin, double pascal, bool isError)
    {
        var raw = column.Column.Number(row);
        if (Missing.IsForPositive(raw) || (isError && raw <= 0))
            return double.NaN;
        var unit = SensorGroup.UnitOf(column);
        var value = unit.ToOurs(raw);
        if (unit.Kind == UnitKind.MassConcentration)
        {
            sawStandardAir |= double.IsNaN(kelvin) || double.IsNaN(pascal);
            value /= gas.KilogramsPerCubicMetrePerPartPerMillion(double.IsNaN(kelvin) ? AirColumns.StandardKelvin : kelvin, double.IsNaN(pascal) ? AirColumns.StandardPascal : pascal);
        }
        else if (unit.Kind == UnitKind.PathMoleFraction)
        {
            var metres = to is { } far ? Length(from, far) : double.NaN;
            value = metres > 0 ? value / metres : double.NaN;
        }

        return double.IsFinite(value) ? value : double.NaN;
    }

    private static double Length(RawPlace a, RawPlace b)
    {
        var plane = LocalFrame.Metres;
        if (a.IsDegrees)
        {
            plane = new(new Atalaya.Earth.Position(a.Y, a.X));
            var far = plane.ToSpot(new(b.Y, b.X), b.Z);
            return Math.Sqrt((far.X * far.X) + (far.Y * far.Y) + ((far.Z - a.Z) * (far.Z - a.Z)));
        }

        return Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)) + ((a.Z - b.Z) * (a.Z - b.Z)));
    }

    private string NameOf(RawPlace place)
    {
        if (!namesOfPlaces.TryGetValue(place, out var name))
        {
            name = place.IsDegrees
                ? string.Create(CultureInfo.InvariantCulture, $"{place.Y:0.######}, {place.X:0.######}, {place.Z:0.##}")
                : string.Create(CultureInfo.InvariantCulture, $"{place.X:0.##}, {place.Y:0.##}, {place.Z:0.##}");
            namesOfPlaces.Add(place, name);
        }

        return name;
    }
}
