using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads state vectors as OpenSky's REST interface gives them: <c>{"time":..,"states":[[..],..]}</c>, one, or several as JSON lines or in an array.</summary>
/// <remarks>
/// Specification: "All State Vectors" (openskynetwork.github.io/opensky-api/rest.html). <c>time</c> s since 1970; a state is an array of
/// 17, or 18 with <c>extended=1</c>: 0 icao24, 1 callsign (padded to 8), 2 origin country, 3 time_position s, 4 last_contact s,
/// 5 longitude, 6 latitude (longitude first), 7 baro_altitude m, 8 on_ground, 9 velocity m/s, 10 true_track degrees, 11 vertical_rate m/s,
/// 12 sensors, 13 geo_altitude m, 14 squawk, 15 spi, 16 position_source (0 ADS-B, 1 ASTERIX, 2 MLAT, 3 FLARM), 17 category.
/// Any but the first may be null. The same position is repeated until time_position changes; it is one report, of that time.
/// Dumps as CSV, and states as objects with these names, are read as rows by <see cref="OpenSkyNames"/>.
/// </remarks>
internal sealed class OpenSkyStates(ByteWindow window, JsonCursor json, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
{
    private const int Latitude = 6;

    private static readonly RowMeaning[] Places =
    [
        new(RowColumn.Identity, 0, 0), new(RowColumn.Callsign, 0, 0), default, new(RowColumn.PositionTime, 0, 0), default,
        new(RowColumn.Longitude, 0, 0), new(RowColumn.Latitude, 0, 0), new(RowColumn.Altitude, 0, RowNames.FeetInMetre), new(RowColumn.OnGround, 0, 0),
        new(RowColumn.Speed, 0, RowNames.KnotsInMetrePerSecond), new(RowColumn.Track, 0, 0), new(RowColumn.VerticalRate, 0, RowNames.FeetPerMinuteInMetrePerSecond),
        default, new(RowColumn.GeometricAltitude, 0, RowNames.FeetInMetre), default, default, new(RowColumn.Source, 0, 0),
    ];

    private readonly RowFields fields = new(RowOptions.Default, isOpenSky: true);
    private RowDraft vector;
    private readonly JsonSequence sequence = new(window, json, faults);

    public void Read()
    {
        sequence.Read(Vector);
        if (json.Problem is null && emitter.Rows == 0)
            faults.Count(FaultReason.Empty);
    }

    private bool Vector()
    {
        vector = RowDraft.Empty;
        vector.Line = sequence.Begun;
        if (!json.Take((byte)'{'))
            return false;
        if (json.TakeIf((byte)'}'))
            return true;
        do
        {
            if (!json.TryString(out var name))
                return false;
            var isTime = name.SequenceEqual("time"u8);
            var isList = name.SequenceEqual("states"u8);
            if (!json.Take((byte)':'))
                return false;
            if (isTime && json.Peek() is not ('{' or '[' or '"'))
            {
                if (!json.TryScalar(out var text))
                    return false;
                fields.Set(ref vector, new(RowColumn.Time, 0, 0), text);
                if (!vector.HasTime)
                    faults.Add(FaultReason.BadTime, sequence.Line, window.Offset, "time", ByteWindow.Text(text[..Math.Min(text.Length, 200)]));
                vector.BadText = null;
            }
            else if (isList && json.Peek() == '[' ? !States() : !json.Skip())
            {
                return false;
            }
        }
        while (json.TakeIf((byte)','));
        return json.Take((byte)'}');
    }

    private bool States()
    {
        window.Advance(1);
        if (json.TakeIf((byte)']'))
            return true;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            if (!(json.Peek() == '[' ? State() : sequence.PassOver("states")) && !JsonRecovery.PassOver(window, json, faults, sequence.Line, static bytes => JsonRecovery.EndOfElement(bytes, (byte)'[', (byte)']')))
                return false;
        }
        while (json.TakeIf((byte)','));
        return json.Take((byte)']');
    }

    private bool State()
    {
        var row = vector;
        row.Offset = window.Offset;
        window.Advance(1);
        var place = 0;
        if (!json.TakeIf((byte)']'))
        {
            do
            {
                var meaning = place < Places.Length ? Places[place] : default;
                var next = json.Peek();
                if (meaning.Column == RowColumn.Ignored || next is '[' or '{')
                {
                    if (!json.Skip())
                        return false;
                }
                else
                {
                    ReadOnlySpan<byte> text;
                    if (next == '"' ? !json.TryString(out text) : !json.TryScalar(out text))
                        return false;
                    fields.Set(ref row, meaning, text);
                }

                place++;
            }
            while (json.TakeIf((byte)','));
            if (!json.Take((byte)']'))
                return false;
        }

        if (place <= Latitude)
            faults.Add(FaultReason.Missing, sequence.Line, row.Offset, "columns", $"a state of {place} values");
        else
            emitter.Add(row);
        return true;
    }
}
