using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Blocks;

/// <summary>
/// The way that the air at the station has gone, without its quickest eddies: those that a puff meets tens of metres off are not the station's. From it the way of the
/// gas that is read at one instant is followed back, where the wind turns while a plume drifts over the site.
/// </summary>
internal sealed class WindPath
{
    // Eddies that pass in less are left to diffusion: over so long a light wind carries air across a site.
    private const double SmoothSeconds = 40;

    // Longer without wind, and nothing is known of where the air went.
    private const double LongestGap = 90;

    private readonly double[] _seconds;
    private readonly double[] _east;
    private readonly double[] _north;
    private readonly double[] _eddies;

    private WindPath(double[] seconds, double[] east, double[] north, double[] eddies) => (_seconds, _east, _north, _eddies) = (seconds, east, north, eddies);

    /// <summary>The path of a station's wind; null where its rows are too long or too far apart to follow a turn.</summary>
    internal static WindPath? Of(WindTable wind, double blockSeconds)
    {
        if (wind.Placement != WindPlacement.Station || wind.AveragingSeconds > Math.Min(blockSeconds / 3, SmoothSeconds / 2))
            return null;
        var rows = wind.Instants().ToArray();
        double Within(int row) => wind.SigmaCross is { } sigma && double.IsFinite(sigma[row]) ? Square(sigma[row]) : 0;
        if (rows.Length < 8)
            return null;
        var seconds = rows.Select(i => wind.Seconds[i] + (wind.AveragingSeconds / 2)).ToArray();
        var gaps = seconds.Zip(seconds.Skip(1), static (a, b) => b - a).Order().ToArray();
        if (gaps[gaps.Length / 2] > Math.Min(blockSeconds / 3, SmoothSeconds / 2))
            return null;
        var (east, north) = (Smoothed(seconds, [.. rows.Select(i => wind.East[i])]), Smoothed(seconds, [.. rows.Select(i => wind.North[i])]));
        var eddies = rows.Select((i, k) => (0.5 * (Square(wind.East[i] - east[k]) + Square(wind.North[i] - north[k]))) + Within(i)).ToArray();
        return new(seconds, Way(seconds, east), Way(seconds, north), Smoothed(seconds, eddies));
    }

    /// <summary>Where air that passed the station at an instant was some seconds before, from where it is then, in m; null across a gap.</summary>
    internal (double East, double North)? Back(double instant, double seconds)
    {
        var (a, b) = (Index(instant), Index(instant - seconds));
        for (var i = b; i <= a; i++)
        {
            if (_seconds[i + 1] - _seconds[i] > LongestGap)
                return null;
        }

        return (At(_east, a, instant) - At(_east, b, instant - seconds), At(_north, a, instant) - At(_north, b, instant - seconds));
    }

    /// <summary>By how much in radians (root mean square) the way of the gas over the site differs from its mean in blocks of some seconds.</summary>
    /// <param name="origin">Beginning of the first block in s.</param>
    /// <param name="length">Length of a block in s.</param>
    /// <param name="end">End of the last block in s: what the wind did after the last reading counts for nothing.</param>
    /// <param name="passage">Seconds that the gas is on its way.</param>
    internal double Turning(double origin, double length, double end, double passage)
    {
        const int Instants = 6;
        double squares = 0, count = 0;
        Span<double> directions = stackalloc double[Instants];
        var first = Math.Max(0, Math.Floor((_seconds[0] - origin) / length));
        for (var begin = origin + (first * length); begin < Math.Min(_seconds[^1], end); begin += length)
        {
            double sin = 0, cos = 0;
            var found = 0;
            for (var k = 0; k < Instants; k++)
            {
                var instant = begin + ((k + 0.5) * length / Instants);
                if (instant < _seconds[0] || instant > _seconds[^1] || Back(instant, passage) is not { } way)
                    continue;
                directions[found] = Math.Atan2(way.North, way.East);
                sin += Math.Sin(directions[found]);
                cos += Math.Cos(directions[found]);
                found++;
            }

            var mean = Math.Atan2(sin, cos);
            foreach (var direction in directions[..found])
            {
                squares += Square(Math.IEEERemainder(direction - mean, 2 * Math.PI));
                count++;
            }
        }

        return count == 0 ? 0 : Math.Sqrt(squares / count);
    }

    /// <summary>Standard deviation in m/s, on each axis, of what the path leaves out about an instant.</summary>
    internal double Eddies(double instant) => Math.Sqrt(Math.Max(0, _eddies[Index(instant)]));

    private int Index(double instant)
    {
        var at = Array.BinarySearch(_seconds, instant);
        return Math.Clamp(at >= 0 ? at : ~at - 1, 0, _seconds.Length - 2);
    }

    // Beyond its ends the record goes on as it was there.
    private double At(double[] way, int index, double instant) =>
        way[index] + ((way[index + 1] - way[index]) * (instant - _seconds[index]) / (_seconds[index + 1] - _seconds[index]));

    private static double[] Way(double[] seconds, double[] speed)
    {
        var way = new double[seconds.Length];
        for (var i = 1; i < way.Length; i++)
            way[i] = way[i - 1] + (0.5 * (speed[i] + speed[i - 1]) * (seconds[i] - seconds[i - 1]));
        return way;
    }

    private static double[] Smoothed(double[] seconds, double[] values)
    {
        var smooth = new double[values.Length];
        int first = 0, next = 0;
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            for (; next < values.Length && seconds[next] <= seconds[i] + (SmoothSeconds / 2); next++)
                sum += values[next];
            for (; seconds[first] < seconds[i] - (SmoothSeconds / 2); first++)
                sum -= values[first];
            smooth[i] = sum / (next - first);
        }

        return smooth;
    }

    private static double Square(double value) => value * value;
}
