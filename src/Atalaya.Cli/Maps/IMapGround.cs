using Atalaya.Earth.Zones;

namespace Atalaya.Cli.Maps;

/// <summary>Where maps take coasts, borders and limits from.</summary>
public interface IMapGround
{
    /// <summary>Lines inside a box, within a tolerance in degrees; see <see cref="ZoneMap.Draw"/>.</summary>
    IEnumerable<DrawnLine> Draw(GeoBox box, double toleranceDegrees);
}

/// <summary>The ground of our own zone data.</summary>
/// <param name="zones">The zone map.</param>
public sealed class ZoneGround(ZoneMap zones) : IMapGround
{
    /// <inheritdoc/>
    public IEnumerable<DrawnLine> Draw(GeoBox box, double toleranceDegrees) => zones.Draw(box, toleranceDegrees);
}
