using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Feeds;

/// <summary>One row of wind. NaN where there is no value.</summary>
internal readonly record struct WindDraft(double Seconds, double East, double North, double Up, double SigmaCross, double SigmaUp, double FrictionVelocity, double ObukhovLength, double MixingHeight, StabilityClass Stability, double Cloud);

/// <summary>The wind columns of one file.</summary>
internal sealed class WindColumns
{
    private const double MostDegrees = 720;
    private const double DegreesToRadians = Math.PI / 180;

    private readonly ColumnPlan plan;
    private readonly FaultLog log;
    private readonly PlannedColumn? speed, direction, east, north;
    private readonly double sin, cos;

    public WindColumns(ColumnPlan plan, PlumeReadOptions options, FaultLog log)
    {
        (this.plan, this.log) = (plan, log);
        (speed, direction) = (plan[PlumeColumn.WindSpeed], plan[PlumeColumn.WindFrom] ?? plan[PlumeColumn.WindTo] ?? plan[PlumeColumn.WindToMath]);
        (east, north) = (plan[PlumeColumn.WindEast], plan[PlumeColumn.WindNorth]);
        var byComponents = east is not null && north is not null && (speed is null || direction is null || options.WindAxesDegrees != 0);
        (speed, direction) = byComponents ? ((PlannedColumn?)null, (PlannedColumn?)null) : (speed, direction);
        (east, north) = byComponents ? (east, north) : ((PlannedColumn?)null, (PlannedColumn?)null);
        (sin, cos) = Math.SinCos(options.WindAxesDegrees * DegreesToRadians);
        Tell(options);
    }

    /// <summary>Height of the measurement that a column or a name tells; NaN where none does.</summary>
    public double HeightMetres
    {
        get
        {
            if (plan[PlumeColumn.WindHeight] is { } column)
            {
                for (var i = 0; i < column.Column.Count; i++)
                {
                    if (!Missing.IsForPositive(column.Column.Number(i)))
                        return (column.Unit ?? UnitName.Metres).ToOurs(column.Column.Number(i));
                }
            }

            return new[] { speed, direction, east }.OfType<PlannedColumn>().Select(static c => c.HeightMetres).FirstOrDefault(static h => !double.IsNaN(h), double.NaN);
        }
    }

    public double RoughnessMetres => plan[PlumeColumn.Roughness] is { } column && plan.Table.Count > 0 ? Positive(column, UnitName.Metres, 0) : double.NaN;

    /// <summary>The wind of a row; null where there is none.</summary>
    public WindDraft? Read(int row, double seconds)
    {
        double toEast, toNorth, metresPerSecond;
        if (east is not null)
        {
            var (x, y) = (Value(east, UnitName.MetresPerSecond, row), Value(north!, UnitName.MetresPerSecond, row));
            (toEast, toNorth) = ((x * cos) - (y * sin), (x * sin) + (y * cos));
            metresPerSecond = Math.Sqrt((toEast * toEast) + (toNorth * toNorth));
        }
        else
        {
            metresPerSecond = Positive(speed!, UnitName.MetresPerSecond, row);
            var radians = Angle(row);

            // A calm has no direction; some loggers then write none.
            if (metresPerSecond == 0 && double.IsNaN(radians))
                radians = 0;
            (toEast, toNorth) = (metresPerSecond * Math.Sin(radians), metresPerSecond * Math.Cos(radians));
        }

        if (!double.IsFinite(toEast) || !double.IsFinite(toNorth))
        {
            log.Count(plan.Table.Source, InputFaultReason.WindMissing);
            return null;
        }

        return new(
            seconds, toEast, toNorth, Value(plan[PlumeColumn.WindUp], UnitName.MetresPerSecond, row),
            Spread(plan[PlumeColumn.SigmaCross], plan[PlumeColumn.TangentHorizontal], plan[PlumeColumn.SigmaAzimuth], metresPerSecond, row),
            Spread(plan[PlumeColumn.SigmaUp], plan[PlumeColumn.TangentVertical], plan[PlumeColumn.SigmaElevation], metresPerSecond, row),
            Positive(plan[PlumeColumn.FrictionVelocity], UnitName.MetresPerSecond, row), Value(plan[PlumeColumn.ObukhovLength], UnitName.Metres, row),
            Positive(plan[PlumeColumn.MixingHeight], UnitName.Metres, row), Class(row), Oktas(row));
    }

    // Direction the wind blows to in radians clockwise from north.
    private double Angle(int row)
    {
        var raw = Value(direction!, null, row);
        var radians = (direction!.Unit ?? UnitName.Degrees).ToOurs(raw);
        if (Math.Abs(radians) > MostDegrees * DegreesToRadians)
        {
            log.Add(plan.Table.Source, InputFaultReason.OutOfRange, plan.Table.Lines[row], direction.Column.Name, direction.Column.Text(row));
            return double.NaN;
        }

        return direction.Meaning switch
        {
            PlumeColumn.WindFrom => radians + Math.PI,
            PlumeColumn.WindToMath => (Math.PI / 2) - radians,
            _ => radians,
        };
    }

