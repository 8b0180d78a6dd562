namespace Atalaya.Earth.Zones;

/// <summary>The exact answer for a point: whose area, and how far every line that would change it.</summary>
internal sealed class ZoneFinder
{
    /// <summary>Breadth of the territorial sea in metres: 12 nautical miles (UNCLOS Art. 3).</summary>
    public const double TerritorialSeaMetres = 12 * 1852;

    private readonly LineStore store;
    private readonly ZoneLine[] sources;
    private readonly AreaLocator land;
    private readonly AreaLocator internalWaters;
    private readonly LineTree coasts;
    private readonly LineTree borders;
    private readonly LineTree baselines;
    private readonly LineTree boundaries;
    private readonly int antarctica;
    private readonly int states;

    public ZoneFinder(LineStore store, ZoneData data)
    {
        this.store = store;
        sources = data.Sources;
        states = data.States.Length;
        antarctica = Array.IndexOf(data.States, "ATA");
        land = new AreaLocator(store, a => a.Layer == ZoneLayer.Land);
        internalWaters = new AreaLocator(store, a => a.Layer == ZoneLayer.InternalWaters);
        coasts = new LineTree(store, a => a.Layer == ZoneLayer.Land && (a.Left == 0 || a.Right == 0) && a.Left != antarctica && a.Right != antarctica);
        borders = new LineTree(store, a => a.Layer == ZoneLayer.Land && a.Left != 0 && a.Right != 0);
        baselines = new LineTree(store, a => a.Layer == ZoneLayer.StraightBaseline);
        boundaries = new LineTree(store, a => a.Layer == ZoneLayer.MaritimeBoundary);
        BaselineReach = ReachOfBaselines();
    }

    /// <summary>The zone of a point, by exact tests.</summary>
    public ZoneVerdict Find(double latitude, double longitude, Claim claim)
    {
        var point = Cartesian.FromDegrees(latitude, longitude);
        var owner = land.Find(latitude, longitude);
        if (owner >= states)
            owner = StateOf(coasts.Nearest(point, double.PositiveInfinity).Arc);
        if (owner == antarctica && owner != 0)
            return FindUnowned(point);
        return owner != 0 ? FindOnLand(point, owner) : FindAtSea(point, latitude, longitude, claim);
    }

    /// <summary>
    /// Metres that a point lies inside the outer limit of any territorial sea, negative outside; over land and internal waters a
    /// lower bound. Changes by no more than the metres that one moves.
    /// </summary>
    public double LimitHeight(double latitude, double longitude, Claim claim)
    {
        var point = Cartesian.FromDegrees(latitude, longitude);
        var owner = land.Find(latitude, longitude);
        var metres = Metres(coasts.Nearest(point, double.PositiveInfinity));
        if (owner != 0 && owner != antarctica)
            return TerritorialSeaMetres + metres;
        if (claim == Claim.LowWater)
            return TerritorialSeaMetres - metres;
        var baseline = baselines.Nearest(point, double.PositiveInfinity);
        return internalWaters.Find(latitude, longitude) != 0
            ? TerritorialSeaMetres + Math.Min(metres, Metres(baseline))
            : TerritorialSeaMetres - Math.Min(metres, Metres(baseline));
    }

    /// <summary>The box beyond which no straight baseline moves a limit; none without baselines.</summary>
    public PlaneBox? BaselineReach { get; }

    private ZoneVerdict FindUnowned(Cartesian point)
    {
        var verdict = ZoneVerdict.Of(ZoneKind.International, 0);
        var shore = coasts.Nearest(point, double.PositiveInfinity);
        verdict.Consider(Math.Max(0, Metres(shore) - TerritorialSeaMetres), Margin(shore), ZoneLineKind.TerritorialSeaLimit, shore);
        return verdict;
    }

    private ZoneVerdict FindOnLand(Cartesian point, int owner)
    {
        var verdict = ZoneVerdict.Of(ZoneKind.Territory, owner);
        var coast = coasts.Nearest(point, double.PositiveInfinity);
        verdict.Consider(Metres(coast), Margin(coast), ZoneLineKind.Coast, coast);
        var border = borders.Nearest(point, coast.ChordMetres + WidestMarginMetres);
        if (border.Arc >= 0)
            verdict.Consider(Metres(border), Margin(border), ZoneLineKind.Border, border);
        return verdict;
    }

    private ZoneVerdict FindAtSea(Cartesian point, double latitude, double longitude, Claim claim)
    {
        var coast = coasts.Nearest(point, double.PositiveInfinity);
        var baseline = claim == Claim.Mexico ? baselines.Nearest(point, coast.ChordMetres + (2 * TerritorialSeaMetres)) : NearestLine.None;
        if (claim == Claim.Mexico && internalWaters.Find(latitude, longitude) is not 0 and var inside)
        {
            var within = ZoneVerdict.Of(ZoneKind.InternalWaters, inside);
            within.Shore = coast;
            within.Consider(Metres(coast), Margin(coast), ZoneLineKind.Coast, coast);
            if (baseline.Arc >= 0)
                within.Consider(Metres(baseline), Margin(baseline), ZoneLineKind.StraightBaseline, baseline);
            return within;
        }

        var shore = baseline.ChordMetres < coast.ChordMetres ? baseline : coast;
        if (shore.Arc < 0)
            return ZoneVerdict.Of(ZoneKind.International, 0);
        var metres = Metres(shore);
        ZoneVerdict verdict;
        if (metres > TerritorialSeaMetres)
        {
            verdict = ZoneVerdict.Of(ZoneKind.International, 0);
            verdict.Consider(metres - TerritorialSeaMetres, Margin(shore), ZoneLineKind.TerritorialSeaLimit, shore);
            ConsiderOther(ref verdict, baseline, coast);
        }
        else
        {
            verdict = FindInTerritorialSea(point, shore, claim);
            verdict.Consider(Metres(coast), Margin(coast), ZoneLineKind.Coast, coast);
            if (baseline.Arc >= 0)
                verdict.Consider(Metres(baseline), Margin(baseline), ZoneLineKind.StraightBaseline, baseline);
        }

        verdict.Shore = shore;
        return verdict;
    }

