using Atalaya.Plumes.Answers;

namespace Atalaya.Cli.Plumes;

/// <summary>How long and wide a region is, as a person would say it.</summary>
internal static class RegionShape
{
    private const int Directions = 180;

    /// <summary>Sides in m of the smallest rectangle about all parts, the longer first; zeros for an empty region. Directions are tried a degree apart.</summary>
    public static (double Length, double Width) Sides(SourceRegion region)
    {
        (double Length, double Width) best = (0, 0);
        var least = double.PositiveInfinity;
        for (var i = 0; i < Directions / 2; i++)
        {
            var (sin, cos) = Math.SinCos(i * Math.PI / Directions);
            var (along, across) = (Extent(region, cos, sin), Extent(region, -sin, cos));
            if (along * across >= least)
                continue;
            least = along * across;
            best = (Math.Max(along, across), Math.Min(along, across));
        }

        return best;
    }

    private static double Extent(SourceRegion region, double x, double y)
    {
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (var ring in region.Rings)
        {
            foreach (var point in ring)
            {
                var value = (point.X * x) + (point.Y * y);
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }
        }

        return most < least ? 0 : most - least;
    }
}
