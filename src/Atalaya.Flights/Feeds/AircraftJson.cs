using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads snapshots of the aircraft that a receiver or an aggregator heard last: one, or several as JSON lines or in an array.</summary>
/// <remarks>
/// Specification: README-json.md of readsb (github.com/wiedehopf/readsb), and the "API v2" of the aggregators, which wraps the same
/// objects. Top keys: <c>now</c> (s since 1970; ms in the API, where it stands behind the list) and <c>aircraft</c> or <c>ac</c>, the list.
/// Kept of an aircraft: <c>hex</c> (a leading <c>~</c>: no ICAO address), <c>type</c> (source of the data: <c>adsb_icao</c>, <c>mlat</c>,
/// <c>tisb_other</c>, ...), <c>flight</c> (padded to 8), <c>r</c> registration, <c>t</c> type designator, <c>dbFlags</c> (1 military,
/// 2 interesting, 4 PIA, 8 LADD), <c>lat</c>, <c>lon</c> (degrees), <c>alt_baro</c> (ft, or <c>"ground"</c>), <c>alt_geom</c> (ft),
/// <c>gs</c> (kt), <c>track</c> (degrees), <c>baro_rate</c>, <c>geom_rate</c> (ft/min), <c>seen_pos</c> (age of the position at
/// <c>now</c>, s). dump1090-mutability wrote <c>altitude</c>, <c>speed</c> and <c>vert_rate</c>. <c>mlat</c> and <c>tisb</c> list
/// the fields so obtained. Never positions: <c>rr_lat</c> and <c>rr_lon</c> (a guess from where the receivers are), <c>lastPosition</c>
/// (older than 60 s) and <c>gpsOkLat</c>. Owners (<c>ownOp</c>) are never kept.
/// </remarks>
internal sealed class AircraftJson(ByteWindow window, JsonCursor json, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
{
    /// <summary>Aircraft of one snapshot that are held until its <c>now</c> comes. The whole world has some 15,000.</summary>
    public const int MaxHeld = 500_000;

    private readonly RowFields fields = new(RowOptions.Default);
    private readonly List<RowDraft> held = [];
    private readonly JsonSequence sequence = new(window, json, faults);
    private long snapshots;
    private long ageless;
    private long? now;

    private enum Key
    {
        Other,
        Value,
        GeometricRate,
        Multilaterated,
        Tisb,
    }

    public void Read()
    {
        sequence.Read(Snapshot);
        Say();
    }

    private void Say()
    {
        if (ageless > 0)
            faults.Add(FaultReason.Assumed, field: "seen_pos", excerpt: $"{ageless} positions do not say how old they are: they were taken to be of the snapshot's time");
        if (emitter.Rows == 0 && json.Problem is null && snapshots > 0)
            faults.Count(FaultReason.Empty);
    }

    private bool Snapshot()
    {
        cancellation.ThrowIfCancellationRequested();
        now = null;
        held.Clear();
        var offset = window.Offset;
        var whole = Members();
        if (now is null && held.Count > 0)
        {
            faults.Add(FaultReason.Missing, sequence.Line, offset, "now", $"{held.Count} aircraft of a snapshot without its time");
            faults.Count(FaultReason.Missing, held.Count - 1);
        }
        else
        {
            held.ForEach(Give);
        }

        held.Clear();
        snapshots++;
        return whole;
    }

    private bool Members()
    {
        if (!json.Take((byte)'{'))
            return false;
        if (json.TakeIf((byte)'}'))
            return true;
        do
        {
            if (!json.TryString(out var name))
                return false;
            var isNow = name.SequenceEqual("now"u8);
            var isList = name.SequenceEqual("aircraft"u8) || name.SequenceEqual("ac"u8);
            if (!json.Take((byte)':'))
                return false;
            if (isNow ? !Now() : isList && json.Peek() == '[' ? !List() : !json.Skip())
                return false;
        }
        while (json.TakeIf((byte)','));
        return json.Take((byte)'}');
    }

    private bool Now()
    {
        ReadOnlySpan<byte> text;
        if (json.Peek() == '"' ? !json.TryString(out text) : !json.TryScalar(out text))
            return false;
        var row = RowDraft.Empty;
        fields.Set(ref row, new(RowColumn.Time, 0, 0), text);
        if (row.HasTime)
            now = row.Time;
        else
            faults.Add(FaultReason.BadTime, sequence.Line, window.Offset, "now", ByteWindow.Text(text[..Math.Min(text.Length, 200)]));
        held.ForEach(Give);
        if (row.HasTime)
            held.Clear();
        return true;
    }

    private bool List()
    {
        window.Advance(1);
        if (json.TakeIf((byte)']'))
            return true;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var row = RowDraft.Empty;
            row.Line = sequence.Begun;
            row.Offset = window.Offset;
            if (json.Peek() != '{' ? !sequence.PassOver("aircraft") : !Aircraft(ref row) && !JsonRecovery.PassOver(window, json, faults, sequence.Line, static bytes => JsonRecovery.EndOfElement(bytes, (byte)'{', (byte)'}')))
                return false;
        }
        while (json.TakeIf((byte)','));
        return json.Take((byte)']');
    }

    private bool Aircraft(ref RowDraft row)
    {
        var geometricRate = double.NaN;
        var (multilaterated, tisb) = (false, false);
        if (!json.Take((byte)'{'))
            return false;
        if (!json.TakeIf((byte)'}'))
        {
            do
            {
                if (!json.TryString(out var name))
                    return false;
                var (key, meaning) = Known(name);
                if (!json.Take((byte)':'))
                    return false;
                var next = json.Peek();
                if (key is Key.Multilaterated or Key.Tisb && next == '[')
                {
                    if (!Lists("lat"u8, out var listed))
                        return false;
                    (multilaterated, tisb) = (multilaterated || (listed && key == Key.Multilaterated), tisb || (listed && key == Key.Tisb));
                    continue;
                }

                if (key is not (Key.Value or Key.GeometricRate) || next is '{' or '[')
                {
                    if (!json.Skip())
                        return false;
                    continue;
                }

                ReadOnlySpan<byte> text;
                if (next == '"' ? !json.TryString(out text) : !json.TryScalar(out text))
                    return false;
                if (key == Key.Value)
                    fields.Set(ref row, meaning, text);
                else if (RowText.TryNumber(text, out var rate))
                    geometricRate = rate;
            }
            while (json.TakeIf((byte)','));
            if (!json.Take((byte)'}'))
                return false;
        }

        if (double.IsNaN(row.Rate) && !double.IsNaN(geometricRate))
            (row.Rate, row.RateIsGeometric) = (geometricRate, true);
        if (row.Source == ReportSource.Unknown)
            row.Source = multilaterated ? ReportSource.Mlat : tisb ? ReportSource.Tisb : ReportSource.Unknown;
        return Hold(row);
    }

    private bool Hold(in RowDraft row)
    {
        if (now is not null)
            Give(row);
        else if (held.Count < MaxHeld)
            held.Add(row);
        else
            return json.Stop(FaultReason.TooLarge);
        return true;
    }

    private void Give(RowDraft row)
    {
        if (now is not { } time)
            return;
        row.Time = time;
        row.HasTime = true;
        if (double.IsNaN(row.Age) && !double.IsNaN(row.Latitude))
            ageless++;
        emitter.Add(row);
    }

    private bool Lists(ReadOnlySpan<byte> wanted, out bool found)
    {
        found = false;
        window.Advance(1);
        if (json.TakeIf((byte)']'))
            return true;
        do
        {
            if (json.Peek() != '"')
            {
                if (!json.Skip())
                    return false;
                continue;
            }

            if (!json.TryString(out var text))
                return false;
            found |= text.SequenceEqual(wanted);
        }
        while (json.TakeIf((byte)','));
        return json.Take((byte)']');
    }

    private static (Key Key, RowMeaning Meaning) Known(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("hex"u8) ? Is(RowColumn.Identity)
        : name.SequenceEqual("lat"u8) ? Is(RowColumn.Latitude)
        : name.SequenceEqual("lon"u8) ? Is(RowColumn.Longitude)
        : name.SequenceEqual("seen_pos"u8) ? Is(RowColumn.PositionAge)
        : name.SequenceEqual("alt_baro"u8) || name.SequenceEqual("altitude"u8) ? Is(RowColumn.Altitude)
        : name.SequenceEqual("alt_geom"u8) ? Is(RowColumn.GeometricAltitude)
        : name.SequenceEqual("gs"u8) || name.SequenceEqual("speed"u8) ? Is(RowColumn.Speed)
        : name.SequenceEqual("track"u8) ? Is(RowColumn.Track)
        : name.SequenceEqual("baro_rate"u8) || name.SequenceEqual("vert_rate"u8) ? Is(RowColumn.VerticalRate)
        : name.SequenceEqual("flight"u8) ? Is(RowColumn.Callsign)
        : name.SequenceEqual("type"u8) ? Is(RowColumn.Source)
        : name.SequenceEqual("r"u8) ? Is(RowColumn.Registration)
        : name.SequenceEqual("t"u8) ? Is(RowColumn.Type)
        : name.SequenceEqual("dbFlags"u8) ? Is(RowColumn.RegisterFlags)
        : name.SequenceEqual("geom_rate"u8) ? (Key.GeometricRate, default)
        : name.SequenceEqual("mlat"u8) ? (Key.Multilaterated, default)
        : name.SequenceEqual("tisb"u8) ? (Key.Tisb, default)
        : default;

    private static (Key Key, RowMeaning Meaning) Is(RowColumn column) => (Key.Value, new(column, 0, 1));
}
