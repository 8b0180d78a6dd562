namespace Atalaya.Earth.Zones;

/// <summary>Looks up the zones of points that follow one another, as along a track. Not thread safe: one for each way.</summary>
public sealed class ZoneFollower
{
    private readonly ZoneMap map;
    private readonly Claim claim;
    private ZoneAnchor anchor;
    private int square = -1;

    internal ZoneFollower(ZoneMap map, Claim claim)
    {
        this.map = map;
        this.claim = claim;
    }

    /// <summary>
    /// Number of a square in latitude and longitude that holds the last point and throughout which its answer holds; −1 without one.
    /// Two points of one square have the same answer, and so has every point on the straight line, in latitude and longitude, between them.
    /// </summary>
    public int Square => square;

    /// <summary>The zone of a point.</summary>
    /// <param name="latitude">Degrees, −90 to 90.</param>
    /// <param name="longitude">Degrees, any turn.</param>
    /// <param name="certain">Whether the point is farther from every deciding line than that line's margin.</param>
    public Zone Find(double latitude, double longitude, out bool certain) => map.Find(latitude, longitude, claim, true, ref anchor, out certain, out square);
}
