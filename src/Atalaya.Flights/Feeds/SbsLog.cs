using System.Runtime.InteropServices;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads logs of the SBS-1 (BaseStation) port 30003.</summary>
/// <remarks>
/// Specification: "Socket Data" of Kinetic's BaseStation (woodair.net/SBS/Article/Barebones42_Socket_Data.htm). 22 fields, counted from 1:
/// 1 message type (<c>MSG</c>; <c>ID</c>, <c>SEL</c>, <c>AIR</c>, <c>STA</c>, <c>CLK</c> tell of the program; mlat-client writes
/// <c>MLAT</c> for multilaterated <c>MSG</c>), 2 transmission type 1 to 8, 3 session, 4 aircraft, 5 ICAO address in hex, 6 flight,
/// 7 and 8 date and time generated, 9 and 10 date and time logged, 11 callsign, 12 pressure altitude ft, 13 ground speed kt, 14 track
/// degrees, 15 latitude, 16 longitude, 17 vertical rate ft/min, 18 squawk, 19 alert, 20 emergency, 21 SPI, 22 on ground (−1 or 1 is
/// true). Types: 1 callsign, 2 surface position, 3 airborne position, 4 velocity, 5 and 7 altitude, 6 squawk, 8 all-call.
/// Times are the receiver's local ones without a zone. A report is made of each position, with speed, track, vertical rate and
/// altitude of its own line or of the aircraft's last lines, if they are recent, and its last callsign. Squawks are not kept.
/// </remarks>
internal sealed class SbsLog(ByteWindow window, DateTimeZone zone, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
{
    /// <summary>Velocity and altitude of lines older than this are no longer the aircraft's, ms: transponders send each of them twice a second.</summary>
    public const long FreshMilliseconds = 10_000;

    private const int Fields = 22;
    private const int Longitude = 16;

    private static readonly RowMeaning Identity = new(RowColumn.Identity, 0, 0);
    private static readonly RowMeaning Callsign = new(RowColumn.Callsign, 0, 0);

    // The values of a position line that go into a report as they stand, by field.
    private static readonly (int Field, RowMeaning Meaning)[] Values =
    [
        (12, new(RowColumn.Altitude, 0, 1)), (13, new(RowColumn.Speed, 0, 1)), (14, new(RowColumn.Track, 0, 0)),
        (15, new(RowColumn.Latitude, 0, 0)), (16, new(RowColumn.Longitude, 0, 0)), (17, new(RowColumn.VerticalRate, 0, 1)), (22, new(RowColumn.OnGround, 0, 0)),
    ];

    private readonly Dictionary<string, Heard> aircraft = [];
    private readonly RowFields fields = new(RowOptions.Default);
    private readonly LocalClock clock = new(zone);
    private long notMessages;

    /// <summary>Whether a line is one of such a log.</summary>
    public static bool IsLine(ReadOnlySpan<byte> line) =>
        (line.StartsWith("MSG,"u8) || line.StartsWith("MLAT,"u8) || line.StartsWith("SEL,,"u8) || line.StartsWith("AIR,,"u8)
            || line.StartsWith("ID,,"u8) || line.StartsWith("ID ,,"u8) || line.StartsWith("STA,,"u8) || line.StartsWith("CLK,,"u8))
        && line.Count((byte)',') >= 7;

    public void Read()
    {
        Span<Range> places = stackalloc Range[Fields + 1];
        var lines = new LineCursor(window);
        while (lines.Next(out var line))
        {
            cancellation.ThrowIfCancellationRequested();
            line = line.Trim(" \t\0"u8);
            if (line.IsEmpty)
                continue;
            if (IsLine(line))
                Line(line, places[..(Split(line, places[1..]) + 1)], lines);
            else
                faults.Add(FaultReason.UnknownFormat, lines.Line, lines.Offset, "message type", faults.IsFull ? null : ByteWindow.Text(line[..Math.Min(line.Length, 200)]));
        }

        if (emitter.Rows == 0)
            faults.Add(FaultReason.NoPosition, excerpt: $"an SBS-1 log without positions (MSG,3): {lines.Line} lines, {notMessages} of them no messages");
    }

    // places[n] is field n, counted from 1.
    private static int Split(ReadOnlySpan<byte> line, Span<Range> places)
    {
        var (count, from) = (0, 0);
        while (count < places.Length)
        {
            var i = line[from..].IndexOf((byte)',');
            places[count++] = i < 0 ? from..line.Length : from..(from + i);
            if (i < 0)
                break;
            from += i + 1;
        }

        return count;
    }

    private void Line(ReadOnlySpan<byte> line, ReadOnlySpan<Range> places, LineCursor lines)
    {
        var kind = line[places[1]].Trim((byte)' ');
        var row = RowDraft.Empty;
        row.Line = lines.Line;
        row.Offset = lines.Offset;
        var isMessage = kind.SequenceEqual("MSG"u8) || kind.SequenceEqual("MLAT"u8);
        if (!isMessage)
            notMessages++;
        if (!isMessage && !kind.SequenceEqual("ID"u8))
            return;
        var hex = line[places[5]].Trim((byte)' ');
        if (hex.IsEmpty || hex.SequenceEqual("000000"u8))
        {
            faults.Add(FaultReason.Missing, lines.Line, lines.Offset, "hex ident", Excerpt(line));
            return;
        }

        fields.Set(ref row, Identity, hex);
        if (row.Identity is null)
        {
            faults.Add(FaultReason.Missing, lines.Line, lines.Offset, "hex ident", Excerpt(line));
            return;
        }

        ref var heard = ref CollectionsMarshal.GetValueRefOrAddDefault(aircraft, row.Identity, out var known);
        if (!known)
            heard = Heard.Nothing;
        if (places.Length > 11)
            fields.Set(ref row, Callsign, line[places[11]]);
        heard.Callsign = row.Callsign ?? heard.Callsign;
        if (!isMessage)
            return;
        var type = line[places[2]].Trim((byte)' ');
        if (type.Length != 1 || type[0] is < (byte)'1' or > (byte)'8')
            faults.Add(FaultReason.OutOfRange, lines.Line, lines.Offset, "transmission type", Excerpt(line));
        else
            Message(ref row, ref heard, line, places, type[0] - '0', kind.SequenceEqual("MLAT"u8));
    }

    private void Message(ref RowDraft row, ref Heard heard, ReadOnlySpan<byte> line, ReadOnlySpan<Range> places, int type, bool isMultilaterated)
    {
        var isPosition = type is 2 or 3;
        if (isPosition && places.Length <= Longitude)
        {
            faults.Add(FaultReason.Missing, row.Line, row.Offset, "columns", Excerpt(line));
            return;
        }

        // The logged time may be minutes behind: older versions of BaseStation held messages back.
        if (!Time(line[places[7]], line[places[8]], out row.Time) && (places.Length <= 10 || !Time(line[places[9]], line[places[10]], out row.Time)))
        {
            faults.Add(FaultReason.BadTime, row.Line, row.Offset, "date and time generated", Excerpt(line));
            return;
        }

        row.HasTime = true;
        foreach (var (field, meaning) in Values)
        {
            if (field < places.Length)
                fields.Set(ref row, meaning, line[places[field]]);
        }

        heard.Take(row);
        if (!isPosition)
        {
            if (row.BadText is not null)
                faults.Add(row.BadReason, row.Line, row.Offset, row.Bad.ToString().ToLowerInvariant(), row.BadText);
            return;
        }

        heard.Give(ref row);
        row.OnGround |= type == 2;
        row.Source = isMultilaterated ? ReportSource.Mlat : ReportSource.Adsb;
        emitter.Add(row);
    }

    private bool Time(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time, out long milliseconds)
    {
        milliseconds = 0;
        Span<byte> text = stackalloc byte[40];
        if (date.Length != 10 || time.Length is < 8 or > 16)
            return false;
        date.CopyTo(text);
        text[10] = (byte)' ';
        time.CopyTo(text[11..]);
        if (RowText.Time(text[..(11 + time.Length)], DateTimeZone.Utc, out var local) != RowText.TimeKind.ZoneLess)
            return false;
        milliseconds = clock.ToUtc(local);
        return true;
    }

    private string? Excerpt(ReadOnlySpan<byte> line) => faults.IsFull ? null : ByteWindow.Text(line[..Math.Min(line.Length, 200)]);

    /// <summary>What an aircraft's lines said last, and when.</summary>
    private struct Heard
    {
        public static Heard Nothing { get; } = new() { velocityTime = long.MinValue / 2, altitudeTime = long.MinValue / 2 };

        public string? Callsign;
        private long velocityTime;
        private long altitudeTime;
        private double speed;
        private double track;
        private double rate;
        private double altitude;

        public void Take(in RowDraft row)
        {
            if (!double.IsNaN(row.Speed) || !double.IsNaN(row.Track))
                (velocityTime, speed, track, rate) = (row.Time, row.Speed, row.Track, row.Rate);
            if (!double.IsNaN(row.Altitude))
                (altitudeTime, altitude) = (row.Time, row.Altitude);
        }

        public readonly void Give(ref RowDraft row)
        {
            row.Callsign = Callsign;
            if (double.IsNaN(row.Speed) && double.IsNaN(row.Track) && Math.Abs(row.Time - velocityTime) <= FreshMilliseconds)
                (row.Speed, row.Track, row.Rate) = (speed, track, double.IsNaN(row.Rate) ? rate : row.Rate);
            if (double.IsNaN(row.Altitude) && Math.Abs(row.Time - altitudeTime) <= FreshMilliseconds)
                row.Altitude = altitude;
        }
    }
}
