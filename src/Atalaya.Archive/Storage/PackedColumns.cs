using System.Numerics;
using System.Runtime.InteropServices;

namespace Atalaya.Archive.Storage;

/// <summary>
/// Columns of numbers as bytes, exact to the bit: <c>docs/formats/open-spells.md</c>. Numbers with few decimals become whole ones, whole
/// ones the difference to the one before, in as many bits as the largest of a block takes. No entropy coder behind it: it would
/// cost more than everything else that is written.
/// </summary>
internal static class PackedColumns
{
    /// <summary>Values of one width.</summary>
    public const int Block = 128;

    /// <summary>What a block of values can take at most, its head and its marks of missing values included.</summary>
    public const int MaxBlockBytes = 2 + (Block / 8) + (Block * sizeof(long));

    private const byte Raw = 0;
    private const byte Scaled = 1;
    private const byte ScaledSomeMissing = 2;
    private const byte AllMissing = 3;
    private const byte Constant = 4;

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
            at++;
            at += Unpack(source[at..], block);
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
            if (source[at++] == Raw)
            {
                at += CopyBack(source[at..], MemoryMarshal.AsBytes(block));
                continue;
            }

            at += Unpack(source[at..], room[..block.Length]);
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
            var kind = source[at++];
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
            at += Unpack(source[at..], room[..block.Length]);
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
        var bits = 64 - BitOperations.LeadingZeroCount(all);
        target[0] = kind;
        marks.CopyTo(target[1..]);
        target = target[(1 + marks.Length)..];
        target[0] = (byte)bits;
        var bytes = ((steps.Length * bits) + 7) / 8;

        // Whole words are written; what the last one has too much is written over by what follows.
        var words = MemoryMarshal.Cast<byte, ulong>(target.Slice(1, (bytes + 7) / 8 * 8));
        var (word, filled, next) = (0UL, 0, 0);
        foreach (var step in bits == 0 ? [] : steps)
        {
            word |= step << filled;
            filled += bits;
            if (filled < 64)
                continue;
            words[next++] = word;
            filled -= 64;
            word = filled == 0 ? 0 : step >> (bits - filled);
        }

        if (filled > 0)
            words[next] = word;
        return 2 + marks.Length + bytes;
    }

    private static int Unpack(ReadOnlySpan<byte> source, Span<long> steps)
    {
        int bits = source[0];
        var packed = source.Slice(1, ((steps.Length * bits) + 7) / 8);
        var all = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
        Span<byte> last = stackalloc byte[sizeof(ulong) * 2];
        for (var i = 0; i < steps.Length; i++)
        {
            var (at, shift) = Math.DivRem(i * bits, 8);
            scoped var here = packed[at..];
            if (here.Length < last.Length)
            {
                last.Clear();
                here.CopyTo(last);
                here = last;
            }

            var step = MemoryMarshal.Read<ulong>(here) >> shift;
            if (shift > 0)
                step |= (ulong)here[sizeof(ulong)] << (64 - shift);
            steps[i] = ZagZig(step & all);
        }

        return 1 + packed.Length;
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
