using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Atalaya.Flights.Feeds;

/// <summary>Reads the first eight columns of a row at once, with the decimals that readsb always prints: two of the offset, six of a position, one of speed and track, none of the rest.</summary>
/// <remarks>
/// Six numbers are gathered from the row's first 64 bytes into the lanes of one register, digits right-aligned and without their points, and
/// added up together: some 110 instructions where one number after another takes 400. For processors with AVX-512 VBMI2 (from Ice Lake and Zen 4 on).
/// </remarks>
internal static unsafe class TraceRowMotion
{
    private const int Altitude = 3;
    private const int Flags = 6;
    private const int Rate = 7;

    // One byte for each column, the first one lowest.
    private const ulong Each = 0x0101_0101_0101_0101;
    private const ulong Points = 0x0000_0101_0001_0101;
    private const ulong Decimals = 0x0000_0101_0006_0602;
    private const ulong FewestDigits = 0x0101_0202_0107_0703;
    private const ulong MoreDigits = 0x0601_0606_0702_0205;
    private const ulong MayBeWord = 0xff00_ffff_ff00_0000;
    private const ulong NeverNegative = 0x00ff_0000_0000_0000;

    // Sixteen lanes for latitude and longitude each, eight for offset, altitude, speed and track, in the order of TraceRow.
    private static readonly Vector512<byte> ColumnOf = Lanes(static (column, _) => column);
    private static readonly Vector512<byte> OrdinalOf = Lanes(static (_, ordinal) => ordinal);
    private static readonly Vector512<byte> DistanceOf = Lanes(static (column, ordinal) => 1 + ordinal + (Of(Points, column) > 0 && ordinal >= Of(Decimals, column) ? 1 : 0));

    public static bool IsSupported => Avx512Vbmi2.IsSupported && Avx512DQ.IsSupported;

    /// <summary>Reads the columns.</summary>
    /// <param name="p">Behind the row's opening bracket.</param>
    /// <param name="row">Gets columns 0 to 7; its geometric values are overwritten.</param>
    /// <returns>What stands behind the eighth comma; null where a column is not printed like that.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Read(byte* p, ref TraceRow row)
    {
        var text = Vector512.Load(p);
        var isComma = Vector512.Equals(text, Vector512.Create((byte)','));
        if (BitOperations.PopCount(isComma.ExtractMostSignificantBits()) < TraceRowFast.MotionColumns)
            return null;
        var ends = Avx512Vbmi2.Compress(Vector512<byte>.Zero, isComma, Vector512<byte>.Indices).GetLower().GetLower();
        var starts = ((ends.AsUInt64() << 8) + Bytes(Each << 8).AsUInt64()).AsByte();
        var negative = Vector128.Equals(At(text, starts), Vector128.Create((byte)'-'));
        var first = At(text, starts - negative);
        var digits = ends - starts + negative - Bytes(Points);

        // Words are told by their first letter and judged apart.
        var words = (Vector128.Equals(first, Vector128.Create((byte)'n')) | Vector128.Equals(first, Vector128.Create((byte)'"'))) & Bytes(MayBeWord);
        var wrong = Vector128.GreaterThan(digits - Bytes(FewestDigits), Bytes(MoreDigits));
        wrong |= ~Vector128.Equals(At(text, ends - Bytes(Decimals) - Bytes(Each)), Vector128.Create((byte)'.')) & Bytes(Points * 0xff);
        wrong |= Vector128.Equals(first, Vector128.Create((byte)'0')) & ~Vector128.Equals(digits - Bytes(Decimals), Vector128.Create((byte)1));
        wrong |= negative & Bytes(NeverNegative);
        if (Vector128.AndNot(wrong, words).AsUInt64().ToScalar() != 0)
            return null;

        var found = At(text.AsByte(), Spread(ends) - DistanceOf) - Vector512.Create((byte)'0');
        found &= Vector512.LessThan(OrdinalOf, Spread(Vector128.AndNot(digits, words)));
        if (Vector512.GreaterThanAny(found, Vector512.Create((byte)9)))
            return null;
        (Sum(found) ^ (Spread(negative).AsUInt64() & Vector512.Create(1ul << 63)).AsDouble()).StoreUnsafe(ref row.Latitude);

        var last = ends.AsUInt64().ToScalar();
        if (!Whole(p + Of(last, Flags - 1) + 1, p + Of(last, Flags), out row.Flags))
            return null;
        var wordBits = words.AsUInt64().ToScalar();
        if (!(Of(wordBits, Rate) == 0 ? Whole(p + Of(last, Rate - 1) + 1, p + Of(last, Rate), out row.Rate) : IsNull(p, last, Rate, out row.Rate)))
            return null;
        return (wordBits << 8) == 0 || Words(p, last, wordBits, ref row) ? p + Of(last, Rate) + 1 : null;
    }

