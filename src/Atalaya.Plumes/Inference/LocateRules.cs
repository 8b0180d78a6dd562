using Atalaya.Plumes.Blocks;

namespace Atalaya.Plumes.Inference;

/// <summary>Priors and limits of the inference over blocks. Spreads are of normal priors; those of logarithms are dimensionless.</summary>
public sealed record LocateRules
{
    /// <summary>How readings and wind are brought into blocks.</summary>
    public BlockRules Blocks { get; init; } = new();

    /// <summary>Bias of the wind's direction, in degrees (plumes.md, step 4).</summary>
    public double DirectionBiasDegrees { get; init; } = 5;

    /// <summary>Error of the wind's speed, as a share; it trades one to one with the rate.</summary>
    public double SpeedError { get; init; } = 0.1;

    /// <summary>Factor on σ_y where the wind's spread was measured (plumes.md: 15 to 25%).</summary>
    public double CrossFactorMeasured { get; init; } = 0.2;

    /// <summary>The same where it was not.</summary>
    public double CrossFactorAssumed { get; init; } = 0.4;

    /// <summary>Factor on the vertical diffusivity where turbulence was measured.</summary>
    public double VerticalFactorMeasured { get; init; } = 0.25;

    /// <summary>The same where it was not.</summary>
    public double VerticalFactorAssumed { get; init; } = 0.5;

    /// <summary>Power of the distance by which that factor may change: profiles of the surface layer hold less and less the higher a plume reaches.</summary>
    public double VerticalPower { get; init; } = 0.15;

    /// <summary>Median height of a source in m: equipment and vents stand low.</summary>
    public double SourceHeight { get; init; } = 0.6;

    /// <summary>Spread of the logarithm of that height.</summary>
    public double SourceHeightSpread { get; init; } = 0.9;

    /// <summary>Median rate in kg/h of the prior.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Spread of the logarithm of the rate: a factor of ten to either side within one spread.</summary>
    public double RateSpread { get; init; } = 2.3;

    /// <summary>Prior odds of one source beside none.</summary>
    public double OddsOfOne { get; init; } = 0.1;

    /// <summary>The same of a second beside one: sites that leak at one place often leak at another. Chosen on the first 100 simulated pairs at Chilbolton; of 21 real releases of one source that were placed it makes two more into two.</summary>
    public double OddsOfSecond { get; init; } = 0.3;

    /// <summary>The same of a third and each after it: what a model of steady plumes leaves is taken for them first (METEC, 9 May 21:49; Ginninderra).</summary>
    public double OddsBeyondTwo { get; init; } = 0.05;

    /// <summary>Median share by which a plume differs from its mean at one sensor in one block.</summary>
    public double Scatter { get; init; } = 0.25;

    /// <summary>Median share by which a whole block's plume differs.</summary>
    public double BlockScatter { get; init; } = 0.25;

    /// <summary>Median turn in degrees by which the wind over the site differs from the measured in one block.</summary>
    public double BlockTurnDegrees { get; init; } = 5;

    /// <summary>Spread of the logarithms of the last three and of the noise.</summary>
    public double ScatterSpread { get; init; } = 0.5;

    /// <summary>Spread of the logarithm of how far sensors' offsets lie apart: from well-kept instruments to such as differ by a fifth (Ginninderra).</summary>
    public double OffsetSpread { get; init; } = 1.2;

    /// <summary>Median spread of the factors by which single sensors read a plume stronger or weaker than it is, always: the instrument groups of Ginninderra come to rates up to 36% apart.</summary>
    public double SensorFactor { get; init; } = 0.1;

    /// <summary>Spread of the logarithm of that spread.</summary>
    public double SensorFactorSpread { get; init; } = 0.3;

    /// <summary>Degrees of freedom of the errors.</summary>
    public double Freedom { get; init; } = 5;

    /// <summary>Draws of one round of importance sampling; three rounds and more are made.</summary>
    public int Draws { get; init; } = 500;

    /// <summary>Candidates along the longer side of the area in the first search.</summary>
    public int SearchSide { get; init; } = 26;

    /// <summary>Datasets made without a source, for the p-value.</summary>
    public int NullSets { get; init; } = 999;
}
