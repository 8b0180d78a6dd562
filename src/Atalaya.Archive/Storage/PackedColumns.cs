using System.Numerics;
using System.Runtime.InteropServices;

namespace Atalaya.Archive.Storage;

/// <summary>
/// Columns of numbers as bytes, exact to the bit: <c>docs/formats/open-spells.md</c>. Numbers with few decimals become whole ones, whole
/// ones the difference to the one before, in as many bytes as the largest of a block takes. No entropy coder behind it: at 4 ns a
/// report and column it would cost more than everything else that is written.
/// </summary>
internal static class PackedColumns
{
    /// <summary>Values of one width.</summary>
    public const int Block = 256;

    /// <summary>What a block of values can take at most, its head and its marks of missing values included.</summary>
    public const int MaxBlockBytes = 1 + (Block / 8) + (Block * sizeof(long));

    private const byte Raw = 0x00;
    private const byte Scaled = 0x10;
    private const byte ScaledSomeMissing = 0x20;
    private const byte AllMissing = 0x30;
    private const byte Constant = 0x40;

    /// <summary>Writes whole numbers; gives the bytes used.</summary>
    public static int Write(ReadOnlySpan<long> values, Span<byte> target)
    {
        var (at, before) = (0, 0L);
        Span<ulong> room = stackalloc ulong[Block];
        for (var start = 0; start < values.Length; start += Block)
        {
            var block = values.Slice(start, Math.Min(Block, values.Length - start));
            var steps = room[..block.Length];
            var all = 0UL;
            for (var i = 0; i < steps.Length; i++)
            {
                var step = block[i] - before;
                before = block[i];
                all |= steps[i] = ZigZag(step);
            }

            at += Pack(Scaled, steps, all, [], target[at..]);
        }

        return at;
    }

    /// <summary>Writes numbers of which most are whole after multiplication; gives the bytes used.</summary>
    public static int Write(ReadOnlySpan<double> values, double scale, Span<byte> target)
    {
        var (at, before) = (0, 0L);
        Span<ulong> room = stackalloc ulong[Block];
        for (var start = 0; start < values.Length; start += Block)
        {
            var block = values.Slice(start, Math.Min(Block, values.Length - start));
            var steps = room[..block.Length];
            var (all, differences, last) = (0UL, 0L, before);
            for (var i = 0; i < steps.Length; i++)
            {
                var whole = (long)Math.Round(block[i] * scale);
                differences |= BitConverter.DoubleToInt64Bits(whole / scale) ^ BitConverter.DoubleToInt64Bits(block[i]);
                all |= steps[i] = ZigZag(whole - last);
                last = whole;
            }

            if (differences == 0)
                (at, before) = (at + Pack(Scaled, steps, all, [], target[at..]), last);
            else
                at += Copy(MemoryMarshal.AsBytes(block), target[at..]);
        }

        return at;
    }

    /// <summary>Writes numbers of which most are whole after multiplication, or missing (NaN); gives the bytes used.</summary>
    public static int Write(ReadOnlySpan<float> values, float scale, Span<byte> target)
    {
        var (at, before) = (0, 0L);
        Span<ulong> room = stackalloc ulong[Block];
        Span<byte> marks = stackalloc byte[Block / 8];
        for (var start = 0; start < values.Length; start += Block)
        {
            var block = values.Slice(start, Math.Min(Block, values.Length - start));
            var steps = room[..block.Length];
            var (all, differences, last, missing) = (0UL, 0, before, 0);
            for (var i = 0; i < steps.Length; i++)
            {
                var value = block[i];
                if (float.IsNaN(value))
                {
                    if (missing++ == 0)
                        marks.Clear();
                    marks[i >> 3] |= (byte)(1 << (i & 7));
                    steps[i] = 0;
                    continue;
                }

                var whole = (int)MathF.Round(value * scale);
                differences |= BitConverter.SingleToInt32Bits(whole / scale) ^ BitConverter.SingleToInt32Bits(value);
                all |= steps[i] = ZigZag(whole - last);
                last = whole;
            }

            if (missing == block.Length)
                target[at++] = AllMissing;
            else if (differences != 0)
                at += Copy(MemoryMarshal.AsBytes(block), target[at..]);
            else
                (at, before) = (at + Pack(missing > 0 ? ScaledSomeMissing : Scaled, steps, all, missing > 0 ? marks : [], target[at..]), last);
        }

        return at;
    }

    /// <summary>Writes bytes, which mostly are all the same; gives the bytes used.</summary>
    public static int Write(ReadOnlySpan<byte> values, Span<byte> target)
    {
        var at = 0;
        for (var start = 0; start < values.Length; start += Block)
        {
            var block = values.Slice(start, Math.Min(Block, values.Length - start));
            if (block.ContainsAnyExcept(block[0]))
            {
                at += Copy(block, target[at..]);
                continue;
            }

            (target[at], target[at + 1]) = (Constant, block[0]);
            at += 2;
        }

        return at;
    }

    /// <summary>Reads whole numbers; gives the bytes they took.</summary>
    public static int Read(ReadOnlySpan<byte> source, Span<long> values)
    {
        var (at, before) = (0, 0L);
        for (var start = 0; start < values.Length; start += Block)
        {
            var block = values.Slice(start, Math.Min(Block, values.Length - start));
            var head = source[at++];
            at += Unpack(head, source[at..], block);
            foreach (ref var value in block)
                value = before += value;
        }

        return at;
    }

