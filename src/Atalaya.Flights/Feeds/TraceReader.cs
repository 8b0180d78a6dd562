using System.Buffers.Text;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>One reading of one trace file: the keys in any order, the rows by <see cref="TraceRowFast"/> with <see cref="TraceRowJson"/> for what it leaves.</summary>
internal sealed class TraceReader
{
    /// <summary>Reports of one file beyond which it is not read further: 12 in every second of a day; real ones hold some thousands. Bounds the memory of a whole run below 1 GiB.</summary>
    public const int MaxReports = 1024 * 1024;

    private const double MaxOffsetSeconds = 100 * 86_400;

    // A header is some 200 bytes long; no more is inflated than needed.
    private const int PeekBytes = 1024;

    // A peek adds no report.
    private static readonly TrackBuilder Nowhere = new();

    private readonly ByteWindow window;
    private readonly JsonCursor json;
    private readonly TrackBuilder into;
    private readonly FaultLimit faults;
    private readonly ReadingPath path;
    private readonly int firstReport;
    private string? identity;
    private string? registration;
    private string? type;
    private AircraftFlags flags;
    private long? baseTime;
    private bool rowsSeen;
    private ulong callsign;

    public TraceReader(Stream content, string source, TrackBuilder into, IFaultSink faults, FeedScratch scratch, ReadingPath path, int step = int.MaxValue)
    {
        window = scratch.Window;
        window.Open(content, step);
        json = new(window);
        this.into = into;
        this.faults = new(faults, source);
        this.path = path;
        firstReport = into.Count;
    }

    public static TraceHeader? Peek(Stream content, FeedScratch scratch)
    {
        var reader = new TraceReader(content, "", Nowhere, NoFaults.Instance, scratch, ReadingPath.JsonOnly, PeekBytes);
        reader.json.SkipByteOrderMark();
        if (reader.json.Take((byte)'{'))
            reader.Keys(headerOnly: true);
        scratch.Window.Close();
        return reader.identity is { } name && (reader.rowsSeen || reader.baseTime is not null) ? new(name, reader.baseTime) : null;
    }

    public Aircraft? Read()
    {
        json.SkipByteOrderMark();
        if (window.Bytes.IsEmpty && !window.Fill())
            faults.Add(window.Problem ?? FaultReason.Empty, offset: 0, excerpt: window.ProblemText);
        else if (json.Take((byte)'{'))
            Keys(headerOnly: false);
        if (json.Problem is { } problem)
            faults.Add(problem, offset: json.ProblemOffset, excerpt: window.ProblemText ?? window.Excerpt());
        window.Drain();
        if (window.Problem is { } broken && broken != json.Problem && identity is not null)
            faults.Add(broken, offset: window.Offset + window.Bytes.Length, excerpt: window.ProblemText);
        var aircraft = Finish();
        faults.Flush();
        window.Close();
        return aircraft;
    }

    private Aircraft? Finish()
    {
        if (identity is null)
        {
            if (json.Problem is null && rowsSeen)
                faults.Add(FaultReason.Missing, field: "icao");
            into.Truncate(firstReport);
            return null;
        }

        if (baseTime is { } start)
        {
            into.ShiftTimes(firstReport, start);
        }
        else
        {
            if (rowsSeen)
                faults.Add(FaultReason.Missing, field: "timestamp");
            into.Truncate(firstReport);
        }

        var isPrivate = (flags & (AircraftFlags.PrivacyAddress | AircraftFlags.LimitedDisplay)) != 0;
        return new(identity, isPrivate ? null : registration, isPrivate ? null : type, flags);
    }

    private void Keys(bool headerOnly)
    {
        if (json.TakeIf((byte)'}'))
            return;
        do
        {
            if (!json.TryString(out var key))
                return;
            var name = KeyOf(key);
            if (!json.Take((byte)':') || !Value(name, headerOnly))
                return;
        }
        while (json.TakeIf((byte)','));
        json.Take((byte)'}');
    }

    private enum Key
    {
        Other,
        Icao,
        Registration,
        Type,
        Flags,
        Time,
        Trace,
    }

