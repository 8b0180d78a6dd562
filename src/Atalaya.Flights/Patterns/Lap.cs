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
        double w = 0, mx = 0, my = 0;
        for (var i = first + 1; i <= last; i++)
        {
            var length = path.Length[i] - path.Length[i - 1];
            var (x, y) = Middle(i);
            w += length;
            mx += length * x;
            my += length * y;
        }

        mx /= w;
        my /= w;
        double xx = 0, xy = 0, yy = 0, r = 0, rr = 0, sine = 0, cosine = 0;
        for (var i = first + 1; i <= last; i++)
        {
            var length = path.Length[i] - path.Length[i - 1];
            var (ax, ay) = Still(i - 1);
            var (bx, by) = Still(i);
            var direction = 2 * Math.Atan2(path.X[i] - path.X[i - 1], path.Y[i] - path.Y[i - 1]);
            sine += length * Math.Sin(direction);
            cosine += length * Math.Cos(direction);
            Add(ax, ay, length / 3);
            Add(bx, by, length / 3);
            Add((ax + bx) / 2, (ay + by) / 2, length / 3);
        }

        var trace = (xx + yy) / w;
        var root = Math.Sqrt(Math.Pow((xx - yy) / w, 2) + (4 * xy * xy / (w * w)));
        var elongation = Math.Sqrt((trace + root) / Math.Max(trace - root, 1e-9 * trace));
        var mean = r / w;
        var spread = Math.Sqrt(Math.Max(0, (rr / w) - (mean * mean)));
        return new(first, last, sense, w, mx, my, elongation, 0.5 * Math.Atan2(sine, cosine), mean, spread / mean);

        (double X, double Y) Still(int i)
        {
            var t = path.T[i] - ((path.T[first] + path.T[last]) / 2);
            return (path.X[i] - (driftX * t), path.Y[i] - (driftY * t));
        }

        (double X, double Y) Middle(int i)
        {
            var (ax, ay) = Still(i - 1);
            var (bx, by) = Still(i);
            return ((ax + bx) / 2, (ay + by) / 2);
        }

        void Add(double x, double y, double weight)
        {
            var (dx, dy) = (x - mx, y - my);
            var distance = Math.Sqrt((dx * dx) + (dy * dy));
            xx += weight * dx * dx;
            xy += weight * dx * dy;
            yy += weight * dy * dy;
            r += weight * distance;
            rr += weight * distance * distance;
        }
    }
}
