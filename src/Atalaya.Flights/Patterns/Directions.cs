using System.Numerics;

namespace Atalaya.Flights.Patterns;

/// <summary>Directions of many vectors at once: a tenth of the time of one call each, and within a unit in the last place or two of it.</summary>
/// <remarks>The arc tangent is that of S. L. Moshier's Cephes library (<c>atan.c</c>): a rational function on [−0.21, 0.66], peak relative error 1.8e-16.</remarks>
internal static class Directions
{
    private static readonly double[] Above = [-8.750608600031904122785e-1, -1.615753718733365076637e1, -7.500855792314704667340e1, -1.228866684490136173410e2, -6.485021904942025371773e1];
    private static readonly double[] Below = [2.485846490142306297962e1, 1.650270098316988542046e2, 4.328810604912902668951e2, 4.853903996359136964868e2, 1.945506571482613964425e2];

    /// <summary>Radians clockwise from north, in [−π, π]; 0 for a vector without length.</summary>
    public static void Of(ReadOnlySpan<double> east, ReadOnlySpan<double> north, Span<double> radians)
    {
        var width = Vector<double>.Count;
        if (radians.Length < width)
        {
            for (var k = 0; k < radians.Length; k++)
                radians[k] = Math.Atan2(east[k], north[k]);
            return;
        }

        // The last few are done twice, so that none depends on how wide the machine's vectors are.
        for (var k = 0; k < radians.Length; k += width)
        {
            var at = Math.Min(k, radians.Length - width);
            Of(new Vector<double>(east[at..]), new(north[at..])).CopyTo(radians[at..]);
        }
    }

    private static Vector<double> Of(Vector<double> east, Vector<double> north)
    {
        var (x, y) = (Vector.Abs(north), Vector.Abs(east));
        var small = Vector.Min(x, y);
        var large = Vector.Max(x, y);

        // tan(a − π/4) = (tan a − 1) / (tan a + 1) brings what is steep to the middle of the rational function's range.
        var steep = Vector.GreaterThan(small, large * new Vector<double>(0.66));
        var above = Vector.ConditionalSelect(steep, small - large, small);
        var below = Vector.ConditionalSelect(steep, small + large, large);
        below = Vector.ConditionalSelect(Vector.Equals(below, Vector<double>.Zero), Vector<double>.One, below);
        var t = above / below;
        var z = t * t;
        var p = new Vector<double>(Above[0]);
        var q = z + new Vector<double>(Below[0]);
        for (var i = 1; i < 5; i++)
        {
            p = (p * z) + new Vector<double>(Above[i]);
            q = (q * z) + new Vector<double>(Below[i]);
        }

        var angle = (t * (z * p / q)) + t + Vector.ConditionalSelect(steep, new Vector<double>(Math.PI / 4), Vector<double>.Zero);
        angle = Vector.ConditionalSelect(Vector.GreaterThan(y, x), new Vector<double>(Math.PI / 2) - angle, angle);
        angle = Vector.ConditionalSelect(Vector.LessThan(north, Vector<double>.Zero), new Vector<double>(Math.PI) - angle, angle);
        return Vector.ConditionalSelect(Vector.LessThan(east, Vector<double>.Zero), -angle, angle);
    }
}
