using System.IO.Compression;
using System.Text;

namespace Atalaya.Earth.Zones;

/// <summary>The decoded zone file: states, sources, and arcs with a state on either side (state 0 is the sea).</summary>
/// <remarks>Layout in docs/methods/zones.md. Written by tools/zones, read here.</remarks>
internal sealed class ZoneData
{
    /// <summary>First bytes of the decompressed file: name and version of the layout.</summary>
    public const uint Magic = 0x325A5441;

    /// <summary>Code that stands for the state of waters shared by several.</summary>
    public const string SharedLake = "~";

    private ZoneData()
    {
    }

    /// <summary>ISO 3166-1 alpha-3 codes by state number; number 0 is the sea.</summary>
    public required string[] States { get; init; }

    /// <summary>Where the lines come from.</summary>
    public required ZoneLine[] Sources { get; init; }

    /// <summary>Arcs of land: coast where one side is the sea, border elsewhere.</summary>
    public required ZoneArc[] Arcs { get; init; }

    /// <summary>Latitudes of all arcs' vertices, microdegrees.</summary>
    public required int[] Latitudes { get; init; }

    /// <summary>Longitudes of all arcs' vertices, microdegrees.</summary>
    public required int[] Longitudes { get; init; }

    /// <summary>Reads a zone file.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a zone file of this version.</exception>
    public static ZoneData Read(Stream compressed)
    {
        try
        {
            return Decode(compressed);
        }
        catch (Exception cut) when (cut is IndexOutOfRangeException or ArgumentOutOfRangeException or InvalidOperationException)
        {
            throw new InvalidDataException("The zone file ends too early or is damaged: run tools/zones/build.sh.", cut);
        }
    }

    private static ZoneData Decode(Stream compressed)
    {
        using var inflated = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionMode.Decompress))
            brotli.CopyTo(inflated);
        var cursor = new Cursor(inflated.GetBuffer().AsSpan(0, (int)inflated.Length));
        if (cursor.UInt32() != Magic)
            throw new InvalidDataException("Not a zone file of this version: run tools/zones/build.sh.");
        var states = new string[cursor.Count()];
        for (var i = 0; i < states.Length; i++)
            states[i] = cursor.Text();
        var sources = new ZoneLine[cursor.Count()];
        for (var i = 0; i < sources.Length; i++)
            sources[i] = new ZoneLine(cursor.Text(), cursor.Text(), cursor.Count(), cursor.Count());
        var arcs = new ZoneArc[cursor.Count()];
        var vertices = cursor.Count();
        var latitudes = new int[vertices];
        var longitudes = new int[vertices];
        var next = 0;
        int latitude = 0, longitude = 0;
        for (var i = 0; i < arcs.Length; i++)
        {
            var layer = (ZoneLayer)cursor.Count();
            int left = cursor.Count(), right = cursor.Count(), source = cursor.Count(), unit = cursor.Count(), count = cursor.Count();
            arcs[i] = new ZoneArc(layer, left, right, source, next, count);
            for (var k = 0; k < count; k++)
            {
                latitude += cursor.Signed() * (k == 0 ? 1 : unit);
                longitude += cursor.Signed() * (k == 0 ? 1 : unit);
                latitudes[next] = latitude;
                longitudes[next++] = longitude;
            }
        }

        return new ZoneData { States = states, Sources = sources, Arcs = arcs, Latitudes = latitudes, Longitudes = longitudes };
    }

    private ref struct Cursor(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private int at;

        public uint UInt32()
        {
            var value = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            at += 4;
            return value;
        }

        public int Count()
        {
            uint value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var b = bytes[at++];
                value |= (uint)(b & 0x7F) << shift;
                if (b < 0x80)
                    return (int)value;
            }
        }

        public int Signed()
        {
            var folded = (uint)Count();
            return (int)(folded >> 1) ^ -(int)(folded & 1);
        }

        public string Text()
        {
            var length = Count();
            var text = Encoding.UTF8.GetString(bytes.Slice(at, length));
            at += length;
            return text;
        }
    }
}

/// <summary>What an arc belongs to.</summary>
internal enum ZoneLayer
{
    /// <summary>Coast or border of land.</summary>
    Land,

    /// <summary>Outline of waters that a claim's straight baselines make internal (left: the state).</summary>
    InternalWaters,

    /// <summary>A straight baseline of a claim.</summary>
    StraightBaseline,

    /// <summary>A maritime boundary by treaty between the states left and right of it.</summary>
    MaritimeBoundary,

    /// <summary>The mouth of a bay that a state may close: a ground for doubt about its outer limit.</summary>
    BayMouth,
}

/// <summary>A line with what lies on either side, seen in its direction.</summary>
/// <param name="Layer">What it belongs to.</param>
/// <param name="Left">State number on the left; 0 is the sea.</param>
/// <param name="Right">State number on the right; 0 is the sea.</param>
/// <param name="Source">Index of its source.</param>
/// <param name="Start">Index of its first vertex.</param>
/// <param name="Count">Number of vertices; a ring repeats its first.</param>
internal readonly record struct ZoneArc(ZoneLayer Layer, int Left, int Right, int Source, int Start, int Count);
