namespace Atalaya.Earth.Zones;

/// <summary>
/// Short cut in front of the exact tests: cells of a quarter of a degree, where needed cut into 16 × 16, and those once more.
/// A cell in which one answer holds certainly, or one zone holds uncertainly throughout, is remembered in two bytes.
/// Squares of 4° and of 1° that lie in one zone are filled at once: far from every line one exact test answers for 256 cells.
/// Filled as it is asked; filling it twice gives the same value, so threads need no lock.
/// </summary>
internal sealed class ZoneGrid(ZoneFinder finder, Claim claim)
{
    private const ushort Unknown = 0;
    private const ushort Mixed = 0xFFFF;
    private const ushort CertainBit = 0x8000;
    private const int RootsPerDegree = 4;
    private const int Columns = 360 * RootsPerDegree;
    private const int Rows = 180 * RootsPerDegree;
    private const int Split = 16;

    /// <summary>Cells along the side of a wide square: 4°.</summary>
    private const int Wide = 16;

    private readonly ushort[] roots = new ushort[Rows * Columns];
    private readonly Block?[] blocks = new Block?[Rows * Columns];

    // Squares that one test does not answer for.
    private readonly bool[] mixedWide = new bool[Rows * Columns / (Wide * Wide)];
    private readonly bool[] mixedDegrees = new bool[Rows * Columns / (RootsPerDegree * RootsPerDegree)];

    /// <summary>State number and kind of a point, and whether they are certain.</summary>
    /// <param name="latitude">Degrees, −90 to 90.</param>
    /// <param name="longitude">Degrees, −180 (included) to 180 (excluded).</param>
    /// <param name="certain">Whether the point is farther from each line than its margin.</param>
    public int Find(double latitude, double longitude, out bool certain)
    {
        var y = (latitude + 90) * RootsPerDegree;
        var x = (longitude + 180) * RootsPerDegree;
        int row = Math.Min((int)y, Rows - 1), column = Math.Min((int)x, Columns - 1);
        var index = (row * Columns) + column;
        var code = roots[index];
        if (code == Unknown)
            code = FillRoot(row, column);
        if (code != Mixed)
            return Decode(code, out certain);
        var block = blocks[index];
        if (block is null)
            Volatile.Write(ref blocks[index], block = new Block());
        return FindInside(block, latitude, longitude, (y - row) * Split, (x - column) * Split, row * Split, column * Split, Split, out certain);
    }

    private ushort FillRoot(int row, int column)
    {
        if (FillSquare(row, column, Wide, mixedWide) || FillSquare(row, column, RootsPerDegree, mixedDegrees))
            return roots[(row * Columns) + column];
        return roots[(row * Columns) + column] = Evaluate(row, column, 1.0 / RootsPerDegree);
    }

    /// <summary>Fills all cells of a square if one answer holds in it.</summary>
    private bool FillSquare(int row, int column, int side, bool[] mixed)
    {
        int squareRow = row / side, squareColumn = column / side;
        ref var isMixed = ref mixed[(squareRow * (Columns / side)) + squareColumn];
        if (isMixed)
            return false;
        var code = Evaluate(squareRow, squareColumn, (double)side / RootsPerDegree);
        isMixed = code == Mixed;
        if (isMixed)
            return false;
        for (var r = 0; r < side; r++)
            roots.AsSpan((((squareRow * side) + r) * Columns) + (squareColumn * side), side).Fill(code);
        return true;
    }

    private int FindInside(Block block, double latitude, double longitude, double y, double x, int rowBase, int columnBase, int parts, out bool certain)
    {
        int row = Math.Min((int)y, Split - 1), column = Math.Min((int)x, Split - 1);
        var index = (row * Split) + column;
        var code = block.Codes[index];
        if (code == Unknown)
            block.Codes[index] = code = Evaluate(rowBase + row, columnBase + column, 1.0 / (RootsPerDegree * parts));
        if (code != Mixed)
            return Decode(code, out certain);
        if (parts == Split)
        {
            var inner = block.Inner[index];
            if (inner is null)
                Volatile.Write(ref block.Inner[index], inner = new Block());
            return FindInside(inner, latitude, longitude, (y - row) * Split, (x - column) * Split,
                (rowBase + row) * Split, (columnBase + column) * Split, Split * Split, out certain);
        }

        var verdict = finder.Find(latitude, longitude, claim);
        certain = verdict.Clearance > 0;
        return (verdict.State << 2) | (int)verdict.Kind;
    }

    private static int Decode(ushort code, out bool certain)
    {
        certain = (code & CertainBit) != 0;
        return (code & ~CertainBit) - 1;
    }

    private ushort Evaluate(int row, int column, double side)
    {
        double south = (row * side) - 90, west = (column * side) - 180;
        double latitude = south + (side / 2), longitude = west + (side / 2);
        var verdict = finder.Find(latitude, longitude, claim);
        var middle = Cartesian.FromDegrees(latitude, longitude);
        var reach = Math.Max(middle.ChordTo(Cartesian.FromDegrees(south, west)), middle.ChordTo(Cartesian.FromDegrees(south + side, west)));
        // Metres along the ground exceed the chord by less than 0.1% even in 4°; the rest is for rounding.
        reach = (reach * 1.001) + 1;
        if (verdict.NearestMetres <= reach)
            return Mixed;
        var code = (ushort)((verdict.State << 2) + (int)verdict.Kind + 1);
        if (verdict.Clearance > reach)
            return (ushort)(code | CertainBit);
        return verdict.Clearance < -reach ? code : Mixed;
    }

    private sealed class Block
    {
        public ushort[] Codes { get; } = new ushort[Split * Split];

        public Block?[] Inner => inner ??= new Block?[Split * Split];

        private Block?[]? inner;
    }
}
