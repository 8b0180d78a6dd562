namespace Atalaya.Plumes.Inference;

/// <summary>
/// By how much the posterior is widened so that its bounds hold as often as they say: factors on the offsets from the median, learnt by leaving one
/// experiment out (eval/results/plumes.md). Part of the method's version.
/// </summary>
/// <param name="Place">Factor on the offsets of the place.</param>
/// <param name="Rate">Factor on the offsets of the logarithm of the rate.</param>
public sealed record Calibration(double Place, double Rate)
{
    /// <summary>As the posterior is.</summary>
    public static Calibration None { get; } = new(1, 1);

    /// <summary>What the product uses for fixed sensors and beams.</summary>
    public static Calibration Blocks { get; } = new(1, 1);
}