    // The deviation itself, or by the tangent or angle of the direction's deviation.
    private double Spread(PlannedColumn? sigma, PlannedColumn? tangent, PlannedColumn? angle, double metresPerSecond, int row)
    {
        if (sigma is not null)
            return Positive(sigma, UnitName.MetresPerSecond, row);
        if (tangent is not null)
            return Positive(tangent, null, row) * metresPerSecond;
        return angle is null ? double.NaN : (angle.Unit ?? UnitName.Degrees).ToOurs(Positive(angle, null, row)) * metresPerSecond;
    }

    private StabilityClass Class(int row)
    {
        if (plan[PlumeColumn.Stability]?.Column is not { } column || column.HasNothing(row))
            return StabilityClass.Unknown;
        var text = column.Text(row)!.Trim();
        if (text.Length > 0 && char.ToUpperInvariant(text[0]) is >= 'A' and <= 'G' and var letter && text.Length <= 3)
            return letter == 'G' ? StabilityClass.F : (StabilityClass)(letter - 'A' + 1);
        if (column.Number(row) is >= 1 and <= 7 and var number)
            return (StabilityClass)Math.Min((int)Math.Round(number), (int)StabilityClass.F);
        log.Add(plan.Table.Source, InputFaultReason.OutOfRange, plan.Table.Lines[row], column.Name, text);
        return StabilityClass.Unknown;
    }

    private double Oktas(int row)
    {
        var oktas = Positive(plan[PlumeColumn.Cloud], null, row);
        if (!(oktas > 8))
            return oktas;
        log.Add(plan.Table.Source, InputFaultReason.OutOfRange, plan.Table.Lines[row], plan[PlumeColumn.Cloud]!.Column.Name, plan[PlumeColumn.Cloud]!.Column.Text(row));
        return double.NaN;
    }

    private double Value(PlannedColumn? column, Unit? usual, int row)
    {
        if (column is null)
            return double.NaN;
        if (column.Column.HasText(row))
            log.Add(plan.Table.Source, InputFaultReason.NotANumber, plan.Table.Lines[row], column.Column.Name, column.Column.Text(row));
        var value = column.Column.Number(row);
        return Missing.IsForAny(value) ? double.NaN : usual is null ? value : (column.Unit ?? usual).ToOurs(value);
    }

    private double Positive(PlannedColumn? column, Unit? usual, int row)
    {
        if (column is null || Missing.IsForPositive(column.Column.Number(row)))
            return double.NaN;
        var value = Value(column, usual, row);
        if (!(value < 0))
            return value;
        log.Add(plan.Table.Source, InputFaultReason.OutOfRange, plan.Table.Lines[row], column.Column.Name, column.Column.Text(row));
        return double.NaN;
    }

    private void Tell(PlumeReadOptions options)
    {
        foreach (var column in new[] { speed, direction, east, north }.OfType<PlannedColumn>())
            Tell(column);
        PlumeColumn[] others =
        [
            PlumeColumn.WindUp, PlumeColumn.SigmaCross, PlumeColumn.SigmaUp, PlumeColumn.TangentHorizontal, PlumeColumn.TangentVertical, PlumeColumn.SigmaAzimuth, PlumeColumn.SigmaElevation,
            PlumeColumn.FrictionVelocity, PlumeColumn.ObukhovLength, PlumeColumn.MixingHeight, PlumeColumn.Stability, PlumeColumn.Roughness, PlumeColumn.WindHeight, PlumeColumn.Cloud,
        ];
        foreach (var column in others.Select(meaning => plan[meaning]).OfType<PlannedColumn>())
            Tell(column);
        if (direction is { Meaning: PlumeColumn.WindFrom } && direction.Rank != ColumnNames.Said && !ColumnNames.TellsFrom(direction.Words))
            log.Assume(plan.Table.Source, Assumption.DirectionIsFrom, direction.Column.Name);
        if (east is not null && options.WindAxesDegrees == 0 && east.Rank != ColumnNames.Said && !ColumnNames.TellsAxes(east.Words))
            log.Assume(plan.Table.Source, Assumption.AxesAreEastNorth, $"{east.Column.Name}, {north!.Column.Name}");
        if (plan[PlumeColumn.SigmaCross] is { } sigma && sigma.Rank != ColumnNames.Said && ColumnNames.IsOneComponent(sigma.Words))
            log.Assume(plan.Table.Source, Assumption.ComponentIsCrosswind, sigma.Column.Name);
    }

    private void Tell(PlannedColumn column)
    {
        var usual = ColumnNames.KindOf(column.Meaning) switch { UnitKind.Speed => "m/s", UnitKind.Angle => "°", UnitKind.Length => "m", _ => null };
        log.Understand(new(plan.Table.Source, column.Column.Name, column.Meaning, column.Unit?.Name ?? usual, PlaceColumns.Values(column.Column), column.Unit is null && usual is not null ? Assumption.UsualUnit : null));
    }
}
