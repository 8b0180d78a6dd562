using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Patterns;

/// <summary>A flight's airborne path, smoothed, in a local plane: metres east and north, seconds since the first report.</summary>
internal sealed class FlownPath
{
    private FlownPath(LocalPlane plane, int capacity)
    {
        Plane = plane;
        T = new double[capacity];
        X = new double[capacity];
        Y = new double[capacity];
        Altitude = new float[capacity];
        Report = new int[capacity];
        Length = new double[capacity];
        Silences = new int[capacity];
    }

    public LocalPlane Plane { get; }

    public int Count { get; private set; }

    /// <summary>Seconds since the flight's first report.</summary>
    public double[] T { get; }

    /// <summary>Metres east.</summary>
    public double[] X { get; }

    /// <summary>Metres north.</summary>
    public double[] Y { get; }

    /// <summary>Feet, NaN where unknown.</summary>
    public float[] Altitude { get; }

    /// <summary>Index of the report nearest to the point.</summary>
    public int[] Report { get; }

    /// <summary>Metres flown up to the point, along chords.</summary>
    public double[] Length { get; }

    /// <summary>How many silences lie before the point.</summary>
    public int[] Silences { get; }

    public static FlownPath Build(Flight flight, PatternRules rules)
    {
        var track = flight.Track;
        var times = track.Times;
        var flags = track.Flags;
        var plane = LocalPlane.About(track.Latitudes, track.Longitudes);
        var n = track.Count;
        var x = new double[n];
        var y = new double[n];
        for (var i = 0; i < n; i++)
            (x[i], y[i]) = plane.Project(track.Latitudes[i], track.Longitudes[i]);

        var path = new FlownPath(plane, n);
        var step = (long)(rules.PathStepSeconds * 1000);
        var half = rules.SmoothingSeconds * 1000;
        var next = long.MinValue;
        int low = 0, high = 0;
        for (var i = 0; i < n; i++)
        {
            if (times[i] < next || (flags[i] & ReportFlags.OnGround) != 0)
                continue;
            next = times[i] + step;
            while (times[i] - times[low] >= half)
                low++;
            high = Math.Max(high, i);
            while (high + 1 < n && times[high + 1] - times[i] < half)
                high++;
            var (sx, sy) = Smooth(times, x, y, i, low, high, half);
            path.Append((times[i] - times[0]) / 1000.0, sx, sy, track.AltitudesFeet[i], i, rules.SilenceSeconds);
        }

        return path;
    }

    public double Distance(int a, int b) => Math.Sqrt(Square(X[a] - X[b]) + Square(Y[a] - Y[b]));

    /// <summary>Middle altitude of a stretch in feet, or null.</summary>
    public double? MedianAltitude(int first, int last)
    {
        var known = new List<float>(last - first + 1);
        for (var i = first; i <= last; i++)
        {
            if (!float.IsNaN(Altitude[i]))
                known.Add(Altitude[i]);
        }

        if (known.Count == 0)
            return null;
        known.Sort();
        return known[known.Count / 2];
    }

    /// <summary>Seconds heard between two points: silences are not counted.</summary>
    public double HeardSeconds(int first, int last, double silenceSeconds)
    {
        var heard = T[last] - T[first];
        if (Silences[first] == Silences[last])
            return heard;
        for (var i = first + 1; i <= last; i++)
        {
            if (T[i] - T[i - 1] > silenceSeconds)
                heard -= T[i] - T[i - 1];
        }

        return heard;
    }

    /// <summary>Climb in metres a second by least squares over the known altitudes.</summary>
    public double ClimbMetresPerSecond(int first, int last)
    {
        double n = 0, st = 0, sa = 0, stt = 0, sta = 0;
        for (var i = first; i <= last; i++)
        {
            if (float.IsNaN(Altitude[i]))
                continue;
            var t = T[i] - T[first];
            var a = Altitude[i] * 0.3048;
            n++;
            st += t;
            sa += a;
            stt += t * t;
            sta += t * a;
        }

        var determinant = (n * stt) - (st * st);
        return n < 3 || determinant <= 0 ? 0 : ((n * sta) - (st * sa)) / determinant;
    }

    private static double Square(double value) => value * value;

    /// <summary>Local straight line in time, weighted by a triangle: it does not shift a point that moves evenly, however unevenly it was sampled.</summary>
    private static (double X, double Y) Smooth(ReadOnlySpan<long> times, double[] x, double[] y, int i, int low, int high, double half)
    {
        if (high - low < 2)
            return (x[i], y[i]);
        double w = 0, wt = 0, wtt = 0, wx = 0, wy = 0, wtx = 0, wty = 0;
        for (var k = low; k <= high; k++)
        {
            double t = times[k] - times[i];
            var weight = 1 - (Math.Abs(t) / half);
            if (weight <= 0)
                continue;
            w += weight;
            wt += weight * t;
            wtt += weight * t * t;
            wx += weight * x[k];
            wy += weight * y[k];
            wtx += weight * t * x[k];
            wty += weight * t * y[k];
        }

        var determinant = (w * wtt) - (wt * wt);
        return determinant <= 1e-6 * w * w
            ? (wx / w, wy / w)
            : (((wtt * wx) - (wt * wtx)) / determinant, ((wtt * wy) - (wt * wty)) / determinant);
    }

    private void Append(double t, double x, double y, float altitude, int report, double silence)
    {
        var i = Count++;
        (T[i], X[i], Y[i], Altitude[i], Report[i]) = (t, x, y, altitude, report);
        if (i == 0)
            return;
        Length[i] = Length[i - 1] + Distance(i, i - 1);
        Silences[i] = Silences[i - 1] + (t - T[i - 1] > silence ? 1 : 0);
    }
}
