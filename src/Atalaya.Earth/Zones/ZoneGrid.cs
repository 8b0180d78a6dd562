namespace Atalaya.Earth.Zones;

/// <summary>
/// Short cut in front of the exact tests: cells of a quarter of a degree, where needed cut into 16 × 16, and those once more.
/// A cell in which one answer holds certainly, or one zone holds uncertainly throughout, is remembered in two bytes.
/// Squares of 4° and of 1° that lie in one zone are filled at once: far from every line one exact test answers for 256 cells.
/// The cells down to 1/64° come with the zone data; without them, and below, the grid fills as it is asked. Filling it twice gives the
/// same value, so threads need no lock.
/// </summary>
internal sealed class ZoneGrid
{
    public const ushort Unknown = 0;
    public const ushort Mixed = 0xFFFF;
    public const int RootsPerDegree = 4;
    public const int Columns = 360 * RootsPerDegree;
    public const int Rows = 180 * RootsPerDegree;
    public const int Split = 16;

    /// <summary>Cells along the side of a wide square: 4°.</summary>
    public const int Wide = 16;

    /// <summary>A finest cell that was asked for once. The second time it is worth a test of its own.</summary>
    private const ushort Seen = 0x7FFF;
    private const ushort CertainBit = 0x8000;

    private readonly Lazy<ZoneFinder> finder;
    private readonly Claim claim;
    private readonly ZoneCells? made;
    private readonly ushort[] roots;
    private readonly byte[] sides;
    private readonly Block?[] blocks = new Block?[Rows * Columns];

    public ZoneGrid(Lazy<ZoneFinder> finder, Claim claim, ZoneCells? made)
    {
        this.finder = finder;
        this.claim = claim;
        this.made = made;
        roots = made?.Roots(claim) ?? new ushort[Rows * Columns];
        sides = new byte[Rows * Columns];
        sides.AsSpan().Fill(1);
        if (made is not null)
        {
            MarkSquares(RootsPerDegree);
            MarkSquares(Wide);
        }
    }

    // Squares that one test does not answer for.
    private readonly bool[] mixedWide = new bool[Rows * Columns / (Wide * Wide)];
    private readonly bool[] mixedDegrees = new bool[Rows * Columns / (RootsPerDegree * RootsPerDegree)];

    /// <summary>State number and kind of a point, and whether they are certain.</summary>
    /// <param name="latitude">Degrees, −90 to 90.</param>
    /// <param name="longitude">Degrees, −180 (included) to 180 (excluded).</param>
    /// <param name="follows">Whether the points follow one another along a way.</param>
    /// <param name="anchor">What the way's last exact test found; where it still holds no test is needed.</param>
    /// <param name="certain">Whether the point is farther from each line than its margin.</param>
    /// <param name="square">Number of a square, convex in latitude and longitude, throughout which this answer holds; −1 without one.</param>
    public int Find(double latitude, double longitude, bool follows, ref ZoneAnchor anchor, out bool certain, out int square)
    {
        var y = (latitude + 90) * RootsPerDegree;
        var x = (longitude + 180) * RootsPerDegree;
        int row = Math.Min((int)y, Rows - 1), column = Math.Min((int)x, Columns - 1);
        var index = (row * Columns) + column;
        var code = roots[index];
        if (code == Unknown)
            code = FillRoot(row, column);
        if (code != Mixed)
        {
            int side = sides[index];
            square = ((row & -side) * Columns) + (column & -side);
            return Decode(code, out certain);
        }

        square = -1;
        var block = blocks[index] ?? BlockAt(row, column);
        var (fineY, fineX) = ((y - row) * Split, (x - column) * Split);
        var (fineRow, fineColumn) = (Math.Min((int)fineY, Split - 1), Math.Min((int)fineX, Split - 1));
        ref var fine = ref block.Codes[(fineRow * Split) + fineColumn];
        if (fine == Unknown)
            fine = Evaluate((row * Split) + fineRow, (column * Split) + fineColumn, 1.0 / (RootsPerDegree * Split));
        if (fine != Mixed)
            return Decode(fine, out certain);
        if (follows)
        {
            // What others asked before must not matter here: the same way has the same stays to the millisecond.
            var point = Cartesian.FromDegrees(latitude, longitude);
            if (!anchor.Holds(point))
                anchor = new(point, finder.Value.Find(latitude, longitude, claim));
            certain = anchor.IsCertain;
            return anchor.Code;
        }

        var inner = block.Inner((fineRow * Split) + fineColumn);
        var (finestRow, finestColumn) = (Math.Min((int)((fineY - fineRow) * Split), Split - 1), Math.Min((int)((fineX - fineColumn) * Split), Split - 1));
        ref var finest = ref inner[(finestRow * Split) + finestColumn];
        if (finest is not (Unknown or Seen or Mixed))
            return Decode(finest, out certain);
        var verdict = finder.Value.Find(latitude, longitude, claim);
        if (finest == Unknown)
            finest = Seen;
        else if (finest == Seen)
            finest = Evaluate((((row * Split) + fineRow) * Split) + finestRow, (((column * Split) + fineColumn) * Split) + finestColumn, 1.0 / (RootsPerDegree * Split * Split));
        certain = verdict.Clearance > 0;
        return (verdict.State << 2) | (int)verdict.Kind;
    }

