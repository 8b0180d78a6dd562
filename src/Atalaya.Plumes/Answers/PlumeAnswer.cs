using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Answers;

/// <summary>Which way a rate was reached.</summary>
public enum PlumeMethod
{
    /// <summary>Steady plumes over blocks of fixed sensors or beams.</summary>
    Blocks,
    /// <summary>Puffs followed back along the wind's record, over blocks whose wind turns while gas drifts over the site.</summary>
    Puffs,
    /// <summary>Crosswind integrals, centroids and widths of crossings by a moving sensor.</summary>
    Crossings,
    /// <summary>Mass balance over closed loops; the place by the crossings of the plume.</summary>
    Loops,
}

/// <summary>What may be wrong with an answer, or why there is none. Words for each stand in the resource files.</summary>
public enum PlumeFlag
{
    /// <summary>No wind was given for the time of the readings.</summary>
    NoWind,
    /// <summary>The wind is below half a metre a second for most of the readings.</summary>
    CalmWind,
    /// <summary>The directions fit far better turned by 180°: wind is probably given as where it blows to, or from, the other way.</summary>
    WindPerhapsReversed,
    /// <summary>The wind turned less than the plume is wide: the place along the wind rests on the model of dispersion.</summary>
    SteadyWind,
    /// <summary>One crossing, or too few sensors in the plume, for a place.</summary>
    DegenerateGeometry,
    /// <summary>The best place lies at the edge of the searched area.</summary>
    AtEdgeOfArea,
    /// <summary>Several separate places explain the readings about as well.</summary>
    SeveralPlaces,
    /// <summary>A sensor gives the same value again and again.</summary>
    StuckSensor,
    /// <summary>All readings are zero, or all the same.</summary>
    NoVariation,
    /// <summary>Readings far below any background, or negative.</summary>
    NegativeReadings,
    /// <summary>Values that no unit of the stated kind can have.</summary>
    UnitsImplausible,
    /// <summary>Readings and wind hardly share any time.</summary>
    TimesApart,
    /// <summary>Turbulence was not measured: its spread is a prior's, by time of day or class.</summary>
    TurbulenceAssumed,
    /// <summary>Temperature or pressure was not given: standard air was taken.</summary>
    AirAssumed,
    /// <summary>Height of the wind's measurement was not given.</summary>
    WindHeightAssumed,
    /// <summary>The fit leaves more than the model and noise explain.</summary>
    PoorFit,
    /// <summary>The bounds rest on an approximation that did not pass its own check.</summary>
    BoundsApproximate,
    /// <summary>More sources may be present than were looked for.</summary>
    MoreSourcesPossible,
    /// <summary>Another gas of the table shows the same plume more strongly.</summary>
    OtherGasStronger,
    /// <summary>The signal vanishes when another gas's crosstalk is taken off.</summary>
    CrossInterference,
    /// <summary>Too few readings for any inference.</summary>
    TooFewReadings,
    /// <summary>Loops do not reach the plume's top, or begin above its middle: the flux is a lower bound or extrapolated.</summary>
    LoopsDoNotSpanPlume,
    /// <summary>The relief or the height of the source may exceed what flat ground allows.</summary>
    SourceRaised,
}

/// <summary>Median and 90% bounds of a positive quantity.</summary>
/// <param name="Median">Median.</param>
/// <param name="P05">5% quantile.</param>
/// <param name="P95">95% quantile.</param>
public readonly record struct RateBounds(double Median, double P05, double P95);

/// <summary>A ring of places, first not repeated at the end; several rings where a region has parts.</summary>
/// <param name="Rings">Outer rings in the local frame, counter-clockwise.</param>
/// <param name="AreaSquareMetres">Area of all parts.</param>
public sealed record SourceRegion(IReadOnlyList<IReadOnlyList<(double X, double Y)>> Rings, double AreaSquareMetres)
{
    /// <summary>Whether a place lies inside one of the rings (even-odd rule).</summary>
    public bool Contains(double x, double y)
    {
        var inside = false;
        foreach (var ring in Rings)
        {
            for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            {
                if ((ring[i].Y > y) != (ring[j].Y > y)
                    && x < ((ring[j].X - ring[i].X) * (y - ring[i].Y) / (ring[j].Y - ring[i].Y)) + ring[i].X)
                {
                    inside = !inside;
                }
            }
        }

        return inside;
    }
}

