using System.Buffers.Binary;

namespace Atalaya.Accords.Log;

/// <summary>Entries as tlog-tiles bundles them: each after its length as a big-endian 16-bit number. A bundle's first entries are themselves a bundle.</summary>
public static class EntryBundle
{
    /// <summary>Most bytes of an entry.</summary>
    public const int LongestEntry = ushort.MaxValue;

    /// <summary>Writes entries one after another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An entry is longer than <see cref="LongestEntry"/>.</exception>
    public static byte[] Write(IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var bundle = new byte[entries.Sum(static e => 2 + e.Length)];
        var at = 0;
        foreach (var entry in entries)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.Length, LongestEntry);
            BinaryPrimitives.WriteUInt16BigEndian(bundle.AsSpan(at), (ushort)entry.Length);
            entry.Span.CopyTo(bundle.AsSpan(at + 2));
            at += 2 + entry.Length;
        }

        return bundle;
    }

    /// <summary>Reads a bundle of exactly so many entries; they are parts of the given memory.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bundle, int width, out IReadOnlyList<ReadOnlyMemory<byte>> entries, out LogFault fault)
    {
        var read = new List<ReadOnlyMemory<byte>>();
        entries = read;
        fault = default;
        var at = 0;
        while (at < bundle.Length && read.Count < width)
        {
            if (bundle.Length - at < 2 || bundle.Length - at - 2 < BinaryPrimitives.ReadUInt16BigEndian(bundle.Span[at..]))
            {
                fault = new(LogFaultReason.Truncated, "entry", at);
                return false;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span[at..]);
            read.Add(bundle.Slice(at + 2, length));
            at += 2 + length;
        }

        if (at == bundle.Length && read.Count == width)
            return true;
        fault = new(LogFaultReason.WrongLength, "bundle", at);
        return false;
    }
}
