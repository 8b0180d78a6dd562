using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Crossings;

/// <summary>The wind along a path: means over windows of time, its profile with height, and its turbulence.</summary>
internal sealed class PathWind
{
    private readonly double[] _middle;
    private readonly double[] _sumEast;
    private readonly double[] _sumNorth;
    private readonly double _roughness;
    private readonly double _topOfProfile;

    private PathWind(double[] middle, double[] east, double[] north, WindTable table, double referenceHeight)
    {
        _middle = middle;
        (_sumEast, _sumNorth) = (new double[middle.Length + 1], new double[middle.Length + 1]);
        for (var i = 0; i < middle.Length; i++)
        {
            _sumEast[i + 1] = _sumEast[i] + east[i];
            _sumNorth[i + 1] = _sumNorth[i] + north[i];
        }

        var (meanEast, meanNorth) = (_sumEast[^1] / middle.Length, _sumNorth[^1] / middle.Length);
        (East, North, Speed) = (meanEast, meanNorth, Math.Sqrt((meanEast * meanEast) + (meanNorth * meanNorth)));
        ScalarSpeed = east.Zip(north, (e, n) => Math.Sqrt((e * e) + (n * n))).Average();
        ReferenceHeight = referenceHeight;
        _roughness = table.RoughnessMetres is > 0 and < 3 ? table.RoughnessMetres : 0.03;
        InverseObukhov = Stratification(table);
        var mixing = MeanOf(table.MixingHeight);
        MixingHeight = mixing is > 30 and < 10000 ? mixing : double.PositiveInfinity;
        _topOfProfile = Math.Min(150, MixingHeight);
        (SigmaCross, SigmaUp, IsTurbulenceAssumed) = Turbulence(table, east, north);
    }

    /// <summary>Mean towards east in m/s over the whole record, at the reference height.</summary>
    public double East { get; }

    /// <summary>The same towards north.</summary>
    public double North { get; }

    /// <summary>Speed of the mean vector in m/s.</summary>
    public double Speed { get; }

    /// <summary>Mean of the speeds in m/s.</summary>
    public double ScalarSpeed { get; }

    /// <summary>Height in m at which the wind was measured.</summary>
    public double ReferenceHeight { get; }

    /// <summary>1/L in 1/m: negative where heat drives the air.</summary>
    public double InverseObukhov { get; }

    /// <summary>Depth in m of the mixed layer; infinite where not known.</summary>
    public double MixingHeight { get; }

    /// <summary>Standard deviation in m/s of the crosswind speed.</summary>
    public double SigmaCross { get; }

    /// <summary>Standard deviation in m/s of the vertical speed.</summary>
    public double SigmaUp { get; }

    /// <summary>Whether either is a prior's.</summary>
    public bool IsTurbulenceAssumed { get; }

    /// <summary>First and last time in s of a usable row.</summary>
    public (double First, double Last) Span => (_middle[0], _middle[^1]);

    /// <summary>The wind of a table, or null where no row is usable.</summary>
    /// <param name="table">The table.</param>
    /// <param name="pathHeight">Mean height in m of the path, where the wind was measured on board.</param>
    public static PathWind? From(WindTable table, double pathHeight)
    {
        var rows = Enumerable.Range(0, table.Count)
            .Where(i => double.IsFinite(table.Seconds[i]) && double.IsFinite(table.East[i]) && double.IsFinite(table.North[i]))
            .ToArray();
        if (rows.Length == 0)
            return null;
        var height = table.Placement == WindPlacement.OnBoard ? pathHeight : table.HeightMetres;
        return new(
            [.. rows.Select(i => table.Seconds[i] + (table.AveragingSeconds / 2))],
            [.. rows.Select(i => table.East[i])],
            [.. rows.Select(i => table.North[i])],
            table,
            double.IsFinite(height) && height > 0.2 ? height : 3);
    }

    /// <summary>Mean wind between two times in s; the nearest row where none lies between.</summary>
    public (double East, double North) Mean(double from, double to)
    {
        var first = Index(from);
        var end = Index(to);
        if (end <= first)
        {
            var middle = (from + to) / 2;
            var at = Math.Clamp(Index(middle), 0, _middle.Length - 1);
            if (at > 0 && middle - _middle[at - 1] < _middle[at] - middle)
                at--;
            (first, end) = (at, at + 1);
        }

        return ((_sumEast[end] - _sumEast[first]) / (end - first), (_sumNorth[end] - _sumNorth[first]) / (end - first));
    }

