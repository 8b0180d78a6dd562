using System.Globalization;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Simulation;
using Atalaya.Plumes.Winds;

namespace Atalaya.Bench.Plumes;

/// <summary>What the plume benchmark works on.</summary>
internal static class PlumeInputs
{
    private const int Beams = 7;

    /// <summary>Chilbolton source 1: 139 minutes of seven beams. The minutes are taken as they stand, joined, which does not change the cost.</summary>
    public static (ReadingTable Readings, WindTable Wind) Chilbolton(string folder)
    {
        var beams = Rows(Path.Combine(folder, "beams.csv"));
        var minutes = Rows(Path.Combine(folder, "source1_1min.csv"));
        var n = minutes.Count * Beams;
        var (seconds, sensorOf, from, to, ppm) = (new double[n], new int[n], new Spot[n], new Spot[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var (minute, beam) = (minutes[i / Beams], beams[i % Beams]);
            (seconds[i], sensorOf[i], ppm[i]) = (60 * minute[0], i % Beams, minute[5 + (i % Beams)]);
            (from[i], to[i]) = (new Spot(beam[1], beam[2], beam[3]), new Spot(beam[4], beam[5], beam[6]));
        }

        Sensor[] sensors = [.. Enumerable.Range(1, Beams).Select(static b => new Sensor("beam" + b.ToString(CultureInfo.InvariantCulture), IsBeam: true, IsMoving: false))];
        var wind = new WindTable
        {
            Seconds = [.. minutes.Select(static m => 60 * m[0])],
            AveragingSeconds = 60,
            Placement = WindPlacement.Station,
            HeightMetres = double.NaN,
            East = [.. minutes.Select(static m => m[1] * Math.Cos(m[2] * Math.PI / 180))],
            North = [.. minutes.Select(static m => m[1] * Math.Sin(m[2] * Math.PI / 180))],
            SigmaCross = [.. minutes.Select(static m => m[1] * m[3])],
            SigmaUp = [.. minutes.Select(static m => m[1] * m[4])],
        };
        return (Table(sensors, seconds, 60, sensorOf, from, to, ppm), wind);
    }

    /// <summary>Two sources simulated by particles with the beams and the 139 minutes of wind of Chilbolton (`eval/run two-sources`, its first case).</summary>
    public static (ReadingTable Readings, WindTable Wind) Two(string folder)
    {
        using var wind = File.OpenText(Path.Combine(folder, "source1_1min.csv"));
        using var beams = File.OpenText(Path.Combine(folder, "beams.csv"));
        var made = PlumeSimulator.Run(PlumeSetups.Draw(PlumeSetup.TwoAtSite, 1, SiteFiles.ReadSite(wind, beams)));
        return (made.Readings, made.Wind);
    }

    /// <summary>Eight sensors about a source of 2 kg/h, a reading of each every second; wind that wanders, a plume of plain power laws.</summary>
    public static (ReadingTable Readings, WindTable Wind) EverySecond(int count)
    {
        const int Sensors = 8;
        var length = Math.Max(1, count / Sensors);
        var n = length * Sensors;
        Sensor[] sensors = [.. Enumerable.Range(1, Sensors).Select(static s => new Sensor("s" + s.ToString(CultureInfo.InvariantCulture), IsBeam: false, IsMoving: false))];
        Spot[] places = [.. Enumerable.Range(0, Sensors).Select(static s => new Spot(45 * Math.Cos(s * Math.PI / 4), 40 * Math.Sin(s * Math.PI / 4), 2.4))];
        var (east, north) = (new double[length], new double[length]);
        var (seconds, sensorOf, from, ppm) = (new double[n], new int[n], new Spot[n], new double[n]);
        var noise = new Draws(7);
        double gust = 0, turn = 0;
        for (var t = 0; t < length; t++)
        {
            // An eddy lasts about twenty seconds; the slow swing takes the plume round to other sensors within the hour.
            (gust, turn) = ((0.95 * gust) + (0.2 * noise.Next()), (0.95 * turn) + (0.08 * noise.Next()));
            var (speed, direction) = (Math.Max(0.3, 3 + gust), turn + (1.5 * Math.Sin(2 * Math.PI * t / 5400)));
            (east[t], north[t]) = (speed * Math.Cos(direction), speed * Math.Sin(direction));
            for (var s = 0; s < Sensors; s++)
            {
                var i = (t * Sensors) + s;
                var along = ((places[s].X - 5) * Math.Cos(direction)) + ((places[s].Y - 3) * Math.Sin(direction));
                var cross = ((places[s].Y - 3) * Math.Cos(direction)) - ((places[s].X - 5) * Math.Sin(direction));
                var (wide, deep) = (1 + (0.1 * along), 0.5 + (0.06 * along));
                var plume = along <= 0 ? 0 : 2 / 3600.0 / (Math.PI * speed * wide * deep) * Math.Exp(-(cross * cross / (2 * wide * wide)) - (2.88 / (deep * deep))) / 6.6e-7;
                (seconds[i], sensorOf[i], from[i], ppm[i]) = (t, s, places[s], 2 + plume + (0.01 * noise.Next()));
            }
        }

        double[] clock = [.. Enumerable.Range(0, length).Select(static t => (double)t)];
        var wind = new WindTable { Seconds = clock, AveragingSeconds = 0, Placement = WindPlacement.Station, HeightMetres = 3, East = east, North = north };
        return (Table(sensors, seconds, 0, sensorOf, from, from, ppm), wind);
    }

    private static ReadingTable Table(IReadOnlyList<Sensor> sensors, double[] seconds, double averaging, int[] sensorOf, Spot[] from, Spot[] to, double[] ppm) => new()
    {
        Frame = LocalFrame.Metres,
        Sensors = sensors,
        HasDate = false,
        Seconds = seconds,
        AveragingSeconds = averaging,
        SensorOf = sensorOf,
        From = from,
        To = to,
        Kelvin = [.. Enumerable.Repeat(288.0, seconds.Length)],
        Pascal = [.. Enumerable.Repeat(101_000.0, seconds.Length)],
        Gases = [new GasSeries(Gas.Methane, ppm)],
    };

    private static List<double[]> Rows(string path) =>
        [.. File.ReadLines(path).Skip(1).Where(static l => l.Length > 0).Select(static l => Array.ConvertAll(l.Split(','), static f => f.Length == 0 ? double.NaN : double.Parse(f, CultureInfo.InvariantCulture)))];

    /// <summary>Numbers of mean 0 and deviation 1 (sum of twelve evenly spread), the same in each run.</summary>
    private sealed class Draws(ulong state)
    {
        private ulong state = state;

        public double Next()
        {
            var sum = -6.0;
            for (var i = 0; i < 12; i++)
            {
                state = (state * 6364136223846793005) + 1442695040888963407;
                sum += (state >> 11) / (double)(1UL << 53);
            }

            return sum;
        }
    }
}