    /// <summary>Reads a whole number of at most seven digits that fills its text. Eight bytes before its end must be readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Whole(byte* text, byte* end, out double value)
    {
        var sign = *text == '-' ? 1 : 0;
        var length = (int)(end - text) - sign;
        var digits = (Unsafe.ReadUnaligned<ulong>(end - 8) ^ PlainNumber.Zeros) & (ulong.MaxValue << (64 - (8 * length)));
        var magnitude = (double)(long)PlainNumber.Eight(digits);
        value = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(magnitude) | ((long)sign << 63));
        return (uint)(length - 1) < 7 && ((digits | (digits + 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080) == 0 && (text[sign] != '0' || length == 1);
    }

    private static bool Words(byte* p, ulong ends, ulong words, ref TraceRow row)
    {
        var start = p + Of(ends, Altitude - 1) + 1;
        if (*start == '"')
        {
            if (!new ReadOnlySpan<byte>(start, Of(ends, Altitude) - Of(ends, Altitude - 1) - 1).SequenceEqual("\"ground\""u8))
                return false;
            row.OnGround = true;
            row.Altitude = double.NaN;
        }
        else if (Of(words, Altitude) != 0 && !IsNull(p, ends, Altitude, out row.Altitude))
        {
            return false;
        }

        return (Of(words, Altitude + 1) == 0 || IsNull(p, ends, Altitude + 1, out row.Speed))
            && (Of(words, Altitude + 2) == 0 || IsNull(p, ends, Altitude + 2, out row.Track));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNull(byte* p, ulong ends, int column, out double value)
    {
        value = double.NaN;
        return Of(ends, column) - Of(ends, column - 1) == 5 && TraceRowFast.IsNull(p + Of(ends, column - 1) + 1);
    }

    // Digits to numbers: pairs, fours, eights; the sixteen of a position are two eights.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Sum(Vector512<byte> digits)
    {
        var pairs = Avx512BW.MultiplyAddAdjacent(digits, Vector512.Create((short)0x010a).AsSByte());
        var fours = Avx512BW.MultiplyAddAdjacent(pairs, Vector512.Create(0x0001_0064).AsInt16());
        var eights = Avx512BW.MultiplyAddAdjacent(Avx512BW.PackUnsignedSaturate(fours, fours).AsInt16(), Vector512.Create(0x0001_2710).AsInt16()).AsUInt64();
        var whole = Avx512F.Multiply(eights.AsUInt32(), Vector512.Create(100_000_000ul, 0, 100_000_000, 0, 1, 0, 1, 0).AsUInt32())
            + Avx512F.Multiply((eights >> 32).AsUInt32(), Vector512.Create(1ul, 0, 1, 0, 0, 1, 0, 1).AsUInt32());

        // A quotient of two exact values is correctly rounded, so the result equals the framework's parser.
        return Avx512DQ.ConvertToVector512Double(whole.AsInt64()) / Vector512.Create(1e6, 1, 1e6, 1, 100, 1, 10, 10);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Bytes(ulong each) => Vector128.CreateScalar(each).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> At(Vector512<byte> text, Vector128<byte> places) => At(text, places.ToVector256Unsafe().ToVector512Unsafe()).GetLower().GetLower();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> At(Vector512<byte> text, Vector512<byte> places) => Avx512Vbmi.PermuteVar64x8(text, places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Spread(Vector128<byte> columns) => Avx512Vbmi.PermuteVar64x8(columns.ToVector256Unsafe().ToVector512Unsafe(), ColumnOf);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Of(ulong bytes, int column) => (int)(byte)(bytes >> (8 * column));

    private static Vector512<byte> Lanes(Func<int, int, int> value)
    {
        var lanes = new byte[Vector512<byte>.Count];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var (column, ordinal) = lane switch { < 16 => (1, 15 - lane), < 32 => (2, 31 - lane), < 40 => (0, 39 - lane), _ => (lane / 8 - 2, 7 - (lane % 8)) };
            lanes[lane] = (byte)value(column, ordinal);
        }

        return Vector512.Create<byte>(lanes);
    }
}
