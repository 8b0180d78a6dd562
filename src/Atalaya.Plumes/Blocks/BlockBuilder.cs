using Atalaya.Plumes.Dispersion;
using Atalaya.Plumes.Forward;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Blocks;

/// <summary>Brings readings and wind into blocks. One pass over each, so that a million readings cost a fraction of a second.</summary>
internal static class BlockBuilder
{
    private const double NoTime = 1;

    // Sources are sought about the readings: no way is longer than twice across them, m.
    private const double WaysADiagonal = 2;
    private const double LeastWay = 60;

    // Readings are taken as so high at least, in m.
    private const double LeastHeight = 0.05;

    internal static BlockTable Build(ReadingTable readings, WindTable wind, Gas gas, BlockRules rules, int threads, CancellationToken cancellation, Spot? known = null, SearchArea? area = null)
    {
        var series = readings.Gases.First(g => g.Gas.Symbol == gas.Symbol);
        var box = Around(readings);
        var speed = UsualSpeed(wind);
        var length = Length(readings, box, speed, rules);
        var origin = readings.Count == 0 ? 0 : readings.Seconds[0];
        var air = new WindBlocks(wind, origin, length, rules);
        var path = Turning(WindPath.Of(wind, length), readings, box, speed, origin, length, rules);
        var high = Math.Max(box.High, LeastHeight);
        var low = Math.Clamp(box.Low, LeastHeight, high);
        var means = new List<(double Seconds, BlockWind Wind, BlockReading[] Readings)>();
        var sums = new Dictionary<int, Sum>();
        int total = 0, windless = 0, calm = 0, seen = 0, upMeasured = 0, crossMeasured = 0, airKnown = 0;
        for (var i = 0; i < readings.Count;)
        {
            var index = IndexOf(readings.Seconds[i], origin, length);
            sums.Clear();
            for (; i < readings.Count && IndexOf(readings.Seconds[i], origin, length) == index; i++)
            {
                if (!double.IsFinite(series.PartsPerMillion[i]) || !readings.From[i].IsFinite || !readings.To[i].IsFinite)
                    continue;
                ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(sums, readings.SensorOf[i], out _);
                sum.Add(readings, series.PartsPerMillion[i], i);
                if (double.IsFinite(readings.Kelvin[i]) && double.IsFinite(readings.Pascal[i]))
                    airKnown++;
                total++;
            }

            if (sums.Count == 0)
                continue;
            var rows = sums.Sum(static s => s.Value.Count);
            seen++;
            if (air.Find(index) is not { } found)
            {
                windless += rows;
                continue;
            }

            // Wind that turns all about has a direction at each instant, if none in the mean.
            if ((path is null ? found.Speed : found.ScalarSpeed) < rules.CalmSpeed)
            {
                calm++;
                continue;
            }

            upMeasured += found.UpMeasured ? 1 : 0;
            crossMeasured += found.CrossMeasured ? 1 : 0;
            means.Add((origin + ((index + 0.5) * length), found, Means(sums, gas, rules)));
        }

        var farthest = Math.Max(Way(box, known, area), LeastWay);
        if (path is not null && Puffs(means, length, farthest) > rules.MostPuffs)
            path = null;

        // Each block's plume is solved by itself: that is most of the time here.
        var solvedBlocks = new Block[means.Count];
        Parallel.For(0, solvedBlocks.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            var (seconds, found, of) = means[i];
            var solved = found.Air(low, high, gas.DepositionMetresPerSecond, known?.Z ?? VerticalGrowth.UsualSource);
            solvedBlocks[i] = new(seconds, length, solved, of) { Track = path is null ? null : PuffTrack.Of(path, seconds - (length / 2), length, solved, found.ScalarSpeed, farthest) };
        });

        var blocks = solvedBlocks.ToList();

