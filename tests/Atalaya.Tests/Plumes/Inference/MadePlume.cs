using Atalaya.Plumes.Numerics;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Tests.Plumes.Inference;

/// <summary>Readings of a ring of sensors made by a plain Gaussian plume, which shares no formula with the inference but that a plume is one.</summary>
internal static class MadePlume
{
    internal sealed record Source(double X, double Y, double KilogramsPerHour);

    internal static (ReadingTable Readings, WindTable Wind) Make(ulong seed, IReadOnlyList<Source> sources, int minutes = 60, double turned = 0, double noise = 0.005, int sensors = 8)
    {
        var random = new RandomStream(seed);
        var spots = Enumerable.Range(0, sensors).Select(s => new Spot(40 * Math.Cos(2 * Math.PI * s / sensors), 40 * Math.Sin(2 * Math.PI * s / sensors), 1.5)).ToArray();
        var rows = minutes * sensors;
        var seconds = new double[rows];
        var sensor = new int[rows];
        var from = new Spot[rows];
        var values = new double[rows];
        var (windSeconds, east, north, cross, up) = (new double[minutes], new double[minutes], new double[minutes], new double[minutes], new double[minutes]);
        var direction = 2 * Math.PI * random.Uniform();
        var perDensity = 1 / Gas.Methane.KilogramsPerCubicMetrePerPartPerMillion(288.15, 101_325);
        for (var m = 0; m < minutes; m++)
        {
            direction += 0.25 * random.Normal();
            var speed = 3.0;
            (windSeconds[m], east[m], north[m]) = (60.0 * m, speed * Math.Cos(direction + turned), speed * Math.Sin(direction + turned));
            (cross[m], up[m]) = (0.2 * speed, 0.1 * speed);
            for (var s = 0; s < sensors; s++)
            {
                var i = (m * sensors) + s;
                (seconds[i], sensor[i], from[i]) = (60.0 * m, s, spots[s]);
                var ppm = 2 + (0.02 * (s % 3)) + (noise * random.Normal());
                foreach (var source in sources)
                {
                    var (dx, dy) = (spots[s].X - source.X, spots[s].Y - source.Y);
                    var along = (dx * Math.Cos(direction)) + (dy * Math.Sin(direction));
                    var across = (dy * Math.Cos(direction)) - (dx * Math.Sin(direction));

                    // Drawn for every source at every sensor, so that the same seed gives the same wind wherever sources lie.
                    var scatter = Math.Exp(0.2 * random.Normal());
                    if (along <= 1)
                        continue;
                    var (sy, sz) = (0.5 + (0.19 * along), 0.3 + (0.05 * along));
                    var density = source.KilogramsPerHour / 3600 / (Math.PI * speed * sy * sz) * Math.Exp(-0.5 * ((across * across / (sy * sy)) + (1.5 * 1.5 / (sz * sz))));
                    ppm += density * perDensity * scatter;
                }

                values[i] = ppm;
            }
        }

        var readings = new ReadingTable
        {
            Frame = LocalFrame.Metres,
            Sensors = [.. Enumerable.Range(0, sensors).Select(static s => new Sensor($"s{s}", false, false))],
            HasDate = false,
            Seconds = seconds,
            AveragingSeconds = 60,
            SensorOf = sensor,
            From = from,
            To = from,
            Kelvin = [.. Enumerable.Repeat(288.15, rows)],
            Pascal = [.. Enumerable.Repeat(101_325.0, rows)],
            Gases = [new(Gas.Methane, values)],
        };
        return (readings, new WindTable
        {
            Seconds = windSeconds,
            AveragingSeconds = 60,
            Placement = WindPlacement.Station,
            HeightMetres = 2.5,
            East = east,
            North = north,
            SigmaCross = cross,
            SigmaUp = up,
        });
    }
}
