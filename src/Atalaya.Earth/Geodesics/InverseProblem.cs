using static Atalaya.Earth.Geodesics.Ellipsoid;

namespace Atalaya.Earth.Geodesics;

/// <summary>Karney (2013), sections 4 and 5: Newton's method on the azimuth of the auxiliary great circle, with a bracket.</summary>
/// <remarks>Points are brought to latitude1 ≤ 0, |latitude2| ≤ −latitude1, 0 ≤ λ12 ≤ 180° first, and the answer turned back.</remarks>
internal ref struct InverseProblem
{
    private const double Tiny = 1.4916681462400413e-154; // the square root of the smallest normal double
    private const double Tol0 = 2.220446049250313e-16;
    private const double Tol1 = 200 * Tol0;
    private const double Tol2 = 1.4901161193847656e-8;
    private const double ThresholdX = 1000 * Tol2;
    private const int NewtonSteps = 20;
    private const int AllSteps = NewtonSteps + 53 + 10;

    // How short a line is solved on the sphere of mean radius: section 4, end.
    private static readonly double ShortLine = 0.1 * Tol2 / Math.Sqrt(Math.Max(0.001, Flattening) * Math.Min(1, 1 - (Flattening / 2)) / 2);

    private double sbet1, cbet1, dn1, sbet2, cbet2, dn2;
    private double lam12, slam12, clam12;
    private double salp1, calp1, salp2, calp2;
    private double sig12, ssig1, csig1, ssig2, csig2, eps, domg12;

    public double Metres { get; private set; }

    public double Azimuth1 { get; private set; }

    public double Azimuth2 { get; private set; }

    /// <summary>Signed area in square metres between the geodesic and the equator.</summary>
    public double AreaUnder { get; private set; }

    public static InverseProblem Solve(double lat1, double lon1, double lat2, double lon2, bool wantArea)
    {
        var problem = default(InverseProblem);
        problem.Run(lat1, lon1, lat2, lon2, wantArea);
        return problem;
    }

    private void Run(double lat1, double lon1, double lat2, double lon2, bool wantArea)
    {
        var lon12 = Angles.Difference(lon1, lon2, out var lon12Error);
        double lonSign = double.IsNegative(lon12) ? -1 : 1;
        lon12 *= lonSign;
        lon12Error *= lonSign;
        lam12 = lon12 * Math.PI / 180;
        (slam12, clam12) = Angles.SinCos(lon12, lon12Error);
        var supplement = 180 - lon12 - lon12Error;

        lat1 = Angles.Round(lat1);
        lat2 = Angles.Round(lat2);
        double swap = Math.Abs(lat1) < Math.Abs(lat2) ? -1 : 1;
        if (swap < 0)
        {
            lonSign = -lonSign;
            (lat1, lat2) = (lat2, lat1);
        }

        double latSign = double.IsNegative(lat1) ? 1 : -1;
        lat1 *= latSign;
        lat2 *= latSign;
        ReduceLatitudes(lat1, lat2);

        // Longitude difference on the auxiliary sphere, for the area; NaN until known.
        double somg12 = double.NaN, comg12 = double.NaN, omg12 = 0;
        var meridian = lat1 == -90 || slam12 == 0;
        if (meridian)
            meridian = TryMeridian();
        if (!meridian && sbet1 == 0 && supplement >= Flattening * 180)
        {
            calp1 = calp2 = 0;
            salp1 = salp2 = 1;
            Metres = EquatorialRadius * lam12;
            omg12 = lam12 / OneMinusFlattening;
        }
        else if (!meridian)
        {
            var shortArc = Start(out var dnm);
            if (shortArc >= 0)
            {
                Metres = shortArc * PolarRadius * dnm;
                omg12 = lam12 / (OneMinusFlattening * dnm);
            }
            else
            {
                Iterate();
                Lengths(eps, out var s12b, out _);
                Metres = s12b * PolarRadius;
                var (s, c) = Math.SinCos(domg12);
                somg12 = (slam12 * c) - (clam12 * s);
                comg12 = (clam12 * c) + (slam12 * s);
            }
        }

        if (wantArea)
        {
            if (!meridian && double.IsNaN(somg12))
                (somg12, comg12) = Math.SinCos(omg12);
            AreaUnder = Area(meridian, somg12, comg12) * swap * lonSign * latSign;
        }

        if (swap < 0)
        {
            (salp1, salp2) = (salp2, salp1);
            (calp1, calp2) = (calp2, calp1);
        }

        Azimuth1 = Angles.Atan2(salp1 * swap * lonSign, calp1 * swap * latSign);
        Azimuth2 = Angles.Atan2(salp2 * swap * lonSign, calp2 * swap * latSign);
    }

    private void ReduceLatitudes(double lat1, double lat2)
    {
        (sbet1, cbet1) = Reduce(lat1);
        (sbet2, cbet2) = Reduce(lat2);

        // Points on one parallel must have exactly equal sines or cosines, or Newton's method loses its footing.
        if (cbet1 < -sbet1)
        {
            if (cbet2 == cbet1)
                sbet2 = Math.CopySign(sbet1, sbet2);
        }
        else if (Math.Abs(sbet2) == -sbet1)
        {
            cbet2 = cbet1;
        }

        dn1 = Math.Sqrt(1 + (SecondEccentricitySquared * sbet1 * sbet1));
        dn2 = Math.Sqrt(1 + (SecondEccentricitySquared * sbet2 * sbet2));
    }

    internal static (double Sin, double Cos) Reduce(double latitude)
    {
        var (s, c) = Angles.SinCos(latitude);
        s *= OneMinusFlattening;
        Angles.Normalize(ref s, ref c);
        return (s, Math.Max(Tiny, c));
    }

    private bool TryMeridian()
    {
        calp1 = clam12;
        salp1 = slam12;
        calp2 = 1;
        salp2 = 0;
        (ssig1, csig1, ssig2, csig2) = (sbet1, calp1 * cbet1, sbet2, calp2 * cbet2);
        sig12 = Math.Atan2(Math.Max(0, (csig1 * ssig2) - (ssig1 * csig2)), (csig1 * csig2) + (ssig1 * ssig2));
        Lengths(ThirdFlattening, out var s12b, out var m12b);
        if (sig12 >= 1 && m12b < 0)
            return false; // not the shortest way
        if (sig12 < 3 * Tiny || (sig12 < Tol0 && (s12b < 0 || m12b < 0)))
            s12b = 0;
        Metres = s12b * PolarRadius;
        return true;
    }

    /// <summary>A first azimuth; or the whole answer (arc ≥ 0) where the line is short.</summary>
    private double Start(out double dnm)
    {
        dnm = 1;
        var sbet12 = (sbet2 * cbet1) - (cbet2 * sbet1);
        var cbet12 = (cbet2 * cbet1) + (sbet2 * sbet1);
        var sbet12a = (sbet2 * cbet1) + (cbet2 * sbet1);
        double somg12, comg12;
        var isShort = cbet12 >= 0 && sbet12 < 0.5 && cbet2 * lam12 < 0.5;
        if (isShort)
        {
            var sbetm2 = (sbet1 + sbet2) * (sbet1 + sbet2);
            sbetm2 /= sbetm2 + ((cbet1 + cbet2) * (cbet1 + cbet2));
            dnm = Math.Sqrt(1 + (SecondEccentricitySquared * sbetm2));
            (somg12, comg12) = Math.SinCos(lam12 / (OneMinusFlattening * dnm));
        }
        else
        {
            (somg12, comg12) = (slam12, clam12);
        }

        salp1 = cbet2 * somg12;
        calp1 = comg12 >= 0
            ? sbet12 + (cbet2 * sbet1 * somg12 * somg12 / (1 + comg12))
            : sbet12a - (cbet2 * sbet1 * somg12 * somg12 / (1 - comg12));
        var ssig12 = double.Hypot(salp1, calp1);
        var csig12 = (sbet1 * sbet2) + (cbet1 * cbet2 * comg12);
        var arc = -1d;
        if (isShort && ssig12 < ShortLine)
        {
            salp2 = cbet1 * somg12;
            calp2 = sbet12 - (cbet1 * sbet2 * (comg12 >= 0 ? somg12 * somg12 / (1 + comg12) : 1 - comg12));
            Angles.Normalize(ref salp2, ref calp2);
            arc = Math.Atan2(ssig12, csig12);
        }
        else if (csig12 < 0 && ssig12 < 6 * ThirdFlattening * Math.PI * cbet1 * cbet1)
        {
            StartAntipodal(sbet12a);
        }

        if (salp1 > 0)
            Angles.Normalize(ref salp1, ref calp1);
        else
            (salp1, calp1) = (1, 0);
        return arc;
    }

    /// <summary>Nearly antipodal points: the astroid of section 5.</summary>
    private void StartAntipodal(double sbet12a)
    {
        var lam12x = Math.Atan2(-slam12, -clam12);
        var scaleLambda = Flattening * cbet1 * Series.A3(Expansion(sbet1 * sbet1 * SecondEccentricitySquared)) * Math.PI;
        var x = lam12x / scaleLambda;
        var y = sbet12a / (scaleLambda * cbet1);
        if (y > -Tol1 && x > -1 - ThresholdX)
        {
            salp1 = Math.Min(1, -x);
            calp1 = -Math.Sqrt(1 - (salp1 * salp1));
            return;
        }

        var k = Astroid(x, y);
        var (s, c) = Math.SinCos(scaleLambda * (-x * k / (1 + k)));
        c = -c;
        salp1 = cbet2 * s;
        calp1 = sbet12a - (cbet2 * sbet1 * s * s / (1 - c));
    }

    private void Iterate()
    {
        // The azimuth is bracketed by a (due north) and b (due south).
        double salpA = Tiny, calpA = 1, salpB = Tiny, calpB = -1;
        bool nearlyThere = false, bracketClosed = false;
        for (var step = 0; step < AllSteps; step++)
        {
            var v = LongitudeExcess(step < NewtonSteps, out var dv);
            if (bracketClosed || !(Math.Abs(v) >= (nearlyThere ? 8 : 1) * Tol0))
                return;
            if (v > 0 && (step > NewtonSteps || calp1 / salp1 > calpB / salpB))
                (salpB, calpB) = (salp1, calp1);
            else if (v < 0 && (step > NewtonSteps || calp1 / salp1 < calpA / salpA))
                (salpA, calpA) = (salp1, calp1);
            if (step < NewtonSteps && dv > 0)
            {
                var change = -v / dv;
                var (s, c) = Math.SinCos(change);
                var next = (salp1 * c) + (calp1 * s);
                if (next > 0 && Math.Abs(change) < Math.PI)
                {
                    calp1 = (calp1 * c) - (salp1 * s);
                    salp1 = next;
                    Angles.Normalize(ref salp1, ref calp1);
                    nearlyThere = Math.Abs(v) <= 16 * Tol0;
                    continue;
                }
            }

            salp1 = (salpA + salpB) / 2;
            calp1 = (calpA + calpB) / 2;
            Angles.Normalize(ref salp1, ref calp1);
            nearlyThere = false;
            bracketClosed = Math.Abs(salpA - salp1) + (calpA - calp1) < Tol0 || Math.Abs(salp1 - salpB) + (calp1 - calpB) < Tol0;
        }
    }

    /// <summary>λ12 for the present azimuth minus the λ12 asked for, and its derivative.</summary>
    private double LongitudeExcess(bool wantDerivative, out double derivative)
    {
        if (sbet1 == 0 && calp1 == 0)
            calp1 = -Tiny; // keeps the equatorial line single-valued
        var salp0 = salp1 * cbet1;
        var calp0 = double.Hypot(calp1, salp1 * sbet1);
        var somg1 = salp0 * sbet1;
        var comg1 = calp1 * cbet1;
        (ssig1, csig1) = (sbet1, comg1);
        Angles.Normalize(ref ssig1, ref csig1);

        salp2 = cbet2 != cbet1 ? salp0 / cbet2 : salp1;
        calp2 = cbet2 != cbet1 || Math.Abs(sbet2) != -sbet1
            ? Math.Sqrt((calp1 * cbet1 * calp1 * cbet1)
                + (cbet1 < -sbet1 ? (cbet2 - cbet1) * (cbet1 + cbet2) : (sbet1 - sbet2) * (sbet1 + sbet2))) / cbet2
            : Math.Abs(calp1);
        var somg2 = salp0 * sbet2;
        var comg2 = calp2 * cbet2;
        (ssig2, csig2) = (sbet2, comg2);
        Angles.Normalize(ref ssig2, ref csig2);

        sig12 = Math.Atan2(Math.Max(0, (csig1 * ssig2) - (ssig1 * csig2)), (csig1 * csig2) + (ssig1 * ssig2));
        var somg12 = Math.Max(0, (comg1 * somg2) - (somg1 * comg2));
        var comg12 = (comg1 * comg2) + (somg1 * somg2);
        var eta = Math.Atan2((somg12 * clam12) - (comg12 * slam12), (comg12 * clam12) + (somg12 * slam12));

        eps = Expansion(calp0 * calp0 * SecondEccentricitySquared);
        Span<double> c = stackalloc double[Series.Order + 1];
        Series.C3(eps, c);
        var b312 = Series.Sines(ssig2, csig2, c, Series.Order - 1) - Series.Sines(ssig1, csig1, c, Series.Order - 1);
        domg12 = -Flattening * Series.A3(eps) * salp0 * (sig12 + b312);

        derivative = double.NaN;
        if (wantDerivative)
        {
            if (calp2 == 0)
            {
                derivative = -2 * OneMinusFlattening * dn1 / sbet1;
            }
            else
            {
                Lengths(eps, out _, out var m12b);
                derivative = m12b * OneMinusFlattening / (calp2 * cbet2);
            }
        }

        return eta + domg12;
    }

    /// <summary>Distance and reduced length over the polar radius (eqs. 7, 38 to 40).</summary>
    private readonly void Lengths(double epsilon, out double s12b, out double m12b)
    {
        Span<double> c = stackalloc double[Series.Order + 1];
        var a1 = Series.A1Minus1(epsilon);
        var a2 = Series.A2Minus1(epsilon);
        Series.C1(epsilon, c);
        var b1 = Series.Sines(ssig2, csig2, c, Series.Order) - Series.Sines(ssig1, csig1, c, Series.Order);
        Series.C2(epsilon, c);
        var b2 = Series.Sines(ssig2, csig2, c, Series.Order) - Series.Sines(ssig1, csig1, c, Series.Order);
        s12b = (1 + a1) * (sig12 + b1);
        var j12 = ((a1 - a2) * sig12) + (((1 + a1) * b1) - ((1 + a2) * b2));
        m12b = (dn2 * csig1 * ssig2) - (dn1 * ssig1 * csig2) - (csig1 * csig2 * j12);
    }

    /// <summary>Area between the geodesic and the equator (eqs. 58 to 65).</summary>
    private readonly double Area(bool meridian, double somg12, double comg12)
    {
        var salp0 = salp1 * cbet1;
        var calp0 = double.Hypot(calp1, salp1 * sbet1);
        var area = 0d;
        if (calp0 != 0 && salp0 != 0)
        {
            double s1 = sbet1, c1 = calp1 * cbet1, s2 = sbet2, c2 = calp2 * cbet2;
            Angles.Normalize(ref s1, ref c1);
            Angles.Normalize(ref s2, ref c2);
            Span<double> c = stackalloc double[Series.Order];
            Series.C4(Expansion(calp0 * calp0 * SecondEccentricitySquared), c);
            var a4 = EquatorialRadius * EquatorialRadius * calp0 * salp0 * FirstEccentricitySquared;
            area = a4 * (Series.OddCosines(s2, c2, c, Series.Order) - Series.OddCosines(s1, c1, c, Series.Order));
        }

        double alp12;
        if (!meridian && comg12 > -0.7071 && sbet2 - sbet1 < 1.75)
        {
            // Accurate for short lines, where both azimuths are nearly the same (eq. 63).
            double domg = 1 + comg12, dbet1 = 1 + cbet1, dbet2 = 1 + cbet2;
            alp12 = 2 * Math.Atan2(somg12 * ((sbet1 * dbet2) + (sbet2 * dbet1)), domg * ((sbet1 * sbet2) + (dbet1 * dbet2)));
        }
        else
        {
            var salp12 = (salp2 * calp1) - (calp2 * salp1);
            var calp12 = (calp2 * calp1) + (salp2 * salp1);
            if (salp12 == 0 && calp12 < 0)
                (salp12, calp12) = (Tiny * calp1, -1);
            alp12 = Math.Atan2(salp12, calp12);
        }

        return area + (AuthalicRadiusSquared * alp12);
    }

    /// <summary>ε from k² (eq. 16).</summary>
    internal static double Expansion(double k2) => k2 / ((2 * (1 + Math.Sqrt(1 + k2))) + k2);

    /// <summary>The positive root of k⁴ + 2k³ − (x² + y² − 1)k² − 2y²k − y² = 0 (eq. 55).</summary>
    private static double Astroid(double x, double y)
    {
        double p = x * x, q = y * y, r = (p + q - 1) / 6;
        if (q == 0 && r <= 0)
            return 0;
        double s = p * q / 4, r2 = r * r, r3 = r * r2, discriminant = s * (s + (2 * r3)), u = r;
        if (discriminant >= 0)
        {
            var t3 = s + r3;
            t3 += t3 < 0 ? -Math.Sqrt(discriminant) : Math.Sqrt(discriminant);
            var t = Math.Cbrt(t3);
            u += t + (t != 0 ? r2 / t : 0);
        }
        else
        {
            u += 2 * r * Math.Cos(Math.Atan2(Math.Sqrt(-discriminant), -(s + r3)) / 3);
        }

        var v = Math.Sqrt((u * u) + q);
        var uv = u < 0 ? q / (v - u) : u + v;
        var w = (uv - q) / (2 * v);
        return uv / (Math.Sqrt(uv + (w * w)) + w);
    }
}
