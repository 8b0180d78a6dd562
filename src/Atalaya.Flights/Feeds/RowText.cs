using System.Buffers;
using System.Buffers.Text;
using NodaTime;

namespace Atalaya.Flights.Feeds;

/// <summary>Values of rows from UTF-8 text.</summary>
internal static class RowText
{
    private static readonly SearchValues<byte> SecondDigits = SearchValues.Create("0123456789."u8);

    /// <summary>How a time was written.</summary>
    public enum TimeKind
    {
        /// <summary>Not understood.</summary>
        Bad,

        /// <summary>It says where it stands on the time line.</summary>
        Absolute,

        /// <summary>Date and time without a zone.</summary>
        ZoneLess,
    }

    public static bool IsNull(ReadOnlySpan<byte> text) =>
        text.IsEmpty || text.SequenceEqual("null"u8) || text.SequenceEqual("None"u8) || text.SequenceEqual("NULL"u8) || text.SequenceEqual("\\N"u8);

    public static bool TryNumber(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out var length) && length == text.Length && double.IsFinite(value);

    public static bool? Truth(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("true"u8) || text.SequenceEqual("True"u8) || text.SequenceEqual("TRUE"u8) || text.SequenceEqual("1"u8) || text.SequenceEqual("-1"u8) || text.SequenceEqual("1.0"u8) || text.SequenceEqual("t"u8))
            return true;
        return text.SequenceEqual("false"u8) || text.SequenceEqual("False"u8) || text.SequenceEqual("FALSE"u8) || text.SequenceEqual("0"u8) || text.SequenceEqual("0.0"u8) || text.SequenceEqual("f"u8) ? false : null;
    }

    /// <summary>A number since 1970 (seconds, or by its size milli-, micro- or nanoseconds) or ISO 8601 with a <c>T</c> or a space, the zone optional.</summary>
    public static TimeKind Time(ReadOnlySpan<byte> text, DateTimeZone zone, out long milliseconds)
    {
        milliseconds = 0;
        if (TryNumber(text, out var number))
            return Time(number, out milliseconds);

        if (text.Length < 16 || !Date(text, out var date) || text[10] is not ((byte)'T' or (byte)' ' or (byte)'t'))
            return TimeKind.Bad;
        var rest = text[11..];
        if (!Two(rest, 0, 23, out var hour) || rest.Length < 5 || rest[2] != ':' || !Two(rest, 3, 59, out var minute))
            return TimeKind.Bad;
        rest = rest[5..];
        var second = 0.0;
        if (rest.Length >= 3 && rest[0] == ':')
        {
            var length = rest[1..].IndexOfAnyExcept(SecondDigits);
            var digits = length < 0 ? rest[1..] : rest[1..(length + 1)];
            if (digits.Length < 2 || !TryNumber(digits, out second) || second >= 61)
                return TimeKind.Bad;
            rest = rest[(digits.Length + 1)..];
        }

        var local = (date.ToDateTimeUnspecified().Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond
            + (((hour * 60L) + minute) * 60_000) + (long)Math.Round(second * 1000);
        rest = rest.Trim((byte)' ');
        if (rest.IsEmpty)
        {
            milliseconds = InZone(local, zone);
            return TimeKind.ZoneLess;
        }

        milliseconds = local;
        if (rest.SequenceEqual("Z"u8) || rest.SequenceEqual("z"u8) || rest.SequenceEqual("UTC"u8))
            return TimeKind.Absolute;
        if (rest[0] is not ((byte)'+' or (byte)'-') || !Two(rest, 1, 18, out var offsetHours))
            return TimeKind.Bad;
        var at = rest.Length > 3 && rest[3] == ':' ? 4 : 3;
        var offsetMinutes = 0;
        if (rest.Length > at && !Two(rest, at, 59, out offsetMinutes))
            return TimeKind.Bad;
        milliseconds -= (rest[0] == '-' ? -1 : 1) * ((offsetHours * 60L) + offsetMinutes) * 60_000;
        return TimeKind.Absolute;
    }

    /// <summary>A number since 1970, by its size in seconds, milli-, micro- or nanoseconds.</summary>
    public static TimeKind Time(double number, out long milliseconds)
    {
        milliseconds = 0;

        // 1e11 s is the year 5138; 1e11 ms is March 1973.
        var size = Math.Abs(number);
        var ms = size < 1e11 ? number * 1000 : size < 1e14 ? number : size < 1e17 ? number / 1e3 : number / 1e6;
        if (!(ms is >= 0 and <= 4e12))
            return TimeKind.Bad;
        milliseconds = (long)Math.Round(ms);
        return TimeKind.Absolute;
    }

    /// <summary>Local milliseconds since 1970 as an instant.</summary>
    public static long InZone(long local, DateTimeZone zone) =>
        zone == DateTimeZone.Utc ? local : Instant.FromUnixTimeMilliseconds(local).InUtc().LocalDateTime.InZoneLeniently(zone).ToInstant().ToUnixTimeMilliseconds();

    private static bool Date(ReadOnlySpan<byte> text, out LocalDate date)
    {
        date = default;
        if (text[4] is not ((byte)'-' or (byte)'/') || text[7] != text[4]
            || !Utf8Parser.TryParse(text[..4], out int year, out var length) || length != 4 || year is < 1970 or > 2199
            || !Two(text, 5, 12, out var month) || !Two(text, 8, 31, out var day) || month == 0 || day == 0 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
            return false;
        date = new(year, month, day);
        return true;
    }

    private static bool Two(ReadOnlySpan<byte> text, int at, int max, out int value)
    {
        value = 0;
        if (text.Length < at + 2 || !char.IsAsciiDigit((char)text[at]) || !char.IsAsciiDigit((char)text[at + 1]))
            return false;
        value = ((text[at] - '0') * 10) + text[at + 1] - '0';
        return value <= max;
    }
}
