using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Coverage;

/// <summary>A place, height and hour in which something was or was not heard.</summary>
/// <param name="LatitudeIndex">Cell of 0.5° latitude: floor(latitude × 2), −180 to 179.</param>
/// <param name="LongitudeIndex">Cell of 0.5° longitude: floor(longitude × 2), −360 to 359.</param>
/// <param name="Band">Height band, see <see cref="CoverageRules"/>.</param>
/// <param name="Hour">Hours since 1970 UTC.</param>
public readonly record struct CoverageCell(short LatitudeIndex, short LongitudeIndex, byte Band, int Hour);

/// <summary>Height bands of coverage.</summary>
public sealed record CoverageRules
{
    /// <summary>The defaults.</summary>
    public static CoverageRules Default { get; } = new();
}