    /// <summary>Reads what <see cref="Write(ReadOnlySpan{double}, double, Span{byte})"/> wrote; gives the bytes it took.</summary>
    public static int Read(ReadOnlySpan<byte> source, double scale, Span<double> values)
    {
        var (at, before) = (0, 0L);
        Span<long> room = stackalloc long[Block];
        for (var start = 0; start < values.Length; start += Block)
        {
            var block = values.Slice(start, Math.Min(Block, values.Length - start));
            var head = source[at++];
            if ((head & 0xf0) == Raw)
            {
                at += CopyBack(source[at..], MemoryMarshal.AsBytes(block));
                continue;
            }

            at += Unpack(head, source[at..], room[..block.Length]);
            for (var i = 0; i < block.Length; i++)
                block[i] = (before += room[i]) / scale;
        }

        return at;
    }

    /// <summary>Reads what <see cref="Write(ReadOnlySpan{float}, float, Span{byte})"/> wrote; gives the bytes it took.</summary>
    public static int Read(ReadOnlySpan<byte> source, float scale, Span<float> values)
    {
        var (at, before) = (0, 0L);
        Span<long> room = stackalloc long[Block];
        for (var start = 0; start < values.Length; start += Block)
        {
            var block = values.Slice(start, Math.Min(Block, values.Length - start));
            var head = source[at++];
            var kind = head & 0xf0;
            if (kind == AllMissing)
            {
                block.Fill(float.NaN);
                continue;
            }

            if (kind == Raw)
            {
                at += CopyBack(source[at..], MemoryMarshal.AsBytes(block));
                continue;
            }

            var marks = kind == ScaledSomeMissing ? source.Slice(at, Block / 8) : [];
            at += marks.Length;
            at += Unpack(head, source[at..], room[..block.Length]);
            for (var i = 0; i < block.Length; i++)
            {
                before += room[i];
                block[i] = !marks.IsEmpty && (marks[i >> 3] & (1 << (i & 7))) != 0 ? float.NaN : before / scale;
            }
        }

        return at;
    }

    /// <summary>Reads bytes; gives the bytes they took.</summary>
    public static int Read(ReadOnlySpan<byte> source, Span<byte> values)
    {
        var at = 0;
        for (var start = 0; start < values.Length; start += Block)
        {
            var block = values.Slice(start, Math.Min(Block, values.Length - start));
            if (source[at++] == Constant)
                block.Fill(source[at++]);
            else
                at += CopyBack(source[at..], block);
        }

        return at;
    }

    private static ulong ZigZag(long step) => (ulong)((step << 1) ^ (step >> 63));

    private static long ZagZig(ulong step) => (long)(step >> 1) ^ -(long)(step & 1);

    private static int Pack(byte kind, ReadOnlySpan<ulong> steps, ulong all, ReadOnlySpan<byte> marks, Span<byte> target)
    {
        // 0, 1, 2, 4 or 8 bytes.
        var width = all == 0 ? 0 : (int)BitOperations.RoundUpToPowerOf2((uint)(71 - BitOperations.LeadingZeroCount(all)) / 8);
        target[0] = (byte)(kind | width);
        marks.CopyTo(target[1..]);
        var packed = target.Slice(1 + marks.Length, steps.Length * width);
        switch (width)
        {
            case 0:
                break;
            case 1:
                for (var i = 0; i < packed.Length; i++)
                    packed[i] = (byte)steps[i];
                break;
            case 2:
                Narrow<ushort>(steps, packed);
                break;
            case 4:
                Narrow<uint>(steps, packed);
                break;
            default:
                MemoryMarshal.AsBytes(steps).CopyTo(packed);
                break;
        }

        return 1 + marks.Length + packed.Length;
    }

    private static void Narrow<T>(ReadOnlySpan<ulong> steps, Span<byte> packed) where T : unmanaged, IBinaryInteger<T>
    {
        var narrow = MemoryMarshal.Cast<byte, T>(packed);
        for (var i = 0; i < narrow.Length; i++)
            narrow[i] = T.CreateTruncating(steps[i]);
    }

    private static int Unpack(byte head, ReadOnlySpan<byte> source, Span<long> steps)
    {
        var width = head & 0x0f;
        var packed = source[..(steps.Length * width)];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = ZagZig(width switch
            {
                0 => 0,
                1 => packed[i],
                2 => MemoryMarshal.Read<ushort>(packed[(i * 2)..]),
                4 => MemoryMarshal.Read<uint>(packed[(i * 4)..]),
                _ => MemoryMarshal.Read<ulong>(packed[(i * 8)..]),
            });
        }

        return packed.Length;
    }

    private static int Copy(ReadOnlySpan<byte> block, Span<byte> target)
    {
        target[0] = Raw;
        block.CopyTo(target[1..]);
        return 1 + block.Length;
    }

    private static int CopyBack(ReadOnlySpan<byte> source, Span<byte> block)
    {
        source[..block.Length].CopyTo(block);
        return block.Length;
    }
}
