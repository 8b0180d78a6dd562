using Atalaya.Earth;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Feeds;

/// <summary>Puts readings in order of time, in one frame.</summary>
internal static class ReadingAssembler
{
    // Jitter of a fixed sensor's GPS stays below; see Sensor.IsMoving.
    private const double MovingMetres = 2;

    // A single block without times: ten minutes, as in most tracer releases.
    private const double BlockSeconds = 600;

    private const int MicroDegreeDecimals = 6;

    /// <summary>The table and the line of each of its rows; null where there is no reading.</summary>
    public static (ReadingTable Table, long[] Lines)? Assemble(ReadingDrafts drafts, string source, PlumeReadOptions options, FaultLog log)
    {
        if (drafts.Rows.Count == 0)
            return null;
        var (from, to) = (Bound(options.From, "--from", drafts, options, log), Bound(options.To, "--to", drafts, options, log));
        var rows = Enumerable.Range(0, drafts.Rows.Count).Where(i => !(drafts.Rows[i].Seconds < from) && !(drafts.Rows[i].Seconds >= to)).ToArray();
        if (rows.Length == 0)
        {
            log.Add(source, InputFaultReason.NothingKept, field: "--from, --to", excerpt: $"{options.From} .. {options.To}");
            return null;
        }

        Array.Sort(rows, (a, b) => drafts.Rows[a].Seconds.CompareTo(drafts.Rows[b].Seconds) is not 0 and var order ? order : a.CompareTo(b));
        rows = Merged(rows, drafts);
        var frame = Frame(rows, drafts);
        var (sensorOf, names) = Sensors(rows, drafts);
        var (near, far) = (new Spot[rows.Length], new Spot[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            var draft = drafts.Rows[rows[i]];
            var isSame = i > 0 && draft.From == drafts.Rows[rows[i - 1]].From;
            near[i] = isSame ? near[i - 1] : ToSpot(frame, draft.From);
            far[i] = draft.To is { } end ? ToSpot(frame, end) : near[i];
        }

        var sensors = Describe(rows, drafts, sensorOf, names, near);
        var seconds = Array.ConvertAll(rows, i => drafts.Rows[i].Seconds);
        var table = new ReadingTable
        {
            Frame = frame,
            Sensors = sensors,
            HasDate = drafts.HasDate,
            Seconds = seconds,
            AveragingSeconds = Average(source, seconds, sensorOf, sensors, drafts.HasTime, options, log),
            SensorOf = sensorOf,
            From = near,
            To = far,
            Kelvin = Array.ConvertAll(rows, i => drafts.Rows[i].Kelvin),
            Pascal = Array.ConvertAll(rows, i => drafts.Rows[i].Pascal),
            Gases = [.. drafts.Gases.Select((gas, g) => Series(gas, rows, drafts.Values[g], drafts.Errors[g])).Where(static series => Array.Exists(series.PartsPerMillion, double.IsFinite))],
        };
        return (table, Array.ConvertAll(rows, i => drafts.Rows[i].Line));
    }

    private static double Bound(string? text, string option, ReadingDrafts drafts, PlumeReadOptions options, FaultLog log)
    {
        if (text is null)
            return double.NaN;
        if (TimeAxis.Moment(text, drafts.HasDate, options.TimeZone) is { } seconds)
            return seconds;
        log.Add(option, InputFaultReason.BadOption, field: option, excerpt: text);
        return double.NaN;
    }

    private static GasSeries Series(Gas gas, int[] rows, List<double> values, List<double> errors)
    {
        var stated = Array.ConvertAll(rows, i => errors[i]);
        return new(gas, Array.ConvertAll(rows, i => values[i]), Array.Exists(stated, double.IsFinite) ? stated : null);
    }

    // Gases that stand in rows of their own come together in one row.
    private static int[] Merged(int[] rows, ReadingDrafts drafts)
    {
        if (drafts.Gases.Count < 2)
            return rows;
        var kept = new List<int>(rows.Length);
        var ofSensor = new Dictionary<string, int>(StringComparer.Ordinal);
        var time = double.NaN;
        foreach (var row in rows)
        {
            if (drafts.Rows[row].Seconds != time)
                ofSensor.Clear();
            time = drafts.Rows[row].Seconds;
            if (ofSensor.TryGetValue(drafts.Rows[row].Sensor, out var other) && drafts.Rows[row].From == drafts.Rows[other].From && TryMerge(other, row, drafts))
                continue;
            ofSensor[drafts.Rows[row].Sensor] = row;
            kept.Add(row);
        }

        return [.. kept];
    }

    private static bool TryMerge(int into, int row, ReadingDrafts drafts)
    {
        for (var g = 0; g < drafts.Gases.Count; g++)
        {
            if (double.IsFinite(drafts.Values[g][into]) && double.IsFinite(drafts.Values[g][row]))
                return false;
        }

        for (var g = 0; g < drafts.Gases.Count; g++)
        {
            if (!double.IsFinite(drafts.Values[g][row]))
                continue;
            drafts.Values[g][into] = drafts.Values[g][row];
            drafts.Errors[g][into] = drafts.Errors[g][row];
        }

        return true;
    }

    private static LocalFrame Frame(int[] rows, ReadingDrafts drafts)
    {
        double latitude = 0, longitude = 0, count = 0;
        foreach (var row in rows)
        {
            var place = drafts.Rows[row].From;
            if (!place.IsDegrees)
                continue;
            latitude += place.Y;
            longitude += Position.NormalizeLongitude(place.X - drafts.Rows[rows[0]].From.X);
            count++;
        }

        return count == 0
            ? LocalFrame.Metres
            : new(new Position(Math.Round(latitude / count, MicroDegreeDecimals), Math.Round(drafts.Rows[rows[0]].From.X + (longitude / count), MicroDegreeDecimals)));
    }

    private static Spot ToSpot(LocalFrame frame, RawPlace place) =>
        place.IsDegrees ? frame.ToSpot(new(place.Y, place.X), place.Z) : new(place.X, place.Y, place.Z);

    private static (int[] SensorOf, List<string> Names) Sensors(int[] rows, ReadingDrafts drafts)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>();
        var sensorOf = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var name = drafts.Rows[rows[i]].Sensor;
            if (!index.TryGetValue(name, out var at))
            {
                index.Add(name, at = names.Count);
                names.Add(name);
            }

            sensorOf[i] = at;
        }

