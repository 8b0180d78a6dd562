namespace Atalaya.Flights.Coverage;

/// <summary>A place, height and hour in which something was or was not heard.</summary>
/// <param name="LatitudeIndex">Cell of 0.5° latitude: floor(latitude × 2), −180 to 179.</param>
/// <param name="LongitudeIndex">Cell of 0.5° longitude: floor(longitude × 2), −360 to 359.</param>
/// <param name="Band">Height band, see <see cref="CoverageRules"/>.</param>
/// <param name="Hour">Hours since 1970 UTC.</param>
public readonly record struct CoverageCell(short LatitudeIndex, short LongitudeIndex, byte Band, int Hour)
{
    /// <summary>The cell of a position.</summary>
    /// <param name="latitude">Degrees, −90 to 90; the pole belongs to the last cell.</param>
    /// <param name="longitude">Degrees, −180 to 180; 180 is the same as −180.</param>
    /// <param name="band">From <see cref="CoverageRules.Band"/>.</param>
    /// <param name="milliseconds">Since 1970 UTC.</param>
    public static CoverageCell Of(double latitude, double longitude, byte band, long milliseconds)
    {
        var column = (int)Math.Floor(longitude * 2);
        return new(
            (short)Math.Clamp((int)Math.Floor(latitude * 2), -180, 179),
            (short)(column >= 360 ? column - 720 : column),
            band,
            (int)Math.Floor(milliseconds / 3_600_000d));
    }
}

/// <summary>Height bands of coverage.</summary>
public sealed record CoverageRules
{
    /// <summary>The band of reports whose height nobody knows.</summary>
    public const byte UnknownBand = 255;

    /// <summary>The defaults.</summary>
    public static CoverageRules Default { get; } = new();

    /// <summary>
    /// Upper bounds of the bands in feet, excluded, ascending; the last band has none. Radio horizon grows with the root of
    /// height (1.23 NM × √ft: 87 NM at 5,000 ft, 174 at 20,000, 261 at 45,000), so the bands are narrow where it is short.
    /// </summary>
    public IReadOnlyList<float> BandBoundsFeet { get; init; } = [5_000, 10_000, 20_000, 30_000, 45_000];

    /// <summary>Greatest distance in metres between the points at which a gap is laid over cells: a quarter of a cell's height, so that no cell crossed at length is missed.</summary>
    public double GapStepMetres { get; init; } = 13_000;

    /// <summary>The band of a height in feet; <see cref="UnknownBand"/> where it is NaN.</summary>
    public byte Band(float altitudeFeet)
    {
        if (float.IsNaN(altitudeFeet))
            return UnknownBand;
        byte band = 0;
        while (band < BandBoundsFeet.Count && altitudeFeet >= BandBoundsFeet[band])
            band++;
        return band;
    }
}