    /// <summary>Speed at a height as a multiple of that at the reference height: the logarithmic profile with the corrections of Businger and Dyer, level above 150 m.</summary>
    public double Profile(double height) => Shape(Math.Clamp(height, 10 * _roughness, _topOfProfile)) / Shape(Math.Clamp(ReferenceHeight, 10 * _roughness, _topOfProfile));

    private double Shape(double z)
    {
        var zeta = Math.Clamp(z * InverseObukhov, -5, 1);
        double psi;
        if (zeta >= 0)
        {
            psi = -5 * zeta;
        }
        else
        {
            var x = Math.Sqrt(Math.Sqrt(1 - (16 * zeta)));
            psi = (2 * Math.Log((1 + x) / 2)) + Math.Log((1 + (x * x)) / 2) - (2 * Math.Atan(x)) + (Math.PI / 2);
        }

        return Math.Max(0.3, Math.Log(z / _roughness) - psi);
    }

    /// <summary>1/L as measured, else the middle of the class's range for a roughness of some centimetres (Golder 1972), else a little heat: what flies to look flies by day.</summary>
    private static double Stratification(WindTable table)
    {
        var inverse = table.ObukhovLength?.Where(l => double.IsFinite(l) && Math.Abs(l) > 1).Select(l => 1 / l).ToArray() ?? [];
        if (inverse.Length > 0)
            return inverse.Average();
        return Class(table) switch
        {
            StabilityClass.A => -0.12,
            StabilityClass.B => -0.06,
            StabilityClass.C => -0.02,
            StabilityClass.D => 0,
            StabilityClass.E => 0.02,
            StabilityClass.F => 0.06,
            _ => -0.005,
        };
    }

    private static StabilityClass Class(WindTable table)
    {
        var known = table.Stability?.Where(s => s != StabilityClass.Unknown).ToArray() ?? [];
        return known.Length == 0 ? StabilityClass.Unknown : known[known.Length / 2];
    }

    private int Index(double time)
    {
        var at = Array.BinarySearch(_middle, time);
        return at < 0 ? ~at : at;
    }

    private (double Cross, double Up, bool Assumed) Turbulence(WindTable table, double[] east, double[] north)
    {
        var friction = MeanOf(table.FrictionVelocity);
        var (cross, up) = (MeanOf(table.SigmaCross), MeanOf(table.SigmaUp));
        var assumed = false;
        if (!(up > 0) && table.Up is { } vertical && table.AveragingSeconds <= 2)
            up = Deviation([.. vertical.Where(double.IsFinite)]);
        if (!(up > 0) && friction > 0)
            up = 1.3 * friction;
        if (!(cross > 0) && table.AveragingSeconds <= 30 && east.Length >= 60 && Speed > 0)
            cross = Deviation([.. east.Zip(north, (e, n) => ((-North * e) + (East * n)) / Speed)]);
        if (!(cross > 0) && friction > 0)
            cross = 2 * friction;

        // Intensities by class: U.S. EPA-454/R-99-005, table 6-8, middle of each range; without a class, between C and D.
        var (intensityCross, intensityUp) = Class(table) switch
        {
            StabilityClass.A => (0.42, 0.22),
            StabilityClass.B => (0.35, 0.19),
            StabilityClass.C => (0.26, 0.15),
            StabilityClass.D => (0.17, 0.10),
            StabilityClass.E => (0.10, 0.06),
            StabilityClass.F => (0.06, 0.03),
            _ => (0.22, 0.11),
        };
        var speed = Math.Max(ScalarSpeed, 0.1);
        if (!(up > 0))
        {
            // Measured gustiness says something of the vertical too, though its slow part does not rise and fall.
            up = cross > 0 ? Math.Sqrt(intensityUp * speed * 0.5 * cross) : intensityUp * speed;
            assumed = true;
        }

        if (!(cross > 0))
        {
            cross = intensityCross * speed;
            assumed = true;
        }

        return (Math.Clamp(cross, 0.03 * speed, 1.2 * speed), Math.Clamp(up, 0.015 * speed, 0.6 * speed), assumed);
    }

    private static double Deviation(double[] values)
    {
        if (values.Length < 10)
            return double.NaN;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static double MeanOf(double[]? column)
    {
        var usable = column?.Where(double.IsFinite).ToArray() ?? [];
        return usable.Length == 0 ? double.NaN : usable.Average();
    }
}
