using Atalaya.Plumes.Answers;

namespace Atalaya.Plumes.Regions;

/// <summary>
/// Smallest regions that hold a share of weighted draws: a Gaussian kernel estimate on a grid, cut at the level that encloses the share,
/// its outline by marching squares.
/// </summary>
internal static class RegionBuilder
{
    private const int Cells = 96;

    /// <summary>Regions for several shares from one estimate, in the order of the shares.</summary>
    /// <param name="x">East in m.</param>
    /// <param name="y">North in m.</param>
    /// <param name="weights">Weights, sum 1.</param>
    /// <param name="shares">Shares between 0 and 1.</param>
    internal static SourceRegion[] Build(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, ReadOnlySpan<double> shares)
    {
        var grid = DensityGrid.Of(x, y, weights, Cells);
        var regions = new SourceRegion[shares.Length];
        for (var i = 0; i < shares.Length; i++)
            regions[i] = grid.Region(shares[i]);
        return regions;
    }
}
