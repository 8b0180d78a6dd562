namespace Atalaya.Plumes.Crossings;

/// <summary>The thresholds and constants of the inference from moving sensors, each with its unit and where it comes from.</summary>
internal sealed record CrossingRules
{
    /// <summary>The rules in force.</summary>
    public static CrossingRules Default { get; } = new();

    /// <summary>Least number of usable rows for any inference.</summary>
    public int LeastRows { get; init; } = 30;

    /// <summary>Wind speed in m/s below which a plume has no direction (plumes.md, last line).</summary>
    public double CalmMetresPerSecond { get; init; } = 0.5;

    /// <summary>A pass ends where the heading has turned this far, in degrees, from its beginning.</summary>
    public double PassTurnDegrees { get; init; } = 60;

    /// <summary>Passes shorter than this share of the longest are turns.</summary>
    public double LeastPassShare { get; init; } = 0.15;

    /// <summary>Least number of turns about the middle for a path to be loops.</summary>
    public double LeastTurns { get; init; } = 1.8;

    /// <summary>Share of the turning that must go one way for a path to be loops.</summary>
    public double OneWayShare { get; init; } = 0.85;

    /// <summary>Standard deviation in degrees of the wind's direction bias (plumes.md, step 4).</summary>
    public double DirectionBiasDegrees { get; init; } = 5;

    /// <summary>Standard deviation of the logarithm of the wind's speed factor (plumes.md, step 4).</summary>
    public double SpeedLogSpread { get; init; } = 0.10;

    /// <summary>Standard deviation of the logarithms of the dispersion factors where turbulence was measured (plumes.md, step 3).</summary>
    public double DispersionLogSpread { get; init; } = 0.25;

    /// <summary>The same where turbulence is a prior's.</summary>
    public double AssumedDispersionLogSpread { get; init; } = 0.40;

    /// <summary>Median of the log-normal factor of one crossing (plumes.md, step 5; Conley et al. 2017 find about 50% for one transect).</summary>
    public double CrossingLogSpread { get; init; } = 0.5;

    /// <summary>Standard deviation of the logarithm of that spread over sites.</summary>
    public double CrossingLogSpreadSpread { get; init; } = 0.3;

    /// <summary>Width of a plume at an instant as a share of its width over many minutes.</summary>
    public double InstantShare { get; init; } = 0.55;

    /// <summary>Standard deviation of the logarithm of that share.</summary>
    public double InstantShareLogSpread { get; init; } = 0.30;

    /// <summary>Standard deviation of the logarithm of one crossing's width about its expectation.</summary>
    public double WidthLogSpread { get; init; } = 0.40;

    /// <summary>Scale in m of the half-normal prior of a source's height.</summary>
    public double HeightScaleMetres { get; init; } = 3;

    /// <summary>Probability that a crossing that should have been seen was not, beyond what its spread explains: gaps in an instant's plume.</summary>
    public double MissChance { get; init; } = 0.03;

    /// <summary>Prior probability that an enhancement is of no source looked for.</summary>
    public double StrayChance { get; init; } = 0.1;

    /// <summary>Particles of the sampler.</summary>
    public int Particles { get; init; } = 1200;

    /// <summary>Sweeps of moves after each tempering step.</summary>
    public int Sweeps { get; init; } = 4;

    /// <summary>Draws of the posterior handed out.</summary>
    public int Draws { get; init; } = 2000;

    /// <summary>Prior odds of each further source.</summary>
    public double FurtherSourceOdds { get; init; } = 0.02;

    /// <summary>Farthest upwind place searched where no area is given, as a multiple of the path's extent.</summary>
    public double UpwindExtents { get; init; } = 6;

    /// <summary>Weight of the crossings' own log rate in that of loops, the rest being the mass balance's (root mean square error of the two, and of
    /// this mean, on simulated loops of seeds 1000 to 1015: 0.28, 0.36 and 0.30).</summary>
    public double CrossingShareOfLoops { get; init; } = 0.7;

    /// <summary>Difference of the two log rates beyond which they contradict each other.</summary>
    public double LoopContradiction { get; init; } = 1;

    /// <summary>Stretch of the posterior's log rate about its median, by calibration on simulated cases (seeds 1000 to 1015: 0.8 to 1.05 at 80% and 90%, so none).</summary>
    public double RateStretch { get; init; } = 1.0;

    /// <summary>Stretch of the posterior's places about their middle, by calibration on simulated crossings and loops (seeds 1000 to 1015: 1.05 to 1.3 at 50% to 90%; curtains 0.9 to 1.15).</summary>
    public double PlaceStretch { get; init; } = 1.2;
}
