using System.Globalization;
using Atalaya.Earth;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Feeds;

/// <summary>From the columns of wind of a file to a table on the clock of the readings.</summary>
internal sealed class WindBuilder(ColumnPlan plan, TimeAxis? time, ReadingTable? readings, bool readingsHaveTime, bool isOfReadings, PlumeReadOptions options, FaultLog log)
{
    private readonly string source = plan.Table.Source;

    public WindTable? Build(CancellationToken cancellation)
    {
        var columns = new WindColumns(plan, options, log);
        var drafts = new List<WindDraft>();
        var (from, to) = Kept();
        for (var row = 0; row < plan.Table.Count; row++)
        {
            if ((row & 1023) == 0)
                cancellation.ThrowIfCancellationRequested();
            var seconds = !readingsHaveTime || time is null ? 0 : time.Seconds[row];
            if (double.IsNaN(seconds) || seconds < from || seconds >= to)
                continue;
            if (columns.Read(row, seconds) is { } draft)
                drafts.Add(draft);
        }

        if (drafts.Count == 0)
            return null;
        if (OnOneClock(drafts) is not { } timed)
            return null;
        var rows = Means([.. timed.OrderBy(static draft => draft.Seconds)]);
        return Table(rows, columns);
    }

    // --from and --to hold for the wind with a day to spare, since a mean of the wind may begin before the readings do.
    private (double From, double To) Kept()
    {
        const double Spare = 86_400;
        var (from, to) = (options.From, options.To);
        var hasDate = time is { HasDate: true };
        return (from is null ? double.NaN : (TimeAxis.Moment(from, hasDate, options.TimeZone) ?? double.NaN) - Spare, to is null ? double.NaN : (TimeAxis.Moment(to, hasDate, options.TimeZone) ?? double.NaN) + Spare);
    }

    private List<WindDraft>? OnOneClock(List<WindDraft> drafts)
    {
        if (!readingsHaveTime)
        {
            // One block: its wind is one, however often it stands in the file.
            var first = drafts[0];
            if (drafts.TrueForAll(draft => draft.East == first.East && draft.North == first.North))
                return [first];
            if (isOfReadings)
                return drafts;
            log.Add(source, InputFaultReason.SeveralRuns, field: plan[PlumeColumn.Run]?.Column.Name ?? "wind", excerpt: drafts.Count.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        if (time is not null || readings is null)
            return drafts;
        var times = readings.Seconds.Distinct().ToList();
        if (drafts.Count == 1)
            times.RemoveRange(1, times.Count - 1);
        if (times.Count != drafts.Count)
        {
            log.Add(source, InputFaultReason.RowWithoutTime, field: "time", excerpt: string.Create(CultureInfo.InvariantCulture, $"{drafts.Count} rows of wind, {times.Count} times of readings"));
            return null;
        }

        log.Assume(source, Assumption.WindHasNoTimes);
        return [.. drafts.Select((draft, i) => draft with { Seconds = times[i] })];
    }

    // A long table repeats the wind for each sensor.
    private static List<WindDraft> Means(List<WindDraft> drafts)
    {
        var rows = new List<WindDraft>();
        for (var i = 0; i < drafts.Count;)
        {
            var next = i + 1;
            while (next < drafts.Count && drafts[next].Seconds == drafts[i].Seconds)
                next++;
            rows.Add(next == i + 1 ? drafts[i] : Mean(drafts.GetRange(i, next - i)));
            i = next;
        }

        return rows;
    }

    private static WindDraft Mean(List<WindDraft> same)
    {
        double Of(Func<WindDraft, double> value)
        {
            var (sum, count, first, equal) = (0.0, 0, double.NaN, true);
            foreach (var number in same.Select(value).Where(double.IsFinite))
            {
                equal &= count == 0 || number == first;
                first = count == 0 ? number : first;
                (sum, count) = (sum + number, count + 1);
            }

            // A mean of equal numbers may differ from them in its last digit.
            return count == 0 ? double.NaN : equal ? first : sum / count;
        }

        return new(
            same[0].Seconds, Of(static d => d.East), Of(static d => d.North), Of(static d => d.Up), Of(static d => d.SigmaCross), Of(static d => d.SigmaUp), Of(static d => d.FrictionVelocity),
            Of(static d => d.ObukhovLength), Of(static d => d.MixingHeight), same.Find(static d => d.Stability != StabilityClass.Unknown).Stability, Of(static d => d.Cloud));
    }

    private WindTable Table(List<WindDraft> rows, WindColumns columns)
    {
        double[] Of(Func<WindDraft, double> value) => [.. rows.Select(value)];
        double[]? Known(Func<WindDraft, double> value) => rows.Exists(row => double.IsFinite(value(row))) ? Of(value) : null;
        var isMoving = readings is not null && readings.Sensors.Any(static sensor => sensor.IsMoving);
        var placement = options.WindPlacement ?? (isOfReadings && isMoving ? WindPlacement.OnBoard : WindPlacement.Station);
        if (options.WindPlacement is null && placement == WindPlacement.OnBoard)
            log.Assume(source, Assumption.WindOnBoard);
        return new()
        {
            Seconds = Of(static row => row.Seconds),
            AveragingSeconds = Average(rows),
            Placement = placement,
            HeightMetres = options.WindHeightMetres ?? columns.HeightMetres,
            East = Of(static row => row.East),
            North = Of(static row => row.North),
            Up = Known(static row => row.Up),
            SigmaCross = Known(static row => row.SigmaCross),
            SigmaUp = Known(static row => row.SigmaUp),
            FrictionVelocity = Known(static row => row.FrictionVelocity),
            ObukhovLength = Known(static row => row.ObukhovLength),
            MixingHeight = Known(static row => row.MixingHeight),
            Stability = Classes(rows),
            RoughnessMetres = options.RoughnessMetres ?? columns.RoughnessMetres,
        };
    }

    private double Average(List<WindDraft> rows)
    {
        if (isOfReadings || !readingsHaveTime || rows.Count == 1)
            return isOfReadings || rows.Count > 1 || readings is null ? readings?.AveragingSeconds ?? 0 : Math.Max(readings.AveragingSeconds, readingsHaveTime ? readings.Seconds[^1] - readings.Seconds[0] + readings.AveragingSeconds : 0);
        return Spacing.Mean([[.. rows.Select(static row => row.Seconds)]]);
    }

    private StabilityClass[]? Classes(List<WindDraft> rows)
    {
        if (rows.Exists(static row => row.Stability != StabilityClass.Unknown))
            return [.. rows.Select(static row => row.Stability)];
        if (options.CloudOktas is null && !rows.Exists(static row => double.IsFinite(row.Cloud)))
            return null;
        var at = readings?.Frame.Origin ?? options.At;
        if (at is not Position place || time is not { HasDate: true })
        {
            log.Add(source, InputFaultReason.NoSunHeight, field: at is null ? "--at" : "time");
            return null;
        }

        log.Assume(source, Assumption.StabilityFromSun, detail: string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:0.####}, {place.Longitude:0.####}"));
        if ((options.CloudOktas ?? 8) > 4)
            log.Assume(source, Assumption.CloudOfMiddleHeight);
        return [.. rows.Select(row => double.IsFinite(row.Cloud) || options.CloudOktas is not null ? SunStability.Of(row.Seconds, place, double.IsFinite(row.Cloud) ? row.Cloud : options.CloudOktas!.Value, Math.Sqrt((row.East * row.East) + (row.North * row.North))) : StabilityClass.Unknown)];
    }
}