        // Where the way of the gas is not followed after all, a wind that is calm in the mean has no direction.
        calm += blocks.RemoveAll(b => b.Track is null && b.Air.Speed < rules.CalmSpeed);
        var count = Math.Max(1, blocks.Count);
        return new(blocks, readings.Sensors.Count, 2 * upMeasured >= count && 2 * crossMeasured >= count, 2 * crossMeasured >= count, double.IsFinite(wind.HeightMetres),
            2 * airKnown >= Math.Max(1, total), total == 0 ? 0 : (double)windless / total, seen == 0 ? 0 : (double)calm / seen);
    }

    internal static int IndexOf(double seconds, double origin, double length) => (int)Math.Floor(((seconds - origin) / length) + 1e-6);

    private static double Length(ReadingTable readings, Extent box, double speed, BlockRules rules)
    {
        if (readings.Count == 0)
            return rules.Seconds;
        var span = readings.Seconds[^1] - readings.Seconds[0];
        var length = readings.AveragingSeconds >= rules.Seconds / 2 ? readings.AveragingSeconds : rules.Seconds;
        length *= Math.Max(1, Math.Round(rules.Passages * Passage(box.Diagonal, speed) / length));
        if (span <= 0)
            return Math.Max(length, NoTime);

        // Whole multiples, so that means of one length fall into blocks evenly.
        var multiple = Math.Max(1, Math.Ceiling(span / length / rules.Most));
        return length * multiple;
    }

    // A wind that is steady on the way over the site needs no path.
    private static WindPath? Turning(WindPath? path, ReadingTable readings, Extent box, double speed, double origin, double length, BlockRules rules) =>
        path is not null && readings.Count > 0 && path.Turning(origin, length, readings.Seconds[^1] + length, Passage(Math.Max(box.Diagonal, LeastWay), speed)) > rules.PuffTurnDegrees * Math.PI / 180 ? path : null;

    private static long Puffs(List<(double Seconds, BlockWind Wind, BlockReading[] Readings)> means, double length, double farthest) =>
        means.Sum(static m => m.Readings.Sum(static r => (long)PuffField.Places(r))) * PuffTrack.Instants(length) * PuffTrack.Ages(farthest);

    // From the farthest place where a source may be to the farthest reading.
    private static double Way(Extent box, Spot? known, SearchArea? area)
    {
        if (box.IsEmpty || (known is null && area is null))
            return WaysADiagonal * box.Diagonal;
        var all = new Extent();
        all.Add(new(box.West, box.South, 0));
        all.Add(new(box.East, box.North, 0));
        if (known is { } place)
        {
            all.Add(place);
        }
        else if (area is { } sought)
        {
            all.Add(new(sought.West, sought.South, 0));
            all.Add(new(sought.East, sought.North, 0));
        }

        return all.Diagonal;
    }

    // About all rows that may go into a block.
    private static Extent Around(ReadingTable readings)
    {
        var box = new Extent();
        for (var i = 0; i < readings.Count; i++)
        {
            if (!readings.From[i].IsFinite || !readings.To[i].IsFinite)
                continue;
            box.Add(readings.From[i]);
            box.Add(readings.To[i]);
        }

        return box;
    }

    // Seconds that the usual wind takes over half of a way.
    private static double Passage(double diagonal, double speed) => Math.Min(0.5 * diagonal / speed, 200);

    // Median speed of the wind, m/s.
    private static double UsualSpeed(WindTable wind)
    {
        var speeds = Enumerable.Range(0, wind.Count).Select(i => Math.Sqrt((wind.East[i] * wind.East[i]) + (wind.North[i] * wind.North[i]))).Where(double.IsFinite).ToArray();
        return Math.Max(Background.BackgroundDesign.Quantile(speeds, 0.5), 0.5);
    }

    private static BlockReading[] Means(Dictionary<int, Sum> sums, Gas gas, BlockRules rules)
    {
        var means = new BlockReading[sums.Count];
        var i = 0;
        foreach (var (sensor, sum) in sums.OrderBy(static s => s.Key))
            means[i++] = sum.Mean(sensor, gas, rules);
        return means;
    }

    private struct Sum
    {
        private double _value, _kelvin, _pascal;
        private int _airCount;
        private Spot _from, _to;

        internal int Count { get; private set; }

        internal void Add(ReadingTable readings, double value, int row)
        {
            _value += value;
            if (Count++ == 0)
                (_from, _to) = (readings.From[row], readings.To[row]);
            if (double.IsFinite(readings.Kelvin[row]) && double.IsFinite(readings.Pascal[row]))
            {
                _kelvin += readings.Kelvin[row];
                _pascal += readings.Pascal[row];
                _airCount++;
            }
        }

        internal readonly BlockReading Mean(int sensor, Gas gas, BlockRules rules)
        {
            var kelvin = _airCount > 0 ? _kelvin / _airCount : rules.Kelvin;
            var pascal = _airCount > 0 ? _pascal / _airCount : rules.Pascal;
            return new(sensor, _from, _to, _value / Count, Count, 1 / gas.KilogramsPerCubicMetrePerPartPerMillion(kelvin, pascal));
        }
    }
}
