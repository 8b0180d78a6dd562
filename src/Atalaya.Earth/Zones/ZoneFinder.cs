namespace Atalaya.Earth.Zones;

/// <summary>The exact answer for a point: whose area, and how far every line that would change it.</summary>
internal sealed class ZoneFinder
{
    /// <summary>Breadth of the territorial sea in metres: 12 nautical miles (UNCLOS Art. 3).</summary>
    public const double TerritorialSeaMetres = 12 * 1852;

    /// <summary>Least margin in metres of a median in a lake that stands for an agreed boundary; see docs/methods/zones.md for how far medians were off.</summary>
    private const double LeastMedianMarginMetres = 1500;

    /// <summary>
    /// Margin in metres of a median in the sea that stands for an agreed boundary, of which our table has none: the lines between the
    /// United States and Canada were up to 4.7 km off theirs.
    /// </summary>
    internal const double SeaMedianMarginMetres = 5000;

    /// <summary>South of this the package draws no ring, and there is only Antarctica.</summary>
    private const double AntarcticLatitude = -85;

    private readonly LineStore store;
    private readonly AreaLocator land;
    private readonly AreaLocator internalWaters;
    private readonly LineFamily coasts;
    private readonly LineFamily borders;
    private readonly LineFamily lakeShores;
    private readonly LineFamily baselines;
    private readonly LineFamily boundaries;
    private readonly BoundaryEnds ends;
    private readonly LineFamily bayMouths;
    private readonly LineFamily[] shores;
    private readonly ApproachFinder approaches;
    private readonly int antarctica;
    private readonly int lake;

    public ZoneFinder(LineStore store, ZoneData data)
    {
        this.store = store;
        antarctica = Array.IndexOf(data.States, "ATA");
        lake = Array.IndexOf(data.States, ZoneData.SharedLake);
        bool IsLand(ZoneArc a) => a.Layer == ZoneLayer.Land;
        bool IsLakeShore(ZoneArc a) => IsLand(a) && lake > 0 && (a.Left == lake || a.Right == lake);
        // The two slow ones side by side: half of the time to load the shipped map.
        var locating = Task.Run(() => new AreaLocator(store, IsLand));
        coasts = new LineFamily(store, data.Sources, a => IsLand(a) && (a.Left == 0 || a.Right == 0) && a.Left != antarctica && a.Right != antarctica);
        land = locating.GetAwaiter().GetResult();
        internalWaters = new AreaLocator(store, a => a.Layer == ZoneLayer.InternalWaters);
        borders = new LineFamily(store, data.Sources, a => IsLand(a) && a.Left != 0 && a.Right != 0 && !IsLakeShore(a));
        lakeShores = new LineFamily(store, data.Sources, IsLakeShore);
        baselines = new LineFamily(store, data.Sources, a => a.Layer == ZoneLayer.StraightBaseline);
        boundaries = new LineFamily(store, data.Sources, a => a.Layer == ZoneLayer.MaritimeBoundary);
        ends = new BoundaryEnds(store, data.Sources);
        bayMouths = new LineFamily(store, data.Sources, a => a.Layer == ZoneLayer.BayMouth);
        shores = [coasts, coasts.With(baselines)];
        approaches = new ApproachFinder(shores, borders, boundaries, (line, point, state) => !ends.IsEnd(line) && SideOf(line, point) != state);
        BaselineReach = ReachOfBaselines();
    }

    /// <summary>The box beyond which no straight baseline moves a limit; none without baselines.</summary>
    public PlaneBox? BaselineReach { get; }

    /// <summary>The zone of a point, by exact tests.</summary>
    public ZoneVerdict Find(double latitude, double longitude, Claim claim)
    {
        var point = Cartesian.FromDegrees(latitude, longitude);
        var owner = OwnerOfLand(point, latitude, longitude);
        if (owner == 0)
            return FindAtSea(point, latitude, longitude, claim);
        if (owner == antarctica)
            return FindUnowned(point);
        return owner == lake ? FindOnLake(point) : FindOnLand(point, owner);
    }

    /// <summary>
    /// Metres that a point lies inside the outer limit of any territorial sea, negative outside; over land and internal waters a
    /// lower bound. Changes by no more than the metres that one moves.
    /// </summary>
    public double LimitHeight(double latitude, double longitude, Claim claim)
    {
        var point = Cartesian.FromDegrees(latitude, longitude);
        var owner = OwnerOfLand(point, latitude, longitude);
        var metres = Metres(shores[(int)claim].Nearest(point, double.PositiveInfinity));
        var isInside = (owner != 0 && owner != antarctica) || (claim == Claim.Mexico && internalWaters.Find(latitude, longitude) != 0);
        return TerritorialSeaMetres + (isInside ? metres : -metres);
    }

