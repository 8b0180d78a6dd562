using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Atalaya.Flights.Feeds;

/// <summary>Passes over the details of a readsb row, and picks the callsign out. They are some 260 bytes on every fourth row, so they are looked at 64 at a time, once.</summary>
internal static unsafe class FlatDetails
{
    private const int Step = 64;

    // Bytes of "flight":" before the name.
    private const int NameFrom = 10;

    /// <summary>Reads an object without escapes and objects inside: the first closing brace ends it if the quotes before it pair up.</summary>
    /// <param name="first">Its opening brace.</param>
    /// <param name="end">Behind the last valid byte; <see cref="ByteWindow.Slack"/> more must be readable.</param>
    /// <param name="row">Gets the callsign.</param>
    /// <returns>What stands behind its closing brace; null where it is not of that form, or not whole.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* Read(byte* first, byte* end, ref TraceRow row)
    {
        var quotes = 0;
        byte* flight = null;
        for (var p = first + 1; p < end; p += Step)
        {
            var bytes = Vector512.Load(p);
            var quote = Vector512.Equals(bytes, Vector512.Create((byte)'"'));
            var quoteBits = quote.ExtractMostSignificantBits();
            var odd = (Vector512.Equals(bytes, Vector512.Create((byte)'{')) | Vector512.Equals(bytes, Vector512.Create((byte)'\\'))).ExtractMostSignificantBits();
            var close = Vector512.Equals(bytes, Vector512.Create((byte)'}')).ExtractMostSignificantBits();

            // All bits below the first closing brace; all where there is none.
            var inside = (close & (0 - close)) - 1;
            if ((odd & inside) != 0)
                return null;
            quotes += BitOperations.PopCount(quoteBits & inside);
            if (flight == null)
            {
                var names = (quote & Vector512.Equals(Vector512.Load(p + 1), Vector512.Create((byte)'f')) & Vector512.Equals(Vector512.Load(p + 7), Vector512.Create((byte)'"')))
                    .ExtractMostSignificantBits() & inside;
                if (names != 0)
                    flight = Flight(p, names);
            }

            if (close == 0)
                continue;
            var behind = p + BitOperations.TrailingZeroCount(close) + 1;
            return (quotes & 1) == 0 && behind <= end && (flight == null || Callsign(flight + NameFrom, behind, ref row)) ? behind : null;
        }

        return null;
    }

    private static byte* Flight(byte* p, ulong names)
    {
        for (; names != 0; names &= names - 1)
        {
            var at = p + BitOperations.TrailingZeroCount(names);
            if (new ReadOnlySpan<byte>(at, NameFrom).SequenceEqual("\"flight\":\""u8))
                return at;
        }

        return null;
    }

    // An aircraft says the same name again and again. False where the name does not end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Callsign(byte* name, byte* behind, ref TraceRow row)
    {
        var text = Unsafe.ReadUnaligned<ulong>(name);
        if (name[8] == '"' && text == row.CallsignText)
        {
            row.Callsign = row.CallsignOfText;
            return true;
        }

        var length = new ReadOnlySpan<byte>(name, (int)(behind - name)).IndexOf((byte)'"');
        if (length < 0)
            return false;
        row.Callsign = TraceRow.PackCallsign(new(name, length));
        if (length == 8)
            (row.CallsignText, row.CallsignOfText) = (text, row.Callsign);
        return true;
    }
}
