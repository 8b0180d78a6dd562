using System.Globalization;

namespace Atalaya.Plumes.Feeds;

/// <summary>The times of a file's rows.</summary>
internal sealed class TimeAxis
{
    // A number as great counts from 1970: 1e8 s is 1973, and no record of elapsed seconds is three years long.
    private const double LeastUnixSeconds = 1e8;
    private const double LeastUnixMilliseconds = 1e11;
    private const double LeastUnixMicroseconds = 1e14;
    private const double LeastUnixNanoseconds = 1e17;
    private const double HalfDay = 43_200;

    private TimeAxis(double[] seconds, bool hasDate)
    {
        Seconds = seconds;
        HasDate = hasDate;
    }

    /// <summary>Seconds of each row; NaN where there is no time.</summary>
    public double[] Seconds { get; }

    public bool HasDate { get; }

    /// <summary>The times of a file, or null where it has no column of them.</summary>
    public static TimeAxis? Of(ColumnPlan plan, PlumeReadOptions options, FaultLog log)
    {
        var (time, date) = (plan[PlumeColumn.Time], plan[PlumeColumn.Date]);
        if ((time ?? date) is not { } column)
            return null;
        var reader = new Reader(plan.Table, column, time is not null && date is not null && IsOfDay(time.Column) ? date.Column : null, options, log);
        return reader.Read();
    }

    /// <summary>A time of an option on an axis; null where it is not understood.</summary>
    public static double? Moment(string text, bool hasDate, TimeZoneInfo? zone)
    {
        if (RawColumn.TryNumber(text, out var number))
            return hasDate && number >= LeastUnixMilliseconds ? number / 1000 : number;
        return TimeReader.Read(text, DateOrder.MonthFirst, out var seconds) switch
        {
            TimeKind.Absolute when hasDate => seconds,
            TimeKind.ZoneLess when hasDate => ToUtc(seconds, zone),
            TimeKind.OfDay when !hasDate => seconds,
            _ => null,
        };
    }

    private static bool IsOfDay(RawColumn column)
    {
        for (var i = 0; i < column.Count; i++)
        {
            if (column.HasText(i))
                return TimeReader.Read(column.Text(i)!, DateOrder.MonthFirst, out _) == TimeKind.OfDay;
        }

        return false;
    }

    private static double ToUtc(double seconds, TimeZoneInfo? zone)
    {
        if (zone is null)
            return seconds;
        var local = DateTime.SpecifyKind(DateTime.UnixEpoch.AddSeconds(Math.Clamp(seconds, -2_208_988_800, 7_258_118_400)), DateTimeKind.Unspecified);
        return seconds - zone.GetUtcOffset(local).TotalSeconds;
    }

    private sealed class Reader(RawTable table, PlannedColumn planned, RawColumn? dates, PlumeReadOptions options, FaultLog log)
    {
        private readonly string source = table.Source;
        private readonly RawColumn column = planned.Column;
        private readonly double[] seconds = new double[planned.Column.Count];
        private DateOrder order;
        private bool sawZoneLess, sawDate;
        private long good;

        public TimeAxis Read()
        {
            FindOrder();
            double before = double.NaN, days = 0;
            for (var i = 0; i < seconds.Length; i++)
            {
                var kind = column.HasNothing(i) ? TimeKind.Bad : column.HasText(i) ? FromText(i, out seconds[i]) : FromNumber(i, out seconds[i]);
                if (kind == TimeKind.Bad)
                {
                    seconds[i] = double.NaN;
                    log.Add(source, column.HasNothing(i) ? InputFaultReason.RowWithoutTime : InputFaultReason.BadTime, field: column.Name, line: table.Lines[i], excerpt: column.Text(i));
                    continue;
                }

                good++;
                if (kind == TimeKind.OfDay && column.HasText(i))
                {
                    // A clock without dates runs on past midnight.
                    days += seconds[i] + days - before < -HalfDay ? 86_400 : 0;
                    seconds[i] += days;
                }

                before = seconds[i];
                sawDate |= kind is TimeKind.Absolute or TimeKind.ZoneLess;
                sawZoneLess |= kind == TimeKind.ZoneLess;
                if (kind == TimeKind.ZoneLess)
                    seconds[i] = ToUtc(seconds[i], options.TimeZone);
            }

            Tell();
            return new(seconds, sawDate);
        }

        private void Tell()
        {
            log.Understand(new(source, column.Name, PlumeColumn.Time, sawDate ? "UTC" : NumberUnit().Name, good));
            if (sawZoneLess && options.TimeZone is null)
                log.Assume(source, Assumption.TimesAreUtc, column.Name);
            if (!sawDate && good > 0)
                log.Assume(source, Assumption.OwnClock, column.Name);
        }

        private Unit NumberUnit() => planned.Unit ?? (planned.Words switch
        {
            "minute_index" or "minute" or "minutes" => UnitName.Find("min")!,
            "hour_index" or "hora" => UnitName.Find("h")!,
            _ => UnitName.Seconds,
        });

        private TimeKind FromText(int i, out double value)
        {
            var text = column.Text(i)!;
            if (dates is not null)
            {
                if (dates.HasNothing(i))
                {
                    value = 0;
                    return TimeKind.Bad;
                }

                // 20250203 as a date was read as a number.
                text = dates.Text(i) + " " + text;
            }

            return TimeReader.Read(text, order, out value);
        }

        private TimeKind FromNumber(int i, out double value)
        {
            value = column.Number(i);
            if (column.IsInstant)
                return column.IsZoneLess ? TimeKind.ZoneLess : TimeKind.Absolute;
            if (value is >= 19_000_101 and <= 21_991_231 && planned.Meaning == PlumeColumn.Date)
                return TimeReader.Read(value.ToString("F0", CultureInfo.InvariantCulture), order, out value);
            if (planned.Words is "minute_index" or "minute" or "minutes" or "second_index" or "hour_index" || planned.Unit is { Factor: not 1 and not 1e-3 } || Math.Abs(value) < LeastUnixSeconds)
            {
                value = NumberUnit().ToOurs(value);
                return TimeKind.OfDay;
            }

            value /= value >= LeastUnixNanoseconds ? 1e9 : value >= LeastUnixMicroseconds ? 1e6 : value >= LeastUnixMilliseconds ? 1e3 : 1;
            return value is > 0 and < 7_258_118_400 ? TimeKind.Absolute : TimeKind.Bad;
        }

        // Where no date tells, the order is taken in which the record is shorter.
        private void FindOrder()
        {
            var subject = dates ?? column;
            var slashed = Enumerable.Range(0, subject.Count).Where(subject.HasText).Select(i => subject.Text(i)!).Where(TimeReader.HasYearLast).Take(20_000).ToList();
            if (slashed.Count == 0)
                return;
            order = slashed.Select(TimeReader.OrderOf).FirstOrDefault(static o => o is not null) ?? Shorter(slashed);
            log.Assume(source, Assumption.DateOrder, subject.Name, order == DateOrder.DayFirst ? "DD/MM/YYYY" : "MM/DD/YYYY");
        }

        private static DateOrder Shorter(List<string> texts) => Span(texts, DateOrder.DayFirst) < Span(texts, DateOrder.MonthFirst) ? DateOrder.DayFirst : DateOrder.MonthFirst;

        private static double Span(List<string> texts, DateOrder order)
        {
            var times = texts.Select(text => TimeReader.Read(text, order, out var value) == TimeKind.Bad ? double.NaN : value).Where(static value => !double.IsNaN(value)).ToList();
            return times.Count == 0 ? double.PositiveInfinity : times.Max() - times.Min();
        }
    }
}
