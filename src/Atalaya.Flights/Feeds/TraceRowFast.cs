using System.Buffers;
using System.Runtime.CompilerServices;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads a row of a readsb trace as readsb itself writes it: no white space inside, plain decimals, flat details. Anything else is left to <see cref="TraceRowJson"/>.</summary>
internal static unsafe class TraceRowFast
{
    // Powers of ten that a double holds exactly: a quotient of two exact values is correctly rounded, so the result equals the framework's parser.
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    private static readonly SearchValues<byte> OddInDetails = SearchValues.Create("{[\\"u8);

    /// <summary>Parses one row.</summary>
    /// <param name="bytes">From the row's opening bracket on. A zero byte must stand behind the last.</param>
    /// <param name="row">What was read.</param>
    /// <returns>Length of the row with its closing bracket; 0 where it is not of the plain form, or not whole.</returns>
    public static int Parse(ReadOnlySpan<byte> bytes, ref TraceRow row)
    {
        fixed (byte* first = bytes)
        {
            var p = first + 1;
            row.Clear();
            if (!Number(ref p, out row.Offset) || *p++ != ',' || !Number(ref p, out row.Latitude) || *p++ != ',' || !Number(ref p, out row.Longitude) || *p++ != ',')
                return 0;
            if (*p == '"')
            {
                if (p[1] != 'g' || p[2] != 'r' || p[3] != 'o' || p[4] != 'u' || p[5] != 'n' || p[6] != 'd' || p[7] != '"')
                    return 0;
                p += 8;
                row.OnGround = true;
            }
            else if (!NumberOrNull(ref p, out row.Altitude))
            {
                return 0;
            }

            if (*p++ != ',' || !NumberOrNull(ref p, out row.Speed) || *p++ != ',' || !NumberOrNull(ref p, out row.Track)
                || *p++ != ',' || !NumberOrNull(ref p, out row.Flags) || *p++ != ',' || !NumberOrNull(ref p, out row.Rate) || *p++ != ',')
                return 0;
            if (*p == '{')
            {
                var length = Details(bytes[(int)(p - first)..], ref row);
                if (length == 0)
                    return 0;
                p += length;
            }
            else if (!Null(ref p))
            {
                return 0;
            }

            return *p == ']' ? (int)(p - first) + 1 : Rest(first, bytes.Length, p, ref row);
        }
    }

    // Columns from 9 on: source, geometric altitude and rate; what follows is checked for form only.
    private static int Rest(byte* first, int length, byte* p, ref TraceRow row)
    {
        if (*p++ != ',')
            return 0;
        if (*p == '"')
        {
            var text = ++p;
            while (*p is (>= (byte)'a' and <= (byte)'z') or (byte)'_' or (>= (byte)'0' and <= (byte)'9'))
                p++;
            if (*p != '"')
                return 0;
            row.Source = TraceRow.SourceOf(new(text, (int)(p - text)));
            p++;
        }
        else if (!Null(ref p))
        {
            return 0;
        }

        for (var column = 10; *p == ','; column++)
        {
            p++;
            if (!NumberOrNull(ref p, out var value))
                return 0;
            row.Set(column, value);
        }

        return *p == ']' && p - first < length ? (int)(p - first) + 1 : 0;
    }

    // A flat object without escapes or arrays: the first closing brace ends it if the quotes before it pair up.
    private static int Details(ReadOnlySpan<byte> bytes, ref TraceRow row)
    {
        var close = bytes.IndexOf((byte)'}');
        if (close < 0)
            return 0;
        var inside = bytes[1..close];
        if (inside.IndexOfAny(OddInDetails) >= 0 && !PlainArrays(inside))
            return 0;
        if ((inside.Count((byte)'"') & 1) != 0)
            return 0;
        var flight = inside.IndexOf("\"flight\":\""u8);
        if (flight >= 0)
        {
            var name = inside[(flight + 10)..];
            row.Callsign = TraceRow.PackCallsign(name[..name.IndexOf((byte)'"')]);
        }

        return close + 1;
    }

    // nav_modes is an array of words; it holds no object and no escape.
    private static bool PlainArrays(ReadOnlySpan<byte> inside) => inside.IndexOfAny((byte)'{', (byte)'\\') < 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Null(ref byte* p)
    {
        if (p[0] != 'n' || p[1] != 'u' || p[2] != 'l' || p[3] != 'l')
            return false;
        p += 4;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NumberOrNull(ref byte* p, out double value)
    {
        if (*p != 'n')
            return Number(ref p, out value);
        value = double.NaN;
        return Null(ref p);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Number(ref byte* p, out double value)
    {
        var q = p;
        var negative = *q == '-';
        if (negative)
            q++;
        var digits = q;
        long mantissa = 0;
        uint digit;
        while ((digit = (uint)(*q - '0')) <= 9)
        {
            mantissa = (mantissa * 10) + digit;
            q++;
        }

        var whole = (int)(q - digits);
        var fraction = 0;
        if (*q == '.')
        {
            var point = ++q;
            while ((digit = (uint)(*q - '0')) <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                q++;
            }

            fraction = (int)(q - point);
            if (fraction == 0)
                whole = 0;
        }

        value = 0;
        // Leading zeros, exponents and long numbers are for the other reader.
        if (whole == 0 || whole + fraction > 15 || (*digits == '0' && whole > 1) || (*q | 0x20) == 'e')
            return false;
        value = fraction == 0 ? mantissa : mantissa / PowersOfTen[fraction];
        if (negative)
            value = -value;
        p = q;
        return true;
    }
}
