using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Feeds;

/// <summary>A place as the file gives it: metres, or degrees (longitude, latitude), and metres above ground.</summary>
internal readonly record struct RawPlace(double X, double Y, double Z, bool IsDegrees);

/// <summary>The columns of places of one file.</summary>
internal sealed class PlaceColumns
{
    // Where nothing tells a sensor's height: that of most masts and tripods of the published sets (1.3 to 2.4 m).
    private const double UsualHeight = 1.5;
    private const double MostMetres = 1e8;

    private readonly ColumnPlan plan;
    private readonly PlumeReadOptions options;
    private readonly FaultLog log;
    private readonly PlannedColumn? x, y, z, farX, farY, farZ;
    private readonly bool isDegrees;

    public PlaceColumns(ColumnPlan plan, PlumeReadOptions options, FaultLog log)
    {
        (this.plan, this.options, this.log) = (plan, options, log);
        isDegrees = plan.HasDegrees && !IsMostlyEmpty(plan[PlumeColumn.Latitude]!.Column);
        if (isDegrees && plan.HasMetres)
            log.Assume(plan.Table.Source, Assumption.DegreesBeforeMetres);
        (x, y) = isDegrees ? (plan[PlumeColumn.Longitude], plan[PlumeColumn.Latitude]) : plan.HasMetres ? (plan[PlumeColumn.X], plan[PlumeColumn.Y]) : (null, null);
        (farX, farY) = isDegrees ? (plan[PlumeColumn.FarLongitude], plan[PlumeColumn.FarLatitude]) : (plan[PlumeColumn.FarX], plan[PlumeColumn.FarY]);
        z = plan[PlumeColumn.Height] ?? plan[PlumeColumn.Altitude];
        farZ = plan[PlumeColumn.FarHeight];
        Tell();
    }

    public bool Exist => x is not null && y is not null && !IsSwapped;

    public bool HasFar => farX is not null && farY is not null;

    /// <summary>Latitudes that are off the globe and would not be as longitudes.</summary>
    public bool IsSwapped { get; private set; }

    public RawPlace? Near(int row) => x is null || y is null ? null : Place(x, y, z, row, isFar: false);

    /// <summary>Far end of a beam; null for a point.</summary>
    public RawPlace? Far(int row)
    {
        if (!HasFar || farX!.Column.HasNothing(row) || farY!.Column.HasNothing(row))
            return null;
        var place = Place(farX, farY, farZ is not null && !farZ.Column.HasNothing(row) ? farZ : z, row, isFar: true);
        return place;
    }

    private void Tell()
    {
        if (x is null || y is null)
            return;
        foreach (var column in new[] { x, y, z, farX, farY, farZ }.OfType<PlannedColumn>())
            log.Understand(new(plan.Table.Source, column.Column.Name, column.Meaning, column.Unit?.Name ?? (ColumnNames.KindOf(column.Meaning) == UnitKind.Angle ? "°" : "m"), Values(column.Column)));
        if (z is null)
            log.Assume(plan.Table.Source, Assumption.SensorHeight, detail: (options.SensorHeightMetres ?? UsualHeight).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (z?.Meaning == PlumeColumn.Altitude && options.GroundAltitudeMetres is null)
            log.Assume(plan.Table.Source, Assumption.AltitudeAboveGround, z.Column.Name);
        if (isDegrees)
            FindSwap();
    }

    private void FindSwap()
    {
        var (off, swapped, all) = (0, 0, 0);
        for (var i = 0; i < plan.Table.Count; i++)
        {
            var (longitude, latitude) = (x!.Column.Number(i), y!.Column.Number(i));
            if (double.IsNaN(latitude) || double.IsNaN(longitude))
                continue;
            all++;
            off += Math.Abs(latitude) > 90 ? 1 : 0;
            swapped += Math.Abs(latitude) is > 90 and <= 360 && Math.Abs(longitude) <= 90 ? 1 : 0;
        }

        if (swapped == 0 || swapped < off || swapped * 2 <= all)
            return;
        IsSwapped = true;
        log.Add(plan.Table.Source, InputFaultReason.LatitudeLongitudeSwapped, field: y!.Column.Name, excerpt: plan.Table.Columns.Count > 0 ? y.Column.Text(0) : null);
    }

    private RawPlace? Place(PlannedColumn xs, PlannedColumn ys, PlannedColumn? zs, int row, bool isFar)
    {
        var (px, py) = (Length(xs, row), Length(ys, row));
        var height = zs is null ? options.SensorHeightMetres ?? UsualHeight : (zs.Unit ?? UnitName.Metres).ToOurs(zs.Column.Number(row));
        if (zs?.Meaning == PlumeColumn.Altitude)
            height -= options.GroundAltitudeMetres ?? 0;
        if (double.IsNaN(px) || double.IsNaN(py) || double.IsNaN(height))
            return null;
        if (isDegrees ? !(Math.Abs(py) <= 90 && Math.Abs(px) <= 360) : !(Math.Abs(px) < MostMetres && Math.Abs(py) < MostMetres))
            return OutOfRange(isDegrees && Math.Abs(py) > 90 ? ys : xs, row);
        if (!(height is > -1000 and < 100_000))
            return OutOfRange(zs!, row);
        return new(px, py, height, isDegrees);
    }

    private RawPlace? OutOfRange(PlannedColumn column, int row)
    {
        log.Add(plan.Table.Source, InputFaultReason.OutOfRange, plan.Table.Lines[row], column.Column.Name, column.Column.Text(row));
        return null;
    }

    private double Length(PlannedColumn column, int row)
    {
        var value = column.Column.Number(row);
        if (column.Column.HasText(row))
            log.Add(plan.Table.Source, InputFaultReason.NotANumber, plan.Table.Lines[row], column.Column.Name, column.Column.Text(row));
        if (Missing.IsForAny(value))
            return double.NaN;
        return ColumnNames.KindOf(column.Meaning) == UnitKind.Angle ? (column.Unit is { } angle ? angle.ToOurs(value) * 180 / Math.PI : value) : (column.Unit ?? UnitName.Metres).ToOurs(value);
    }

    private static bool IsMostlyEmpty(RawColumn column) => Values(column) * 2 < column.Count;

    public static long Values(RawColumn column)
    {
        var count = 0L;
        for (var i = 0; i < column.Count; i++)
            count += column.HasNothing(i) ? 0 : 1;
        return count;
    }
}

/// <summary>Numbers that stand for no value.</summary>
internal static class Missing
{
    /// <summary>In any column.</summary>
    public static bool IsForAny(double value) => double.IsNaN(value) || value is -999 or -9999 or -99999 or -999.9 or -9999.9;

    /// <summary>In columns that hold nothing negative.</summary>
    public static bool IsForPositive(double value) => IsForAny(value) || value is -9 or -99;
}
