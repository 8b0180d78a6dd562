using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Simulation;

/// <summary>
/// From what the named set-ups draw what a plan leaves open. An inversion is calibrated on them where its own priors are these:
/// docs/methods/plume-simulation.md lists them.
/// </summary>
internal static class PlumePriors
{
    // Share of cases whose wind comes with sigmas and similarity, with sigmas only, with a class only; the rest comes with speed and direction alone.
    private const double TellsAll = 0.4;
    private const double TellsSigmas = 0.7;
    private const double TellsClass = 0.9;

    /// <summary>Pasquill's class of a stability, by Golder's lines for a roughness of some centimetres (Boundary-Layer Meteorology 3, 1972, 47-58).</summary>
    public static StabilityClass ClassOf(double inverseObukhov) => inverseObukhov switch
    {
        < -0.1 => StabilityClass.A,
        < -0.05 => StabilityClass.B,
        < -0.012 => StabilityClass.C,
        < 0.012 => StabilityClass.D,
        < 0.05 => StabilityClass.E,
        _ => StabilityClass.F,
    };

    /// <summary>1/L in 1/m: half by day, a quarter neutral, a quarter by night.</summary>
    public static double InverseObukhov(SimulationRandom random) => random.Uniform() switch
    {
        < 0.5 => -1 / random.LogUniform(10, 150),
        < 0.75 => 0,
        _ => 1 / random.LogUniform(30, 200),
    };

    /// <summary>1/L in 1/m of a day.</summary>
    public static double InverseObukhovByDay(SimulationRandom random) => -1 / random.LogUniform(10, 150);

    /// <summary>The air of a case.</summary>
    public static SimulatedLayer Layer(SimulationRandom random, double inverseObukhov, double speed, double height)
    {
        var depth = inverseObukhov > 0 ? random.Uniform(100, 250) : inverseObukhov == 0 ? random.Uniform(400, 800) : random.Uniform(700, 1500);
        return SimulatedLayer.OfSpeed(speed, height, inverseObukhov, random.LogUniform(0.01, 0.1), depth);
    }

    /// <summary>σ_v in m/s: (12 + 0.5 h/|L|)^⅓ u* by day (Panofsky, Tennekes, Lenschow and Wyngaard 1977), 1.9 u* else, each with a factor of its own.</summary>
    public static double SigmaSide(SimulationRandom random, SimulatedLayer layer) =>
        layer.FrictionVelocity * (layer.InverseObukhov < 0 ? Math.Cbrt(12 - (0.5 * layer.DepthMetres * layer.InverseObukhov)) : 1.9) * random.LogNormal(0.1);

    /// <summary>A wind of the open field.</summary>
    public static WindHabit Wind(SimulationRandom random, SimulatedLayer layer, double speed, double height, double toward, (double Low, double High) wanderDegrees) => new()
    {
        MetresPerSecond = speed,
        HeightMetres = height,
        TowardMathDegrees = toward,
        TurnDegrees = 8 * random.Normal(),
        WanderDegrees = random.Uniform(wanderDegrees.Low, wanderDegrees.High),
        WanderSeconds = random.Uniform(180, 600),
        SpeedWander = random.Uniform(0.05, 0.2),
        SigmaSide = SigmaSide(random, layer),
        SmallShare = random.Uniform(0.25, 0.5),
        EddySeconds = random.Uniform(8, 25),
        EddyLasting = random.Uniform(3, 5),
        SmallSeconds = random.Uniform(2, 6),
    };

    /// <summary>Height in m of a source: equipment and vents stand low.</summary>
    public static double SourceHeight(SimulationRandom random) => Math.Clamp(0.6 * random.LogNormal(0.9), 0.05, 6);

    /// <summary>How well the wind is measured: 5° and 10% for the whole case, 4° and 5% for each row.</summary>
    public static WindMeasurement Measurement(SimulationRandom random, WindPlacement placement, double averagingSeconds)
    {
        var told = random.Uniform();
        return new()
        {
            Placement = placement,
            AveragingSeconds = averagingSeconds,
            DirectionBiasDegrees = 5 * random.Normal(),
            SpeedFactor = random.LogNormal(0.1),
            DirectionErrorDegrees = 4,
            SpeedError = 0.05,
            TurbulenceError = 0.1,
            TellsSigmas = told < TellsSigmas,
            TellsSimilarity = told < TellsAll,
            TellsClass = told is >= TellsSigmas and < TellsClass,
        };
    }

    /// <summary>Background of methane with sensors of that noise.</summary>
    public static BackgroundHabit Background(SimulationRandom random, double noisePartsPerMillion, double offsetPartsPerMillion) => new()
    {
        PartsPerMillion = random.Uniform(1.9, 2.1),
        DriftPartsPerMillion = 0.02 * random.Normal(),
        WanderPartsPerMillion = random.LogUniform(0.003, 0.02),
        WanderSeconds = random.Uniform(600, 1800),
        OffsetPartsPerMillion = offsetPartsPerMillion,
        NoisePartsPerMillion = noisePartsPerMillion,
        MissingShare = random.Uniform() < 0.5 ? 0 : random.Uniform(0.01, 0.1),
    };
}
