using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads a row of a readsb trace as readsb itself writes it: no white space inside, plain decimals, flat details. Anything else is left to <see cref="TraceRowJson"/>.</summary>
/// <remarks>The commas of 64 bytes are found at once and each field is read between two of them, so that no field waits for the end of the one before.</remarks>
internal static unsafe class TraceRowFast
{
    /// <summary>Columns before the details.</summary>
    public const int MotionColumns = 8;

    private const uint Null = 'n' | ('u' << 8) | ('l' << 16) | ((uint)'l' << 24);

    /// <summary>Makes the tables, so that the code compiled after it holds them as constants.</summary>
    public static void Prepare()
    {
        RuntimeHelpers.RunClassConstructor(typeof(PlainNumber).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(TraceRowMotion).TypeHandle);
    }

    /// <summary>Parses one row.</summary>
    /// <param name="bytes">From the row's opening bracket on. <see cref="ByteWindow.Slack"/> bytes behind the last must be readable.</param>
    /// <param name="row">What was read.</param>
    /// <returns>Length of the row with its closing bracket; 0 where it is not of the plain form, or not whole.</returns>
    // Compiled at its best from the first row on: before that, vectors are calls, and the first second of a run would go to them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Parse(ReadOnlySpan<byte> bytes, ref TraceRow row)
    {
        fixed (byte* first = bytes)
        {
            row.OnGround = false;
            row.Source = ReportSource.Unknown;
            row.Callsign = 0;
            row.BadColumn = -1;
            var p = TraceRowMotion.IsSupported ? TraceRowMotion.Read(first + 1, ref row) : null;
            if (p == null && (p = Motion(first + 1, ref row)) == null)
                return 0;
            row.GeometricAltitude = row.GeometricRate = double.NaN;
            var end = first + bytes.Length;
            if (IsNull(p))
                p += 4;
            else if (*p != '{' || (p = FlatDetails.Read(p, end, ref row)) == null)
                return 0;
            if (*p != ']' && (p = Rest(p, ref row)) == null)
                return 0;
            return p < end ? (int)(p - first) + 1 : 0;
        }
    }

    /// <summary>Whether the text begins with the word null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNull(byte* text) => Unsafe.ReadUnaligned<uint>(text) == Null;

    // Columns 0 to 7: when, where, how high, how fast; null where they are not plain.
    private static byte* Motion(byte* p, ref TraceRow row)
    {
        var commas = Find(p, (byte)',');
        if (BitOperations.PopCount(commas) < MotionColumns)
            return null;
        var c0 = Take(p, ref commas);
        var c1 = Take(p, ref commas);
        var c2 = Take(p, ref commas);
        var c3 = Take(p, ref commas);
        var c4 = Take(p, ref commas);
        var c5 = Take(p, ref commas);
        var c6 = Take(p, ref commas);
        var c7 = Take(p, ref commas);
        row.OnGround = false;
        if (!Number(p, c0, out row.Offset) || !Number(c0 + 1, c1, out row.Latitude) || !Number(c1 + 1, c2, out row.Longitude))
            return null;
        if (c2[1] == '"')
        {
            if (!new ReadOnlySpan<byte>(c2 + 1, (int)(c3 - c2 - 1)).SequenceEqual("\"ground\""u8))
                return null;
            row.OnGround = true;
            row.Altitude = double.NaN;
        }
        else if (!NumberOrNull(c2 + 1, c3, out row.Altitude))
        {
            return null;
        }

        return NumberOrNull(c3 + 1, c4, out row.Speed) && NumberOrNull(c4 + 1, c5, out row.Track)
            && NumberOrNull(c5 + 1, c6, out row.Flags) && NumberOrNull(c6 + 1, c7, out row.Rate) ? c7 + 1 : null;
    }

    // Columns from 9 on: source, geometric altitude and rate; what follows is checked for form only. Gives the closing bracket.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte* Rest(byte* p, ref TraceRow row)
    {
        if (*p++ != ',')
            return null;
        if (new ReadOnlySpan<byte>(p, 11).SequenceEqual("\"adsb_icao\""u8))
        {
            row.Source = ReportSource.Adsb;
            p += 11;
        }
        else if (*p == '"')
        {
            var text = ++p;
            while (*p is (>= (byte)'a' and <= (byte)'z') or (byte)'_' or (>= (byte)'0' and <= (byte)'9'))
                p++;
            if (*p != '"')
                return null;
            row.Source = TraceRow.SourceOf(new(text, (int)(p - text)));
            p++;
        }
        else if (IsNull(p))
        {
            p += 4;
        }
        else
        {
            return null;
        }

        // Most end in an altitude and three words.
        if (*p == ',')
        {
            p++;
            if (IsNull(p))
                p += 4;
            else if (!Altitude(ref p, ref row))
                return null;
            if (Vector128.EqualsAll(Vector128.Load(p), Vector128.Create(",null,null,null]"u8)))
                return p + Vector128<byte>.Count - 1;
        }

        return Tail(p, ref row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Altitude(ref byte* p, ref TraceRow row)
    {
        var text = Vector128.Load(p);
        var ends = (Vector128.Equals(text, Vector128.Create((byte)',')) | Vector128.Equals(text, Vector128.Create((byte)']'))).ExtractMostSignificantBits();
        var end = p + BitOperations.TrailingZeroCount(ends);
        if (!TraceRowMotion.Whole(p, end, out row.GeometricAltitude) && !Number(p, end, out row.GeometricAltitude))
            return false;
        p = end;
        return true;
    }

    private static byte* Tail(byte* p, ref TraceRow row)
    {
        var from = p + 1;
        var ends = Find(from, (byte)',', (byte)']');
        for (var column = MotionColumns + 3; *p == ','; column++)
        {
            if (ends == 0)
                return null;
            var text = p + 1;
            p = Take(from, ref ends);
            if (!NumberOrNull(text, p, out var value))
                return null;
            if (column == MotionColumns + 3)
                row.GeometricRate = value;
        }

        return *p == ']' ? p : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Number(byte* text, byte* end, out double value) => PlainNumber.TryRead(text, (int)(end - text), out value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NumberOrNull(byte* text, byte* end, out double value)
    {
        if (*text != 'n')
            return PlainNumber.TryRead(text, (int)(end - text), out value);
        value = double.NaN;
        return end - text == 4 && IsNull(text);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Take(byte* from, ref ulong found)
    {
        var at = from + BitOperations.TrailingZeroCount(found);
        found &= found - 1;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Find(byte* from, byte value) => Vector512.Equals(Vector512.Load(from), Vector512.Create(value)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Find(byte* from, byte value, byte other)
    {
        var bytes = Vector512.Load(from);
        return (Vector512.Equals(bytes, Vector512.Create(value)) | Vector512.Equals(bytes, Vector512.Create(other))).ExtractMostSignificantBits();
    }
}