        return (sensorOf, names);
    }

    private static List<Sensor> Describe(int[] rows, ReadingDrafts drafts, int[] sensorOf, List<string> names, Spot[] near)
    {
        var isBeam = new bool[names.Count];
        var box = Enumerable.Range(0, names.Count).Select(static _ => (West: double.MaxValue, South: double.MaxValue, East: double.MinValue, North: double.MinValue)).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            var s = sensorOf[i];
            isBeam[s] |= drafts.Rows[rows[i]].To is not null;
            box[s] = (Math.Min(box[s].West, near[i].X), Math.Min(box[s].South, near[i].Y), Math.Max(box[s].East, near[i].X), Math.Max(box[s].North, near[i].Y));
        }

        return [.. names.Select((name, s) => new Sensor(name, isBeam[s], Math.Max(box[s].East - box[s].West, box[s].North - box[s].South) > MovingMetres))];
    }

    private static double Average(string source, double[] seconds, int[] sensorOf, List<Sensor> sensors, bool hasTime, PlumeReadOptions options, FaultLog log)
    {
        if (options.AverageSeconds is { } said)
            return said;
        if (!hasTime)
        {
            log.Assume(source, Assumption.OneBlock, detail: BlockSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return BlockSeconds;
        }

        var series = sensors.Select(static _ => new List<double>()).ToList();
        for (var i = 0; i < seconds.Length; i++)
            series[sensorOf[i]].Add(seconds[i]);
        var mean = Spacing.Mean(series.Where((_, s) => !sensors[s].IsMoving));
        log.Assume(source, mean > 0 ? Assumption.AverageFromSpacing : Assumption.Instants, detail: mean > 0 ? mean.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        return mean;
    }
}
