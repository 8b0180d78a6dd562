using Atalaya.Earth;
using Atalaya.Earth.Zones;

namespace Atalaya.Cli.Maps;

/// <summary>Where maps take coasts, borders and limits from.</summary>
public interface IMapGround
{
    /// <summary>Lines inside a box, within a tolerance in degrees; see <see cref="ZoneMap.Draw"/>.</summary>
    IEnumerable<DrawnLine> Draw(GeoBox box, double toleranceDegrees);

    /// <summary>Whether a line is nearer to a position than its margin, under any claim.</summary>
    bool IsUncertain(Position position);

    /// <summary>Whether the claims may give different answers at a position.</summary>
    bool MayClaimsDiffer(Position position);

    /// <summary>Whether the claims put a position into different zones.</summary>
    bool DoClaimsDiffer(Position position);
}

/// <summary>The ground of our own zone data. Not thread safe.</summary>
/// <param name="zones">The zone map.</param>
public sealed class ZoneGround(ZoneMap zones) : IMapGround
{
    private readonly ZoneFollower[] ways = [.. Enum.GetValues<Claim>().Select(zones.Follow)];

    /// <inheritdoc/>
    public IEnumerable<DrawnLine> Draw(GeoBox box, double toleranceDegrees) => zones.Draw(box, toleranceDegrees);

    /// <inheritdoc/>
    public bool IsUncertain(Position position)
    {
        foreach (var way in ways)
        {
            way.Find(position.Latitude, position.Longitude, out var isCertain);
            if (!isCertain)
                return true;
            if (!zones.MayClaimsDiffer(position.Latitude, position.Longitude))
                return false;
        }

        return false;
    }

    /// <inheritdoc/>
    public bool MayClaimsDiffer(Position position) => zones.MayClaimsDiffer(position.Latitude, position.Longitude);

    /// <inheritdoc/>
    public bool DoClaimsDiffer(Position position) =>
        MayClaimsDiffer(position) && ways.Select(way => way.Find(position.Latitude, position.Longitude, out _)).Distinct().Count() > 1;
}