    /// <summary>Numbers of the states whose airspace may be within a distance of a point.</summary>
    public HashSet<int> StatesWithin(double latitude, double longitude, Claim claim, double metres)
    {
        var states = approaches.StatesWithin(Cartesian.FromDegrees(latitude, longitude), claim, metres);
        states.Add(OwnerOfLand(Cartesian.FromDegrees(latitude, longitude), latitude, longitude));
        states.RemoveWhere(s => s == 0 || s == antarctica || s == lake);
        return states;
    }

    /// <summary>Metres to a state's airspace and the margin of the line that decides; 0 inside, infinite beyond a distance.</summary>
    public (double Metres, double MarginMetres) Approach(double latitude, double longitude, Claim claim, int state, double withinMetres)
    {
        var verdict = Find(latitude, longitude, claim);
        if (verdict.Kind != ZoneKind.International && verdict.State == state)
            return (0, verdict.Line.Arc < 0 ? 0 : verdict.MarginMetres);
        var point = Cartesian.FromDegrees(latitude, longitude);
        var ownShore = verdict.Shore.Arc < 0 ? 0 : Metres(verdict.Shore);
        return approaches.Find(point, claim, state, ownShore, withinMetres);
    }

    /// <summary>State number of a shore, whose other side is the sea or a shared lake.</summary>
    public int StateOf(int arc)
    {
        var (left, right) = (store.Arcs[arc].Left, store.Arcs[arc].Right);
        return left == 0 || left == lake ? right : left;
    }

    private int OwnerOfLand(Cartesian point, double latitude, double longitude)
    {
        if (latitude < AntarcticLatitude)
            return antarctica;
        var owner = land.Find(latitude, longitude);
        if (owner >= 0)
            return owner;
        // Two states' lines cross here and both hold the sliver between: the nearest line's smaller number keeps it.
        var border = borders.Nearest(point, double.PositiveInfinity);
        var coast = coasts.Nearest(point, border.ChordMetres);
        return coast.Arc >= 0 ? StateOf(coast.Arc) : Math.Min(store.Arcs[border.Arc].Left, store.Arcs[border.Arc].Right);
    }

    private ZoneVerdict FindUnowned(Cartesian point)
    {
        var verdict = ZoneVerdict.Of(ZoneKind.International, 0);
        var coast = coasts.Nearest(point, double.PositiveInfinity);
        coasts.ConsiderLimitFromOutside(ref verdict, point, coast.ChordMetres);
        return verdict;
    }

    private ZoneVerdict FindOnLand(Cartesian point, int owner)
    {
        var verdict = ZoneVerdict.Of(ZoneKind.Territory, owner);
        var coast = coasts.Nearest(point, double.PositiveInfinity);
        coasts.ConsiderCrossing(ref verdict, point, coast.ChordMetres);
        var border = borders.Nearest(point, coast.ChordMetres + borders.WidestMarginMetres);
        if (border.Arc >= 0)
            borders.ConsiderCrossing(ref verdict, point, border.ChordMetres);
        ConsiderLakeFromLand(ref verdict, point, owner);
        return verdict;
    }

    /// <summary>The boundary in a shared lake, seen from land: beyond the lake's own shore, and at least half as far as the other one.</summary>
    private void ConsiderLakeFromLand(ref ZoneVerdict verdict, Cartesian point, int owner)
    {
        // One more than four times as far as the nearest line is left out of account: but how near is that to not being so?
        var limit = 4 * verdict.NearestMetres;
        var across = lakeShores.Nearest(point, (9 * verdict.NearestMetres) + 1_000, owner, true);
        verdict.RuleMetres = Math.Min(verdict.RuleMetres, across.Arc < 0 ? verdict.NearestMetres : Math.Abs(across.ChordMetres - limit) / 5);
        if (across.ChordMetres >= limit)
            return;
        var own = lakeShores.Nearest(point, across.ChordMetres, owner);
        var metres = Math.Max(Metres(across) / 2, Math.Min(Metres(own), Metres(across)));
        var margin = LakeMarginMetres(Metres(across) / 2);
        verdict.Consider(metres, margin, ZoneLineKind.Median, across);

        // The margin grows by a quarter of what the other shore is farther away.
        verdict.RuleMetres = Math.Min(verdict.RuleMetres, Math.Abs(metres - margin) / 1.25);
    }

    private ZoneVerdict FindOnLake(Cartesian point)
    {
        var shore = lakeShores.Nearest(point, double.PositiveInfinity);
        var owner = StateOf(shore.Arc);
        var verdict = ZoneVerdict.Of(ZoneKind.Territory, owner);
        var across = lakeShores.Nearest(point, double.PositiveInfinity, owner, true);
        if (across.Arc >= 0)
            verdict.Consider((Metres(across) - Metres(shore)) / 2, LakeMarginMetres((Metres(across) + Metres(shore)) / 2), ZoneLineKind.Median, across);
        return verdict;
    }

    /// <summary>An agreed boundary in a lake may leave the median by half the way to the shores.</summary>
    private static double LakeMarginMetres(double metresToShores) => Math.Round(Math.Max(LeastMedianMarginMetres, metresToShores / 2));

