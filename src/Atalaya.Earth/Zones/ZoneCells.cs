using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Atalaya.Earth.Zones;

/// <summary>
/// The cells of the zone grid, computed when the zone data was made: the quarter-degree cells of either claim, and for those that are
/// mixed their 256 parts, packed by squares of 4° and unpacked when somebody first comes near. Where it is missing, or made from
/// other lines, the same cells are computed as they are asked for.
/// </summary>
/// <remarks>Layout in docs/methods/zones.md. Written and read here.</remarks>
internal sealed class ZoneCells
{
    /// <summary>First bytes of the file: name and version of the layout.</summary>
    private const uint Magic = 0x31475441;
    private const int SquareColumns = ZoneGrid.Columns / ZoneGrid.Wide;
    private const int SquareRows = ZoneGrid.Rows / ZoneGrid.Wide;
    private const int Squares = SquareRows * SquareColumns;
    private const int DigestBytes = 32;
    private const int Claims = 2;

    private readonly byte[] file;
    private readonly ushort[][] roots = new ushort[Claims][];

    /// <summary>Where each square's codes begin, by claim; one more at the end.</summary>
    private readonly int[][] starts = new int[Claims][];

    private ZoneCells(byte[] file)
    {
        this.file = file;
        var at = sizeof(uint) + DigestBytes;
        for (var claim = 0; claim < Claims; claim++)
        {
            roots[claim] = new ushort[ZoneGrid.Rows * ZoneGrid.Columns];
            Unpack(Next(), MemoryMarshal.AsBytes(roots[claim].AsSpan()));
            var lengths = new int[Squares];
            Unpack(Next(), MemoryMarshal.AsBytes(lengths.AsSpan()));
            starts[claim] = new int[Squares + 1];
            for (var i = 0; i < Squares; i++)
            {
                starts[claim][i] = at;
                at += lengths[i];
            }

            starts[claim][Squares] = at;
        }

        if (at != file.Length)
            throw new InvalidDataException("The file of zone cells ends too early or too late: run tools/zones/build.sh.");

        ReadOnlySpan<byte> Next()
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
            at += sizeof(int) + length;
            return file.AsSpan(at - length, length);
        }
    }

    /// <summary>Reads a file of cells.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="zoneDigest">SHA-256 of the zone file that it is to belong to.</param>
    /// <returns>Null where it was made from another zone file.</returns>
    /// <exception cref="InvalidDataException">The bytes are no file of cells of this version.</exception>
    public static ZoneCells? Read(byte[] file, ReadOnlySpan<byte> zoneDigest)
    {
        if (file.Length < sizeof(uint) + DigestBytes || BinaryPrimitives.ReadUInt32LittleEndian(file) != Magic)
            throw new InvalidDataException("Not a file of zone cells of this version: run tools/zones/build.sh.");
        if (!file.AsSpan(sizeof(uint), DigestBytes).SequenceEqual(zoneDigest))
            return null;
        try
        {
            return new ZoneCells(file);
        }
        catch (Exception cut) when (cut is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The file of zone cells is damaged: run tools/zones/build.sh.", cut);
        }
    }

    /// <summary>Computes all cells and writes them. Takes a minute or two on two cores.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="zoneDigest">SHA-256 of the zone file that the grids stand on.</param>
    /// <param name="grids">The grids by claim, of exact tests alone.</param>
    /// <param name="boxes">For each claim the cells that are ever asked for.</param>
    public static void Write(Stream output, ReadOnlySpan<byte> zoneDigest, ZoneGrid[] grids, GeoBox[] boxes)
    {
        var number = new byte[sizeof(int)];
        BinaryPrimitives.WriteUInt32LittleEndian(number, Magic);
        output.Write(number);
        output.Write(zoneDigest);
        for (var claim = 0; claim < Claims; claim++)
        {
            var codes = new ushort[ZoneGrid.Rows * ZoneGrid.Columns];
            var packed = new byte[Squares][];
            var (grid, box) = (grids[claim], boxes[claim]);
            Parallel.For(0, Squares, square => packed[square] = Meets(square, box) ? Compute(grid, square, codes) : []);
            WriteBlock(Pack(MemoryMarshal.AsBytes(codes.AsSpan())));
            var lengths = Array.ConvertAll(packed, static p => p.Length);
            WriteBlock(Pack(MemoryMarshal.AsBytes(lengths.AsSpan())));
            foreach (var bytes in packed)
                output.Write(bytes);
        }

        void WriteBlock(byte[] bytes)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, bytes.Length);
            output.Write(number);
            output.Write(bytes);
        }
    }

    /// <summary>The codes of all quarter-degree cells; 0 where they are not known.</summary>
    public ushort[] Roots(Claim claim) => roots[(int)claim];

    /// <summary>The codes inside the mixed cells of a square of 4°, with each cell's number.</summary>
    public List<(int Cell, ushort[] Codes)> Blocks(Claim claim, int squareRow, int squareColumn, ushort[] codes)
    {
        var square = (squareRow * SquareColumns) + squareColumn;
        var (from, to) = (starts[(int)claim][square], starts[(int)claim][square + 1]);
        var blocks = new List<(int, ushort[])>();
        if (from == to)
            return blocks;
        var mixed = MixedCells(square, codes);
        const int Parts = ZoneGrid.Split * ZoneGrid.Split;
        var bytes = new byte[1 + (2 * byte.MaxValue) + (mixed.Count * Parts)];
        if (!BrotliDecoder.TryDecompress(file.AsSpan(from, to - from), bytes, out var written))
            throw new InvalidDataException("The file of zone cells is damaged: run tools/zones/build.sh.");
        int different = bytes[0];
        var palette = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan(1, 2 * different));
        var at = 1 + (2 * different);
        if (written != at + (mixed.Count * Parts))
            throw new InvalidDataException("The file of zone cells is damaged: run tools/zones/build.sh.");
        foreach (var cell in mixed)
        {
            var fine = new ushort[Parts];
            for (var i = 0; i < Parts; i++)
                fine[i] = palette[bytes[at++]];
            blocks.Add((cell, fine));
        }

        return blocks;
    }

    private static List<int> MixedCells(int square, ushort[] codes)
    {
        var mixed = new List<int>();
        var (top, left) = (square / SquareColumns * ZoneGrid.Wide, square % SquareColumns * ZoneGrid.Wide);
        for (var row = top; row < top + ZoneGrid.Wide; row++)
        {
            for (var column = left; column < left + ZoneGrid.Wide; column++)
            {
                if (codes[(row * ZoneGrid.Columns) + column] == ZoneGrid.Mixed)
                    mixed.Add((row * ZoneGrid.Columns) + column);
            }
        }

        return mixed;
    }

    private static bool Meets(int square, GeoBox box)
    {
        const int Degrees = ZoneGrid.Wide / ZoneGrid.RootsPerDegree;
        double south = (square / SquareColumns * Degrees) - 90, west = (square % SquareColumns * Degrees) - 180;
        return south <= box.North && south + Degrees >= box.South && west <= box.East && west + Degrees >= box.West;
    }

    private static byte[] Compute(ZoneGrid grid, int square, ushort[] codes)
    {
        var palette = new List<ushort>();
        using var parts = new MemoryStream();
        var (top, left) = (square / SquareColumns * ZoneGrid.Wide, square % SquareColumns * ZoneGrid.Wide);
        for (var row = top; row < top + ZoneGrid.Wide; row++)
        {
            var line = row;
            grid.Compute(row, left, ZoneGrid.Wide, (column, code, fine) =>
            {
                codes[(line * ZoneGrid.Columns) + column] = code;
                foreach (var part in fine ?? [])
                {
                    if (!palette.Contains(part))
                        palette.Add(part);
                    parts.WriteByte((byte)palette.IndexOf(part));
                }
            });
        }

        if (palette.Count > byte.MaxValue)
            throw new InvalidDataException($"More than {byte.MaxValue} different answers in one square.");
        if (palette.Count == 0)
            return [];
        return Pack([(byte)palette.Count, .. MemoryMarshal.AsBytes<ushort>(palette.ToArray()), .. parts.ToArray()]);
    }

    private static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        if (!BrotliEncoder.TryCompress(bytes, packed, out var written, quality: 11, window: 22))
            throw new InvalidOperationException("Brotli does not fit its own bound.");
        return packed[..written];
    }

    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        if (!BrotliDecoder.TryDecompress(packed, bytes, out var written) || written != bytes.Length)
            throw new InvalidDataException("The file of zone cells is damaged: run tools/zones/build.sh.");
    }
}
