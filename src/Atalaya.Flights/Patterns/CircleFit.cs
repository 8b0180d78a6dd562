namespace Atalaya.Flights.Patterns;

/// <summary>A circle fitted to points by running sums: adding a point and solving cost the same for any number of points.</summary>
/// <remarks>I. Kåsa, A circle fitting procedure and its error analysis, IEEE Trans. Instrum. Meas. 25 (1976). Its bias towards small radii stays under the residual for arcs beyond 60 degrees.</remarks>
internal struct CircleFit
{
    private readonly double x0;
    private readonly double y0;
    private double n;
    private double sx;
    private double sy;
    private double sxx;
    private double sxy;
    private double syy;
    private double sxz;
    private double syz;
    private double sz;
    private double szz;

    /// <summary>A fit whose sums are taken about a point near the data, so that they keep their digits.</summary>
    public CircleFit(double x0, double y0) => (this.x0, this.y0) = (x0, y0);

    public void Add(double x, double y)
    {
        x -= x0;
        y -= y0;
        var z = (x * x) + (y * y);
        n++;
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
        syy += y * y;
        sxz += x * z;
        syz += y * z;
        sz += z;
        szz += z * z;
    }

    /// <summary>The circle, with the root mean square distance of the points from it; false where the points are straight.</summary>
    public readonly bool TrySolve(out double x, out double y, out double radius, out double residual)
    {
        (x, y, radius, residual) = (0, 0, 0, 0);
        var (cxx, cxy, cyy) = (sxx - (sx * sx / n), sxy - (sx * sy / n), syy - (sy * sy / n));
        var (cxz, cyz) = (sxz - (sx * sz / n), syz - (sy * sz / n));
        var determinant = (cxx * cyy) - (cxy * cxy);
        if (n < 4 || determinant <= 1e-9 * (cxx + cyy) * (cxx + cyy))
            return false;
        var a = ((cxz * cyy) - (cyz * cxy)) / determinant;
        var b = ((cyz * cxx) - (cxz * cxy)) / determinant;
        var c = (sz - (a * sx) - (b * sy)) / n;
        radius = Math.Sqrt(Math.Max(0, c + (a * a / 4) + (b * b / 4)));
        if (radius <= 0)
            return false;

        // z - a x - b y - c is about 2 R times the distance from the circle.
        var squares = szz - (sz * sz / n) - (a * cxz) - (b * cyz);
        residual = Math.Sqrt(Math.Max(0, squares / n)) / (2 * radius);
        (x, y) = (x0 + (a / 2), y0 + (b / 2));
        return true;
    }
}
