using System.Runtime.CompilerServices;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Patterns;

/// <summary>A flight's airborne path, smoothed, in a local plane: metres east and north, seconds since the first report. One is filled again and again, so that its memory is kept.</summary>
internal sealed class FlownPath
{
    // The reports on the plane, before smoothing.
    private double[] east = [];
    private double[] north = [];
    private float[] heights = [];

    public LocalPlane Plane { get; private set; }

    public int Count { get; private set; }

    /// <summary>How many points there is memory for.</summary>
    public int Capacity => T.Length;

    /// <summary>Seconds since the flight's first report; valid up to <see cref="Count"/>, as are the others.</summary>
    public double[] T { get; private set; } = [];

    /// <summary>Metres east.</summary>
    public double[] X { get; private set; } = [];

    /// <summary>Metres north.</summary>
    public double[] Y { get; private set; } = [];

    /// <summary>Feet, NaN where unknown.</summary>
    public float[] Altitude { get; private set; } = [];

    /// <summary>Index of the report nearest to the point.</summary>
    public int[] Report { get; private set; } = [];

    /// <summary>Metres flown up to the point, along chords.</summary>
    public double[] Length { get; private set; } = [];

    /// <summary>How many silences lie before the point.</summary>
    public int[] Silences { get; private set; } = [];

    /// <summary>Takes a flight; the one before is gone.</summary>
    public void Fill(Flight flight, PatternRules rules)
    {
        var track = flight.Track;
        var times = track.Times;
        var flags = track.Flags;
        var altitudes = track.AltitudesFeet;
        var n = track.Count;
        Reserve(n);
        Count = 0;
        Plane = LocalPlane.About(track.Latitudes, track.Longitudes);
        Plane.Project(track.Latitudes, track.Longitudes, east.AsSpan(0, n), north.AsSpan(0, n));
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
            var (sx, sy) = high - low < 2 ? (east[i], north[i]) : Smooth(times, i, low, high, half);
            Append((times[i] - times[0]) / 1000.0, sx, sy, altitudes[i], i, rules.SilenceSeconds);
        }
    }

    public double Distance(int a, int b) => Math.Sqrt(SquaredDistance(a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double SquaredDistance(int a, int b) => Square(X[a] - X[b]) + Square(Y[a] - Y[b]);

    /// <summary>Middle altitude of a stretch in feet, or null.</summary>
    public double? MedianAltitude(int first, int last)
    {
        var known = KnownAltitudes(first, last);
        return known.Length == 0 ? null : Selection.Of(known, known.Length / 2);
    }

    /// <summary>The known altitudes of a stretch in feet, in no lasting order; valid until the next call.</summary>
    public Span<float> KnownAltitudes(int first, int last)
    {
        var count = 0;
        for (var i = first; i <= last; i++)
        {
            if (!float.IsNaN(Altitude[i]))
                heights[count++] = Altitude[i];
        }

        return heights.AsSpan(0, count);
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
    private (double X, double Y) Smooth(ReadOnlySpan<long> times, int i, int low, int high, double half)
    {
        double w = 0, wt = 0, wtt = 0, wx = 0, wy = 0, wtx = 0, wty = 0;
        for (var k = low; k <= high; k++)
        {
            double t = times[k] - times[i];
            var weight = 1 - (Math.Abs(t) / half);
            if (weight <= 0)
                continue;
            var weightT = weight * t;
            w += weight;
            wt += weightT;
            wtt += weightT * t;
            wx += weight * east[k];
            wy += weight * north[k];
            wtx += weightT * east[k];
            wty += weightT * north[k];
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
        (Length[i], Silences[i]) = i == 0 ? (0, 0) : (Length[i - 1] + Distance(i, i - 1), Silences[i - 1] + (t - T[i - 1] > silence ? 1 : 0));
    }

    private void Reserve(int count)
    {
        if (T.Length >= count)
            return;
        var capacity = Math.Max(count, 2 * T.Length);
        T = new double[capacity];
        X = new double[capacity];
        Y = new double[capacity];
        Altitude = new float[capacity];
        Report = new int[capacity];
        Length = new double[capacity];
        Silences = new int[capacity];
        east = new double[capacity];
        north = new double[capacity];
        heights = new float[capacity];
    }
}
