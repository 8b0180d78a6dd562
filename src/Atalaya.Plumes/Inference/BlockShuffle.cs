using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Inference;

/// <summary>Makes readings without a source out of residuals: runs of blocks in new order, each with a sign by chance, upon the sensors' own levels dealt out anew.</summary>
internal sealed class BlockShuffle
{
    private readonly BlockTable _table;
    private readonly double[][] _bySensor;
    private readonly double[] _spread;
    private readonly double[] _sensorOffset;
    private readonly double[] _scale;
    private readonly int _hold;

    internal BlockShuffle(PosteriorDensity density, double[] values, double[] residuals, ReadOnlySpan<double> weights)
    {
        _table = density.Table;
        _bySensor = new double[_table.SensorCount][];
        _scale = new double[values.Length];
        _sensorOffset = new double[_table.SensorCount];
        var counts = new int[_table.SensorCount];
        for (var s = 0; s < _bySensor.Length; s++)
        {
            _bySensor[s] = new double[_table.Blocks.Count];
            Array.Fill(_bySensor[s], double.NaN);
        }

        var i = 0;
        for (var b = 0; b < _table.Blocks.Count; b++)
        {
            foreach (var reading in _table.Blocks[b].Readings)
            {
                _scale[i] = 1 / Math.Sqrt(weights[i]);
                _bySensor[reading.Sensor][b] = residuals[i] / _scale[i];
                _sensorOffset[reading.Sensor] += values[i];
                counts[reading.Sensor]++;
                i++;
            }
        }

        var present = Enumerable.Range(0, counts.Length).Where(s => counts[s] > 0).ToArray();
        var mean = 0.0;
        foreach (var s in present)
            mean += (_sensorOffset[s] /= counts[s]) / present.Length;

        // Sensors that share an offset have none of their own to deal out.
        foreach (var s in present)
            _sensorOffset[s] = density.Background.OffsetCount == 1 ? 0 : _sensorOffset[s] - mean;
        _sensorOffset = [.. present.Select(s => _sensorOffset[s])];
        var all = Math.Sqrt(_bySensor.SelectMany(static s => s).Where(double.IsFinite).Select(static r => r * r).DefaultIfEmpty(1).Average());
        _spread = [.. _bySensor.Select(s => s.Count(double.IsFinite) < 4 ? all : Math.Sqrt(s.Where(double.IsFinite).Average(static r => r * r)))];
        _hold = Hold();
    }

    /// <summary>One set of values, in order of the readings.</summary>
    internal double[] Draw(RandomStream random, int leastRun)
    {
        var blocks = _table.Blocks.Count;
        var run = Math.Clamp(_hold, leastRun, Math.Max(leastRun, blocks / 6));
        var offsets = Dealt(random);
        var values = new double[_scale.Length];
        var i = 0;
        var source = 0;
        var sign = 1.0;
        for (var b = 0; b < blocks; b++)
        {
            if (b % run == 0)
            {
                source = random.Below(blocks);
                sign = random.Uniform() < 0.5 ? -1 : 1;
            }

            var from = (source + (b % run)) % blocks;
            foreach (var reading in _table.Blocks[b].Readings)
            {
                // Too few blocks to reorder, or a sensor silent there: a normal of its spread.
                var kept = blocks < 2 * leastRun ? double.NaN : _bySensor[reading.Sensor][from];
                values[i] = (_scale[i] * (double.IsFinite(kept) ? sign * kept : _spread[reading.Sensor] * random.Normal())) + offsets[reading.Sensor];
                i++;
            }
        }

        return values;
    }

    private double[] Dealt(RandomStream random)
    {
        var offsets = new double[_table.SensorCount];
        var deck = (double[])_sensorOffset.Clone();
        for (var s = 0; s < offsets.Length; s++)
            offsets[s] = deck.Length == 0 ? 0 : deck[s % deck.Length];
        for (var s = offsets.Length - 1; s > 0; s--)
        {
            var other = random.Below(s + 1);
            (offsets[s], offsets[other]) = (offsets[other], offsets[s]);
        }

        for (var s = 0; s < offsets.Length; s++)
            offsets[s] *= random.Uniform() < 0.5 ? -1 : 1;
        return offsets;
    }

    // Runs must be longer than residuals hang together: four times the length of a first-order chain.
    private int Hold()
    {
        double product = 0, square = 1e-300;
        foreach (var sensor in _bySensor)
        {
            for (var b = 1; b < sensor.Length; b++)
            {
                if (!double.IsFinite(sensor[b]) || !double.IsFinite(sensor[b - 1]))
                    continue;
                product += sensor[b] * sensor[b - 1];
                square += 0.5 * ((sensor[b] * sensor[b]) + (sensor[b - 1] * sensor[b - 1]));
            }
        }

        return (int)Math.Ceiling(4 / Math.Max(0.05, 1 - Math.Clamp(product / square, 0, 0.95)));
    }
}
