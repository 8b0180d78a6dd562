using static Atalaya.Earth.Geodesics.Ellipsoid;

namespace Atalaya.Earth.Geodesics;

/// <summary>A geodesic that starts at a position in a direction. Make one and ask it for many points.</summary>
/// <remarks>Karney (2013), section 2: the direct problem by the reverted series.</remarks>
public sealed class GeodesicLine
{
    private readonly double a1, a3, b11, b31;
    private readonly double salp0, calp0, ssig1, csig1, stau1, ctau1, somg1, comg1;
    private readonly double[] c1Reverted = new double[Series.Order + 1];
    private readonly double[] c3 = new double[Series.Order];

    /// <summary>Starts a geodesic.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="azimuthDegrees">In which direction, degrees clockwise from north, any finite value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The azimuth is not finite.</exception>
    public GeodesicLine(Position from, double azimuthDegrees)
    {
        if (!double.IsFinite(azimuthDegrees))
            throw new ArgumentOutOfRangeException(nameof(azimuthDegrees), azimuthDegrees, "An azimuth is a finite number of degrees.");
        From = from;
        AzimuthDegrees = Position.NormalizeLongitude(azimuthDegrees);
        var (salp1, calp1) = Angles.SinCos(Angles.Round(AzimuthDegrees));
        var (sbet1, cbet1) = InverseProblem.Reduce(Angles.Round(from.Latitude));
        salp0 = salp1 * cbet1;
        calp0 = double.Hypot(calp1, salp1 * sbet1);
        somg1 = salp0 * sbet1;
        comg1 = sbet1 != 0 || calp1 != 0 ? cbet1 * calp1 : 1;
        (ssig1, csig1) = (sbet1, comg1);
        Angles.Normalize(ref ssig1, ref csig1);

        var eps = InverseProblem.Expansion(calp0 * calp0 * SecondEccentricitySquared);
        a1 = 1 + Series.A1Minus1(eps);
        Span<double> c1 = stackalloc double[Series.Order + 1];
        Series.C1(eps, c1);
        b11 = Series.Sines(ssig1, csig1, c1, Series.Order);
        var (s, c) = Math.SinCos(b11);
        stau1 = (ssig1 * c) + (csig1 * s);
        ctau1 = (csig1 * c) - (ssig1 * s);
        Series.C1Reverted(eps, c1Reverted);
        Series.C3(eps, c3);
        a3 = -Flattening * salp0 * Series.A3(eps);
        b31 = Series.Sines(ssig1, csig1, c3, Series.Order - 1);
    }

    /// <summary>Where it starts.</summary>
    public Position From { get; }

    /// <summary>In which direction it starts, degrees in [−180, 180).</summary>
    public double AzimuthDegrees { get; }

    /// <summary>The line from one position to another.</summary>
    public static GeodesicLine Between(Position from, Position to) => new(from, Geodesic.Inverse(from, to).InitialAzimuthDegrees);

    /// <summary>The point at a distance in metres along the line; negative goes backwards.</summary>
    public Position At(double metres) => At(metres, out _);

    /// <summary>The point at a distance in metres along the line, and the direction of the line there.</summary>
    public Position At(double metres, out double azimuthDegrees)
    {
        var tau12 = metres / (PolarRadius * a1);
        var (s, c) = Math.SinCos(tau12);
        var b12 = -Series.Sines((stau1 * c) + (ctau1 * s), (ctau1 * c) - (stau1 * s), c1Reverted, Series.Order);
        var sig12 = tau12 - (b12 - b11);
        var (ssig12, csig12) = Math.SinCos(sig12);
        var ssig2 = (ssig1 * csig12) + (csig1 * ssig12);
        var csig2 = (csig1 * csig12) - (ssig1 * ssig12);
        var sbet2 = calp0 * ssig2;
        var cbet2 = double.Hypot(salp0, calp0 * csig2);
        if (cbet2 == 0)
            cbet2 = csig2 = 1.4916681462400413e-154; // a pole: any tiny number keeps the direction
        var somg2 = salp0 * ssig2;
        var omg12 = Math.Atan2((somg2 * comg1) - (csig2 * somg1), (csig2 * comg1) + (somg2 * somg1));
        var lam12 = omg12 + (a3 * (sig12 + (Series.Sines(ssig2, csig2, c3, Series.Order - 1) - b31)));
        azimuthDegrees = Angles.Atan2(salp0, calp0 * csig2);
        return new(Angles.Atan2(sbet2, OneMinusFlattening * cbet2), From.Longitude + (lam12 * 180 / Math.PI));
    }
}
