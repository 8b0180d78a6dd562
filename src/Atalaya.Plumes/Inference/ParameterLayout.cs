namespace Atalaya.Plumes.Inference;

/// <summary>Where each parameter stands: x, y and the logarithm of the rate (kg/h) of each source, then what all share.</summary>
/// <param name="Sources">Number of sources.</param>
internal readonly record struct ParameterLayout(int Sources)
{
    /// <summary>Parameters that all sources share.</summary>
    internal const int SharedCount = 11;

    internal int Count => (3 * Sources) + SharedCount;

    internal static int X(int source) => 3 * source;

    internal static int Y(int source) => (3 * source) + 1;

    internal static int LogRate(int source) => (3 * source) + 2;

    /// <summary>Bias of the direction, radians.</summary>
    internal int Turn => 3 * Sources;

    /// <summary>Logarithm of the factor on σ_y.</summary>
    internal int LogCross => (3 * Sources) + 1;

    /// <summary>Logarithm of the factor on the diffusivity.</summary>
    internal int LogVertical => (3 * Sources) + 2;

    /// <summary>Logarithm of the source height in m.</summary>
    internal int LogHeight => (3 * Sources) + 3;

    /// <summary>Logarithm of the factor on the sensors' noise.</summary>
    internal int LogNoise => (3 * Sources) + 4;

    /// <summary>Logarithm of the scatter of single readings, as a share of the plume.</summary>
    internal int LogScatter => (3 * Sources) + 5;

    /// <summary>Logarithm of the scatter of whole blocks.</summary>
    internal int LogBlockScatter => (3 * Sources) + 6;

    /// <summary>Logarithm of the turn of single blocks, radians.</summary>
    internal int LogBlockTurn => (3 * Sources) + 7;

    /// <summary>Logarithm of how far the sensors' offsets lie apart, ppm.</summary>
    internal int LogOffset => (3 * Sources) + 8;

    /// <summary>Power of the distance by which the diffusivity's factor changes.</summary>
    internal int VerticalPower => (3 * Sources) + 9;

    /// <summary>Logarithm of the spread of the sensors' own factors on the plume.</summary>
    internal int LogGain => (3 * Sources) + 10;
}
