using Atalaya.Plumes.Crossings;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Tests.Plumes.Crossings;

/// <summary>
/// A made plume that shares no formula with the inversion: a puff each second, carried by a wind that wanders slowly, each widening by a
/// power of its way (after Pasquill and Gifford) about a middle that staggers.
/// </summary>
internal sealed record PuffField
{
    public double SourceX { get; init; }

    public double SourceY { get; init; }

    public double SourceZ { get; init; } = 1;

    public double KilogramsPerHour { get; init; } = 5;

    public double Speed { get; init; } = 4;

    /// <summary>Where the wind blows to, counter-clockwise from east.</summary>
    public double TowardDegrees { get; init; }

    public double WanderDegrees { get; init; } = 4;

    public double NoisePartsPerMillion { get; init; } = 0.01;

    public double DriftPartsPerMillion { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>What is told of the wind: turned by this beside the truth.</summary>
    public double ToldTurnDegrees { get; init; }

    public (ReadingTable Readings, WindTable Wind) Fly(IReadOnlyList<(double Seconds, Spot Place)> path)
    {
        var random = new KeyedRandom((ulong)Seed, 1, 0);
        var gas = Gas.Methane;
        var seconds = (int)path[^1].Seconds + 2;
        var reach = path.Max(p => p.Place.PlaneDistance(new(SourceX, SourceY, 0)));
        var before = (int)(2.5 * reach / Speed) + 10;
        var (wander, east, north) = (0.0, new double[before + seconds], new double[before + seconds]);
        for (var t = 0; t < east.Length; t++)
        {
            wander = (0.995 * wander) + (0.0999 * random.Normal());
            var (sin, cos) = Math.SinCos((TowardDegrees + (WanderDegrees * wander)) * Math.PI / 180);
            (east[t], north[t]) = (Speed * cos, Speed * sin);
        }

        var stagger = Enumerable.Range(0, before + seconds).Select(_ => (Across: random.Normal(), Up: random.Normal())).ToArray();
        for (var t = 1; t < stagger.Length; t++)
            stagger[t] = ((0.9 * stagger[t - 1].Across) + (0.44 * stagger[t].Across), (0.9 * stagger[t - 1].Up) + (0.44 * stagger[t].Up));
        var values = new double[path.Count];
        for (var i = 0; i < path.Count; i++)
        {
            var (at, place) = path[i];
            var now = before + (int)at;
            var (x, y, sum) = (SourceX, SourceY, 0.0);
            for (var t = now; t >= Math.Max(0, now - before); t--)
            {
                var age = now - t + 0.5;
                (x, y) = (x + east[t], y + north[t]);
                var way = Speed * age;
                var (wide, high) = (0.6 + (0.075 * Math.Pow(way, 0.92)), 0.4 + (0.075 * Math.Pow(way, 0.90)));
                var (dx, dy) = (place.X - x, place.Y - y - (0.5 * wide * stagger[t].Across));
                if ((dx * dx) + (dy * dy) > 20 * wide * wide)
                    continue;
                var (up, down) = (place.Z - SourceZ, place.Z + SourceZ);
                sum += Math.Exp(-0.5 * ((dx * dx) + (dy * dy)) / (wide * wide)) * (Math.Exp(-0.5 * up * up / (high * high)) + Math.Exp(-0.5 * down * down / (high * high)))
                    / (Math.Pow(2 * Math.PI, 1.5) * wide * wide * high);
            }

            var enhancement = KilogramsPerHour / 3600 * sum / gas.KilogramsPerCubicMetrePerPartPerMillion(288, 101325);
            values[i] = 2 + enhancement + (DriftPartsPerMillion * at / seconds) + (NoisePartsPerMillion * random.Normal());
        }

        var (turnSin, turnCos) = Math.SinCos(ToldTurnDegrees * Math.PI / 180);
        return (Table(path, values), new WindTable
        {
            Seconds = [.. Enumerable.Range(0, (seconds / 10) + 1).Select(k => 10.0 * k)],
            AveragingSeconds = 0,
            Placement = WindPlacement.Station,
            HeightMetres = 5,
            East = [.. Enumerable.Range(0, (seconds / 10) + 1).Select(k => Math.Min(before + (10 * k), east.Length - 1)).Select(t => (east[t] * turnCos) - (north[t] * turnSin))],
            North = [.. Enumerable.Range(0, (seconds / 10) + 1).Select(k => Math.Min(before + (10 * k), east.Length - 1)).Select(t => (east[t] * turnSin) + (north[t] * turnCos))],
        });
    }

    public static ReadingTable Table(IReadOnlyList<(double Seconds, Spot Place)> path, double[] values) => new()
    {
        Frame = LocalFrame.Metres,
        Sensors = [new("drone", false, true)],
        HasDate = false,
        Seconds = [.. path.Select(p => p.Seconds)],
        AveragingSeconds = 0,
        SensorOf = new int[path.Count],
        From = [.. path.Select(p => p.Place)],
        To = [.. path.Select(p => p.Place)],
        Kelvin = [.. path.Select(_ => 288.0)],
        Pascal = [.. path.Select(_ => 101325.0)],
        Gases = [new(Gas.Methane, values)],
    };

    /// <summary>Legs along y at each x, one height after another, there and back, at 5 m/s.</summary>
    public static List<(double Seconds, Spot Place)> Legs(double[] x, double[] heights, double half)
    {
        var path = new List<(double, Spot)>();
        var sign = 1;
        foreach (var at in x)
        {
            foreach (var height in heights)
            {
                for (var y = -half; y <= half; y += 5)
                    path.Add((path.Count, new(at, sign * y, height)));
                sign = -sign;
            }
        }

        return path;
    }

    /// <summary>Closed circles about the origin, stacked, at 40 m/s.</summary>
    public static List<(double Seconds, Spot Place)> Circles(double radius, double[] heights)
    {
        var path = new List<(double, Spot)>();
        var count = (int)(2 * Math.PI * radius / 40);
        foreach (var height in heights)
        {
            for (var k = 0; k < count; k++)
                path.Add((path.Count, new(radius * Math.Cos(2 * Math.PI * k / count), radius * Math.Sin(2 * Math.PI * k / count), height)));
        }

        return path;
    }
}