    private static Key KeyOf(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("icao"u8) ? Key.Icao
        : key.SequenceEqual("r"u8) ? Key.Registration
        : key.SequenceEqual("t"u8) ? Key.Type
        : key.SequenceEqual("dbFlags"u8) ? Key.Flags
        : key.SequenceEqual("timestamp"u8) ? Key.Time
        : key.SequenceEqual("trace"u8) ? Key.Trace
        : Key.Other;

    // Owner and description are passed over: they are never kept.
    private bool Value(Key key, bool headerOnly)
    {
        switch (key)
        {
            case Key.Trace:
                rowsSeen = true;
                return !headerOnly && json.Take((byte)'[') && Rows();
            case Key.Icao or Key.Registration or Key.Type when json.Peek() == '"':
                return Text(key);
            case Key.Time or Key.Flags:
                return Number(key);
            default:
                return json.Skip();
        }
    }

    private bool Text(Key key)
    {
        if (!json.TryString(out var text))
            return false;
        var value = ByteWindow.Text(text).Trim();
        if (value.Length is 0 or > 64)
            return true;
        switch (key)
        {
            case Key.Icao:
                identity = value.ToLowerInvariant();
                break;
            case Key.Registration:
                registration = value;
                break;
            default:
                type = value.ToUpperInvariant();
                break;
        }

        return true;
    }

    private bool Number(Key key)
    {
        var at = window.Offset;
        if (!json.TryScalar(out var text))
            return false;
        var isNumber = Utf8Parser.TryParse(text, out double value, out var length) && length == text.Length && double.IsFinite(value);
        if (key == Key.Flags)
            flags = isNumber && value is >= 0 and < 65_536 ? (AircraftFlags)((int)value & 0xf) : flags;
        else if (isNumber && value is > 0 and < 1e10)
            baseTime = Milliseconds(value);
        else
            faults.Add(FaultReason.BadTime, offset: at, field: "timestamp", excerpt: ByteWindow.Text(text));
        return true;
    }

    private bool Rows()
    {
        var row = default(TraceRow);
        if (json.TakeIf((byte)']'))
            return true;
        while (true)
        {
            if (into.Count - firstReport >= MaxReports)
                return json.Stop(FaultReason.TooLarge);
            if (!window.Bytes.IsEmpty && window.Bytes[0] == '[' || json.Peek() == '[' ? !Row(ref row) : !NotARow())
                return false;
            var bytes = window.Bytes;
            if (bytes.Length > 2 && bytes[0] == ',' && (bytes[1] == '[' || (bytes[1] == '\n' && bytes[2] == '[')))
                window.Advance(bytes[1] == '[' ? 1 : 2);
            else if (!json.TakeIf((byte)','))
                return json.Take((byte)']');
        }
    }

    private bool Row(ref TraceRow row)
    {
        var length = path == ReadingPath.FastThenJson ? TraceRowFast.Parse(window.Bytes, ref row) : 0;
        if (length == 0 && !SlowRow(ref row, out length))
            return false;
        if (length > 0)
        {
            Accept(ref row, length);
            window.Advance(length);
        }

        return true;
    }

    // A value that is no row is set aside like a bad row.
    private bool NotARow()
    {
        if (json.Peek() < 0)
            return json.Stop(FaultReason.TruncatedJson);
        faults.Add(FaultReason.MalformedJson, offset: window.Offset, field: "trace", excerpt: faults.IsFull ? null : window.Excerpt(80));
        return json.Skip();
    }

    // length 0: the row was set aside and the window stands behind it.
    private bool SlowRow(ref TraceRow row, out int length)
    {
        while (true)
        {
            var outcome = TraceRowJson.Parse(window.Bytes, window.Ended, ref row, out length);
            if (outcome == TraceRowJson.Outcome.Row)
                return true;
            if (outcome == TraceRowJson.Outcome.Incomplete)
            {
                if (window.Fill())
                {
                    // A whole window may have been in hand of which the fast reader knows more now.
                    if (path == ReadingPath.FastThenJson && (length = TraceRowFast.Parse(window.Bytes, ref row)) > 0)
                        return true;
                    continue;
                }

                if (!window.Ended)
                    return json.Stop(FaultReason.TooLarge);
                return json.Stop(FaultReason.TruncatedJson);
            }

            if (window.Ended && RowEnd(window.Bytes) < 0)
                return json.Stop(FaultReason.TruncatedJson);
            return SetAside(row.BadColumn, ref length);
        }
    }

    // The row is not JSON: the next one begins behind a closing bracket and a comma.
    private bool SetAside(int badColumn, ref int length)
    {
        var at = window.Offset + length;
        var bytes = window.Bytes;
        var end = RowEnd(bytes);
        while (end < 0 && window.Fill())
            end = RowEnd(bytes = window.Bytes);
        var known = badColumn >= 0 && badColumn < TraceRow.Fields.Length;
        faults.Add(known ? FaultReason.NotANumber : FaultReason.MalformedJson, offset: at, field: known ? TraceRow.Fields[badColumn] : "trace", excerpt: ByteWindow.Text(bytes[..(end < 0 ? Math.Min(bytes.Length, 200) : end)]));
        if (end < 0)
            return json.Stop(window.Ended ? FaultReason.TruncatedJson : FaultReason.MalformedJson);
        window.Advance(end);
        length = 0;
        return true;
    }

    private static int RowEnd(ReadOnlySpan<byte> bytes)
    {
        for (var from = 0; ;)
        {
            var i = bytes[from..].IndexOf((byte)']');
            if (i < 0)
                return -1;
            from += i + 1;
            var next = bytes[from..].TrimStart(" \r\n\t"u8);
            if (next.StartsWith("]"u8) || (next.StartsWith(","u8) && next[1..].TrimStart(" \r\n\t"u8).StartsWith("["u8)))
                return from;
        }
    }

    private void Accept(ref TraceRow row, int length)
    {
        if (row.BadColumn >= 0)
            Reject(FaultReason.NotANumber, row.BadColumn, length);
        else if (double.IsNaN(row.Latitude) || double.IsNaN(row.Longitude))
            faults.Count(FaultReason.NoPosition);
        else if (double.IsNaN(row.Offset))
            Reject(FaultReason.Missing, 0, length);
        else if (row.Offset is < -MaxOffsetSeconds or > MaxOffsetSeconds)
            Reject(FaultReason.OutOfRange, 0, length);
        else if (row.Latitude is < -90 or > 90)
            Reject(FaultReason.OutOfRange, 1, length);
        else if (row.Longitude is < -180 or > 180)
            Reject(FaultReason.OutOfRange, 2, length);
        else
            Add(ref row);
    }

    private void Reject(FaultReason reason, int column, int length) =>
        faults.Add(reason, offset: window.Offset, field: column < TraceRow.Fields.Length ? TraceRow.Fields[column] : null, excerpt: ByteWindow.Text(window.Bytes[..Math.Min(length, 400)]));

    private void Add(ref TraceRow row)
    {
        if (row.Callsign != 0 && row.Callsign != callsign)
        {
            callsign = row.Callsign;
            into.SetCallsign(TraceRow.UnpackCallsign(callsign));
        }

        var bits = row.Flags is >= 0 and < 65_536 ? (int)row.Flags : 0;
        var marks = ReportFlags.None;
        if ((bits & 1) != 0)
            marks |= ReportFlags.Stale;
        if ((bits & 2) != 0)
            marks |= ReportFlags.NewLeg;
        var rate = row.Rate;
        if (double.IsNaN(rate) && !double.IsNaN(row.GeometricRate))
        {
            rate = row.GeometricRate;
            bits |= 4;
        }

        var altitude = row.Altitude;
        if (row.OnGround)
        {
            marks |= ReportFlags.OnGround;
            altitude = double.NaN;
            bits &= ~8;
        }
        else if (double.IsNaN(altitude) && !double.IsNaN(row.GeometricAltitude))
        {
            altitude = row.GeometricAltitude;
            bits |= 8;
        }

        if ((bits & 4) != 0 && !double.IsNaN(rate))
            marks |= ReportFlags.RateGeometric;
        if ((bits & 8) != 0 && !double.IsNaN(altitude))
            marks |= ReportFlags.AltitudeGeometric;
        into.Append(new(Milliseconds(row.Offset), row.Latitude, row.Longitude, (float)altitude, (float)row.Speed, Direction(row.Track), (float)rate, marks, row.Source));
    }

    internal static float Direction(double degrees) =>
        degrees is >= 0 and < 360 ? (float)degrees : double.IsFinite(degrees) ? (float)(degrees - (360 * Math.Floor(degrees / 360))) : float.NaN;

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1000);

    private sealed class NoFaults : IFaultSink
    {
        public static NoFaults Instance { get; } = new();

        public void Add(Fault fault)
        {
        }

        public void Count(string source, FaultReason reason, long count)
        {
        }
    }
}
