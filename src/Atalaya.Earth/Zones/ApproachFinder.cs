namespace Atalaya.Earth.Zones;

/// <summary>How far a point is from the airspace of a state: its territory, internal waters and territorial sea.</summary>
/// <param name="shores">Shores by claim.</param>
/// <param name="borders">Borders on land.</param>
/// <param name="boundaries">Agreed boundaries at sea.</param>
/// <param name="isAcross">Whether a point abreast of a boundary is on the side that is not a state's.</param>
internal sealed class ApproachFinder(LineFamily[] shores, LineFamily borders, LineFamily boundaries, Func<NearestLine, Cartesian, int, bool> isAcross)
{
    /// <summary>States with a shore, border or boundary near a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="claim">Whose baselines to follow.</param>
    /// <param name="metres">How near their airspace is to be.</param>
    public HashSet<int> StatesWithin(Cartesian point, Claim claim, double metres)
    {
        var states = new HashSet<int>();
        shores[(int)claim].StatesWithin(point, Cartesian.ChordOfArc(metres + ZoneFinder.TerritorialSeaMetres), states);
        borders.StatesWithin(point, Cartesian.ChordOfArc(metres), states);
        return states;
    }

    /// <summary>Metres to a state's airspace from outside, and the margin of the line that decides.</summary>
    /// <remarks>
    /// By sea one has to come within 12 NM of the state's shore, past the middle between its shore and the nearest, and past an agreed boundary
    /// that one is on the other side of: the greatest of the three ways is needed. Each changes by no more than one moves.
    /// </remarks>
    /// <param name="point">The point.</param>
    /// <param name="claim">Whose baselines to follow.</param>
    /// <param name="state">The state.</param>
    /// <param name="nearestShoreMetres">Metres to the nearest shore of any state; 0 over land.</param>
    /// <param name="withinMetres">Nothing farther is sought.</param>
    public (double Metres, double MarginMetres) Find(Cartesian point, Claim claim, int state, double nearestShoreMetres, double withinMetres)
    {
        var reach = Cartesian.ChordOfArc(withinMetres + ZoneFinder.TerritorialSeaMetres);
        var (shoreMetres, seaward) = shores[(int)claim].NearestWithMargin(point, 2 * reach, state, isSeaward: true);
        (double Metres, double MarginMetres) way = (Math.Max(0, shoreMetres - ZoneFinder.TerritorialSeaMetres), seaward);
        if ((shoreMetres - nearestShoreMetres) / 2 is var toMiddle && toMiddle > way.Metres)
            way = (toMiddle, ZoneFinder.SeaMedianMarginMetres);
        var boundary = boundaries.Nearest(point, reach, state);
        if (boundary.Arc >= 0 && isAcross(boundary, point, state) && Cartesian.ArcOfChord(boundary.ChordMetres) is var metres && metres > way.Metres)
            way = (metres, boundaries.WidestMarginMetres);
        var byLand = borders.NearestWithMargin(point, Math.Min(reach, way.Metres + 1), state, isSeaward: false);
        if (byLand.Metres < way.Metres)
            way = byLand;
        return way.Metres <= withinMetres ? way : (double.PositiveInfinity, 0);
    }
}
