namespace Atalaya.Earth.Zones;

/// <summary>Lines of one role, in one tree for each pair of margins: of two lines the farther may be the more doubtful, so each is asked.</summary>
internal sealed class LineFamily
{
    private readonly LineStore store;
    private readonly (LineTree Tree, double MarginMetres, double SeawardMetres)[] trees;

    public LineFamily(LineStore store, ZoneLine[] sources, Func<ZoneArc, bool> belongs)
    {
        this.store = store;
        (double, double) MarginsOf(ZoneArc a) => (sources[a.Source].MarginMetres, sources[a.Source].SeawardMarginMetres);
        trees = [.. store.Arcs.Where(belongs).Select(MarginsOf).Distinct().Order()
            .Select(m => (new LineTree(store, a => belongs(a) && MarginsOf(a) == m), m.Item1, m.Item2))];
        WidestMarginMetres = trees.Select(t => t.MarginMetres).DefaultIfEmpty().Max();
    }

    private LineFamily(LineFamily one, LineFamily other)
    {
        store = one.store;
        trees = [.. one.trees, .. other.trees];
        WidestMarginMetres = Math.Max(one.WidestMarginMetres, other.WidestMarginMetres);
    }

    /// <summary>The widest margin of any line in metres.</summary>
    public double WidestMarginMetres { get; }

    /// <summary>Both families as one.</summary>
    public LineFamily With(LineFamily other) => new(this, other);

    /// <summary>The nearest line within a chord distance; see <see cref="LineTree.Nearest"/>.</summary>
    public NearestLine Nearest(Cartesian point, double withinMetres, int state = 0, bool without = false)
    {
        var best = NearestLine.None;
        foreach (var (tree, _, _) in trees)
        {
            // A little farther than needed: who weighs the lines of each margin asks that next, and the tree then remembers.
            var found = tree.Nearest(point, Math.Min(withinMetres, best.ChordMetres) + WidestMarginMetres + 1, state, without);
            if (found.ChordMetres < Math.Min(withinMetres, best.ChordMetres))
                best = found;
        }

        return best;
    }

    /// <summary>Geodesic metres to the nearest line of a state with its margin; infinite where there is none within a chord distance.</summary>
    /// <param name="point">From where.</param>
    /// <param name="withinMetres">Chord metres beyond which nothing is sought.</param>
    /// <param name="state">The state number.</param>
    /// <param name="isSeaward">Whether the margin of a limit seen from outside is asked for.</param>
    public (double Metres, double MarginMetres) NearestWithMargin(Cartesian point, double withinMetres, int state, bool isSeaward)
    {
        var (best, margin) = (NearestLine.None, 0.0);
        foreach (var (tree, landward, seaward) in trees)
        {
            var found = tree.Nearest(point, Math.Min(withinMetres, best.ChordMetres), state);
            if (found.ChordMetres < best.ChordMetres)
                (best, margin) = (found, isSeaward ? seaward : landward);
        }

        return best.Arc < 0 ? (double.PositiveInfinity, 0) : (Cartesian.ArcOfChord(best.ChordMetres), margin);
    }

    /// <summary>Adds the states on either side of every line that may lie within a chord distance.</summary>
    public void StatesWithin(Cartesian point, double withinMetres, HashSet<int> states)
    {
        foreach (var (tree, _, _) in trees)
            tree.StatesWithin(point, withinMetres, states);
    }

    /// <summary>Takes the nearest line of each margin into account that may matter beside one at a distance.</summary>
    public void ConsiderCrossing(ref ZoneVerdict verdict, Cartesian point, double nearestMetres)
    {
        foreach (var (tree, margin, _) in trees)
        {
            var line = tree.Nearest(point, nearestMetres + margin + 1);
            if (line.Arc >= 0)
                verdict.Consider(Cartesian.ArcOfChord(line.ChordMetres), margin, KindOf(line.Arc), line);
        }
    }

    /// <summary>
    /// For a point beyond 12 NM of these shores: takes each margin's nearest limit into account. What no coast shows can only move a
    /// limit seaward (UNCLOS Art. 5, 6, 10, 13), so the margin is wider here than from inside.
    /// </summary>
    /// <param name="verdict">What is known so far.</param>
    /// <param name="point">The point.</param>
    /// <param name="nearestMetres">Chord metres to the nearest of these shores.</param>
    /// <param name="state">The state whose shores are asked; 0 for all.</param>
    public void ConsiderLimitFromOutside(ref ZoneVerdict verdict, Cartesian point, double nearestMetres, int state = 0)
    {
        foreach (var (tree, _, seaward) in trees)
        {
            var shore = tree.Nearest(point, nearestMetres + seaward + 1, state);
            if (shore.Arc >= 0)
                verdict.Consider(Cartesian.ArcOfChord(shore.ChordMetres) - ZoneFinder.TerritorialSeaMetres, seaward, ZoneLineKind.TerritorialSeaLimit, shore);
        }
    }

    /// <summary>For a point within 12 NM: one shore that is surely near enough is enough, so the one that leaves least doubt counts.</summary>
    public void ConsiderLimitFromInside(ref ZoneVerdict verdict, Cartesian point, int state)
    {
        var best = NearestLine.None;
        double bestMargin = 0, bestClearance = double.NegativeInfinity;
        foreach (var (tree, margin, _) in trees)
        {
            var shore = tree.Nearest(point, ZoneFinder.TerritorialSeaMetres, state);
            var clearance = ZoneFinder.TerritorialSeaMetres - Cartesian.ArcOfChord(shore.ChordMetres) - margin;
            if (shore.Arc >= 0 && clearance > bestClearance)
                (best, bestMargin, bestClearance) = (shore, margin, clearance);
        }

        if (best.Arc >= 0)
            verdict.Consider(bestClearance + bestMargin, bestMargin, ZoneLineKind.TerritorialSeaLimit, best);
    }

    private ZoneLineKind KindOf(int arc) => store.Arcs[arc] switch
    {
        { Layer: ZoneLayer.StraightBaseline } => ZoneLineKind.StraightBaseline,
        { Layer: ZoneLayer.MaritimeBoundary } => ZoneLineKind.MaritimeBoundary,
        { Left: not 0, Right: not 0 } => ZoneLineKind.Border,
        _ => ZoneLineKind.Coast,
    };
}