    /// <summary>The codes of all quarter-degree cells in a row, and of the 256 cells in each one that is mixed, computed now.</summary>
    public void Compute(int row, int firstColumn, int columns, Action<int, ushort, ushort[]?> take)
    {
        for (var column = firstColumn; column < firstColumn + columns; column++)
        {
            var code = Evaluate(row, column, 1.0 / RootsPerDegree);
            ushort[]? fine = null;
            if (code == Mixed)
            {
                fine = new ushort[Split * Split];
                for (var i = 0; i < fine.Length; i++)
                    fine[i] = Evaluate((row * Split) + (i / Split), (column * Split) + (i % Split), 1.0 / (RootsPerDegree * Split));
            }

            take(column, code, fine);
        }
    }

    private Block BlockAt(int row, int column)
    {
        var index = (row * Columns) + column;
        if (made is not null)
        {
            // The neighbours come with it: who is here will be there.
            foreach (var (cell, codes) in made.Blocks(claim, row / Wide, column / Wide, roots))
                Interlocked.CompareExchange(ref blocks[cell], new Block(codes), null);
        }

        return blocks[index] ?? Interlocked.CompareExchange(ref blocks[index], new Block(new ushort[Split * Split]), null) ?? blocks[index]!;
    }

    /// <summary>Finds the squares whose cells all have one answer.</summary>
    private void MarkSquares(int side)
    {
        for (var row = 0; row < Rows; row += side)
        {
            for (var column = 0; column < Columns; column += side)
            {
                var code = roots[(row * Columns) + column];
                var isOne = code is not (Unknown or Mixed);
                for (var r = row; isOne && r < row + side; r++)
                    isOne = !roots.AsSpan((r * Columns) + column, side).ContainsAnyExcept(code);
                for (var r = row; isOne && r < row + side; r++)
                    sides.AsSpan((r * Columns) + column, side).Fill((byte)side);
            }
        }
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

    private static int Decode(ushort code, out bool certain)
    {
        certain = (code & CertainBit) != 0;
        return (code & ~CertainBit) - 1;
    }

    private ushort Evaluate(int row, int column, double side)
    {
        double south = (row * side) - 90, west = (column * side) - 180;
        double latitude = south + (side / 2), longitude = west + (side / 2);
        var verdict = finder.Value.Find(latitude, longitude, claim);
        var middle = Cartesian.FromDegrees(latitude, longitude);
        var reach = Math.Max(middle.ChordTo(Cartesian.FromDegrees(south, west)), middle.ChordTo(Cartesian.FromDegrees(south + side, west)));
        // Metres along the ground exceed the chord by less than 0.1% even in 4°; the rest is for rounding.
        reach = (reach * 1.001) + 1;
        if (verdict.SteadyMetres <= reach)
            return Mixed;
        var code = (ushort)((verdict.State << 2) + (int)verdict.Kind + 1);
        return verdict.Clearance > 0 ? (ushort)(code | CertainBit) : code;
    }

    private sealed class Block(ushort[] codes)
    {
        private ushort[]?[]? inner;

        public ushort[] Codes { get; } = codes;

        public ushort[] Inner(int index)
        {
            var all = inner ??= new ushort[]?[Split * Split];
            return all[index] ??= new ushort[Split * Split];
        }
    }
}

/// <summary>An exact answer and how far around it it holds: along a track most points need no test of their own.</summary>
internal readonly struct ZoneAnchor
{
    private readonly Cartesian point;

    /// <summary>Chord metres around the point; 0 in one that was never set.</summary>
    private readonly double reach;

    public ZoneAnchor(Cartesian point, in ZoneVerdict verdict)
    {
        this.point = point;
        Code = (verdict.State << 2) | (int)verdict.Kind;
        IsCertain = verdict.Clearance > 0;

        // Metres along the ground exceed the chord by less than 0.1%; the rest is for rounding.
        reach = (verdict.SteadyMetres * 0.999) - 1;
    }

    public int Code { get; }

    public bool IsCertain { get; }

    public bool Holds(Cartesian other) => reach > 0 && point.ChordTo(other) < reach;
}
