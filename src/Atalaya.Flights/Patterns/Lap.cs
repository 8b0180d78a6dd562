namespace Atalaya.Flights.Patterns;

/// <summary>One full turn of the path and its shape.</summary>
/// <param name="First">First point.</param>
/// <param name="Last">Point where the direction is again that of the first.</param>
/// <param name="Sense">1 right, −1 left.</param>
/// <param name="Perimeter">Metres flown.</param>
/// <param name="X">Middle, weighted by length.</param>
/// <param name="Y">Middle, weighted by length.</param>
/// <param name="Elongation">Longest over shortest extent.</param>
/// <param name="Axis">Direction, modulo π, in which most of it is flown, radians clockwise from north: two half turns cancel, so a stadium's legs remain.</param>
/// <param name="Radius">Mean distance from the middle.</param>
/// <param name="Roughness">Standard deviation of that distance over its mean.</param>
internal readonly record struct Lap(int First, int Last, int Sense, double Perimeter, double X, double Y, double Elongation, double Axis, double Radius, double Roughness)
{
    public static Lap Measure(FlownPath path, int first, int last, int sense)
    {
        // What the middle moved during the lap is taken out evenly: a circle above a moving target is a circle.
        var duration = Math.Max(1e-3, path.T[last] - path.T[first]);
        var (driftX, driftY) = ((path.X[last] - path.X[first]) / duration, (path.Y[last] - path.Y[first]) / duration);
        var half = (path.T[first] + path.T[last]) / 2;
        var x = path.X.AsSpan(first, last - first + 1);
        var y = path.Y.AsSpan(first, x.Length);
        var lengths = path.Length.AsSpan(first, x.Length);
        var times = path.T.AsSpan(first, x.Length);
        double w = 0, mx = 0, my = 0;
        var (ax, ay) = (x[0] - (driftX * (times[0] - half)), y[0] - (driftY * (times[0] - half)));
        for (var i = 1; i < x.Length; i++)
        {
            var t = times[i] - half;
            var (bx, by) = (x[i] - (driftX * t), y[i] - (driftY * t));
            var length = lengths[i] - lengths[i - 1];
            w += length;
            mx += length * ((ax + bx) / 2);
            my += length * ((ay + by) / 2);
            (ax, ay) = (bx, by);
        }

        mx /= w;
        my /= w;
        double xx = 0, xy = 0, yy = 0, r = 0, rr = 0, sine = 0, cosine = 0;
        (ax, ay) = (x[0] - (driftX * (times[0] - half)) - mx, y[0] - (driftY * (times[0] - half)) - my);
        var a = Math.Sqrt((ax * ax) + (ay * ay));
        for (var i = 1; i < x.Length; i++)
        {
            var t = times[i] - half;
            var (bx, by) = (x[i] - (driftX * t) - mx, y[i] - (driftY * t) - my);
            var (cx, cy) = ((ax + bx) / 2, (ay + by) / 2);
            var b = Math.Sqrt((bx * bx) + (by * by));
            var c = Math.Sqrt((cx * cx) + (cy * cy));
            var length = lengths[i] - lengths[i - 1];

            // The ends and the middle of the chord, a third of its length each.
            var weight = length / 3;
            xx += weight * ((ax * ax) + (bx * bx) + (cx * cx));
            xy += weight * ((ax * ay) + (bx * by) + (cx * cy));
            yy += weight * ((ay * ay) + (by * by) + (cy * cy));
            r += weight * (a + b + c);
            rr += weight * ((a * a) + (b * b) + (c * c));

            // Sine and cosine of twice the chord's direction, by its length; what has no length has no direction.
            var (dx, dy) = (x[i] - x[i - 1], y[i] - y[i - 1]);
            var square = (dx * dx) + (dy * dy);
            if (square > 0)
            {
                sine += 2 * dx * dy * length / square;
                cosine += ((dy * dy) - (dx * dx)) * length / square;
            }

            (ax, ay, a) = (bx, by, b);
        }

        var trace = (xx + yy) / w;
        var root = Math.Sqrt(((xx - yy) / w * ((xx - yy) / w)) + (4 * xy * xy / (w * w)));
        var elongation = Math.Sqrt((trace + root) / Math.Max(trace - root, 1e-9 * trace));
        var mean = r / w;
        var spread = Math.Sqrt(Math.Max(0, (rr / w) - (mean * mean)));
        return new(first, last, sense, w, mx, my, elongation, 0.5 * Math.Atan2(sine, cosine), mean, spread / mean);
    }

    /// <summary>Metres from this lap's middle to another's.</summary>
    public double Shift(in Lap other) => Math.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));
}