/// <summary>One source with its bounds.</summary>
/// <param name="X">Median east in m.</param>
/// <param name="Y">Median north in m.</param>
/// <param name="Height">Median height in m above ground.</param>
/// <param name="KilogramsPerHour">Rate.</param>
/// <param name="Region50">Smallest region that holds it with a probability of one half.</param>
/// <param name="Region80">The same for 0.8.</param>
/// <param name="Region90">The same for 0.9.</param>
public sealed record SourceEstimate(double X, double Y, double Height, RateBounds KilogramsPerHour, SourceRegion Region50, SourceRegion Region80, SourceRegion Region90)
{
    /// <summary>Quantiles of the rate in kg/h at 10% and 90%, for the 80% interval.</summary>
    public (double P10, double P90) Rate80 { get; init; }

    /// <summary>Quantiles of the rate in kg/h at 25% and 75%, for the 50% interval.</summary>
    public (double P25, double P75) Rate50 { get; init; }
}

/// <summary>One draw from the posterior, of one source of one number of sources.</summary>
public readonly record struct PosteriorDraw(int SourceCount, int Source, double X, double Y, double Height, double KilogramsPerHour, double Weight);

/// <summary>How likely a source of a rate at a distance would have been detected by the readings as they were taken.</summary>
/// <param name="KilogramsPerHour">Rate.</param>
/// <param name="DistanceMetres">Distance of the source from the nearest reading's place.</param>
/// <param name="Probability">Probability of detection at the stated false-alarm rate, averaged over the places at that distance.</param>
public readonly record struct DetectionChance(double KilogramsPerHour, double DistanceMetres, double Probability);

/// <summary>A lawful emitter that the user named.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X">East in m.</param>
/// <param name="Y">North in m.</param>
public sealed record KnownEmitter(string Name, double X, double Y);

/// <summary>Where a known emitter lies beside a source.</summary>
/// <param name="Emitter">Which.</param>
/// <param name="Source">Index of the nearest source.</param>
/// <param name="DistanceMetres">Distance in m from the source's median.</param>
/// <param name="InRegion90">Whether it lies inside the source's 90% region.</param>
public sealed record EmitterNear(KnownEmitter Emitter, int Source, double DistanceMetres, bool InRegion90);

/// <summary>Whether there is an emission at all.</summary>
/// <param name="IsDetected">The statistic passes the threshold of the asked false-alarm rate.</param>
/// <param name="PValue">Probability of such a statistic without any source.</param>
/// <param name="FalseAlarmRate">The rate that was asked for.</param>
public readonly record struct DetectionTest(bool IsDetected, double PValue, double FalseAlarmRate);

/// <summary>Observed against predicted, for one sensor and block or one crossing, in ppm.</summary>
public readonly record struct FitPoint(double Seconds, int Sensor, double Observed, double Predicted, double Background, double Scale);

/// <summary>What the readings say of one gas.</summary>
public sealed record PlumeAnswer
{
    /// <summary>Which gas.</summary>
    public required Gas Gas { get; init; }

    /// <summary>Which way it was reached.</summary>
    public required PlumeMethod Method { get; init; }

    /// <summary>Whether there is an emission.</summary>
    public required DetectionTest Detection { get; init; }

    /// <summary>Posterior probability of 0, 1, 2, … sources. Empty where no inference was possible.</summary>
    public required IReadOnlyList<double> SourceCount { get; init; }

    /// <summary>The sources of the most probable number, strongest evidence first; empty where none is stated.</summary>
    public required IReadOnlyList<SourceEstimate> Sources { get; init; }

    /// <summary>What may be wrong.</summary>
    public required IReadOnlyList<PlumeFlag> Flags { get; init; }

    /// <summary>What would have been detected, by rate and distance.</summary>
    public required IReadOnlyList<DetectionChance> ProbabilityOfDetection { get; init; }

    /// <summary>The user's known emitters, nearest source first.</summary>
    public required IReadOnlyList<EmitterNear> KnownEmitters { get; init; }

    /// <summary>Draws of the posterior.</summary>
    public required IReadOnlyList<PosteriorDraw> Posterior { get; init; }

    /// <summary>The same as the model has them, before bounds are widened by what it is known not to know; empty where nothing is widened. What the inference is tested by.</summary>
    public IReadOnlyList<PosteriorDraw> ModelPosterior { get; init; } = [];

    /// <summary>Observed against predicted.</summary>
    public required IReadOnlyList<FitPoint> Fit { get; init; }

    /// <summary>The gas that would explain the signal second best, with its p-value, where several were measured.</summary>
    public (Gas Gas, double PValue)? RunnerUp { get; init; }

    /// <summary>Version of the method and its calibration.</summary>
    public required string MethodVersion { get; init; }

    /// <summary>Seed of every random number used.</summary>
    public required ulong Seed { get; init; }
}
