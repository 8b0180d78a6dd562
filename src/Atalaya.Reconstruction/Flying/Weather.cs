namespace Atalaya.Reconstruction.Flying;

/// <summary>The wind of a day, growing and veering with height, and how far geometric heights are from pressure heights.</summary>
/// <param name="SurfaceSpeed">Metres a second near the ground.</param>
/// <param name="SurfaceFrom">Degrees it comes from.</param>
/// <param name="JetSpeed">Metres a second at 38,000 ft.</param>
/// <param name="JetFrom">Degrees it comes from.</param>
/// <param name="HeightError">Geometric height over pressure height, as a share of it (warm air: more than 0).</param>
internal readonly record struct Weather(double SurfaceSpeed, double SurfaceFrom, double JetSpeed, double JetFrom, double HeightError)
{
    private const double JetFeet = 38_000;

    public static Weather On(long day, int seed)
    {
        var random = Chance.Stream(seed, 0x5EA50, day);
        return new(
            random.Between(1, 7),
            random.Between(220, 340),
            random.Between(15, 45),
            random.Between(240, 300),
            random.Between(0.005, 0.045));
    }

    /// <summary>Wind at a height as motion of the air in metres a second.</summary>
    public (double East, double North) At(double feet)
    {
        // Above the jet the wind falls off again: the stratosphere at 60,000 ft is calmer.
        var share = Math.Clamp(feet / JetFeet, 0, 1) - (0.6 * Math.Clamp((feet - JetFeet) / JetFeet, 0, 1));
        var speed = SurfaceSpeed + ((JetSpeed - SurfaceSpeed) * share);
        var (sin, cos) = Math.SinCos((SurfaceFrom + ((JetFrom - SurfaceFrom) * share)) * Math.PI / 180);
        return (-speed * sin, -speed * cos);
    }

    /// <summary>Height above the ellipsoid in feet at a pressure height. The geoid lies some 100 ft below the ellipsoid here.</summary>
    public double GeometricFeet(double pressureFeet) => (pressureFeet * (1 + HeightError)) - 100;
}
