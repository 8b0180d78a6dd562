namespace Atalaya.Earth.Geodesics;

/// <summary>The WGS84 ellipsoid (NIMA TR8350.2) and what follows from it.</summary>
public static class Ellipsoid
{
    /// <summary>Equatorial radius in metres.</summary>
    public const double EquatorialRadius = 6_378_137;

    /// <summary>Flattening.</summary>
    public const double Flattening = 1 / 298.257223563;

    /// <summary>Polar radius in metres.</summary>
    public const double PolarRadius = EquatorialRadius * (1 - Flattening);

    /// <summary>Radius in metres of the sphere of the same area.</summary>
    public static double AuthalicRadius { get; } = Math.Sqrt(AuthalicRadiusSquared);

    internal const double OneMinusFlattening = 1 - Flattening;
    internal const double FirstEccentricitySquared = Flattening * (2 - Flattening);
    internal const double SecondEccentricitySquared = FirstEccentricitySquared / (OneMinusFlattening * OneMinusFlattening);
    internal const double ThirdFlattening = Flattening / (2 - Flattening);

    // c² of Karney (2013), eq. 60, for an oblate ellipsoid.
    internal static double AuthalicRadiusSquared =>
        ((EquatorialRadius * EquatorialRadius)
         + (PolarRadius * PolarRadius * Math.Atanh(Math.Sqrt(FirstEccentricitySquared)) / Math.Sqrt(FirstEccentricitySquared))) / 2;
}
