namespace Atalaya.Plumes.Inference;

/// <summary>
/// By how much the posterior is widened so that its bounds hold as often as they say, learnt on real releases by leaving one experiment out
/// (eval/results/plumes.md). Part of the method's version.
/// </summary>
/// <param name="PlaceShare">Scale of the error of a place on each axis (a t of two degrees of freedom) as a share of the distance over which its plume is read: what no model of steady plumes in a measured wind can know.</param>
/// <param name="Rate">Factor on the offsets of the logarithm of the rate from its median.</param>
/// <param name="Evidence">Power of the evidence in the number of sources and in the p-value: real residuals hang together in more ways than the model has.</param>
public sealed record Calibration(double PlaceShare, double Rate, double Evidence)
{
    /// <summary>As the posterior is.</summary>
    public static Calibration None { get; } = new(0, 1, 1);

    /// <summary>What the product uses for fixed sensors and beams: learnt on Chilbolton source 1, Ginninderra period 1, METEC before 12 May and the odd runs of Prairie Grass.</summary>
    public static Calibration Blocks { get; } = new(0.25, 1.6, 0.3);
}