    private ZoneVerdict FindAtSea(Cartesian point, double latitude, double longitude, Claim claim)
    {
        var all = shores[(int)claim];
        var shore = all.Nearest(point, double.PositiveInfinity);
        ZoneVerdict verdict;
        if (claim == Claim.Mexico && internalWaters.Find(latitude, longitude) is > 0 and var inside)
        {
            verdict = ZoneVerdict.Of(ZoneKind.InternalWaters, inside);
            all.ConsiderCrossing(ref verdict, point, shore.ChordMetres);
        }
        else if (Metres(shore) > TerritorialSeaMetres)
        {
            verdict = ZoneVerdict.Of(ZoneKind.International, 0);
            all.ConsiderLimitFromOutside(ref verdict, point, shore.ChordMetres);
            ConsiderBay(ref verdict, point, Metres(shore));
        }
        else
        {
            verdict = FindInTerritorialSea(point, shore, all);
            all.ConsiderCrossing(ref verdict, point, shore.ChordMetres);
        }

        verdict.Shore = shore;
        return verdict;
    }

    /// <summary>
    /// A state may measure its sea from a line across a bay: then the limit lies farther out than the coast's, by as much as the mouth
    /// is nearer than the coast. That much is added to the margin, so that a place between the two limits is uncertain.
    /// </summary>
    private void ConsiderBay(ref ZoneVerdict verdict, Cartesian point, double metresToShore)
    {
        var mouth = bayMouths.Nearest(point, Math.Min(Cartesian.ChordOfArc(metresToShore), 3 * TerritorialSeaMetres));
        if (mouth.Arc >= 0)
            verdict.Consider(metresToShore - TerritorialSeaMetres, metresToShore - Metres(mouth) + bayMouths.WidestMarginMetres, ZoneLineKind.TerritorialSeaLimit, mouth);
    }

    /// <summary>Within 12 NM of a shore: the nearest state's, unless a treaty line gives the place to the other side.</summary>
    private ZoneVerdict FindInTerritorialSea(Cartesian point, NearestLine shore, LineFamily all)
    {
        var owner = StateOf(shore.Arc);
        var metres = Metres(shore);
        var boundary = boundaries.Nearest(point, 3 * TerritorialSeaMetres, owner);
        var ruleMetres = ends.MetresToOtherRule(boundary, point, owner, 2 * TerritorialSeaMetres);
        if (boundary.ChordMetres < 2 * TerritorialSeaMetres && !ends.IsEnd(boundary))
            return FindBesideBoundary(point, boundary, all) with { RuleMetres = ruleMetres };

        var verdict = ZoneVerdict.Of(ZoneKind.TerritorialSea, owner) with { RuleMetres = ruleMetres };
        all.ConsiderLimitFromInside(ref verdict, point, owner);
        var other = all.Nearest(point, (2 * TerritorialSeaMetres) - metres + (2 * SeaMedianMarginMetres), owner, true);
        if (other.Arc >= 0)
            verdict.Consider(Math.Max((Metres(other) - metres) / 2, Metres(other) - TerritorialSeaMetres), SeaMedianMarginMetres, ZoneLineKind.Median, other);
        return verdict;
    }

    private ZoneVerdict FindBesideBoundary(Cartesian point, NearestLine boundary, LineFamily all)
    {
        var keeper = SideOf(boundary, point);
        var shore = all.Nearest(point, 4 * TerritorialSeaMetres, keeper);
        var isWithin = Metres(shore) <= TerritorialSeaMetres;
        var verdict = isWithin ? ZoneVerdict.Of(ZoneKind.TerritorialSea, keeper) : ZoneVerdict.Of(ZoneKind.International, 0);
        boundaries.ConsiderCrossing(ref verdict, point, boundary.ChordMetres);
        if (isWithin)
            all.ConsiderLimitFromInside(ref verdict, point, keeper);
        else if (shore.Arc >= 0)
            all.ConsiderLimitFromOutside(ref verdict, point, shore.ChordMetres, keeper);
        return verdict;
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

    private static double Metres(NearestLine line) => Cartesian.ArcOfChord(line.ChordMetres);

    private PlaneBox? ReachOfBaselines()
    {
        PlaneBox? reach = null;
        foreach (var arc in store.Arcs.Where(a => a.Layer == ZoneLayer.StraightBaseline))
        {
            var around = PlaneBox.Around(PlaneLine.Read(store.Latitudes, store.Longitudes, arc, false));
            reach = reach is { } r
                ? new PlaneBox(Math.Min(r.West, around.West), Math.Min(r.South, around.South), Math.Max(r.East, around.East), Math.Max(r.North, around.North))
                : around;
        }

        // Half a degree is more than 12 NM up to 66° of latitude.
        return reach is { } b ? new PlaneBox(b.West - 0.5, b.South - 0.5, b.East + 0.5, b.North + 0.5) : null;
    }
}