    /// <summary>A baseline farther than the coast may still leave more doubt, its margin being wider.</summary>
    private void ConsiderOther(ref ZoneVerdict verdict, NearestLine baseline, NearestLine coast)
    {
        if (baseline.Arc >= 0 && baseline.ChordMetres > coast.ChordMetres)
            verdict.Consider(Metres(baseline) - TerritorialSeaMetres, Margin(baseline), ZoneLineKind.TerritorialSeaLimit, baseline);
    }

    /// <summary>Within 12 NM of a shore: the nearest state's, unless a treaty line gives the place to the other side.</summary>
    private ZoneVerdict FindInTerritorialSea(Cartesian point, NearestLine shore, Claim claim)
    {
        var owner = StateOf(shore.Arc);
        var metres = Metres(shore);
        var boundary = boundaries.Nearest(point, 2 * TerritorialSeaMetres, owner);
        if (boundary.Arc >= 0 && !IsEnd(boundary))
        {
            var keeper = SideOf(boundary, point);
            var away = Metres(boundary);
            var keepersShore = keeper == owner ? shore : NearestShore(point, 3 * TerritorialSeaMetres, keeper, false, claim);
            var isWithin = Metres(keepersShore) <= TerritorialSeaMetres;
            var split = isWithin ? ZoneVerdict.Of(ZoneKind.TerritorialSea, keeper) : ZoneVerdict.Of(ZoneKind.International, 0);
            split.Consider(away, Margin(boundary), ZoneLineKind.MaritimeBoundary, boundary);
            if (keepersShore.Arc >= 0)
                split.Consider(Math.Abs(TerritorialSeaMetres - Metres(keepersShore)), Margin(keepersShore), ZoneLineKind.TerritorialSeaLimit, keepersShore);
            return split;
        }

        var verdict = ZoneVerdict.Of(ZoneKind.TerritorialSea, owner);
        verdict.Consider(TerritorialSeaMetres - metres, Margin(shore), ZoneLineKind.TerritorialSeaLimit, shore);
        var other = NearestShore(point, (2 * TerritorialSeaMetres) - metres + (2 * WidestMarginMetres), owner, true, claim);
        if (other.Arc >= 0)
        {
            var toOther = Math.Max((Metres(other) - metres) / 2, Metres(other) - TerritorialSeaMetres);
            verdict.Consider(toOther, Math.Max(Margin(shore), Margin(other)), ZoneLineKind.Median, other);
        }

        return verdict;
    }

    private PlaneBox? ReachOfBaselines()
    {
        PlaneBox? reach = null;
        foreach (var arc in store.Arcs.Where(a => a.Layer == ZoneLayer.StraightBaseline))
        {
            var points = PlaneLine.Read(store.Latitudes, store.Longitudes, arc, false);
            var around = PlaneBox.Around(points);
            reach = reach is { } r
                ? new PlaneBox(Math.Min(r.West, around.West), Math.Min(r.South, around.South), Math.Max(r.East, around.East), Math.Max(r.North, around.North))
                : around;
        }

        // Half a degree is more than 12 NM up to 66° of latitude.
        return reach is { } b ? new PlaneBox(b.West - 0.5, b.South - 0.5, b.East + 0.5, b.North + 0.5) : null;
    }

    private NearestLine NearestShore(Cartesian point, double within, int state, bool without, Claim claim)
    {
        var coast = coasts.Nearest(point, within, state, without);
        if (claim != Claim.Mexico)
            return coast;
        var baseline = baselines.Nearest(point, Math.Min(within, coast.ChordMetres), state, without);
        return baseline.Arc >= 0 ? baseline : coast;
    }

    /// <summary>Whether the nearest point of a line is one of its ends: abreast of it the line says nothing.</summary>
    private bool IsEnd(NearestLine line)
    {
        var arc = store.Arcs[line.Arc];
        return (line.Vertex == arc.Start && line.Along <= 0) || (line.Vertex == arc.Start + arc.Count - 2 && line.Along >= 1);
    }

    /// <summary>Number of the state on whose side of a boundary a point lies.</summary>
    private int SideOf(NearestLine boundary, Cartesian p)
    {
        int i = boundary.Vertex, j = boundary.Vertex + 1;
        double ax = store.X[i], ay = store.Y[i], az = store.Z[i], bx = store.X[j], by = store.Y[j], bz = store.Z[j];
        // Left of the way from a to b is where (a × b) · p is positive.
        var side = (((ay * bz) - (az * by)) * p.X) + (((az * bx) - (ax * bz)) * p.Y) + (((ax * by) - (ay * bx)) * p.Z);
        return side > 0 ? store.Arcs[boundary.Arc].Left : store.Arcs[boundary.Arc].Right;
    }

    /// <summary>State number of a coast or baseline, whose other side is the sea.</summary>
    public int StateOf(int arc) => store.Arcs[arc].Left | store.Arcs[arc].Right;

    /// <summary>Margin in metres of the line found.</summary>
    public double Margin(NearestLine line) => line.Arc < 0 ? 0 : sources[store.Arcs[line.Arc].Source].MarginMetres;

    private static double Metres(NearestLine line) => Cartesian.ArcOfChord(line.ChordMetres);

    private double WidestMarginMetres => widest ??= sources.Max(s => s.MarginMetres);

    private double? widest;
}
